// Owns: a plan that gives images other names or folders, with everything that refers to them following.
// Must not know: how references are read or spelled, or how files are written.
import { lstat } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import type { MediaChange } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { type Located, locate } from '#host/files/contain.ts';
import { checkNewPath, nameKey } from '#host/files/names.ts';
import type { JournalUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { Left, PlannedImage, PreparedMedia } from './model.ts';
import { createPlaces, type Places, plannedImage, readImage, withFollowers } from './planned.ts';

export async function prepareMove(
  journal: JournalHandle,
  usage: JournalUsage,
  { files }: Extract<MediaChange, { op: 'move' }>,
): Promise<PreparedMedia> {
  const left: Left[] = [];
  const images: PlannedImage[] = [];
  const places = createPlaces(journal.root);
  for (const { from, to } of files) {
    const fault = from === to ? 'same' : await moveFault(journal, from, to, places);
    if (fault !== null) {
      left.push({ path: from, posts: [], ...FAULTS[fault] });
      continue;
    }
    const found = await readImage(journal, from);
    if ('code' in found) left.push(found);
    else images.push(plannedImage(from, to, found));
  }
  return await withFollowers(journal, usage, 'move', images, left, null);
}

const FAULTS = {
  same: { code: 'same', message: 'That is its name already.' },
  kind: { code: 'kind', message: 'An image keeps its kind when it is renamed.' },
  name: { code: 'name', message: 'That cannot be the name of a file.' },
  respelled: { code: 'respelled', message: 'This disk takes both names for one.' },
  exists: { code: 'exists', message: 'There is a file of that name already.' },
} as const;

async function moveFault(
  journal: JournalHandle,
  from: RelPath,
  to: RelPath,
  places: Places,
): Promise<keyof typeof FAULTS | null> {
  const extension = (name: string) => name.slice(name.lastIndexOf('.')).toLowerCase();
  if (extension(from) !== extension(to)) return 'kind';
  try {
    checkNewPath(to);
    const at = await locate(journal.root, to);
    if (at.exists)
      return nameKey(from) === nameKey(to) && (await isOne(journal, from, at)) ? 'respelled' : 'exists';
  } catch (error) {
    if (error instanceof CallError) return 'name';
    throw error;
  }
  return (await places.take(to, from)) ? null : 'exists';
}

/** True where both names are of one file: the disk knows no case, or no composed letters. */
async function isOne(journal: JournalHandle, from: RelPath, to: Located): Promise<boolean> {
  const own = await locate(journal.root, from);
  const [one, other] = await Promise.all([lstat(own.file), lstat(to.file)]);
  return one.ino === other.ino && one.dev === other.dev;
}
