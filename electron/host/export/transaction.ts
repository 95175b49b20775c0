// Owns: that a set of writes is there whole or not at all, also when the process is killed in the middle.
// Must not know: posts, images, git, or why a file is written.
import { chmod, mkdir, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { isSafeTargetPath } from '#core/export/paths.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { makeFolder, syncFolder } from '#host/files/contain.ts';
import { diskFileSystem, type FileSystem } from '#host/files/file-system.ts';
import { readRegular } from '#host/files/read-file.ts';
import { sweepLeftovers } from '#host/files/sweep.ts';
import { versionOfBig } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { createInspector } from './inspect.ts';

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

/** Where a transaction keeps its notes, and what it works on. Absolute real paths. */
export interface Place {
  readonly root: string;
  /** Folder of our own, outside the target's tree. */
  readonly state: string;
  readonly fs?: FileSystem;
}

interface Note {
  readonly path: RelPath;
  readonly before: string | null;
  readonly after: string | null;
  /** Permission bits of what stood there. */
  readonly mode: number;
}

/** What is written down before the first change: enough to undo everything. */
interface Manifest {
  readonly notes: readonly Note[];
  /** Folders that will be made, deepest last. */
  readonly folders: readonly string[];
}

export const RECORD = 'export.json';
const FOLDER = 'transaction';
const MANIFEST = 'manifest.json';
const NEW_RECORD = 'record.json';

/** The folder that exists only while a transaction runs, or after it was interrupted. */
export const transactionIn = (state: string): string => join(state, FOLDER);

/**
 * Makes all of `writes` and then puts `record`, a text no earlier export had, in the place of the record. An error undoes what was done and is thrown on;
 * `stale` where a file is not as expected. A kill is undone or finished by `recover`. The caller holds the lock.
 */
export async function runTransaction(place: Place, writes: readonly Write[], record: string): Promise<void> {
  const fs = place.fs ?? diskFileSystem;
  const folder = transactionIn(place.state);
  await mkdir(folder, { recursive: true });
  const manifest = await takeNotes(place, folder, writes, fs);
  await put(fs, join(folder, NEW_RECORD), record);
  await put(fs, join(folder, MANIFEST), JSON.stringify(manifest));
  try {
    await performAll(place.root, writes, fs);
    await put(fs, join(place.state, RECORD), record);
  } catch (error) {
    await undo(place, folder, manifest, fs);
    await clear(folder, fs);
    throw error;
  }
  await clear(folder, fs);
}

/** What `recover` found. */
export interface Recovery {
  readonly found: 'nothing' | 'finished' | 'undone';
  /** Files that someone changed after the interruption: left as they are. */
  readonly foreign: readonly RelPath[];
}

/**
 * Ends an interrupted transaction: finishes it where every file was written, else undoes what was. Files that hold neither the
 * old nor the new bytes belong to someone else by now, and stay. The caller holds the lock.
 */
export async function recover(place: Place): Promise<Recovery> {
  const fs = place.fs ?? diskFileSystem;
  const folder = transactionIn(place.state);
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  const manifest = text === null ? null : parseManifest(text);
  if (!manifest) {
    await rm(folder, { recursive: true, force: true });
    return { found: 'nothing', foreign: [] };
  }
  for (const path of new Set(manifest.notes.map((note) => dirname(join(place.root, note.path))))) {
    await sweepLeftovers(path, Number.MAX_SAFE_INTEGER);
  }
  await sweepLeftovers(place.state);
  const record = await readFile(join(folder, NEW_RECORD), 'utf8');
  const recorded = await readFile(join(place.state, RECORD), 'utf8').catch(() => null);
  const states = await Promise.all(manifest.notes.map((note) => standing(place.root, note, fs)));
  const foreign = manifest.notes.filter((_, at) => states[at] === 'other').map((note) => note.path);
  if (recorded === record || !states.includes('before')) {
    await put(fs, join(place.state, RECORD), record);
    await clear(folder, fs);
    return { found: 'finished', foreign };
  }
  await undo(place, folder, manifest, fs);
  await clear(folder, fs);
  return { found: 'undone', foreign };
}

/** Copies what will be replaced, and writes down what will be done. */
async function takeNotes(
  place: Place,
  folder: string,
  writes: readonly Write[],
  fs: FileSystem,
): Promise<Manifest> {
  const inspect = createInspector(place.root);
  const notes: Note[] = [];
  const folders = new Set<string>();
  for (const [at, { path, before, after }] of writes.entries()) {
    const there = inspect(path);
    if (there.is === 'blocked') throw stale(path);
    const old = there.is === 'file' ? await readRegular(join(place.root, path), fs) : null;
    if ((old?.version ?? null) !== before) throw stale(path);
    if (old) await put(fs, join(folder, `old-${at}`), old.bytes);
    notes.push({ path, before, after, mode: old ? Number(old.facts.mode & 0o7777n) : 0 });
    if (after !== null) for (const missing of missingFolders(inspect, path)) folders.add(missing);
  }
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

/** Makes all writes; after a failure no new one begins, and it is thrown once the running ones have ended. */
async function performAll(root: string, writes: readonly Write[], fs: FileSystem): Promise<void> {
  const queue = writes.values();
  let failed = false;
  const work = async (): Promise<void> => {
    for (const write of queue) {
      if (failed) return;
      try {
        await perform(root, write, fs);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: writes.length > MANY ? AT_ONCE : 1 }, work);
  const results = await Promise.allSettled(workers);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
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

/** Puts back the old bytes wherever ours stand. Goes on after a failure, and throws the first one at the end. */
async function undo(place: Place, folder: string, manifest: Manifest, fs: FileSystem): Promise<void> {
  let failure: unknown = null;
  for (const [at, note] of manifest.notes.entries()) {
    try {
      if ((await standing(place.root, note, fs)) !== 'after') continue;
      const file = join(place.root, note.path);
      if (note.before === null) {
        await fs.unlink(file);
        await syncFolder(dirname(file), fs);
        continue;
      }
      const old = await readRegular(join(folder, `old-${at}`), fs);
      if (!old)
        throw new CallError('io', 'The copy of a file that an export replaced is gone.', { path: note.path });
      await writeAtomic(file, old.bytes, note.after, { fs });
      await chmod(file, note.mode);
    } catch (error) {
      failure ??= error;
    }
  }
  if (failure !== null) throw failure;
  for (const made of [...manifest.folders].reverse()) {
    // Not empty: someone else put something there, and it stays.
    await rmdir(join(place.root, made)).catch(() => undefined);
  }
}

async function standing(root: string, note: Note, fs: FileSystem): Promise<'before' | 'after' | 'other'> {
  const there = createInspector(root)(note.path);
  if (there.is === 'blocked') return 'other';
  const version =
    there.is === 'file' ? ((await readRegular(join(root, note.path), fs))?.version ?? null) : null;
  if (version === note.after) return 'after';
  return version === note.before ? 'before' : 'other';
}

/** The manifest goes first: without it the rest is rubbish, and is treated as such. */
async function clear(folder: string, fs: FileSystem): Promise<void> {
  await fs.unlink(join(folder, MANIFEST));
  await syncFolder(folder, fs);
  await rm(folder, { recursive: true, force: true });
}

async function put(fs: FileSystem, file: string, content: string | Uint8Array): Promise<void> {
  await writeAtomic(file, typeof content === 'string' ? Buffer.from(content) : content, 'any', { fs });
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

function parseManifest(text: string): Manifest | null {
  try {
    // Written by us alone, in our own folder; every path is checked all the same.
    const { notes, folders } = JSON.parse(text) as Manifest;
    const safe =
      notes.every(({ path }) => isSafeTargetPath(path)) && folders.every((path) => isSafeTargetPath(path));
    return safe ? { notes, folders } : null;
  } catch {
    return null;
  }
}
