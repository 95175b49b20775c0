// Owns: carrying out a plan for images as one transaction that can be taken back.
// Must not know: how the plan was made, or the wire.
import { randomBytes } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
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
import { changedMeanwhile } from '#host/taxonomy/check.ts';
import { realPath } from '#host/taxonomy/prepare.ts';
import { endInterrupted } from '#host/taxonomy/recover.ts';
import type { PlannedImage, PreparedMedia } from './model.ts';
import {
  type ChangedFile,
  dropKept,
  keptIn,
  type MediaRecord,
  prepareState,
  readNotes,
  writeNotes,
} from './state.ts';

export interface ApplyOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Moves a file to the system's trash. */
  readonly trash: (file: string) => Promise<void>;
  readonly onProgress: (done: number, total: number) => void;
}

/** What was done, with the texts of the posts before and after for the history. */
export interface AppliedMedia {
  readonly record: MediaRecord;
  readonly texts: readonly {
    readonly path: RelPath;
    readonly before: Uint8Array;
    readonly after: Uint8Array;
  }[];
}

/** So many changes can be taken back, and no more bytes than these are kept for them; the latest one always can. */
export const MAX_CHANGES = 8;
const MAX_KEPT = 2 * 1024 ** 3;

function howManyStay(changes: readonly MediaRecord[]): number {
  let bytes = 0;
  const full = changes.findIndex(({ kept }, at) => {
    bytes += kept;
    return at >= MAX_CHANGES || (at > 0 && bytes > MAX_KEPT);
  });
  return full < 0 ? changes.length : full;
}

/** A copy is known by the end of the image's name, which with its number fits every disk. */
const MAX_NAME = 60;

interface Step {
  readonly file: ChangedFile;
  readonly read: () => Promise<Uint8Array>;
}

/**
 * Does all of the plan, or nothing. Throws `stale` with the paths that are not as planned. The bytes from before are kept beside the
 * notes. Run it in the queues of all its posts.
 */
export async function applyMedia(
  place: Place,
  journal: JournalHandle,
  plan: PreparedMedia,
  options: ApplyOptions,
): Promise<AppliedMedia> {
  await prepareState(place);
  return await withLock(place.state, async () => {
    await endInterrupted(place);
    const id = randomBytes(12).toString('base64url');
    const kept = keptIn(place, id);
    await mkdir(kept, { recursive: true, mode: 0o700 });
    const total = plan.images.length * 2 + plan.posts.length;
    let done = 0;
    const count = (): void => options.onProgress(++done, total);
    const posts = await postSteps(place, journal, plan, kept);
    const images: Step[][] = [];
    for (const [at, image] of plan.images.entries()) {
      images.push(
        await imageSteps(place, journal, image, join(kept, `${at}-${basename(image.path).slice(-MAX_NAME)}`)),
      );
      count();
    }
    // What is made comes before what refers to it, and what goes comes last: a reference resolves at every moment.
    const made = images.flatMap((steps) => steps.filter(({ file }) => file.after !== null));
    const gone = images.flatMap((steps) => steps.filter(({ file }) => file.after === null));
    const steps = [...made, ...posts.steps, ...gone];
    const record: MediaRecord = {
      id,
      op: plan.op,
      when: options.now,
      images: plan.images.length,
      posts: plan.posts.map(({ path }) => path),
      saved: plan.images.reduce((sum, { before, after }) => sum + before - after, 0),
      moves: plan.images.flatMap(({ path, to }) => (to === null || to === path ? [] : [{ from: path, to }])),
      kept: plan.images.reduce((sum, { before }) => sum + before, 0),
      files: steps.map(({ file }) => file),
    };
    const changes = [record, ...(await readNotes(place))];
    const stay = howManyStay(changes);
    const notes = writeNotes(id, changes.slice(0, stay));
    for (const { file } of steps) {
      if (file.post !== null && file.after !== null) journal.noteOwnWrite(file.post, file.after);
    }
    if (plan.op === 'trash') await trashAll(place, record, notes, options.trash, count);
    else
      await runTransaction(
        place,
        steps.map((step) => writeOf(step, count)),
        notes,
      ).catch(inOurWords);
    for (const { path, before, after, mode } of record.files) {
      if (before === null && after !== null) await chmod(join(place.root, path), mode).catch(() => undefined);
    }
    await letGo(place, changes.slice(stay), options.trash);
    await dropKept(place, new Set(changes.slice(0, stay).map((each) => each.id)));
    return { record, texts: posts.texts };
  });
}

