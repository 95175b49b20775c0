// Owns: where the notes of a journal's last change of many posts are kept, and what they say.
// Must not know: how posts are changed or put back.
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { operation } from '#contract/taxonomy-calls.ts';
import { relPath, version } from '#contract/values.ts';
import type { Place } from '#host/export/undo-log.ts';
import type { FileSystem } from '#host/files/file-system.ts';
import { writePrivate } from '#host/files/private-file.ts';

const changedFile = z.object({
  /** The post's path before and after, as in the list. */
  path: relPath,
  newPath: relPath.nullable(),
  /** The same with links resolved: where the bytes are. */
  file: relPath,
  newFile: relPath.nullable(),
  before: version,
  after: version,
  /** Permission bits. */
  mode: z.number(),
  /** Where the old bytes are in the pack. */
  offset: z.number(),
  length: z.number(),
});
export type ChangedFile = z.infer<typeof changedFile>;

const record = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]+$/),
  /** False: this is what taking back leaves; there is nothing more to take back. */
  undoable: z.boolean(),
  operation,
  when: z.number(),
  files: z.array(changedFile),
});
export type ChangeRecord = z.infer<typeof record>;

const RECORD = 'change.json';
const MARKER = 'journal.json';

/** Folder of all journals' notes. */
export const statesIn = (data: string): string => join(data, 'taxonomy');

/** Where a transaction on the journal at `root` (real path) keeps its notes; `id` is the journal's handle. */
export function placeFor(data: string, id: string, root: string, fs?: FileSystem): Place {
  return { root, state: join(statesIn(data), id), record: RECORD, ...(fs ? { fs } : {}) };
}

/** Makes the folder of the notes, and writes down whose they are, so that a later start can end what was cut off. */
export async function prepareState({ root, state, fs }: Place): Promise<void> {
  await mkdir(state, { recursive: true, mode: 0o700 });
  await writePrivate(join(state, MARKER), Buffer.from(JSON.stringify({ root })), fs);
}

/** The places of journals that were ever changed on this machine. */
export async function knownPlaces(data: string): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const id of await readdir(statesIn(data)).catch((): string[] => [])) {
    const text = await readFile(join(statesIn(data), id, MARKER), 'utf8').catch(() => '{}');
    const root = rootIn(text);
    if (root !== null) places.push(placeFor(data, id, root));
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

export function writeRecord(change: ChangeRecord): string {
  return JSON.stringify(change);
}

/** The last change; null where there is none, or it cannot be read. */
export async function readRecord({ state }: Place): Promise<ChangeRecord | null> {
  const text = await readFile(join(state, RECORD), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return record.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The file of the old bytes of a change. */
export const packOf = ({ state }: Place, id: string): string => join(state, `before-${id}.pack`);

/** Removes the old bytes of all changes but `keep`'s. */
export async function dropPacks({ state }: Place, keep: string | null): Promise<void> {
  for (const name of await readdir(state).catch((): string[] => [])) {
    if (/^before-.*\.pack$/.test(name) && name !== `before-${keep}.pack`)
      await rm(join(state, name), { force: true });
  }
}
