// Owns: what the page is told of a target as a site before any plan is made, with an example from the open journal.
// Must not know: plans. Only reads.
import type { TargetSiteOnWire } from '#contract/target-calls.ts';
import { placeCompanion, placePost } from '#core/export/paths.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { canStandBeside, placeFile, placeForTarget } from '#core/targets/index.ts';
import type { ChosenSettings } from '#core/targets/settings.ts';
import type { JournalView } from './journal-view.ts';
import type { ExportWorld } from './prepare.ts';
import { problemsOfSite } from './site-problems.ts';
import { openTarget } from './target.ts';
import { type SiteOfTarget, siteOfTarget } from './target-site.ts';

/** Tells a target's site. Throws as `openTarget` does. */
export async function siteOnWire(
  world: ExportWorld,
  view: JournalView,
  folder: string,
  chosen: ChosenSettings | null,
): Promise<TargetSiteOnWire> {
  const target = await openTarget(folder, world.data, world.env);
  const inPlace = target.root === view.root;
  const found = await siteOfTarget(target.root, target.state, inPlace ? { generator: 'jekyll' } : chosen);
  const { generator } = found.settings;
  return {
    detected: found.detected.generator,
    by: found.detected.by,
    settings: { ...found.settings },
    remembered: found.remembered,
    canStandBeside: canStandBeside(generator),
    example: exampleOf(view, found),
    problems: inPlace ? [] : [...problemsOfSite(found)],
  };
}

/** The newest post that is no draft, and a picture that it could bring. */
function exampleOf(view: JournalView, found: SiteOfTarget): TargetSiteOnWire['example'] {
  const { site, settings } = found;
  const dated = view.entries.filter((entry) => !entry.draft && entry.date !== null);
  const newest = dated.reduce<PostEntry | null>(
    (best, entry) => (best === null || (entry.time ?? 0) > (best.time ?? 0) ? entry : best),
    null,
  );
  const entry = newest ?? view.entries[0] ?? null;
  const picture = 'assets/img/picture.webp' as RelPath; // a path of our own
  if (entry === null) return { post: '', url: null, image: '', imageUrl: null };
  if (settings.generator === 'jekyll') {
    const place = placePost(entry, view);
    const image = placeCompanion(picture, view) ?? '';
    return {
      post: place.ok ? place.path : '',
      url: entry.url && site.base + entry.url,
      image,
      imageUrl: `${site.base}/${image}`,
    };
  }
  const place = placeForTarget(entry, settings);
  const image = placeFile(picture, settings, place.ok ? place.folder : null) ?? '';
  const address = place.ok ? site.address(place.post, settings) : null;
  const imageUrl = settings.beside ? null : site.fileAddress(image, settings);
  return {
    post: place.ok ? place.path : '',
    url: address === null ? null : site.base + address,
    image,
    imageUrl: imageUrl === null ? null : site.base + imageUrl,
  };
}
