// Owns: taking a change of images back, byte for byte, also after a restart.
// Must not know: what the change was for, or the wire.
import { randomBytes } from 'node:crypto';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { withLock } from '#host/export/lock.ts';
import { runTransaction, type Write } from '#host/export/transaction.ts';
import type { Place } from '#host/export/undo-log.ts';
import { readRegular } from '#host/files/read-file.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { changedMeanwhile } from '#host/taxonomy/check.ts';
import { endInterrupted } from '#host/taxonomy/recover.ts';
import {
  type ChangedFile,
  dropKept,
  keptIn,
  type MediaRecord,
  prepareState,
  readNotes,
  writeNotes,
} from './state.ts';
import { followBack } from './undo-follow.ts';

/**
 * Takes the change `id` back. In a post that was edited since, the edits stay and its references follow moved images back. Throws
 * `not-found` where it cannot be any more, `stale` with the files changed since (nothing is written then). Run it in the queues of all
 * its posts.
 */
export async function undoMedia(
  place: Place,
  journal: JournalHandle,
  id: string,
  onProgress: (done: number, total: number) => void,
): Promise<MediaRecord> {
  await prepareState(place);
  return await withLock(place.state, async () => {
    await endInterrupted(place);
    const changes = await readNotes(place);
    const record = changes.find((each) => each.id === id);
    if (record === undefined) throw new CallError('not-found', 'That cannot be taken back any more.');
    const standing = await Promise.all(record.files.map((file) => standsAs(place, file)));
    // A deletion that was cut off has left some files where they are: they need nothing.
    const going = record.files.filter((_, at) => standing[at] !== 'before');
    const edited = record.files.filter((_, at) => standing[at] === 'other');
    const followed = await followBack(place, journal, record, edited);
    const changed = edited.filter(({ path }) => !followed.has(path)).map(({ path }) => path);
    if (changed.length > 0 || (record.op !== 'trash' && going.length < record.files.length)) {
      throw changedMeanwhile(changed);
    }
    let done = 0;
    // In the order of the change turned round: what is made again stands before what refers to it.
    const writes = going
      .toReversed()
      .map(
        (file) =>
          followed.get(file.path) ?? writeBack(place, record, file, () => onProgress(++done, going.length)),
      );
    for (const { post, path } of going) {
      const after = writes.find((write) => write.path === path)?.after ?? null;
      if (post !== null && after !== null) journal.noteOwnWrite(post, after);
    }
    const left = changes.filter((each) => each.id !== id);
    await runTransaction(place, writes, writeNotes(randomBytes(12).toString('base64url'), left));
    for (const { path, before, mode } of going) {
      if (before !== null) await chmod(join(place.root, path), mode).catch(() => undefined);
    }
    await dropKept(place, new Set(left.map((each) => each.id)));
    return record;
  });
}

async function standsAs(
  place: Place,
  { path, before, after }: ChangedFile,
): Promise<'before' | 'after' | 'other'> {
  const found = await readRegular(join(place.root, path)).catch(() => undefined);
  if (found === undefined) return 'other';
  const version = found?.version ?? null;
  return version === after ? 'after' : version === before ? 'before' : 'other';
}

function writeBack(place: Place, record: MediaRecord, file: ChangedFile, count: () => void): Write {
  return {
    path: file.path,
    before: file.after,
    after: file.before,
    read: async () => {
      count();
      const from = join(keptIn(place, record.id), file.kept ?? '');
      const bytes = (await readRegular(from))?.bytes;
      if (bytes === undefined)
        throw new CallError('not-found', 'A copy from before the change is gone.', { path: file.path });
      return bytes;
    },
  };
}
