// Owns: where each post of a plan will be found in the target's site, and whether it will be there at all.
// Must not know: steps, or how a plan is made.
import type { Appears, PostEntry, RelPath } from '#core/journal/entry.ts';
import { placeForTarget } from '#core/targets/index.ts';
import type { JournalView } from './journal-view.ts';
import type { Outgoing } from './outgoing.ts';
import type { SiteOfTarget } from './target-site.ts';

export interface Outlook {
  /** Path from the site's origin, percent-encoded where a browser would; null where it cannot be known. */
  readonly url: string | null;
  readonly appears: Appears;
}

/** The outlook of every outgoing post, by its path in the target. `now` is in milliseconds since the epoch. */
export function outlooksOf(
  { entries }: JournalView,
  { files }: Pick<Outgoing, 'files'>,
  target: SiteOfTarget,
  now: number,
): ReadonlyMap<RelPath, Outlook> {
  const bySource = new Map(entries.map((entry) => [entry.path, entry]));
  const outlooks = new Map<RelPath, Outlook>();
  for (const { path, source, kind } of files) {
    const entry = kind === 'post' ? bySource.get(source) : undefined;
    if (entry) outlooks.set(path, outlookOf(entry, target, now));
  }
  return outlooks;
}

function outlookOf(entry: PostEntry, { site, settings }: SiteOfTarget, now: number): Outlook {
  if (settings.generator === 'jekyll')
    return { url: entry.url === null ? null : site.base + entry.url, appears: entry.appears };
  const place = placeForTarget(entry, settings);
  const address = place.ok ? site.address(place.post, settings) : null;
  return {
    url: address === null ? null : encodeURI(site.base + address),
    appears: appearsIn(entry, site.future, now),
  };
}

function appearsIn(entry: PostEntry, future: boolean, now: number): Appears {
  const { appears, time } = entry;
  if (entry.draft) return { will: false, why: 'draft' };
  if (!appears.will && appears.why === 'unpublished') return appears;
  if (!future && time !== null && time > now)
    return { will: false, why: 'future', detail: new Date(time).toISOString() };
  return { will: true };
}
