// Owns: giving a file another name or folder so that at every moment it exists exactly once and nothing is replaced.
// Must not know: what the file is.
import { basename, dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { makeFolder, syncFolder } from './contain.ts';
import { diskFileSystem, errnoOf, type FileFacts, type FileSystem } from './file-system.ts';
import { renameFile } from './replace.ts';

/**
 * Moves `from` to `to`, both absolute with resolved folders, below `root`. Makes the folder of `to`. Throws `exists` where
 * another file has that name, and `not-found` where `from` is gone. A change of case alone works on every file system.
 */
export async function moveFile(
  root: string,
  from: string,
  to: string,
  fs: FileSystem = diskFileSystem,
): Promise<void> {
  if (from === to) return;
  const source = await facts(fs, from);
  if (source === null) throw new CallError('not-found', 'The file is not there any more.');
  await makeFolder(root, dirname(to), fs);
  const there = await facts(fs, to);
  if (there !== null && !(await isOtherSpelling(fs, source, there, from, to))) {
    throw new CallError('exists', 'There is a file of that name already.', { name: basename(to) });
  }
  await renameFile(fs, from, to);
  if (there !== null && !(await isListed(fs, to))) await throughAnotherName(fs, from, to);
  await syncFolder(dirname(to), fs);
  if (dirname(from) !== dirname(to)) await syncFolder(dirname(from), fs);
}

async function facts(fs: FileSystem, file: string): Promise<FileFacts | null> {
  try {
    return await fs.lstat(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/**
 * True where `to` is the same file under a name that differs only for us (case, composed Hangul): the disk answers to it,
 * but does not list it. Two hard links of one file are both listed, and are two names.
 */
async function isOtherSpelling(
  fs: FileSystem,
  source: FileFacts,
  there: FileFacts,
  from: string,
  to: string,
): Promise<boolean> {
  if (source.ino !== there.ino || source.dev !== there.dev) return false;
  return dirname(from) === dirname(to) && !(await isListed(fs, to));
}

async function isListed(fs: FileSystem, file: string): Promise<boolean> {
  return (await fs.readdir(dirname(file))).includes(basename(file));
}

/** Some systems take a rename to another spelling for no change. Every step keeps the file under one visible name. */
async function throughAnotherName(fs: FileSystem, from: string, to: string): Promise<void> {
  const between = join(dirname(to), `renaming-${basename(to)}`);
  if ((await facts(fs, between)) !== null) {
    throw new CallError('exists', 'There is a file of that name already.', { name: basename(between) });
  }
  await renameFile(fs, from, between);
  await renameFile(fs, between, to);
}
