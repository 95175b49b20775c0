// Owns: that a set of writes is there whole or not at all, also when the process is killed in the middle.
// Must not know: posts, images, git, or why a file is written.
import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { makeFolder, syncFolder } from '#host/files/contain.ts';
import { diskFileSystem, type FileSystem } from '#host/files/file-system.ts';
import { readRegular } from '#host/files/read-file.ts';
import { versionOfBig } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { createInspector } from './inspect.ts';
import {
  clear,
  finish,
  MANIFEST,
  type Manifest,
  NEW_RECORD,
  type Note,
  OLD_RECORD,
  type Place,
  put,
  recordIn,
  transactionIn,
  undo,
} from './undo-log.ts';

/** One file to write or delete. */
export interface Write {
  readonly path: RelPath;
  /** Hash of what must stand there now; null: nothing. */
  readonly before: string | null;
  /** Hash of what will stand there; null: nothing. */
  readonly after: string | null;
  /** The new bytes; not called for a deletion. */
  readonly read: () => Promise<Uint8Array>;
}

/**
 * Makes all of `writes` and then puts `record`, a text no earlier one had, in the place of the record. An error undoes what
 * was done and is thrown on; `stale` where a file is not as expected. A kill is undone or finished by `recover`. The caller
 * holds the lock. `kept`: now, in milliseconds, where it shall be possible to take this one back later.
 */
export async function runTransaction(
  place: Place,
  writes: readonly Write[],
  record: string,
  kept?: number,
): Promise<void> {
  const fs = place.fs ?? diskFileSystem;
  const folder = transactionIn(place.state);
  await mkdir(folder, { recursive: true });
  let manifest: Manifest;
  try {
    const noted = await takeNotes(place, folder, writes, fs);
    manifest = kept === undefined ? noted : { ...noted, kept };
    const old = await readRegular(recordIn(place), fs);
    if (old) await put(fs, join(folder, OLD_RECORD), old.bytes);
    await put(fs, join(folder, NEW_RECORD), record);
    await put(fs, join(folder, MANIFEST), JSON.stringify(manifest));
  } catch (error) {
    // The target is untouched so far.
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  try {
    await severalAtOnce(writes, (write) => perform(place.root, write, fs));
    await put(fs, recordIn(place), record);
  } catch (error) {
    await undo(place, folder, manifest, fs);
    await clear(folder, fs);
    throw error;
  }
  await finish(place, manifest, fs);
}

/** Copies what will be replaced, and writes down what will be done. */
async function takeNotes(
  place: Place,
  folder: string,
  writes: readonly Write[],
  fs: FileSystem,
): Promise<Manifest> {
  const inspect = createInspector(place.root);
  const folders = new Set<string>();
  const notes = await severalAtOnce(writes, async ({ path, before, after }, at): Promise<Note> => {
    const there = inspect(path);
    if (there.is === 'blocked') throw stale(path);
    const old = there.is === 'file' ? await readRegular(join(place.root, path), fs) : null;
    if ((old?.version ?? null) !== before) throw stale(path);
    if (old) await put(fs, join(folder, `old-${at}`), old.bytes);
    if (after !== null) for (const missing of missingFolders(inspect, path)) folders.add(missing);
    return { path, before, after, mode: old ? Number(old.facts.mode & 0o7777n) : 0 };
  });
  return { notes, folders: [...folders].sort((a, b) => a.length - b.length) };
}

function missingFolders(inspect: ReturnType<typeof createInspector>, path: RelPath): readonly string[] {
  const missing: string[] = [];
  const parts = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const folder = parts.slice(0, depth).join('/');
    // A prefix of a safe path is a safe path. A folder counts as `not-a-file` here: it is there.
    if (inspect(folder as RelPath).is === 'absent') missing.push(folder);
  }
  return missing;
}

/** More writes than this are made several at a time: waiting for the disk is most of the work. */
const MANY = 32;
const AT_ONCE = 8;

/** Does `work` on all; after a failure no new one begins, and it is thrown once the running ones have ended. */
async function severalAtOnce<T>(
  writes: readonly Write[],
  work: (write: Write, at: number) => Promise<T>,
): Promise<readonly T[]> {
  const queue = writes.entries();
  const done: T[] = [];
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [at, write] of queue) {
      if (failed) return;
      try {
        done[at] = await work(write, at);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: writes.length > MANY ? AT_ONCE : 1 }, worker);
  const results = await Promise.allSettled(workers);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return done;
}

async function perform(root: string, write: Write, fs: FileSystem): Promise<void> {
  const file = join(root, write.path);
  // Once more, just before: a folder may have become a link since the plan.
  if (createInspector(root)(write.path).is === 'blocked') throw stale(write.path);
  if (write.after === null) {
    const there = await readRegular(file, fs);
    if (there?.version !== write.before) throw stale(write.path);
    await fs.unlink(file);
    await syncFolder(dirname(file), fs);
    return;
  }
  const bytes = await write.read();
  if ((await versionOfBig(bytes)) !== write.after) throw stale(write.path);
  await makeFolder(root, dirname(file), fs);
  const result = await writeAtomic(file, bytes, write.before, { fs });
  if (!result.ok) throw stale(write.path);
}

function stale(path: RelPath): CallError {
  return new CallError(
    'stale',
    'The target changed since the plan was made. Nothing was written; plan again.',
    {
      changed: [path],
    },
  );
}
