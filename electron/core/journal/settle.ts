// Owns: what depends on the whole list or on the time of day: the same URL twice, and whether a future post is due.
// Must not know: files, or how single entries are made.
import { isFuture } from '../site/appears.ts';
import { outputFile } from '../site/permalink.ts';
import { unescapePath } from '../site/slugify.ts';
import type { SiteConfig } from '../site/types.ts';
import type { Appears, PostEntry } from './entry.ts';

/**
 * Judges a whole list: of posts with the same URL only the last one by date, then path, is on the site (each writes the same file),
 * and dates are compared with `now` (milliseconds since the epoch). Entries that do not change are given back as they are.
 */
export function settle(
  entries: readonly PostEntry[],
  site: Pick<SiteConfig, 'future' | 'time'>,
  now: number,
): readonly PostEntry[] {
  const owners = new Map<string, PostEntry>();
  const judged = entries.map((entry) => dueOrNot(entry, site, now));
  for (const entry of judged) {
    if (!entry.appears.will || entry.url === null) continue;
    const file = writtenFile(entry.url);
    const owner = owners.get(file);
    if (owner === undefined || isLater(entry, owner)) owners.set(file, entry);
  }
  return judged.map((entry) => {
    if (!entry.appears.will || entry.url === null) return entry;
    const owner = owners.get(writtenFile(entry.url));
    if (owner === undefined || owner === entry) return entry;
    return { ...entry, appears: { will: false, why: 'duplicate-url', detail: owner.path } };
  });
}

/** The next moment at which `settle` would judge differently because a future post becomes due; null if there is none. */
export function nextDue(entries: readonly PostEntry[], now: number): number | null {
  let next: number | null = null;
  for (const { appears, time } of entries) {
    if (appears.will || appears.why !== 'future' || time === null || time <= now) continue;
    if (next === null || time < next) next = time;
  }
  return next;
}

/** Order in which a build writes: by date, then by path in code units of its bytes. */
function isLater(entry: PostEntry, other: PostEntry): boolean {
  if (entry.time !== other.time) return (entry.time ?? 0) > (other.time ?? 0);
  return compareBytes(entry.path, other.path) > 0;
}

/** UTF-8 order is code point order, which UTF-16 order is not for rare characters. */
function compareBytes(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i]?.codePointAt(0) ?? 0) - (b[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function writtenFile(url: string): string {
  return url.includes('%') ? outputFile(unescapePath(url), '.html') : outputFile(url, '.html');
}

function dueOrNot(entry: PostEntry, site: Pick<SiteConfig, 'future' | 'time'>, now: number): PostEntry {
  const { appears } = entry;
  const future = isFuture(entry.time, now, site);
  let judged: Appears = appears;
  if (!appears.will && appears.why === 'duplicate-url') judged = { will: true };
  if (!judged.will && judged.why === 'future' && !future) judged = { will: true };
  if (judged.will && future) {
    judged = { will: false, why: 'future', detail: new Date(entry.time ?? 0).toISOString() };
  }
  return judged === appears ? entry : { ...entry, appears: judged };
}
