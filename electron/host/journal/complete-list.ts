// Owns: bringing a list up to date without a running host: posts read, the whole settled, the index kept.
// Must not know: how the list is asked for. Loaded only when something changed.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { newestFirst } from '#core/journal/order.ts';
import { settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';
import type { ConfigFile } from './config-file.ts';
import type { IndexRecord, JournalIndex } from './index-file.ts';
import { keepIndex } from './keep-index.ts';
import { readMany } from './read-many.ts';

export interface ListContext {
  readonly root: string;
  readonly kind: 'jekyll' | 'plain';
  readonly config: ConfigFile;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Where the index is kept, if it is. */
  readonly file: string | null;
  readonly key: string;
}

/** Reads what is to be read, takes the rest from the index, and gives the list newest first. */
export async function completeList(
  context: ListContext,
  posts: readonly RelPath[],
  toRead: readonly RelPath[],
  index: JournalIndex | null,
): Promise<readonly PostEntry[]> {
  const { root, kind, config, now, file, key } = context;
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { site } = readSiteConfig({ kind, text: config.text, format: config.format, machineZone });
  const fresh = await readMany({ root, site, now, hash: false }, toRead);
  const anew = new Set<string>(toRead);
  const records = new Map<string, IndexRecord>();
  for (const path of posts) {
    const record = anew.has(path) ? undefined : index?.records.get(path);
    if (record !== undefined) records.set(path, record);
  }
  for (const { entry, facts } of fresh) records.set(entry.path, { entry, facts });
  const entries = newestFirst(
    settle(
      Array.from(records.values(), (record) => record.entry),
      site,
      now,
    ),
  );
  if (file !== null) keepIndex(file, key, site, now, entries, records);
  return entries;
}
