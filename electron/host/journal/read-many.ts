// Owns: reading many posts at once.
// Must not know: what the records are for.
import type { RelPath } from '#core/journal/entry.ts';
import { type ReadContext, type ReadRecord, readRecord } from './read-entries.ts';

/** Reads posts; those that are gone meanwhile are left out. */
export async function readMany(
  context: ReadContext,
  paths: readonly RelPath[],
): Promise<readonly ReadRecord[]> {
  return paths.flatMap((path) => readRecord(context, path) ?? []);
}
