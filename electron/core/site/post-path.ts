// Owns: reading post paths: the parts of a file name, and where in the folders a post stands.
// Must not know: front matter, permalinks, what exists on disk.
import type { RelPath } from '../journal/entry.ts';
import type { PostFileName, PostPlace, SiteConfig } from './types.ts';

const DATED = /^(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)$/su;
const DATELESS = /^(.*)(\.[^.]+)$/su;

/** Takes a post's file name apart as Jekyll does: `2024-1-5-x.md` has a date, `x.ko.md` has the slug `x.ko`. */
export function parsePostFileName(file: string): PostFileName {
  const dated = DATED.exec(file);
  if (dated !== null) {
    return { dateText: dated[1] ?? '', slug: trimDots(dated[2] ?? ''), extension: dated[3] ?? '' };
  }
  const dateless = DATELESS.exec(file);
  if (dateless === null) return { dateText: null, slug: trimDots(file), extension: '' };
  return { dateText: null, slug: trimDots(dateless[1] ?? ''), extension: dateless[2] ?? '' };
}

function trimDots(slug: string): string {
  return slug.replace(/\.+$/u, '');
}

/** Makes a post's file name. `date` starts with `YYYY-MM-DD`; null for a draft without a date. */
export function postFileName(date: string | null, slug: string, extension = '.md'): string {
  return date === null ? `${slug}${extension}` : `${date.slice(0, 10)}-${slug}${extension}`;
}

/**
 * Tells where a file stands by its path: below `_posts`, below `_drafts`, in a collection's folder, or elsewhere (`page`). In a
 * plain journal every Markdown file is a post and its folders stand for categories.
 */
export function placeOf(path: RelPath | string, site: PlaceRules): PostPlace {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, Math.max(0, slash));
  let folders = known.get(site);
  if (folders === undefined) {
    folders = new Map();
    known.set(site, folders);
  }
  let place = folders.get(folder);
  if (place === undefined) {
    place = folderPlace(folder, site);
    folders.set(folder, place);
  }
  const { role, above, below } = place;
  return { role, above, below, folder: place.folder, file: path.slice(slash + 1) };
}

type PlaceRules = Pick<SiteConfig, 'kind' | 'collections' | 'collectionsDir'>;
type FolderPlace = Omit<PostPlace, 'file'>;

/** Thousands of posts share a few folders. */
const known = new WeakMap<PlaceRules, Map<string, FolderPlace>>();

function folderPlace(path: string, site: PlaceRules): FolderPlace {
  const parts = path === '' ? [] : path.split('/');
  const drafts = parts.indexOf('_drafts');
  const posts = parts.indexOf('_posts');
  const first = drafts >= 0 && (posts < 0 || drafts < posts) ? drafts : posts;
  if (first >= 0) {
    return {
      role: first === drafts ? 'draft' : 'post',
      above: stripCollectionsDir(parts.slice(0, first), site.collectionsDir),
      below: parts.slice(first + 1),
      folder: parts.slice(0, first + 1).join('/'),
    };
  }
  if (site.kind === 'plain') return { role: 'post', above: parts, below: [], folder: '' };
  const [top = ''] = stripCollectionsDir(parts, site.collectionsDir);
  const collection = site.collections.some((each) => each.label !== 'posts' && `_${each.label}` === top);
  return { role: collection ? 'collection' : 'page', above: [], below: parts, folder: '' };
}

function stripCollectionsDir(parts: readonly string[], collectionsDir: string): readonly string[] {
  if (collectionsDir === '') return parts;
  const prefix = collectionsDir.split('/');
  return prefix.every((part, i) => parts[i] === part) ? parts.slice(prefix.length) : parts;
}

/** A title from a slug, as Jekyll makes it: words between hyphens, each with a capital first letter and the rest small. */
export function titleOfSlug(slug: string): string {
  return slug
    .split('-')
    .map((word) => {
      const [first = '', ...rest] = word;
      return first.toUpperCase() + rest.join('').toLowerCase();
    })
    .join(' ')
    .replace(/ +$/u, '');
}
