// Owns: what an index still says after a scan has told what differs from it.
// Must not know: how either came about.
import type { JournalIndex } from './index-file.ts';
import type { ScannedRecord } from './scan-messages.ts';

/** The records of an index that a scan found unchanged. */
export function fromIndex(
  index: JournalIndex,
  changed: readonly ScannedRecord[],
  removed: readonly string[],
): readonly ScannedRecord[] {
  const other = new Set<string>(removed);
  for (const { entry } of changed) other.add(entry.path);
  return [...index.records.values()].flatMap((record) =>
    other.has(record.entry.path) ? [] : { ...record, version: null },
  );
}
