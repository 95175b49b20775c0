// Owns: carrying out a plan for many posts as one transaction that can be taken back.
// Must not know: how the plan was made, or the wire.
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits } from '#core/text.ts';
import { withLock } from '#host/export/lock.ts';
import { runTransaction, type Write } from '#host/export/transaction.ts';
import type { Place } from '#host/export/undo-log.ts';
import { locate } from '#host/files/contain.ts';
import { type ReadFile, readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import { versionOf } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { changedMeanwhile, type Expected, readAll } from './check.ts';
import { type Prepared, type PreparedFile, realPath } from './prepare.ts';
import { endInterrupted } from './recover.ts';
import {
  type ChangedFile,
  type ChangeRecord,
  dropPacks,
  packOf,
  prepareState,
  writeRecord,
} from './state.ts';

/** What a change did, with the bytes for the history. */
export interface Done {
  readonly record: ChangeRecord;
  /** Bytes before and after of the file at this index of `record.files`. */
  readonly bytesOf: (at: number) => { readonly before: Uint8Array; readonly after: Uint8Array };
}

export interface ApplyOptions {
  readonly skip: ReadonlySet<RelPath>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Changes all posts of the plan but `skip`, or none. Throws `stale` or `read-only` with the paths, and nothing written. The old bytes
 * are kept beside the record for taking the change back. Run it in the queues of all its posts.
 */
export async function applyChange(
  place: Place,
  journal: JournalHandle,
  plan: Prepared,
  { skip, now, onProgress }: ApplyOptions,
): Promise<Done> {
  const planned = plan.files.filter(({ path }) => !skip.has(path));
  await prepareState(place);
  return await withLock(place.state, async () => {
    await endInterrupted(place);
    const expected = await Promise.all(planned.map((file) => expect(journal, file)));
    const old = await readAll(expected);
    const after = planned.map((file, at) => newBytes(file, old[at]));
    const id = randomBytes(12).toString('base64url');
    let offset = 0;
    const files = planned.map((file, at): ChangedFile => {
      const { path, newPath, version } = file;
      const { file: real = '', to = null } = expected[at] ?? {};
      const { bytes, facts } = at in old ? (old[at] as ReadFile) : missing(path); // `readAll` gave one for each
      const length = bytes.byteLength;
      offset += length;
      return {
        path,
        newPath,
        file: realPath(place.root, real),
        newFile: to === null ? null : realPath(place.root, to),
        before: version,
        after: versionOf(after[at] ?? bytes),
        mode: Number(facts.mode & 0o7777n),
        offset: offset - length,
        length,
      };
    });
    const { operation } = plan;
    const record: ChangeRecord = { id, undoable: true, operation, when: now, files };
    await writePack(place, id, old);
    const bytesOf = (at: number) => {
      const empty = new Uint8Array();
      return { before: old[at]?.bytes ?? empty, after: after[at] ?? empty };
    };
    for (const file of files) journal.noteOwnWrite(file.newPath ?? file.path, file.after);
    let done = 0;
    const counted = (bytes: Uint8Array) => async (): Promise<Uint8Array> => {
      onProgress?.(++done, files.length);
      return bytes;
    };
    const writes = files.flatMap((file, at) => writesFor(file, counted(bytesOf(at).after)));
    await transact(place, writes, writeRecord(record));
    await dropPacks(place, id);
    return { record, bytesOf };
  });
}

/** Runs the transaction; a file that changed in the last moment is told in this part's words. */
export async function transact(place: Place, writes: readonly Write[], record: string): Promise<void> {
  try {
    await runTransaction(place, writes, record);
  } catch (error) {
    if (!(error instanceof CallError) || error.code !== 'stale') throw error;
    const { changed } = error.detail ?? {};
    throw changedMeanwhile(Array.isArray(changed) ? changed.map(String) : []);
  }
}

async function expect(journal: JournalHandle, { path, newPath, version }: PreparedFile): Promise<Expected> {
  const at = await locate(journal.root, path);
  const to = newPath === null ? null : (await locate(journal.root, newPath)).file;
  return { path, file: at.file, version, to };
}

function newBytes(file: PreparedFile, old: ReadFile | undefined): Uint8Array {
  const text = old === undefined ? '' : textOf(old.bytes).text;
  return Buffer.from(applyEdits(text, file.edits), 'utf8');
}

function missing(path: RelPath): never {
  throw changedMeanwhile([path]);
}

/** The new file is there before the old one goes. */
function writesFor(file: ChangedFile, read: () => Promise<Uint8Array>): readonly Write[] {
  const { before, after } = file;
  if (file.newFile === null) return [{ path: file.file, before, after, read }];
  return [
    { path: file.newFile, before: null, after, read },
    { path: file.file, before, after: null, read },
  ];
}

async function writePack(place: Place, id: string, files: readonly ReadFile[]): Promise<void> {
  const bytes = Buffer.concat(files.map((file) => file.bytes));
  await writeAtomic(packOf(place, id), bytes, 'any', place.fs ? { fs: place.fs } : {});
}

/** The old bytes of a change, in the order of its files. Throws `not-found` where they are gone. */
export async function readPack(place: Place, record: ChangeRecord): Promise<readonly Uint8Array[]> {
  const pack = await readRegular(packOf(place, record.id));
  if (pack === null) throw new CallError('not-found', 'The copies of the posts as they were are gone.');
  return record.files.map(({ offset, length }) => pack.bytes.subarray(offset, offset + length));
}

/** Folders of `files` that a move left empty; the journal's own top folders stay. */
export function emptiedFolders(root: string, files: readonly RelPath[]): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    for (let folder = dirname(file); folder.includes('/'); folder = dirname(folder)) folders.add(folder);
    const top = dirname(file).split('/')[0] ?? '.';
    if (dirname(file) !== top && top !== '.') folders.add(top);
  }
  return [...folders].sort((a, b) => b.length - a.length).map((folder) => join(root, folder));
}