function inOurWords(error: unknown): never {
  if (!(error instanceof CallError) || error.code !== 'stale') throw error;
  const { changed } = error.detail ?? {};
  throw changedMeanwhile(Array.isArray(changed) ? changed.map(String) : []);
}

function writeOf({ file, read }: Step, count: () => void): Write {
  const { path, before, after } = file;
  return {
    path,
    before,
    after,
    read: async () => {
      count();
      return await read();
    },
  };
}

/** Reads what is there; throws `stale` where it is not what was planned for. */
async function readPlanned(
  place: Place,
  journal: JournalHandle,
  path: RelPath,
  version: string,
): Promise<{ readonly real: RelPath; readonly found: ReadFile }> {
  const at = await locate(journal.root, path).catch(() => null);
  const found = at?.exists ? await readRegular(at.file).catch(() => null) : null;
  if (at === null || found?.version !== version) throw changedMeanwhile([path]);
  return { real: realPath(place.root, at.file), found };
}

async function keep(file: string, bytes: Uint8Array): Promise<string> {
  await writeAtomic(file, bytes, 'any');
  return basename(file);
}

async function postSteps(place: Place, journal: JournalHandle, plan: PreparedMedia, folder: string) {
  const steps: Step[] = [];
  const texts: { path: RelPath; before: Uint8Array; after: Uint8Array }[] = [];
  for (const [at, { path, version, edits, site }] of plan.posts.entries()) {
    const { real, found } = await readPlanned(place, journal, path, version);
    const after = Buffer.from(applyEdits(textOf(found.bytes).text, edits), 'utf8');
    steps.push({
      file: {
        path: real,
        before: version,
        after: versionOf(after),
        mode: modeOf(found),
        kept: await keep(join(folder, `post-${at}`), found.bytes),
        post: site ? null : path,
      },
      read: async () => after,
    });
    if (!site) texts.push({ path, before: found.bytes, after });
  }
  return { steps, texts };
}

const modeOf = ({ facts }: ReadFile): number => Number(facts.mode & 0o7777n);

async function imageSteps(
  place: Place,
  journal: JournalHandle,
  { path, to, version, made }: PlannedImage,
  keptFile: string,
): Promise<Step[]> {
  const { real, found } = await readPlanned(place, journal, path, version);
  const own = { path: real, before: version, mode: modeOf(found), post: null };
  const kept = await keep(keptFile, found.bytes);
  // A file that only moves is read from its copy, which nothing takes away meanwhile.
  const read = async (): Promise<Uint8Array> => {
    const bytes = (await readRegular(made === null ? keptFile : made.file))?.bytes;
    if (bytes === undefined) throw changedMeanwhile([path]);
    return bytes;
  };
  const after = made?.version ?? version;
  if (to === null) return [{ file: { ...own, after: null, kept }, read }];
  if (to === path) return [{ file: { ...own, after, kept }, read }];
  const target = realPath(place.root, (await locate(journal.root, to)).file);
  const moved = { path: target, before: null, after, mode: own.mode, kept: null, post: null };
  return [
    { file: moved, read },
    { file: { ...own, after: null, kept }, read },
  ];
}

/** What can be taken back no more: the pictures that converted ones were made of are not thrown away, but go to the trash. */
async function letGo(
  place: Place,
  changes: readonly MediaRecord[],
  trash: ApplyOptions['trash'],
): Promise<void> {
  for (const { id, op, files } of changes) {
    if (op !== 'convert') continue;
    const images = files.flatMap(({ kept, post, before, after }) =>
      kept !== null && post === null && before !== after ? [join(keptIn(place, id), kept)] : [],
    );
    for (const file of images) await trash(file).catch(() => undefined);
  }
}

/** The notes come first: what is in the trash can be taken back from the copies, however far it got. */
async function trashAll(
  place: Place,
  record: MediaRecord,
  notes: string,
  trash: ApplyOptions['trash'],
  count: () => void,
): Promise<void> {
  await writeAtomic(join(place.state, place.record ?? ''), Buffer.from(notes), 'any');
  for (const { path } of record.files) {
    await trash(join(place.root, path));
    count();
  }
}
