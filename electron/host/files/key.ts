// Owns: turning a path or a journal's name into a file name of our own that fits every disk.
// Must not know: what is stored under it.
import { createHash } from 'node:crypto';

/** A name of 32 hex digits for any text; equal texts give equal names. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, 32);
}
