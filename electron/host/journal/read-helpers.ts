// Owns: threads that help reading many posts: started before anybody knows how the posts are to be read, so that they are up when it begins.
// Must not know: what a row holds. Loads nothing heavy.
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { RelPath } from '#core/journal/entry.ts';
import type { ReadContext } from './read-entries.ts';
import type { Columns } from './rows.ts';
import type { SharedReading } from './shared-reading.ts';
import { isSource, startThread } from './threads.ts';

/** Fewer posts than this are read before a second thread has started. */
const WORTH_A_THREAD = 1500;
const MAX_HELPERS = 3;

export interface ReadHelpers {
  readonly reading: SharedReading;
  /** Says how to read; gives what the threads read when no path is left. Rejects where one dies: its paths would be missing. */
  read(context: ReadContext): Promise<readonly Columns[]>;
}

/** Starts helping threads for these paths: by default as many as cores are idle and posts are worth. */
export function startHelpers(paths: readonly RelPath[], count?: number): ReadHelpers {
  const url = new URL('./read-worker.ts', import.meta.url);
  const usual = isSource(url)
    ? 0
    : Math.min(MAX_HELPERS, availableParallelism() - 1, Math.floor(paths.length / WORTH_A_THREAD));
  const reading: SharedReading = { paths, taken: new Int32Array(new SharedArrayBuffer(4)) };
  const helpers = Array.from({ length: count ?? usual }, () => help(url, reading));
  return {
    reading,
    async read(context) {
      for (const { worker } of helpers) worker.postMessage(context);
      return (await Promise.all(helpers.map(({ done }) => done))).flat();
    },
  };
}

function help(url: URL, reading: SharedReading) {
  const worker: Worker = startThread(url, { workerData: reading });
  worker.ref();
  const done = new Promise<readonly Columns[]>((resolve, reject) => {
    const all: Columns[] = [];
    worker.on('message', (columns: Columns) => all.push(columns));
    worker.on('error', reject);
    worker.on('exit', () => resolve(all));
  });
  // Nobody may be waiting yet when it fails.
  done.catch(() => undefined);
  return { worker, done };
}
