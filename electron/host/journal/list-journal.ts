// Owns: the list of a journal without a running host: what `galley list` prints, from the index where it holds.
// Must not know: the wire, events, or how a list is printed. What is slow to load is loaded only when a post must be read.
import { statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { compareFacts } from './compare.ts';
import { readConfigFile } from './config-file.ts';
import { type IndexRecord, indexFile, indexKey, type JournalIndex, readIndex } from './index-file.ts';
import { lookAtFolder } from './look.ts';
import { lookAside } from './look-aside.ts';

export interface ListOptions {
  /** Folder of the index; null: neither read nor written. */
  readonly cacheDir: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** False: entries may lack their first words, which saves reading them. */
  readonly excerpts?: boolean;
}

export interface JournalList {
  /** Real path of the folder. */
  readonly root: string;
  readonly kind: 'jekyll' | 'plain';
  /** Newest first. */
  readonly entries: readonly PostEntry[];
  /** What is wrong with the folder as a whole. */
  readonly problems: readonly Problem[];
  /** Posts that had to be read. */
  readonly read: number;
}

/** Lists a folder's posts. Throws what the system says where the folder itself cannot be read. */
export async function listJournal(folder: string, options: ListOptions): Promise<JournalList> {
  const { cacheDir, now } = options;
  const root = await realpath(folder);
  const config = readConfigFile(root);
  const file = cacheDir === null ? null : indexFile(cacheDir, root);
  const how = { jekyll: config.name !== null, destination: config.destination };
  // With a long index to read, another core looks at the folder in the meantime.
  const aside = file !== null && isLong(file) ? lookAside(root, how) : null;
  const found = file === null ? null : readIndex(file, options.excerpts !== false);
  const look = (await aside) ?? lookAtFolder(root, how);
  const { walk } = look;
  const key = indexKey(root, walk.kind, config);
  const index = found?.key === key ? found : null;
  const { toRead, removed } = compareFacts(look, factsView(index?.records ?? NOTHING));
  const about = {
    root,
    kind: walk.kind,
    problems: [...config.problems, ...walk.problems],
    read: toRead.length,
  };
  if (index !== null && toRead.length === 0 && removed.length === 0 && holdsAt(index, now)) {
    return { ...about, entries: Array.from(index.records.values(), (record) => record.entry) };
  }
  const { completeList } = await import('./complete-list.ts');
  const known = index === null || file === null || options.excerpts !== false ? index : readIndex(file, true);
  const entries = await completeList(
    { root, kind: walk.kind, config, now, file, key },
    walk.posts,
    toRead,
    known,
  );
  return { ...about, entries };
}

/** True for an index of more than about two thousand posts. */
function isLong(file: string): boolean {
  try {
    return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 1 << 20;
  } catch {
    return false;
  }
}

const NOTHING: ReadonlyMap<string, IndexRecord> = new Map();

/** The settled list of an index is right for a while: until the next future post becomes due, or the clock was set back. */
export function holdsAt({ holds }: JournalIndex, now: number): boolean {
  return now >= holds.from && (holds.until === null || now < holds.until);
}

/** Known records seen as their facts. */
export function factsView(records: ReadonlyMap<string, IndexRecord>) {
  return {
    size: records.size,
    get: (path: string) => records.get(path)?.facts,
    keys: () => records.keys(),
  };
}
