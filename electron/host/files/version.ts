// Owns: the identity of a file's bytes that crosses the wire as `version`.
// Must not know: what the bytes are, or where they came from.
import { createHash, webcrypto } from 'node:crypto';

const DIGITS = 32;
/** Above this many bytes hashing takes milliseconds and is left to a thread. */
const BIG = 1 << 20;

/** Version of `bytes`: the first 32 hex digits of their SHA-256. */
export function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, DIGITS);
}

/** The same as `versionOf`, without holding up the event loop for big files. */
export async function versionOfBig(bytes: Uint8Array): Promise<string> {
  if (bytes.byteLength < BIG) return versionOf(bytes);
  const digest = await webcrypto.subtle.digest('SHA-256', bytes);
  return Buffer.from(digest).toString('hex').slice(0, DIGITS);
}
