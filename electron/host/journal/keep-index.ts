// Owns: what is written into the index after a scan: the settled list in its order.
// Must not know: how the list was made.
import type { PostEntry } from '#core/journal/entry.ts';
import { type Judged, nextDue } from '#core/journal/settle.ts';
import { type FolderFacts, type IndexHead, writeIndex } from './index-file.ts';
import type { FileFacts } from './read-post.ts';
import { type ListTexts, type Row, rowOf, textsOf } from './rows.ts';

export interface Keeping {
  readonly file: string;
  readonly key: string;
  readonly site: IndexHead['site'];
  readonly folder: FolderFacts;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** Writes the index of a list in its order. */
export function keepIndex(
  keeping: Keeping,
  entries: readonly PostEntry[],
  facts: ReadonlyMap<string, { readonly facts: FileFacts }>,
): void {
  const rows = entries.flatMap((entry) => {
    const known = facts.get(entry.path);
    return known === undefined ? [] : rowOf(entry, known.facts);
  });
  keepRows(keeping, rows, textsOf(rows));
}

/** Writes the index. A cache that cannot be written costs the next start some time and nothing else. */
export function keepRows(
  { file, key, site, folder, now }: Keeping,
  rows: readonly Row[],
  texts: ListTexts,
): void {
  const facts = new Float64Array(rows.length * 4);
  rows.forEach((row, i) => {
    facts[i * 4] = row.facts.size;
    facts[i * 4 + 1] = row.facts.mtime;
    facts[i * 4 + 2] = row.facts.ctime;
    facts[i * 4 + 3] = row.facts.ino;
  });
  const { kind, postsFolders, draftsFolders, problems } = folder;
  const head = {
    key,
    site: { future: site.future, time: site.time },
    holds: { from: now, until: dueAfter(rows, site, now) },
    folder: { kind, postsFolders, draftsFolders, problems },
  };
  try {
    writeIndex(file, head, { paths: rows.map(({ path }) => path), facts }, texts);
  } catch {}
}

function dueAfter(rows: readonly Judged[], site: IndexHead['site'], now: number): number | null {
  return site.future || site.time !== null ? null : nextDue(rows, now);
}
