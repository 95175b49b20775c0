// Owns: where sources and outputs of the build are.
// Must not know: how anything is built.
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const dist = `${root}/dist`;
/** Stamps and the lock: outside dist, which is packed as it is. */
export const cache = `${root}/node_modules/.cache/galley`;
