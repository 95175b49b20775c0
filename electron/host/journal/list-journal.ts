// Owns: the list of a journal without a running host: what `galley list` prints, from the index where it holds.
// Must not know: the wire, events, or how a list is printed. What is slow to load is loaded only when a post must be read.
import { realpath } from 'node:fs/promises';
import type { PostEntry } from '#core/journal/entry.ts';
import { newestFirst } from '#core/journal/order.ts';
import { settle } from '#core/journal/settle.ts';
import type { Problem } from '#core/problem.ts';
import { compareFacts } from './compare.ts';
import { readConfigFile } from './config-file.ts';
import { type IndexRecord, indexFile, indexKey, readIndex, writeIndex } from './index-file.ts';
import { walkJournal } from './walk.ts';

export interface ListOptions {
  /** Folder of the index; null: neither read nor written. */
  readonly cacheDir: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
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
  const root = await realpath(folder);
  const config = readConfigFile(root);
  const walk = walkJournal(root, { jekyll: config.name !== null, destination: config.destination });
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const key = indexKey([root, walk.kind, config.format, config.text ?? '', machineZone]);
  const file = options.cacheDir === null ? null : indexFile(options.cacheDir, root);
  const index = file === null ? null : readIndex(file, key);
  const known = index?.records ?? new Map<string, IndexRecord>();
  const comparison = compareFacts(root, walk.posts, factsView(known));
  const records = new Map<string, IndexRecord>();
  for (const path of comparison.unchanged) {
    const record = known.get(path);
    if (record !== undefined) records.set(path, record);
  }
  let site = index?.site;
  if (site === undefined || comparison.toRead.length > 0) {
    const { readAll } = await import('./read-all.ts');
    site = readAll(
      { root, config, kind: walk.kind, machineZone, now: options.now },
      comparison.toRead,
      records,
    );
  }
  if (file !== null && (comparison.toRead.length > 0 || comparison.removed.length > 0)) {
    // A cache that cannot be written costs the next start some time and nothing else.
    try {
      writeIndex(file, key, { records, site: { future: site.future, time: site.time } });
    } catch {}
  }
  const settled = settle(
    [...records.values()].map((record) => record.entry),
    site,
    options.now,
  );
  return {
    root,
    kind: walk.kind,
    entries: newestFirst(settled),
    problems: [...config.problems, ...walk.problems],
    read: comparison.toRead.length,
  };
}

/** Known records seen as their facts. */
export function factsView(records: ReadonlyMap<string, IndexRecord>) {
  return {
    size: records.size,
    get: (path: string) => records.get(path)?.facts,
    keys: () => records.keys(),
  };
}
