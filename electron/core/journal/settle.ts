// Owns: what depends on the whole list or on the time of day: the same URL twice, and whether a future post is due.
// Must not know: files, or how single entries are made.
import { isFuture } from '../site/appears.ts';
import { outputFile } from '../site/permalink.ts';
import { unescapePath } from '../site/slugify.ts';
import type { SiteConfig } from '../site/types.ts';
import type { Appears, PostEntry } from './entry.ts';

type Site = Pick<SiteConfig, 'future' | 'time'>;
/** All that judging needs of a post. */
export type Judged = Pick<PostEntry, 'path' | 'time' | 'url' | 'appears'>;

/**
 * Judges a whole list: of posts with the same URL only the last one by date, then path, is on the site (each writes the same file),
 * and dates are compared with `now` (milliseconds since the epoch). Settling twice changes nothing; an entry that is judged as before
 * is given back itself, so that what changed can be told by identity.
 */
export function settle<T extends Judged>(entries: readonly T[], site: Site, now: number): readonly T[] {
  const alone = entries.map((entry) => judgeAlone(entry, site, now));
  const fileOf = entries.some((entry) => entry.url !== null && UNUSUAL.test(entry.url))
    ? decodedFile
    : plainFile;
  const owners = new Map<string, T>();
  const files = entries.map(({ url }, i) => (alone[i]?.will !== true || url === null ? null : fileOf(url)));
  entries.forEach((entry, i) => {
    const file = files[i] ?? null;
    if (file === null) return;
    const owner = owners.get(file);
    if (owner === undefined || isLater(entry, owner)) owners.set(file, entry);
  });
  return entries.map((entry, i) => {
    const judged = alone[i] ?? entry.appears;
    const file = files[i] ?? null;
    if (file === null) return withAppears(entry, judged);
    const owner = owners.get(file);
    if (owner === undefined || owner === entry) return withAppears(entry, judged);
    return withAppears(entry, { will: false, why: 'duplicate-url', detail: owner.path });
  });
}

/** The next moment at which `settle` would judge differently because a future post becomes due; null if there is none. */
export function nextDue(entries: readonly Judged[], now: number): number | null {
  let next: number | null = null;
  for (const { appears, time } of entries) {
    if (appears.will || appears.why !== 'future' || time === null || time <= now) continue;
    if (next === null || time < next) next = time;
  }
  return next;
}

const WILL: Appears = { will: true };

function judgeAlone(entry: Judged, site: Site, now: number): Appears {
  const { appears } = entry;
  const open = appears.will || appears.why === 'duplicate-url' || appears.why === 'future';
  if (!open) return appears;
  if (!isFuture(entry.time, now, site)) return WILL;
  return { will: false, why: 'future', detail: new Date(entry.time ?? 0).toISOString() };
}

function withAppears<T extends Judged>(entry: T, appears: Appears): T {
  const old = entry.appears;
  if (old.will || appears.will) return old.will === appears.will ? entry : { ...entry, appears };
  return old.why === appears.why && old.detail === appears.detail ? entry : { ...entry, appears };
}

/** Order in which a build writes: by date, then by path in the order of its bytes. */
function isLater(entry: Judged, other: Judged): boolean {
  if (entry.time !== other.time) return (entry.time ?? 0) > (other.time ?? 0);
  return compareCodePoints(entry.path, other.path) > 0;
}

/** The order of UTF-8 bytes is that of code points, which UTF-16 order is not for rare characters. */
function compareCodePoints(left: string, right: string): number {
  const a = [...left];
  const b = [...right];
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i]?.codePointAt(0) ?? 0) - (b[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

// Our own encoding is always the same for the same text. Only where someone wrote a permalink with raw letters, or encoded what needs no
// encoding, can two different URLs be one file.
const UNUSUAL = /[^!-~]|%(?:[0-9A-F]?[a-f]|2[146-9A-F]|3[0-9ABDF]|4[0-9A-F]|5[0-9AF]|6[1-9A-F]|7[0-9AE])/;

function plainFile(url: string): string {
  return outputFile(url, '.html');
}

function decodedFile(url: string): string {
  return outputFile(unescapePath(url), '.html');
}
