// Owns: the list of commits that exports made, and the tie between the last export's notes and its commit.
// Must not know: what a commit holds. Losing this list loses a mark in the history, and nothing else.
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { emptyRecord, parseRecord } from '#core/export/record.ts';
import { lastIn, MANIFEST, NEW_RECORD, OLD_RECORD, parseManifest, RECORD } from '#host/export/undo-log.ts';
import { writePrivate } from '#host/files/private-file.ts';

/** What made a commit. */
export type Made = 'export' | 'in-place' | 'revert' | 'undo';

export interface PublishedMark {
  readonly commit: string;
  readonly made: Made;
  /** For `revert` and `undo`: the commit that was taken back. */
  readonly of: string | null;
}

const LIST = 'published.jsonl';
const COMMIT = 'commit';
const MOST = 5000;

const idOf = (text: unknown): string | null =>
  typeof text === 'string' && /^[0-9a-f]{40,64}$/.test(text) ? text : null;

/** Remembers a commit; `state`: the folder of the target's notes. Never fails: the commit is made already. */
export async function noteCommit(
  state: string,
  commit: string,
  made: Made,
  of: string | null = null,
): Promise<void> {
  try {
    await appendFile(join(state, LIST), `${JSON.stringify({ commit, made, of })}\n`);
    if (made === 'export') await writePrivate(join(lastIn(state), COMMIT), Buffer.from(commit));
  } catch {
    // The history shows the commit without a mark.
  }
}

/** The remembered commits, oldest first. */
export async function readPublished(state: string): Promise<readonly PublishedMark[]> {
  const text = await readFile(join(state, LIST), 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(-MOST)
    .flatMap((line) => {
      const mark = parseMark(line);
      return mark === null ? [] : [mark];
    });
}

function parseMark(line: string): PublishedMark | null {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('commit' in value) || !('made' in value))
      return null;
    const commit = idOf(value.commit);
    const made = (['export', 'in-place', 'revert', 'undo'] as const).find((each) => each === value.made);
    if (commit === null || made === undefined) return null;
    return { commit, made, of: 'of' in value ? idOf(value.of) : null };
  } catch {
    return null;
  }
}

/** The last export's notes, as long as nothing was exported or taken back since. */
export async function readLast(state: string) {
  const folder = lastIn(state);
  const read = (file: string): Promise<string | null> => readFile(file, 'utf8').catch(() => null);
  const [text, made, record, commit] = await Promise.all([
    read(join(folder, MANIFEST)),
    read(join(folder, NEW_RECORD)),
    read(join(state, RECORD)),
    read(join(folder, COMMIT)),
  ]);
  const manifest = text === null ? null : parseManifest(text);
  // Each export's record has an id of its own: another record means that something came after it.
  if (manifest?.kept === undefined || made === null || made !== record) return null;
  const old = await read(join(folder, OLD_RECORD));
  return {
    folder,
    manifest,
    when: manifest.kept,
    commit: idOf(commit?.trim()),
    /** What was remembered of the target before that export. */
    record: (old === null ? null : parseRecord(old)) ?? emptyRecord,
  };
}
