// Owns: a thread that helps reading many posts: it takes the next few paths as long as there are any.
// Must not know: who else reads.
import { parentPort, workerData } from 'node:worker_threads';
import { type ReadRecord, readRecord } from './read-entries.ts';
import { type SharedReading, takeNext } from './shared-reading.ts';

const reading = workerData as SharedReading; // started by read-many.ts only, with exactly this

for (let batch = takeNext(reading); batch.length > 0; batch = takeNext(reading)) {
  const records: ReadRecord[] = batch.flatMap((path) => readRecord(reading.context, path) ?? []);
  parentPort?.postMessage(records);
}
