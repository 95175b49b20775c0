// Owns: the scanning thread's life: started when first needed, asked in order, replaced if it dies.
// Must not know: what the records mean.
import type { Worker } from 'node:worker_threads';
import type { ScanMessage, ScannedRecord, ScanRequest, ScanResult } from './scan-messages.ts';
import { startThread } from './threads.ts';

export interface ScanListener {
  readonly records: (records: readonly ScannedRecord[]) => void;
  readonly progress: (done: number, total: number) => void;
}

export interface Scanner {
  /** Scans; the listener is called as results come. Rejects where the root cannot be read (`code`: the system's) or on close. */
  scan(request: Omit<ScanRequest, 'id'>, listener: ScanListener): Promise<ScanResult>;
  close(): Promise<void>;
}

/** A scan that failed; `code` is the system's name of the failure, if it was one of the system. */
export class ScanError extends Error {
  readonly code: string | null;

  constructor(code: string | null, message: string) {
    super(message);
    this.name = 'ScanError';
    this.code = code;
  }
}

/** It reads post after post and keeps little: a small nursery holds less memory and costs no time. */
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 12 };
/** Milliseconds without a scan after which the thread gives its memory back. */
const IDLE = 10_000;

interface Running {
  readonly listener: ScanListener;
  readonly resolve: (result: ScanResult) => void;
  readonly reject: (error: Error) => void;
}

/** Makes a scanner; its thread starts with the first scan, ends after `idle` milliseconds without one, and does not keep the process alive. */
export function createScanner(idleFor = IDLE): Scanner {
  const running = new Map<number, Running>();
  let worker: Worker | null = null;
  let count = 0;
  let closed = false;
  let resting: NodeJS.Timeout | undefined;

  const failAll = (error: Error) => {
    for (const { reject } of running.values()) reject(error);
    running.clear();
  };

  const rest = (idle: Worker): void => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      if (running.size > 0 || worker !== idle) return;
      worker = null;
      void idle.terminate();
    }, idleFor).unref();
  };

  const start = (): Worker => {
    const made = startThread(new URL('./scan-worker.ts', import.meta.url), { resourceLimits: LIMITS });
    made.on('message', (message: ScanMessage) => {
      const waiting = running.get(message.id);
      if (waiting === undefined) return;
      if (message.type === 'records') waiting.listener.records(message.records);
      else if (message.type === 'progress') waiting.listener.progress(message.done, message.total);
      else {
        running.delete(message.id);
        if (running.size === 0) {
          made.unref();
          rest(made);
        }
        if (message.type === 'done') waiting.resolve(message.result);
        else waiting.reject(new ScanError(message.code, message.message));
      }
    });
    made.on('error', (error) => {
      worker = null;
      failAll(new ScanError(null, `scanning stopped: ${error.message}`));
    });
    made.on('exit', () => {
      // One that was sent to rest took nothing with it; another may be at work by now.
      if (worker !== made) return;
      worker = null;
      failAll(new ScanError(null, 'scanning stopped'));
    });
    return made;
  };

  return {
    scan: (request, listener) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new ScanError(null, 'the journal is closed'));
          return;
        }
        clearTimeout(resting);
        worker ??= start();
        const id = ++count;
        running.set(id, { listener, resolve, reject });
        worker.ref();
        worker.postMessage({ ...request, id } satisfies ScanRequest);
      }),
    async close() {
      closed = true;
      clearTimeout(resting);
      const ending = worker;
      worker = null;
      failAll(new ScanError(null, 'the journal is closed'));
      await ending?.terminate();
    },
  };
}
