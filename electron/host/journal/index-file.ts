// Owns: the index on disk: the list of one journal as it was last known, with what tells whether each file is unchanged.
// Must not know: how entries are made. The file can be deleted at any time; whatever is odd about it means "no index".
//
// One file: a line `galley-index SUM LENGTH`, a head as JSON, then sections, each with its own checksum so that one can be read alone:
// the files' facts, their paths, the list as `galley list --json` and `galley list` print it, and the rest of each post as JSON.
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as zlib from 'node:zlib';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { FactTable } from './compare.ts';
import { machineZoneMark } from './machine-zone.ts';
import type { FileFacts } from './read-post.ts';

/** One post of the list, and the facts of the file it was read from. */
export interface IndexRecord {
  readonly entry: PostEntry;
  readonly facts: FileFacts;
}

/** What holds for the list as a whole. */
export interface IndexHead {
  readonly key: string;
  /** The little of the configuration that settling the list needs. */
  readonly site: { readonly future: boolean; readonly time: number | null };
  /** The list is settled for moments from `from` up to `until`, in milliseconds since the epoch; `until` null: for good. */
  readonly holds: { readonly from: number; readonly until: number | null };
  readonly folder: FolderFacts;
}

/** What looking through the folder told besides its posts. */
export interface FolderFacts {
  readonly kind: 'jekyll' | 'plain';
  readonly postsFolders: readonly string[];
  readonly draftsFolders: readonly string[];
  readonly problems: readonly Problem[];
}

const SECTIONS = ['facts', 'paths', 'json', 'lines', 'rest'] as const;
export type Section = (typeof SECTIONS)[number];

export interface Index extends IndexHead {
  /** The files, in the order of the list. */
  readonly table: FactTable;
  /** The sections that were asked for. */
  readonly bytes: Readonly<Partial<Record<Section, Buffer>>>;
}

/** Raise when entries are made differently: an index of another version is not read. */
const VERSION = 6;

/** The name of a journal by its real path: stable on this machine, and says nothing about the path. */
export function journalId(root: string): string {
  return createHash('sha256').update(root).digest('hex').slice(0, 32);
}

export function indexFile(cacheDir: string, root: string): string {
  return join(cacheDir, 'journals', `${journalId(root)}.index`);
}

/** What an index depends on besides the posts: configuration, zone and kind. Another key means another index. */
export function indexKey(
  root: string,
  kind: string,
  config: { format: string; text: string | null },
): string {
  const parts = [VERSION, root, kind, config.format, config.text ?? '', machineZoneMark()];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

type Stored = IndexHead & {
  readonly sections: Readonly<Record<Section, readonly [length: number, sum: string]>>;
};

/** Bytes that hold the first line and nearly every head. */
const FIRST = 16 << 10;

/**
 * Reads the facts of an index and the sections that are wanted; null where there is none or it is damaged. Never throws: an index is
 * only ever a shortcut.
 */
export function readIndex(file: string, wanted: readonly Section[]): Index | null {
  let fd: number;
  try {
    fd = openSync(file, 'r');
  } catch {
    return null;
  }
  try {
    const start = bytesAt(fd, 0, FIRST, true);
    const end = start.indexOf(10);
    const [name, sum, length] = start.toString('latin1', 0, Math.max(0, end)).split(' ');
    if (name !== 'galley-index') return null;
    const headEnd = end + 1 + Number(length);
    const head =
      headEnd <= start.length ? start.subarray(end + 1, headEnd) : bytesAt(fd, end + 1, Number(length));
    if (sum !== checksum(head)) return null;
    const { sections, ...about } = JSON.parse(head.toString('utf8')) as Stored; // its checksum says that `writeIndex` made it
    const read = (section: Section): Buffer => {
      let at = headEnd;
      for (const each of SECTIONS) {
        const [size, right] = sections[each];
        if (each !== section) {
          at += size;
          continue;
        }
        const bytes = bytesAt(fd, at, size);
        if (checksum(bytes) === right) return bytes;
      }
      throw new Error('damaged');
    };
    const facts = read('facts');
    const paths = read('paths').toString('utf8');
    const table = {
      paths: paths === '' ? [] : paths.split('\0'),
      facts: new Float64Array(facts.buffer, facts.byteOffset, facts.byteLength / 8),
    };
    const bytes = Object.fromEntries(wanted.map((section) => [section, read(section)]));
    return table.facts.length === table.paths.length * 4 ? { ...about, table, bytes } : null;
  } catch {
    return null;
  } finally {
    closeSync(fd);
  }
}

/** Bytes of a file, in a buffer of their own; throws where there are fewer, unless `fewer` are fine. */
function bytesAt(fd: number, at: number, length: number, fewer = false): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  let done = 0;
  while (done < length) {
    const count = readSync(fd, bytes, done, length - done, at + done);
    if (count === 0) break;
    done += count;
  }
  if (done < length && !fewer) throw new Error('cut off');
  return bytes.subarray(0, done);
}

/** Writes the index beside the old one and puts it in its place. Throws what the system says. */
export function writeIndex(
  file: string,
  head: IndexHead,
  table: FactTable,
  texts: Readonly<Record<'json' | 'lines' | 'rest', Uint8Array>>,
): void {
  const { facts } = table;
  const bodies: Readonly<Record<Section, Uint8Array>> = {
    facts: new Uint8Array(facts.buffer, facts.byteOffset, facts.byteLength),
    paths: Buffer.from(table.paths.join('\0')),
    ...texts,
  };
  const sections = Object.fromEntries(
    SECTIONS.map((name) => [name, [bodies[name].length, checksum(bodies[name])] as const]),
  );
  const about = Buffer.from(JSON.stringify({ ...head, sections }));
  const first = Buffer.from(`galley-index ${checksum(about)} ${about.length}\n`, 'latin1');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temp = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const fd = openSync(temp, 'wx', 0o600);
    try {
      for (const part of [first, about, ...SECTIONS.map((name) => bodies[name])]) writeAll(fd, part);
    } finally {
      closeSync(fd);
    }
    renameSync(temp, file);
  } catch (error) {
    rmSync(temp, { force: true });
    throw error;
  }
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
}

// crc32 came to Node 20 late; a hash of the same strength for the purpose is slower but always there.
const crc32: ((data: Uint8Array) => number) | undefined = 'crc32' in zlib ? zlib.crc32 : undefined;

function checksum(body: Uint8Array): string {
  return crc32 === undefined ? createHash('md5').update(body).digest('hex') : crc32(body).toString(16);
}
