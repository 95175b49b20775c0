// Owns: the notes of a running transaction, and how an interrupted one is undone or finished by them.
// Must not know: how the writes are made, or why.
import { chmod, readFile, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { isSafeTargetPath } from '#core/export/paths.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { syncFolder } from '#host/files/contain.ts';
import { diskFileSystem, type FileSystem } from '#host/files/file-system.ts';
import { readRegular } from '#host/files/read-file.ts';
import { sweepLeftovers } from '#host/files/sweep.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { createInspector } from './inspect.ts';

/** Where a transaction keeps its notes, and what it works on. Absolute real paths. */
export interface Place {
  readonly root: string;
  /** Folder of our own, outside the target's tree. */
  readonly state: string;
  /** Name of the record in `state`; that of exports if left out. */
  readonly record?: string;
  readonly fs?: FileSystem;
}

/** The file of the record. */
export const recordIn = ({ state, record = RECORD }: Place): string => join(state, record);

/** What is written down of one file. */
export interface Note {
  readonly path: RelPath;
  readonly before: string | null;
  readonly after: string | null;
  /** Permission bits of what stood there. */
  readonly mode: number;
}

/** What is written down before the first change: enough to undo everything. */
export interface Manifest {
  readonly notes: readonly Note[];
  /** Folders that will be made, deepest last. */
  readonly folders: readonly string[];
  /** When it was made, in milliseconds, where it is kept once it is done: the last one of these can be taken back. */
  readonly kept?: number;
}

export const RECORD = 'export.json';
const FOLDER = 'transaction';
const LAST = 'last';
export const MANIFEST = 'manifest.json';
export const NEW_RECORD = 'record.json';
export const OLD_RECORD = 'old-record.json';

/** The folder that exists only while a transaction runs, or after it was interrupted. */
export const transactionIn = (state: string): string => join(state, FOLDER);

/** The folder of the last finished transaction that is kept. */
export const lastIn = (state: string): string => join(state, LAST);

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
  const recorded = await readFile(recordIn(place), 'utf8').catch(() => null);
  const states = await Promise.all(manifest.notes.map((note) => standing(place.root, note, fs)));
  const foreign = manifest.notes.filter((_, at) => states[at] === 'other').map((note) => note.path);
  if (recorded === record || !states.includes('before')) {
    await put(fs, recordIn(place), record);
    await finish(place, manifest, fs);
    return { found: 'finished', foreign };
  }
  await undo(place, folder, manifest, fs);
  await clear(folder, fs);
  return { found: 'undone', foreign };
}

/**
 * Puts back the old record, then the old bytes wherever ours stand. While the new record stands, nothing was undone yet: that is
 * what `recover` tells the two apart by. Goes on after a failure of one file, and throws the first one at the end.
 */
export async function undo(place: Place, folder: string, manifest: Manifest, fs: FileSystem): Promise<void> {
  await undoRecord(place, folder, fs);
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

async function undoRecord(place: Place, folder: string, fs: FileSystem): Promise<void> {
  const file = recordIn(place);
  const now = await readRegular(file, fs);
  const made = await readRegular(join(folder, NEW_RECORD), fs);
  if (now === null || now.version !== made?.version) return;
  const old = await readRegular(join(folder, OLD_RECORD), fs);
  if (old) await put(fs, file, old.bytes);
  else {
    await fs.unlink(file);
    await syncFolder(place.state, fs);
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

/**
 * Ends a transaction that is done: its notes go, or become those of the last one. A kill before the renaming leaves the notes of a
 * transaction that `recover` finds finished; the older ones are of no use any more by then.
 */
export async function finish(place: Place, manifest: Manifest, fs: FileSystem): Promise<void> {
  const folder = transactionIn(place.state);
  if (manifest.kept === undefined) {
    await clear(folder, fs);
    return;
  }
  await rm(lastIn(place.state), { recursive: true, force: true });
  await fs.rename(folder, lastIn(place.state));
  await syncFolder(place.state, fs);
}

/** The manifest goes first: without it the rest is rubbish, and is treated as such. */
export async function clear(folder: string, fs: FileSystem): Promise<void> {
  await fs.unlink(join(folder, MANIFEST));
  await syncFolder(folder, fs);
  await rm(folder, { recursive: true, force: true });
}

/** Writes a file of our own. */
export async function put(fs: FileSystem, file: string, content: string | Uint8Array): Promise<void> {
  await writeAtomic(file, typeof content === 'string' ? Buffer.from(content) : content, 'any', { fs });
}

/** Reads a manifest; null for a text that is none, or that names a path outside. */
export function parseManifest(text: string): Manifest | null {
  try {
    // Written by us alone, in our own folder; every path is checked all the same.
    const { notes, folders, kept } = JSON.parse(text) as Manifest;
    const safe =
      notes.every(({ path }) => isSafeTargetPath(path)) && folders.every((path) => isSafeTargetPath(path));
    if (!safe) return null;
    return typeof kept === 'number' ? { notes, folders, kept } : { notes, folders };
  } catch {
    return null;
  }
}
