// Owns: the index on disk: the list of one journal as it was last known, with what tells whether each file is unchanged.
// Must not know: how entries are made. The file can be deleted at any time; whatever is odd about it means "no index".
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as zlib from 'node:zlib';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { FileFacts } from './read-post.ts';

/** One post of the list: its value before the whole list is settled, and the facts of the file it was read from. */
export interface IndexRecord {
  readonly entry: PostEntry;
  readonly facts: FileFacts;
}

export type IndexRecords = ReadonlyMap<string, IndexRecord>;

/** The index of one journal, with the little of its configuration that settling the list needs. */
export interface JournalIndex {
  readonly records: IndexRecords;
  readonly site: { readonly future: boolean; readonly time: number | null };
}

/** Raise when entries are made differently: an index of another version is not read. */
const VERSION = 1;

/** The name of a journal by its real path: stable on this machine, and says nothing about the path. */
export function journalId(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 32);
}

export function indexFile(cacheDir: string, root: string): string {
  return join(cacheDir, 'journals', `${journalId(root)}.index`);
}

/** What an index depends on besides the posts: configuration, zone and kind. Another key means another index. */
export function indexKey(parts: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([VERSION, ...parts]))
    .digest('hex')
    .slice(0, 32);
}

/**
 * Reads the index of `key`; null where there is none, it is damaged, or it was made under another key. Never throws: an index is only
 * ever a shortcut.
 */
export function readIndex(file: string, key: string): JournalIndex | null {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(10);
    const [name, sum, wanted] = bytes.toString('latin1', 0, Math.max(0, end)).split(' ');
    if (name !== 'galley-index' || wanted !== key) return null;
    const body = bytes.subarray(end + 1);
    if (sum !== checksum(body)) return null;
    return unpack(JSON.parse(body.toString('utf8')));
  } catch {
    return null;
  }
}

/** Writes the index beside the old one and puts it in its place. Throws what the system says. */
export function writeIndex(file: string, key: string, index: JournalIndex): void {
  const body = Buffer.from(JSON.stringify(pack(index)));
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temp = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(
      temp,
      Buffer.concat([Buffer.from(`galley-index ${checksum(body)} ${key}\n`, 'latin1'), body]),
      {
        flag: 'wx',
        mode: 0o600,
      },
    );
    renameSync(temp, file);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
}

// crc32 came to Node 20 late; a hash of the same strength for the purpose is slower but always there.
const crc32: ((data: Buffer) => number) | undefined = 'crc32' in zlib ? zlib.crc32 : undefined;

function checksum(body: Buffer): string {
  return crc32 === undefined ? createHash('md5').update(body).digest('hex') : crc32(body).toString(16);
}

/** Rows without key names; what repeats from post to post stands once in a table. */
interface Packed {
  readonly site: JournalIndex['site'];
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
  excerpt: string | 0,
  keys: number,
  modified: number,
  size: number,
  mtime: number,
  ctime: number,
  ino: number,
];

function pack({ records, site }: JournalIndex): Packed {
  const strings = new Map<string, number>();
  const keys = new Map<string, number>();
  const rows: Row[] = [];
  const intern = (value: string) => number(strings, value);
  for (const { entry, facts } of records.values()) {
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
      entry.excerpt ?? 0,
      number(keys, JSON.stringify(entry.keys)),
      entry.modified,
      facts.size,
      facts.mtime,
      facts.ctime,
      facts.ino,
    ]);
  }
  return {
    site,
    strings: [...strings.keys()],
    keys: [...keys.keys()].map((text) => JSON.parse(text) as readonly string[]), // stringified just above
    rows,
  };
}

function number(table: Map<string, number>, value: string): number {
  const known = table.get(value);
  if (known !== undefined) return known;
  table.set(value, table.size);
  return table.size - 1;
}

const WILL = { will: true } as const;
const NO_PROBLEMS: PostEntry['problems'] = [];

function unpack(value: unknown): JournalIndex {
  const { site, strings, keys, rows } = value as Packed; // its checksum says that it is what `pack` made
  const records = new Map<string, IndexRecord>();
  const named = (indices: readonly number[]) => indices.map((index) => strings[index] ?? '');
  for (const row of rows) {
    const path = row[0] as RelPath; // only such paths are packed
    const excerpt = row[13];
    records.set(path, {
      entry: {
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
        problems: row[11] === 0 ? NO_PROBLEMS : row[11],
        image: row[12],
        ...(excerpt === 0 ? {} : { excerpt }),
        keys: keys[row[14]] ?? [],
        size: row[16],
        modified: row[15],
      },
      facts: { size: row[16], mtime: row[17], ctime: row[18], ino: row[19] },
    });
  }
  return { records, site };
}
