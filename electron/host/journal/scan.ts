// Owns: one scan of a folder from beginning to end: walk, compare, read what differs, keep the index.
// Must not know: threads, events, or what becomes of the records. Synchronous on purpose: it runs where nothing else does.
import type { RelPath } from '#core/journal/entry.ts';
import { newestFirst } from '#core/journal/order.ts';
import { settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { compareFacts, NO_FACTS } from './compare.ts';
import { readConfigFile } from './config-file.ts';
import { type IndexRecord, indexKey } from './index-file.ts';
import { type Keeping, keepIndex } from './keep-index.ts';
import { lookAtFolder } from './look.ts';
import { readRecord } from './read-entries.ts';
import type { ScannedRecord, ScanRequest, ScanResult } from './scan-messages.ts';
import { walkJournal } from './walk.ts';

export interface ScanSink {
  readonly records: (records: readonly ScannedRecord[]) => void;
  readonly progress: (done: number, total: number) => void;
}

const BATCH = 500;

/** Scans the folder and hands records over in batches. Throws what the system says where the root cannot be read. */
export function scanJournal(request: ScanRequest, sink: ScanSink): ScanResult {
  const { root, machineZone, now, known } = request;
  const config = readConfigFile(root);
  const how = { jekyll: config.name !== null, destination: config.destination };
  // Where every post is read, reading tells the facts as well.
  const look = known === null ? null : lookAtFolder(root, how);
  const walk = look?.walk ?? walkJournal(root, how);
  const read = readSiteConfig({ kind: walk.kind, text: config.text, format: config.format, machineZone });
  const key = indexKey(root, walk.kind, config);
  const result = (removed: readonly string[]): ScanResult => ({
    key,
    site: read.site,
    removed,
    folders: walk.folders,
    postsFolders: walk.postsFolders,
    draftsFolders: walk.draftsFolders,
    problems: [...config.problems, ...read.problems, ...walk.problems],
    folderProblems: walk.problems,
    posts: walk.posts.length,
    empty: walk.empty,
  });
  const keep = (records: readonly IndexRecord[]): void => {
    if (request.indexFile !== null)
      keepList({ file: request.indexFile, key, site: read.site, folder: walk, now }, records);
  };
  if (known === null || look === null) {
    keep(readPosts(walk.posts, { root, site: read.site, now, hash: false }, sink));
    return result([]);
  }
  // Under another configuration every entry is to be made anew, but what is gone is still told by the old list.
  const { toRead } = compareFacts(look, known.key === key ? known : NO_FACTS);
  const anew = readPosts(toRead, { root, site: read.site, now, hash: true }, sink);
  if (known.key !== key) keep(anew);
  const present = new Set<string>(walk.posts);
  return result(known.paths.filter((path) => !present.has(path)));
}

function readPosts(
  paths: readonly RelPath[],
  context: Parameters<typeof readRecord>[0],
  sink: ScanSink,
): readonly ScannedRecord[] {
  const all: ScannedRecord[] = [];
  let batch: ScannedRecord[] = [];
  paths.forEach((path, i) => {
    const record = readRecord(context, path);
    if (record !== null) batch.push(record);
    if (batch.length >= BATCH) {
      sink.records(batch);
      all.push(...batch);
      batch = [];
    }
    if ((i + 1) % 200 === 0) sink.progress(i + 1, paths.length);
  });
  if (batch.length > 0) sink.records(batch);
  all.push(...batch);
  return all;
}

function keepList(keeping: Keeping, records: readonly IndexRecord[]): void {
  const settled = settle(
    records.map(({ entry }) => entry),
    keeping.site,
    keeping.now,
  );
  keepIndex(
    keeping,
    newestFirst(settled),
    new Map(records.map((record) => [record.entry.path as string, record])),
  );
}
