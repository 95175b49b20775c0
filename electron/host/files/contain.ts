// Owns: that no path of the page leads outside the journal, by real paths and not by spelling.
// Must not know: what is done with the file afterwards.
import { dirname, join, sep } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { diskFileSystem, errnoOf, type FileSystem } from './file-system.ts';

/** Where a relative path really is. */
export interface Located {
  /** Real path of the journal's root. */
  readonly root: string;
  /** Absolute path with every symbolic link resolved. */
  readonly file: string;
  /** Absolute path whose folder is resolved but whose last name is as given: the link itself where there is one. */
  readonly name: string;
  readonly exists: boolean;
}

/** True where `file` is `root` or below it; both real paths. */
export function isInside(root: string, file: string): boolean {
  return file === root || file.startsWith(root.endsWith(sep) ? root : root + sep);
}

/**
 * Resolves `path` below `root` and every symbolic link on the way. Throws `outside` where a link leads out of the root
 * or nowhere, `not-found` where the root itself is gone or a folder on the way is a file.
 */
export async function locate(root: string, path: RelPath, fs: FileSystem = diskFileSystem): Promise<Located> {
  const real = await realRoot(root, fs);
  const parts = path.split('/');
  const last = parts.pop() ?? '';
  const folder = await deepest(real, parts, fs);
  const name = join(folder.path, ...folder.rest, last);
  if (folder.rest.length > 0) return { root: real, file: name, name, exists: false };
  const file = await existing(name, path, fs);
  if (file === null) return { root: real, file: name, name, exists: false };
  if (!isInside(real, file)) throw outside(path);
  return { root: real, file, name, exists: true };
}

async function realRoot(root: string, fs: FileSystem): Promise<string> {
  try {
    return await fs.realpath(root);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') throw new CallError('not-found', 'The journal folder is not there.');
    throw error;
  }
}

/** Real path of the deepest folder of `parts` that exists, and the parts below it that do not. */
async function deepest(
  root: string,
  parts: readonly string[],
  fs: FileSystem,
): Promise<{ path: string; rest: readonly string[] }> {
  for (let depth = parts.length; depth > 0; depth--) {
    const wanted = parts.slice(0, depth).join('/');
    const path = await existing(join(root, ...parts.slice(0, depth)), wanted, fs);
    if (path === null) continue;
    if (!isInside(root, path)) throw outside(wanted);
    return { path, rest: parts.slice(depth) };
  }
  return { path: root, rest: parts };
}

/** Real path of `file`; null where nothing has that name; a link that leads nowhere is refused, never written through. */
async function existing(file: string, path: string, fs: FileSystem): Promise<string | null> {
  try {
    return await fs.realpath(file);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ELOOP') throw outside(path);
    if (code === 'ENAMETOOLONG') {
      throw new CallError('refused', 'The name is longer than the disk takes.', { path, fault: 'too-long' });
    }
    if (code === 'ENOTDIR') throw new CallError('not-found', 'A folder of that path is a file.', { path });
    if (code !== 'ENOENT') throw error;
  }
  try {
    await fs.lstat(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
  throw outside(path);
}

function outside(path: string): CallError {
  return new CallError('outside', 'That path is a link that leads outside the journal.', { path });
}

/** Makes the folder of `file` (a path given by `locate`) and those above it, and makes them last. */
export async function makeFolder(
  root: string,
  folder: string,
  fs: FileSystem = diskFileSystem,
): Promise<void> {
  if (folder === root || !isInside(root, folder)) return;
  try {
    await fs.mkdir(folder);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT') throw error;
    await makeFolder(root, dirname(folder), fs);
    await makeFolder(root, folder, fs);
    return;
  }
  await syncFolder(dirname(folder), fs);
}

/** Systems that cannot flush a folder say so by one of these; there is nothing more to do there. */
const CANNOT_SYNC: ReadonlySet<string | null> = new Set([
  'EISDIR',
  'EPERM',
  'EACCES',
  'EINVAL',
  'EBADF',
  'ENOTSUP',
  'ENOSYS',
]);

/** Makes the names in `folder` last through a power cut. */
export async function syncFolder(folder: string, fs: FileSystem = diskFileSystem): Promise<void> {
  try {
    const handle = await fs.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!CANNOT_SYNC.has(errnoOf(error))) throw error;
  }
}
