// Owns: the index on disk: the list of one journal as it was last known, with what tells whether each file is unchanged.
// Must not know: how entries are made. The file can be deleted at any time; whatever is odd about it means "no index".
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as zlib from 'node:zlib';
import type { PostEntry } from '#core/journal/entry.ts';
import { machineZoneMark } from './machine-zone.ts';
import { type Packed, pack, unpack } from './pack.ts';
import type { FileFacts } from './read-post.ts';

/** One post of the list, and the facts of the file it was read from. */
export interface IndexRecord {
  readonly entry: PostEntry;
  readonly facts: FileFacts;
}

export type IndexRecords = ReadonlyMap<string, IndexRecord>;

/** The index of one journal: the settled list in its order, and how long it holds if no file changes. */
export interface JournalIndex {
  readonly records: IndexRecords;
  /** The little of the configuration that settling the list needs. */
  readonly site: { readonly future: boolean; readonly time: number | null };
  /** The list is settled for moments from `from` up to `until`, in milliseconds since the epoch; `until` null: for good. */
  readonly holds: { readonly from: number; readonly until: number | null };
}

/** Raise when entries are made differently: an index of another version is not read. */
const VERSION = 3;

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

/**
 * Reads an index with the key it was made under; null where there is none or it is damaged. Never throws: an index is only ever a
 * shortcut. Without `excerpts` entries come without their first words, in half the time.
 */
export function readIndex(file: string, excerpts: boolean): (JournalIndex & { readonly key: string }) | null {
  try {
    const bytes = readFileSync(file);
    const end = bytes.indexOf(10);
    const [name, sum, key = '', length] = bytes.toString('latin1', 0, Math.max(0, end)).split(' ');
    if (name !== 'galley-index') return null;
    const body = bytes.subarray(end + 1);
    if (sum !== checksum(body)) return null;
    const split = Number(length);
    const list = JSON.parse(body.toString('utf8', 0, split)) as Packed; // its checksum says that it is what `pack` made
    const words = excerpts ? (JSON.parse(body.toString('utf8', split)) as readonly (string | 0)[]) : null; // likewise
    return { ...unpack(list, words), key };
  } catch {
    return null;
  }
}

/** Writes the index beside the old one and puts it in its place. Throws what the system says. */
export function writeIndex(file: string, key: string, index: JournalIndex): void {
  const { list, words } = pack(index);
  const first = Buffer.from(JSON.stringify(list));
  const body = Buffer.concat([first, Buffer.from(JSON.stringify(words))]);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const temp = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const head = Buffer.from(`galley-index ${checksum(body)} ${key} ${first.length}\n`, 'latin1');
    writeFileSync(temp, Buffer.concat([head, body]), { flag: 'wx', mode: 0o600 });
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
