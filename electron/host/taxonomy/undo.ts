// Owns: taking the last change of many posts back, byte for byte, also after a restart.
// Must not know: what the change was for, or the wire.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { withLock } from '#host/export/lock.ts';
import type { Write } from '#host/export/transaction.ts';
import type { Place } from '#host/export/undo-log.ts';
import { versionOf } from '#host/files/version.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { readPack, transact } from './apply.ts';
import { changedMeanwhile, readAll } from './check.ts';
import { endInterrupted } from './recover.ts';
import {
  type ChangedFile,
  type ChangeRecord,
  dropPacks,
  prepareState,
  readRecord,
  writeRecord,
} from './state.ts';

/** What was taken back. */
export interface Undone {
  readonly record: ChangeRecord;
}

/**
 * Takes the last change back. Throws `not-found` where there is none, `stale` with the posts edited since (nothing is written then),
 * `read-only`. Run it in the queues of all its posts.
 */
export async function undoChange(
  place: Place,
  journal: JournalHandle,
  onProgress?: (done: number, total: number) => void,
): Promise<Undone> {
  await prepareState(place);
  return await withLock(place.state, async () => {
    await endInterrupted(place);
    const record = await readRecord(place);
    if (record === null || !record.undoable) {
      throw new CallError('not-found', 'There is no change of many posts to take back.');
    }
    await readAll(
      record.files.map(({ path, newPath, file, newFile, after }) => ({
        path: newPath ?? path,
        file: join(place.root, newFile ?? file),
        version: after,
        to: newFile === null ? null : join(place.root, file),
      })),
    );
    const old = await readPack(place, record);
    const damaged = record.files.filter(
      ({ before }, at) => versionOf(old[at] ?? new Uint8Array()) !== before,
    );
    if (damaged.length > 0) throw changedMeanwhile(damaged.map(({ path }) => path));
    for (const { path, before } of record.files) journal.noteOwnWrite(path, before);
    let done = 0;
    const writes = record.files.flatMap((file, at) =>
      writesFor(file, async () => {
        onProgress?.(++done, record.files.length);
        return old[at] ?? new Uint8Array();
      }),
    );
    const id = randomBytes(12).toString('base64url');
    await transact(place, writes, writeRecord({ ...record, id, undoable: false, files: [] }));
    await dropPacks(place, null);
    return { record };
  });
}

function writesFor(file: ChangedFile, read: () => Promise<Uint8Array>): readonly Write[] {
  const { before, after } = file;
  if (file.newFile === null) return [{ path: file.file, before: after, after: before, read }];
  return [
    { path: file.file, before: null, after: before, read },
    { path: file.newFile, before: after, after: null, read },
  ];
}

/** The posts of a change, at both of their paths. */
export function pathsOf(files: readonly Pick<ChangedFile, 'path' | 'newPath'>[]): readonly RelPath[] {
  return files.flatMap(({ path, newPath }) => (newPath === null ? [path] : [path, newPath]));
}
