// Owns: one scan of a folder from beginning to end: walk, compare, read what differs, keep the index.
// Must not know: threads, events, or what becomes of the records. Synchronous on purpose: it runs where nothing else does.
import type { RelPath } from '#core/journal/entry.ts';
import { newestFirst } from '#core/journal/order.ts';
import { settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { compareFacts } from './compare.ts';
import { readConfigFile } from './config-file.ts';
import { type IndexRecord, type IndexRecords, indexKey, readIndex } from './index-file.ts';
import { keepIndex } from './keep-index.ts';
import { factsView } from './list-journal.ts';
import { lookAtFolder } from './look.ts';
import { readRecord } from './read-entries.ts';
import type { FileFacts } from './read-post.ts';
import type { ScannedRecord, ScanRequest, ScanResult } from './scan-messages.ts';
import { unpackFacts } from './scan-messages.ts';

export interface ScanSink {
  readonly records: (records: readonly ScannedRecord[]) => void;
  readonly progress: (done: number, total: number) => void;
}

const BATCH = 500;

/** Scans the folder and hands records over in batches. Throws what the system says where the root cannot be read. */
export function scanJournal(request: ScanRequest, sink: ScanSink): ScanResult {
  const { root, machineZone, now, known } = request;
  const config = readConfigFile(root);
  const look = lookAtFolder(root, { jekyll: config.name !== null, destination: config.destination });
  const { walk } = look;
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
    posts: walk.posts.length,
    empty: walk.empty,
  });
  if (known !== null) {
    const facts = unpackFacts(known);
    // Under another configuration every entry is to be made anew, but what is gone is still told by the old list.
    const view = known.key === key ? facts : new Map<string, FileFacts>();
    const { toRead } = compareFacts(look, view);
    const anew = readPosts(toRead, { root, site: read.site, now, hash: true }, sink);
    if (known.key !== key && request.indexFile !== null) keep(request.indexFile, key, read.site, now, anew);
    const present = new Set<string>(walk.posts);
    return result(known.paths.filter((path) => !present.has(path)));
  }
  const index = request.indexFile === null ? null : readIndex(request.indexFile, true);
  const records: IndexRecords = index?.key === key ? index.records : new Map();
  const { unchanged, toRead } = compareFacts(look, factsView(records));
  const kept = unchanged.flatMap((path) => records.get(path) ?? []);
  for (let i = 0; i < kept.length; i += BATCH) {
    sink.records(kept.slice(i, i + BATCH).map((record) => ({ ...record, version: null })));
  }
  const fresh = readPosts(toRead, { root, site: read.site, now, hash: false }, sink);
  const stale = toRead.length + (records.size - unchanged.length);
  if (request.indexFile !== null && stale > 0)
    keep(request.indexFile, key, read.site, now, [...kept, ...fresh]);
  return result([]);
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

function keep(
  file: string,
  key: string,
  site: ScanResult['site'],
  now: number,
  records: readonly IndexRecord[],
): void {
  const entries = newestFirst(
    settle(
      records.map((record) => record.entry),
      site,
      now,
    ),
  );
  keepIndex(
    file,
    key,
    site,
    now,
    entries,
    new Map(records.map((record) => [record.entry.path as string, record])),
  );
}
