// Owns: what is written into the index after a scan: the settled list in its order.
// Must not know: how the list was made.
import type { PostEntry } from '#core/journal/entry.ts';
import { nextDue } from '#core/journal/settle.ts';
import { type IndexRecord, type JournalIndex, writeIndex } from './index-file.ts';
import type { FileFacts } from './read-post.ts';

/** Writes the index. A cache that cannot be written costs the next start some time and nothing else. */
export function keepIndex(
  file: string,
  key: string,
  site: JournalIndex['site'],
  now: number,
  entries: readonly PostEntry[],
  facts: ReadonlyMap<string, { readonly facts: FileFacts }>,
): void {
  const records = new Map<string, IndexRecord>();
  for (const entry of entries) {
    const known = facts.get(entry.path);
    if (known !== undefined) records.set(entry.path, { entry, facts: known.facts });
  }
  try {
    writeIndex(file, key, {
      records,
      site: { future: site.future, time: site.time },
      holds: { from: now, until: site.future || site.time !== null ? null : nextDue(entries, now) },
    });
  } catch {}
}
