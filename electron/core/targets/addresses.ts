// Owns: where links of a journal's posts lead in a target: other posts at their addresses there, files where they are placed.
// Must not know: posts' texts, or which files exist.
import type { Reference } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { unescapePath } from '#core/site/slugify.ts';
import { placeForTarget } from './place.ts';
import type { TargetSettings, TargetSite } from './types.ts';

export interface AddressBook {
  /** The target's path of the post that a path of the journal's site, or of its folder, means; null: no post. */
  readonly postAt: (path: string) => string | null;
  /** How a post links to the post at `path` (of the target). */
  readonly linkTo: (path: string, from: RelPath) => string | null;
  /** How a post shows the file at `path` (of the target); null where the build does not publish it. `imported`: by its way. */
  readonly wayToFile: (
    path: RelPath,
    from: PostPlaceLike,
    reference: Reference,
    imported: boolean,
  ) => string | null;
}

interface PostPlaceLike {
  readonly path: RelPath;
}

/** Makes the book of one journal and one target. */
export function addressBook(
  journal: { readonly entries: readonly PostEntry[] },
  site: TargetSite,
  settings: TargetSettings,
): AddressBook {
  const paths = new Map<string, string>();
  const addresses = new Map<string, string | null>();
  for (const entry of journal.entries) {
    const place = placeForTarget(entry, settings);
    if (!place.ok) continue;
    addresses.set(place.path, site.address(place.post, settings));
    paths.set(keyOf(entry.path), place.path);
    if (entry.url !== null) paths.set(keyOf(unescapePath(entry.url)), place.path);
  }
  const plain = site.generator === 'plain';
  return {
    postAt: (path) => paths.get(keyOf(path)) ?? null,
    linkTo: (path, from) => {
      const address = addresses.get(path) ?? null;
      if (plain) return relativeWay(from, path);
      return address === null ? null : site.base + address;
    },
    wayToFile: (path, from, reference, imported) => {
      if (plain) return relativeWay(from.path, path);
      if (imported) return dotted(relativeWay(from.path, path));
      const bundle = settings.beside && isBesideBundle(from.path, path);
      // Astro imports what stands beside a post and is shown by Markdown; Hugo publishes it beside the page.
      if (bundle && site.generator === 'astro') return dotted(relativeWay(from.path, path));
      if (bundle && site.generator === 'hugo') return relativeWay(from.path, path);
      const address = site.fileAddress(path, settings);
      if (address === null) return null;
      const bare = site.baseForImages && reference.kind === 'image';
      if (site.generator === 'hexo' && !address.startsWith('/')) return assetOf(address, from, bare);
      return (bare ? '' : site.base) + address;
    },
  };

  /** Hexo publishes `_posts/name/file` in the folder of the post's own address. */
  function assetOf(inside: string, from: PostPlaceLike, bare: boolean): string | null {
    const address = addresses.get(from.path);
    if (address === undefined || address === null) return null;
    const folder = address.endsWith('/') ? address : `${address.replace(/[^/]*$/, '')}`;
    return `${bare ? '' : site.base}${folder}${inside.slice(inside.lastIndexOf('/') + 1)}`;
  }
}

const dotted = (way: string): string => (way.startsWith('.') ? way : `./${way}`);

/** Paths are compared without slashes at their ends, `index.html` and the ending of pages, in one Unicode form. */
function keyOf(path: string): string {
  return path
    .normalize('NFC')
    .replace(/^\/+|\/+$/g, '')
    .replace(/(?:^|\/)index\.html?$/, '')
    .replace(/\.html?$/, '');
}

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function isBesideBundle(post: string, file: string): boolean {
  return /\/index\.\w+$/.test(post) && file.startsWith(`${folderOf(post)}/`);
}

/** The way from one file of the target to another. */
export function relativeWay(from: string, to: string): string {
  const here = folderOf(from) === '' ? [] : folderOf(from).split('/');
  const there = to.split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  return '../'.repeat(here.length - same) + there.slice(same).join('/');
}
