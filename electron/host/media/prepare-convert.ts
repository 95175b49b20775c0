// Owns: a plan that makes many images lighter: each is made now, into a folder of our own, so that the report tells the truth.
// Must not know: how pictures are encoded, or how the plan is carried out.
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { MediaChange } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { versionOfBig } from '#host/files/version.ts';
import type { Sharp } from '#host/images/sharp.ts';
import type { JournalUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { makeLighter } from './lighter.ts';
import type { Left, PlannedImage, PreparedMedia, Watched } from './model.ts';
import { createPlaces, plannedImage, readImage, withFollowers } from './planned.ts';

export interface ConvertDeps extends Watched {
  /** Folder of our own for what is made, below the cache. */
  readonly made: string;
  readonly sharp: () => Promise<Sharp | null>;
}

type Convert = Extract<MediaChange, { op: 'convert' }>;

export async function prepareConvert(
  deps: ConvertDeps,
  journal: JournalHandle,
  usage: JournalUsage,
  change: Convert,
): Promise<PreparedMedia> {
  const sharp = await deps.sharp();
  if (sharp === null) {
    throw new CallError('unavailable', 'The image library is missing here: images cannot be converted.', {
      reason: 'no-library',
    });
  }
  const folder = join(deps.made, randomBytes(8).toString('hex'));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const { images, left } = await makeAll(deps, sharp, journal, change, folder);
    return await withFollowers(journal, usage, 'convert', images, left, folder);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function makeAll(
  { onProgress, signal }: ConvertDeps,
  sharp: Sharp,
  journal: JournalHandle,
  change: Convert,
  folder: string,
): Promise<{ readonly images: readonly PlannedImage[]; readonly left: readonly Left[] }> {
  const paths = [...new Set(change.paths)];
  const made: (PlannedImage | Left)[] = [];
  const places = createPlaces(journal.root);
  let done = 0;
  const makeOne = async (path: RelPath, at: number): Promise<PlannedImage | Left> => {
    const found = await readImage(journal, path);
    if ('code' in found) return found;
    const lighter = await makeLighter(sharp, found.bytes, change);
    if ('code' in lighter) return { path, posts: [], ...lighter };
    const file = join(folder, String(at));
    await writeFile(file, lighter.bytes, { mode: 0o600 });
    const version = await versionOfBig(lighter.bytes);
    const to = await freePath(path, lighter.extension, places);
    return plannedImage(path, to, found, { file, version, size: lighter.bytes.byteLength });
  };
  const queue = paths.entries();
  const worker = async (): Promise<void> => {
    for (const [at, path] of queue) {
      if (signal.aborted) throw new CallError('cancelled', 'Stopped. Nothing was changed.');
      made[at] = await makeOne(path, at);
      onProgress(++done, paths.length);
    }
  };
  // The library has threads of its own: two pictures at a time keep them busy, and leave the machine to the person.
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
  return {
    images: made.filter((each): each is PlannedImage => 'to' in each),
    left: made.filter((each): each is Left => 'code' in each),
  };
}

/** The same path with the ending of the new format; with a number where that is taken. */
async function freePath(
  path: RelPath,
  extension: string,
  places: ReturnType<typeof createPlaces>,
): Promise<RelPath> {
  const dot = path.lastIndexOf('.');
  const [stem, own] = [path.slice(0, dot), path.slice(dot + 1).toLowerCase()];
  if (own === extension || (own === 'jpeg' && extension === 'jpg')) return path;
  for (let n = 1; ; n++) {
    // A safe path with another ending is a safe path.
    const to = `${stem}${n === 1 ? '' : `-${n}`}.${extension}` as RelPath;
    if (await places.take(to, path)) return to;
  }
}
