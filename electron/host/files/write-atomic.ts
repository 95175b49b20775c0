// Owns: the one way a file of a person is written: whole or not at all, and never over something unseen.
// Must not know: posts, images, settings, or what to do about a conflict.
import { basename, dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { syncFolder } from './contain.ts';
import { diskFileSystem, errnoOf, type FileFacts, type FileHandle, type FileSystem } from './file-system.ts';
import { type ReadFile, readRegular, sameFacts } from './read-file.ts';
import { replaceFile } from './replace.ts';
import { tempName } from './temp-name.ts';
import { versionOfBig } from './version.ts';
import { withWriteLock } from './write-lock.ts';

/** What must be on disk for the write to go on: a version, `null` for no file, `any` for whatever there is. */
export type Expected = string | null | 'any';

export interface WriteOptions {
  readonly fs?: FileSystem;
  /** Is given the bytes that are about to be replaced, before they are. If it fails, nothing is replaced. */
  readonly keepOld?: (old: ReadFile) => Promise<void>;
}

export type WriteResult =
  | {
      readonly ok: true;
      readonly version: string;
      /** False where the bytes were there already: nothing was touched. */
      readonly wrote: boolean;
      /** The file had other names (hard links), which keep the old bytes. */
      readonly splitLinks: boolean;
    }
  /** The disk is not as expected; nothing was touched. `found`: what is there. */
  | { readonly ok: false; readonly found: ReadFile | null };

/**
 * Replaces or makes `file` (real absolute path whose folder exists) by `bytes`, by the steps of a safe save: temporary file
 * beside it, all bytes counted, flushed, its size checked, the disk compared with `expected` once more, renamed, folder
 * flushed. Throws Node's error, or `io` for a short write, with the old file intact and no temporary file left.
 */
export async function writeAtomic(
  file: string,
  bytes: Uint8Array,
  expected: Expected,
  options: WriteOptions = {},
): Promise<WriteResult> {
  const fs = options.fs ?? diskFileSystem;
  const found = await readRegular(file, fs);
  const version = await versionOfBig(bytes);
  if (found?.version === version) {
    // A retry after a failed flush of the folder must not say "saved" before the name lasts.
    await syncFolder(dirname(file), fs);
    return { ok: true, version, wrote: false, splitLinks: false };
  }
  if (expected !== 'any' && (found?.version ?? null) !== expected) return { ok: false, found };
  if (found !== null && (found.facts.mode & 0o200n) === 0n) {
    throw new CallError('read-only', 'The file is write-protected.');
  }
  const temp = join(dirname(file), tempName(basename(file)));
  let placed = false;
  try {
    await writeTemp(fs, temp, bytes, found?.facts ?? null);
    if (found !== null) await options.keepOld?.(found);
    const other = await withWriteLock(file, async () => {
      const now = await changedSince(fs, file, found);
      if (now !== 'same') return { found: now };
      placed = await replaceFile(fs, temp, file, found !== null);
      return placed ? null : { found: await readRegular(file, fs) };
    });
    if (other !== null) return { ok: false, found: other.found };
  } finally {
    if (!placed) await fs.unlink(temp).catch(() => undefined);
  }
  await syncFolder(dirname(file), fs);
  return { ok: true, version, wrote: true, splitLinks: (found?.facts.nlink ?? 1n) > 1n };
}

/** Makes `temp` with all of `bytes` on the medium, and with the mode and owner of the file it will replace. */
async function writeTemp(
  fs: FileSystem,
  temp: string,
  bytes: Uint8Array,
  like: FileFacts | null,
): Promise<void> {
  const handle = await fs.open(temp, 'wx', like === null ? 0o666 : Number(like.mode & 0o777n));
  try {
    if (like !== null) await takeAfter(handle, like);
    await writeAll(handle, bytes);
    await handle.sync();
    const { size } = await handle.stat();
    if (size !== BigInt(bytes.byteLength)) throw shortWrite(Number(size), bytes.byteLength);
  } finally {
    await handle.close();
  }
}

async function takeAfter(handle: FileHandle, like: FileFacts): Promise<void> {
  const { uid, gid, mode } = await handle.stat();
  if (uid !== like.uid || gid !== like.gid) {
    // Only a superuser may give a file away; for all others the file becomes theirs, as with any editor.
    await handle.chown(Number(like.uid), Number(like.gid)).catch(() => undefined);
  }
  if ((mode & 0o7777n) !== (like.mode & 0o7777n)) await handle.chmod(Number(like.mode & 0o7777n));
}

/** One `write` may take fewer bytes than it was given (a nearly full disk): go on until all are counted. */
async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const count = await handle.write(bytes, done, bytes.byteLength - done, done);
    if (count <= 0) throw shortWrite(done, bytes.byteLength);
    done += count;
  }
}

function shortWrite(done: number, total: number): CallError {
  return new CallError('io', 'The disk took only a part of the file.', { done, total });
}

/** Compares by facts first and by bytes where the facts differ; `same`, or what is there now. */
async function changedSince(
  fs: FileSystem,
  file: string,
  before: ReadFile | null,
): Promise<'same' | ReadFile | null> {
  const facts = await fs.lstat(file).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (facts === null) return before === null ? 'same' : null;
  if (before !== null && sameFacts(facts, before.facts)) return 'same';
  const now = await readRegular(file, fs);
  return now?.version === before?.version ? 'same' : now;
}
