// Owns: reading many posts at once, on more than one core where that pays.
// Must not know: what the rows are for.
import { type ReadContext, readRecord } from './read-entries.ts';
import type { ReadHelpers } from './read-helpers.ts';
import { type Row, rowOf, rowsOf } from './rows.ts';
import { type SharedReading, takeNext } from './shared-reading.ts';

/** Reads posts; those that are gone meanwhile are left out. The order is not that of the paths. */
export async function readMany(context: ReadContext, helpers: ReadHelpers): Promise<readonly Row[]> {
  const helped = helpers.read(context);
  // This thread reads as well; what the others found arrives when it is done.
  const rows = readRows(context, helpers.reading);
  for (const columns of await helped) for (const row of rowsOf(columns)) rows.push(row);
  return rows;
}

/** Reads, in this thread, as many of the paths as nobody else takes. */
export function readRows(context: ReadContext, reading: SharedReading): Row[] {
  const rows: Row[] = [];
  for (let batch = takeNext(reading); batch.length > 0; batch = takeNext(reading)) {
    for (const path of batch) {
      const record = readRecord(context, path);
      if (record !== null) rows.push(rowOf(record.entry, record.facts));
    }
  }
  return rows;
}
