// Owns: reading the texts of posts for what they say of images: quickly where many are read, carefully always.
// Must not know: what is looked for in a text.
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { isInside, locate } from '#host/files/contain.ts';
import { MAX_FILE_BYTES, readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';

export type PostText = { readonly text: string } | 'unread';

/** The quick way, for a test to take away. */
export const quick = { readPlain };

/**
 * A reader of posts. Plain files in plain folders are read the quick way, which waits for nothing; all others, and those that fail, with
 * every care. A post that has gone, or that leads out of the journal, is an empty text; of one that fails nobody knows.
 */
export function postReader(root: string): (path: RelPath) => Promise<PostText> {
  const folders = new Map<string, boolean>();
  /** True where no link is on the way: the folder's real path is its own. */
  const isPlain = (folder: string): boolean => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const file = join(root, folder);
    const plain = isInside(root, file) && realOrNull(file) === file;
    folders.set(folder, plain);
    return plain;
  };
  return async (path) => {
    const bytes = isPlain(dirname(path)) ? quick.readPlain(join(root, path)) : null;
    return bytes === null ? await readCarefully(root, path) : { text: textOf(bytes).text };
  };
}

async function readCarefully(root: string, path: RelPath): Promise<PostText> {
  try {
    const at = await locate(root, path);
    const found = await readRegular(at.file);
    return { text: found === null ? '' : textOf(found.bytes).text };
  } catch (error) {
    return error instanceof CallError && error.code === 'outside' ? { text: '' } : 'unread';
  }
}

function realOrNull(file: string): string | null {
  try {
    return realpathSync(file);
  } catch {
    return null;
  }
}

/** A link is not followed where the system can be told so; a pipe is not waited for. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);

/** The bytes of a plain file; null for anything else, and for every failure. */
function readPlain(file: string): Uint8Array | null {
  let fd: number | null = null;
  try {
    // Windows cannot be told not to follow.
    if (constants.O_NOFOLLOW === undefined && lstatSync(file).isSymbolicLink()) return null;
    fd = openSync(file, FLAGS);
    const facts = fstatSync(fd);
    return facts.isFile() && facts.size <= MAX_FILE_BYTES ? readFileSync(fd) : null;
  } catch {
    return null;
  } finally {
    if (fd !== null) closeSync(fd);
  }
}
