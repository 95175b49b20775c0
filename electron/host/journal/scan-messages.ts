// Owns: the words between the journal and its scanning thread.
// Must not know: how either side works.
import type { Problem } from '#core/problem.ts';
import type { SiteConfig } from '#core/site/types.ts';
import type { FactTable } from './compare.ts';
import type { IndexRecord } from './index-file.ts';
import type { FileFacts } from './read-post.ts';

/** One scan of a whole folder. */
export interface ScanRequest {
  readonly id: number;
  readonly root: string;
  readonly machineZone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The index on disk: read where nothing is known, written after a scan that had to read all anew; null: none. */
  readonly indexFile: string | null;
  /** What the journal knows; null: nothing yet. Records are then given for all posts, else for what differs. */
  readonly known: KnownFacts | null;
}

/** Facts of the posts that are known, under the key of the configuration they were read with. */
export interface KnownFacts extends FactTable {
  readonly key: string;
}

export type ScanMessage =
  | { readonly type: 'progress'; readonly id: number; readonly done: number; readonly total: number }
  | { readonly type: 'records'; readonly id: number; readonly records: readonly ScannedRecord[] }
  | { readonly type: 'done'; readonly id: number; readonly result: ScanResult }
  | { readonly type: 'failed'; readonly id: number; readonly code: string | null; readonly message: string };

export interface ScannedRecord extends IndexRecord {
  /** Hash of the bytes; null for posts taken from the index or read by a first scan. */
  readonly version: string | null;
}

export interface ScanResult {
  readonly key: string;
  readonly site: SiteConfig;
  /** Paths that were known and are gone. */
  readonly removed: readonly string[];
  readonly folders: readonly string[];
  readonly postsFolders: readonly string[];
  readonly draftsFolders: readonly string[];
  readonly problems: readonly Problem[];
  /** Those of looking through the folder alone. */
  readonly folderProblems: readonly Problem[];
  readonly posts: number;
  /** The root holds nothing at all. */
  readonly empty: boolean;
}

export function packFacts(
  key: string,
  records: ReadonlyMap<string, { readonly facts: FileFacts }>,
): KnownFacts {
  const facts = new Float64Array(records.size * 4);
  const paths: string[] = [];
  for (const [path, record] of records) {
    const { size, mtime, ctime, ino } = record.facts;
    facts.set([size, mtime, ctime, ino], paths.length * 4);
    paths.push(path);
  }
  return { key, paths, facts };
}
