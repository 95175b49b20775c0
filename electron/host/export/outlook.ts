// Owns: where each post of a plan will be found in the target's site, and whether it will be there at all.
// Must not know: steps, or how a plan is made.
import type { Step } from '#core/export/types.ts';
import type { Appears, PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { placeForTarget } from '#core/targets/index.ts';
import { readConfigFile } from '#host/journal/site-files.ts';
import { blogSite } from './blog-site.ts';
import { type JournalView, readJournalText } from './journal-view.ts';
import type { Outgoing } from './outgoing.ts';
import { eachOf } from './outgoing-words.ts';
import type { SiteOfTarget } from './target-site.ts';

export interface Outlook {
  /** Path from the site's origin, percent-encoded where a browser would; null where it cannot be known. */
  readonly url: string | null;
  readonly appears: Appears;
}

/**
 * The outlook of every outgoing post, by its path in the target (`root`, absolute). A Jekyll blog that is configured otherwise than
 * the journal judges the posts of `steps` that change anew, by its own configuration. `now` is in milliseconds since the epoch.
 */
export async function outlooksOf(
  view: JournalView,
  { files }: Pick<Outgoing, 'files'>,
  steps: readonly Step[],
  target: SiteOfTarget & { readonly root: string },
  now: number,
): Promise<ReadonlyMap<RelPath, Outlook>> {
  const bySource = new Map(view.entries.map((entry) => [entry.path, entry]));
  const judge = target.settings.generator === 'jekyll' ? judgeOf(view, target.root, now) : null;
  const moving = new Set(steps.filter(({ action }) => action !== 'keep').map(({ path }) => path));
  const outlooks = await eachOf(files, async ({ path, source, kind }) => {
    const entry = kind === 'post' ? bySource.get(source) : undefined;
    if (!entry) return [];
    const anew = judge && moving.has(path) ? await judge(path, entry) : null;
    return [[path, outlookOf(anew ?? entry, target, now)] as const];
  });
  return new Map(outlooks.flat());
}

type Judge = (path: RelPath, entry: PostEntry) => Promise<PostEntry | null>;

/** Null where the target's configuration is the journal's own, so that the journal's list says it already. */
function judgeOf({ root, kind }: JournalView, target: string, now: number): Judge | null {
  if (root === target) return null;
  if (kind === 'jekyll' && readConfigFile(root).text === readConfigFile(target).text) return null;
  const site = blogSite(target);
  return async (path, { path: source, size, modified }) => {
    const text = await readJournalText(root, source);
    return text === null ? null : entryOf({ path, text, size, modified, site, now });
  };
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
