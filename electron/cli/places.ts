// Owns: where the built command line finds what was built beside it.
// Must not know: what is done with it.
import { fileURLToPath } from 'node:url';
import { version as packageVersion } from '../../package.json';

export const version: string = packageVersion;
/** The built page, and the shipped sample journal; this file ends up in a folder beside theirs. */
export const pageFolder = fileURLToPath(new URL('../renderer', import.meta.url));
export const sampleFolder = fileURLToPath(new URL('../posts', import.meta.url));
