// Owns: the index's records as rows without key names, where what repeats from post to post stands once in a table.
// Must not know: files.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { IndexRecord, JournalIndex } from './index-file.ts';

export interface Packed {
  readonly site: JournalIndex['site'];
  readonly holds: JournalIndex['holds'];
  readonly strings: readonly string[];
  readonly keys: readonly (readonly string[])[];
  readonly rows: readonly Row[];
}

type Row = readonly [
  path: string,
  title: string,
  date: string | null,
  time: number | null,
  slug: string,
  categories: readonly number[],
  tags: readonly number[],
  layout: string | null,
  draft: 0 | 1,
  url: string | null,
  appears: PostEntry['appears'] | 1,
  problems: PostEntry['problems'] | 0,
  image: string | null,
  keys: number,
  modified: number,
  size: number,
  mtime: number,
  ctime: number,
  ino: number,
];

/** Rows in the order of the records, and their first words apart. */
export function pack(index: JournalIndex): { list: Packed; words: readonly (string | 0)[] } {
  const strings = new Map<string, number>();
  const keys = new Map<string, number>();
  const rows: Row[] = [];
  const words: (string | 0)[] = [];
  const intern = (value: string) => numberOf(strings, value);
  for (const { entry, facts } of index.records.values()) {
    words.push(entry.excerpt ?? 0);
    rows.push([
      entry.path,
      entry.title,
      entry.date,
      entry.time,
      entry.slug,
      entry.categories.map(intern),
      entry.tags.map(intern),
      entry.layout,
      entry.draft ? 1 : 0,
      entry.url,
      entry.appears.will ? 1 : entry.appears,
      entry.problems.length === 0 ? 0 : entry.problems,
      entry.image,
      numberOf(keys, JSON.stringify(entry.keys)),
      entry.modified,
      facts.size,
      facts.mtime,
      facts.ctime,
      facts.ino,
    ]);
  }
  const list = {
    site: index.site,
    holds: index.holds,
    strings: [...strings.keys()],
    keys: [...keys.keys()].map((text) => JSON.parse(text) as readonly string[]), // stringified just above
    rows,
  };
  return { list, words };
}

function numberOf(table: Map<string, number>, value: string): number {
  const known = table.get(value);
  if (known !== undefined) return known;
  table.set(value, table.size);
  return table.size - 1;
}

const WILL = { will: true } as const;
const NONE: PostEntry['problems'] = [];

/** The records of rows; without `words` their entries have no excerpt. */
export function unpack(list: Packed, words: readonly (string | 0)[] | null): JournalIndex {
  const { site, holds, strings, keys, rows } = list;
  const records = new Map<string, IndexRecord>();
  const named = (indices: readonly number[]) => indices.map((index) => strings[index] ?? '');
  rows.forEach((row, i) => {
    const path = row[0] as RelPath; // only such paths are packed
    const entry: PostEntry = {
      path,
      title: row[1],
      date: row[2],
      time: row[3],
      slug: row[4],
      categories: named(row[5]),
      tags: named(row[6]),
      layout: row[7],
      draft: row[8] === 1,
      url: row[9],
      appears: row[10] === 1 ? WILL : row[10],
      problems: row[11] === 0 ? NONE : row[11],
      image: row[12],
      keys: keys[row[13]] ?? [],
      size: row[15],
      modified: row[14],
    };
    const excerpt = words === null ? 0 : (words[i] ?? 0);
    records.set(path, {
      entry: excerpt === 0 ? entry : { ...entry, excerpt },
      facts: { size: row[15], mtime: row[16], ctime: row[17], ino: row[18] },
    });
  });
  return { records, site, holds };
}
