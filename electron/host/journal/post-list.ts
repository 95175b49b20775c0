// Owns: the list in memory: what each post was read as, the settled list, and what a change makes of it.
// Must not know: the disk, threads, watchers.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { newestFirst } from '#core/journal/order.ts';
import { nextDue, settle } from '#core/journal/settle.ts';
import type { SiteConfig } from '#core/site/types.ts';
import type { JournalChange } from './handle.ts';
import type { FileFacts } from './read-post.ts';
import type { ScannedRecord } from './scan-messages.ts';

type Site = Pick<SiteConfig, 'future' | 'time'>;

export interface PostList {
  readonly records: ReadonlyMap<string, { readonly facts: FileFacts }>;
  entries(): readonly PostEntry[];
  entry(path: string): PostEntry | null;
  /** Takes over what was read and what is gone; gives what changed in the settled list, or null if nothing did. */
  apply(
    upserts: readonly ScannedRecord[],
    removed: readonly string[],
    site: Site,
    now: number,
  ): JournalChange | null;
  /** Judges again by the clock. */
  due(site: Site, now: number): JournalChange | null;
  /** Milliseconds since the epoch of the next post that becomes due, or null. */
  nextDue(now: number): number | null;
  /** Paths of posts at or below a folder. */
  below(folder: string): readonly RelPath[];
}

export function createPostList(): PostList {
  const records = new Map<string, ScannedRecord>();
  let settled = new Map<string, PostEntry>();
  let sorted: readonly PostEntry[] | null = null;

  const resettle = (
    replaced: ReadonlyMap<string, PostEntry>,
    site: Site,
    now: number,
  ): readonly PostEntry[] => {
    const input: PostEntry[] = [];
    for (const path of records.keys()) {
      const entry = replaced.get(path) ?? settled.get(path) ?? records.get(path)?.entry;
      if (entry !== undefined) input.push(entry);
    }
    const next = new Map<string, PostEntry>();
    const changed: PostEntry[] = [];
    for (const entry of settle(input, site, now)) {
      next.set(entry.path, entry);
      if (settled.get(entry.path) !== entry) changed.push(entry);
    }
    if (changed.length > 0 || next.size !== settled.size) sorted = null;
    settled = next;
    return changed;
  };

  return {
    records,
    entries: () => {
      sorted ??= newestFirst([...settled.values()]);
      return sorted;
    },
    entry: (path) => settled.get(path) ?? null,
    apply(upserts, removed, site, now) {
      const replaced = new Map<string, PostEntry>();
      const versions: Record<string, string> = {};
      for (const record of upserts) {
        const { entry, version } = record;
        const old = records.get(entry.path);
        records.set(
          entry.path,
          version === null && old?.version != null ? { ...record, version: null } : record,
        );
        if (old !== undefined && isSame(old.entry, entry) && (version === null || version === old.version))
          continue;
        replaced.set(entry.path, entry);
        if (version !== null) versions[entry.path] = version;
      }
      const gone = removed.filter((path) => records.delete(path)) as RelPath[]; // only such paths are ever set
      if (replaced.size === 0 && gone.length === 0) return null;
      const upserted = resettle(replaced, site, now);
      return upserted.length === 0 && gone.length === 0 ? null : { upserted, removed: gone, versions };
    },
    due(site, now) {
      const upserted = resettle(new Map(), site, now);
      return upserted.length === 0 ? null : { upserted, removed: [], versions: {} };
    },
    nextDue: (now) => nextDue([...settled.values()], now),
    below: (folder) => {
      const prefix = `${folder}/`;
      return [...settled.keys()].filter((path) => folder === '' || path.startsWith(prefix)) as RelPath[]; // as above
    },
  };
}

function isSame(left: PostEntry, right: PostEntry): boolean {
  if (left === right) return true;
  // What nearly always tells a changed file, before everything is compared.
  if (left.modified !== right.modified || left.size !== right.size) return false;
  return JSON.stringify(left) === JSON.stringify(right);
}
