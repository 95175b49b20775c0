// Owns: a thread that helps reading many posts: it takes the next few paths as long as there are any.
// Must not know: who else reads.
import { parentPort, workerData } from 'node:worker_threads';
import type { ReadContext } from './read-entries.ts';
import { readRows } from './read-many.ts';
import { columnsOf } from './rows.ts';
import type { SharedReading } from './shared-reading.ts';

const reading = workerData as SharedReading; // started by read-helpers.ts only, with exactly this

parentPort?.once('message', (context: ReadContext) => {
  const columns = columnsOf(readRows(context, reading));
  // Fresh arrays have an ArrayBuffer of their own.
  const own = [columns.numbers.buffer as ArrayBuffer, columns.text.buffer as ArrayBuffer];
  parentPort?.postMessage(columns, own);
});
