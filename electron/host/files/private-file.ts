// Owns: reading and writing the program's own files (settings, backups, history), which may be damaged or missing.
// Must not know: what is in them, or the journal.
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { diskFileSystem, type FileSystem } from './file-system.ts';
import { readRegular } from './read-file.ts';
import { writeAtomic } from './write-atomic.ts';

/** Writes a file of our own whole or not at all, and makes its folder, readable by its owner only. */
export async function writePrivate(
  file: string,
  bytes: Uint8Array,
  fs: FileSystem = diskFileSystem,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeAtomic(file, bytes, 'any', { fs });
}

/**
 * Reads a file of our own and hands its text to `parse`; null where there is none. Where it cannot be read or `parse`
 * throws, the file is kept aside as `NAME.broken-TIME` (`now`: milliseconds) and the answer is null.
 */
export async function readPrivate<T>(
  file: string,
  parse: (text: string) => T,
  now: number,
  onDamage: (error: unknown) => void,
): Promise<T | null> {
  try {
    const found = await readRegular(file);
    if (found === null) return null;
    return parse(new TextDecoder('utf-8', { fatal: true }).decode(found.bytes));
  } catch (error) {
    onDamage(error);
    await rename(file, `${file}.broken-${now}`).catch(() => undefined);
    return null;
  }
}
