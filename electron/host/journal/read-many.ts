// Owns: reading many posts at once, on more than one core where that pays.
// Must not know: what the records are for.
import { availableParallelism } from 'node:os';
import type { RelPath } from '#core/journal/entry.ts';
import { type ReadContext, type ReadRecord, readRecord } from './read-entries.ts';
import { type SharedReading, takeNext } from './shared-reading.ts';
import { isSource, startThread } from './threads.ts';

/** Fewer posts than this are read before a second thread has started. */
const WORTH_A_THREAD = 1500;
const MAX_HELPERS = 3;

export interface ReadManyOptions {
  /** Helping threads; by default as many as cores are idle and posts are worth. */
  readonly helpers?: number;
}

/** Reads posts; those that are gone meanwhile are left out. The order is not that of the paths. */
export async function readMany(
  context: ReadContext,
  paths: readonly RelPath[],
  options: ReadManyOptions = {},
): Promise<readonly ReadRecord[]> {
  const url = new URL('./read-worker.ts', import.meta.url);
  const usual = isSource(url)
    ? 0
    : Math.min(MAX_HELPERS, availableParallelism() - 1, Math.floor(paths.length / WORTH_A_THREAD));
  const reading: SharedReading = { context, paths, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const helped = Array.from({ length: options.helpers ?? usual }, () => help(url, reading));
  const records: ReadRecord[] = [];
  // This thread reads as well; what the others found arrives when it is done.
  for (let batch = takeNext(reading); batch.length > 0; batch = takeNext(reading)) {
    for (const path of batch) {
      const record = readRecord(context, path);
      if (record !== null) records.push(record);
    }
  }
  for (const found of await Promise.all(helped)) for (const record of found) records.push(record);
  return records;
}

/** Rejects where the thread dies: its paths would be missing. */
function help(url: URL, reading: SharedReading): Promise<readonly ReadRecord[]> {
  return new Promise((resolve, reject) => {
    const records: ReadRecord[] = [];
    const worker = startThread(url, { workerData: reading });
    worker.ref();
    worker.on('message', (batch: readonly ReadRecord[]) => {
      for (const record of batch) records.push(record);
    });
    worker.on('error', reject);
    worker.on('exit', () => resolve(records));
  });
}
