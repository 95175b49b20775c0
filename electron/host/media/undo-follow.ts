// Owns: what becomes of a post that was edited after images moved, when they go back: the edits stay, the references follow.
// Must not know: how anything is written.
import { join } from 'node:path';
import { followMoves } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits } from '#core/text.ts';
import type { Write } from '#host/export/transaction.ts';
import type { Place } from '#host/export/undo-log.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import { versionOf } from '#host/files/version.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { ChangedFile, MediaRecord } from './state.ts';

/** The writes for `edited` posts by their paths; one that is missing in it cannot follow. */
export async function followBack(
  place: Place,
  journal: JournalHandle,
  { moves }: MediaRecord,
  edited: readonly ChangedFile[],
): Promise<ReadonlyMap<RelPath, Write>> {
  const writes = new Map<RelPath, Write>();
  if (moves.length === 0) return writes;
  const { baseurl, url } = journal.site;
  const back = new Map(moves.map(({ from, to }) => [to.normalize('NFC'), from]));
  for (const { path, post } of edited) {
    const found = post === null ? null : await readRegular(join(place.root, path)).catch(() => null);
    if (post === null || found === null) continue;
    const { text, misfit } = textOf(found.bytes);
    if (misfit !== null) continue;
    const edits = followMoves(text, { post, baseurl, url }, (each) => back.get(each) ?? null);
    const bytes = Buffer.from(applyEdits(text, edits), 'utf8');
    const after = versionOf(bytes);
    writes.set(path, { path, before: found.version, after, read: async () => bytes });
  }
  return writes;
}
