// Owns: where the notes of a journal's last changes of images are kept, and what they say.
// Must not know: how images are changed or put back.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { handle, relPath, version } from '#contract/values.ts';
import type { Place } from '#host/export/undo-log.ts';
import { writePrivate } from '#host/files/private-file.ts';

const changedFile = z.object({
  /** Below the journal's root with links resolved: where the bytes are. */
  path: relPath,
  /** Null: nothing stood, or stands, there. */
  before: version.nullable(),
  after: version.nullable(),
  /** Permission bits before. */
  mode: z.number(),
  /** Name of the file that keeps the bytes from before; null where there were none. */
  kept: z.string().nullable(),
  /** The path by which the list knows it, where it is a post. */
  post: relPath.nullable(),
});
export type ChangedFile = z.infer<typeof changedFile>;

const mediaRecord = z.object({
  id: handle,
  op: z.enum(['move', 'convert', 'mend', 'trash']),
  when: z.number(),
  images: z.number(),
  posts: z.array(relPath),
  /** Bytes that the journal held less after it. */
  saved: z.number(),
  /** Bytes that are kept for it. */
  kept: z.number(),
  /** Images that got other paths. */
  moves: z.array(z.object({ from: relPath, to: relPath })),
  files: z.array(changedFile),
});
export type MediaRecord = z.infer<typeof mediaRecord>;

/** `turn` makes every text of the notes another one. */
const notes = z.object({ turn: z.string(), changes: z.array(mediaRecord) });

const RECORD = 'changes.json';
const MARKER = 'journal.json';

export const statesIn = (data: string): string => join(data, 'media');

/** Where a transaction on the journal at `root` (real path) keeps its notes; `id` is the journal's handle. */
export function mediaPlace(data: string, id: string, root: string): Place {
  return { root, state: join(statesIn(data), id), record: RECORD };
}

/** Makes the folder of the notes, and writes down whose they are, so that a later start can end what was cut off. */
export async function prepareState({ root, state }: Place): Promise<void> {
  await mkdir(state, { recursive: true, mode: 0o700 });
  await writePrivate(join(state, MARKER), Buffer.from(JSON.stringify({ root })));
}

/** The places of journals whose images were ever changed on this machine. */
export async function knownPlaces(data: string): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const id of await readdir(statesIn(data)).catch((): string[] => [])) {
    const text = await readFile(join(statesIn(data), id, MARKER), 'utf8').catch(() => '{}');
    const root = rootIn(text);
    if (root !== null) places.push(mediaPlace(data, id, root));
  }
  return places;
}

function rootIn(text: string): string | null {
  try {
    return z.object({ root: z.string() }).parse(JSON.parse(text)).root;
  } catch {
    return null;
  }
}

/** The text of the notes; `turn` must be new. */
export function writeNotes(turn: string, changes: readonly MediaRecord[]): string {
  return JSON.stringify({ turn, changes });
}

/** The changes that can be taken back, the latest first; none where the notes cannot be read. */
export async function readNotes({ state }: Place): Promise<readonly MediaRecord[]> {
  const text = await readFile(join(state, RECORD), 'utf8').catch(() => null);
  if (text === null) return [];
  try {
    return notes.parse(JSON.parse(text)).changes;
  } catch {
    return [];
  }
}

/** The folder of the bytes from before a change. */
export const keptIn = ({ state }: Place, id: string): string => join(state, `before-${id}`);

/** Removes the bytes from before all changes but these. */
export async function dropKept(place: Place, ids: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(place.state).catch((): string[] => [])) {
    const id = /^before-(.+)$/.exec(name)?.[1];
    if (id !== undefined && !ids.has(id)) await rm(join(place.state, name), { recursive: true, force: true });
  }
}
