// Owns: what putting a post into other categories means for its file and its front matter.
// Must not know: what is free on disk, or how a change is written into a text.
import type { Change } from '../frontmatter/types.ts';
import type { PostEntry, RelPath } from '../journal/entry.ts';
import { safeName } from '../slug.ts';
import { namesCategories } from './new-post.ts';
import { placeOf } from './post-path.ts';
import type { SiteConfig } from './types.ts';

/** What to do: a new path (null: the file stays) and wishes for the front matter. */
export interface PostMove {
  readonly path: RelPath | null;
  readonly changes: readonly Change[];
}

/**
 * Works out how a post gets exactly these categories. What gives them now keeps giving them: a folder above `_posts` is changed by
 * moving the file, a front-matter value by changing that value; a folder that the new categories still begin with stays.
 */
export function moveToCategories(
  entry: PostEntry,
  categories: readonly string[],
  journal: { readonly site: SiteConfig; readonly entries: readonly PostEntry[] },
): PostMove {
  const { site } = journal;
  const place = placeOf(entry.path, site);
  const named = namesCategories(entry);
  if (site.kind === 'plain') {
    const byFolder =
      !named && (place.above.length > 0 || journal.entries.some((each) => isByFolder(each, site)));
    if (!byFolder) return { path: null, changes: frontMatterChanges(entry, categories, journal.entries) };
    return moved(entry, [...categories.map(safeName), place.file]);
  }
  if (place.above.length === 0) {
    return { path: null, changes: frontMatterChanges(entry, categories, journal.entries) };
  }
  if (startsWith(categories, place.above)) {
    const rest = categories.slice(place.above.length);
    if (rest.length === 0 && !named) return { path: null, changes: [] };
    const wanted = repeats(entry, place.above) ? categories : rest;
    return { path: null, changes: frontMatterChanges(entry, wanted, journal.entries) };
  }
  const prefix = site.collectionsDir === '' ? [] : [site.collectionsDir];
  const folder = place.role === 'draft' ? '_drafts' : '_posts';
  const to = moved(entry, [...prefix, ...categories.map(safeName), folder, ...place.below, place.file]);
  if (!named) return to;
  // The folder gives all of them now: the post repeats them if it did before, else it names none.
  const wanted = repeats(entry, place.above) ? categories : [];
  return { path: to.path, changes: frontMatterChanges(entry, wanted, journal.entries) };
}

function isByFolder(entry: PostEntry, site: SiteConfig): boolean {
  return placeOf(entry.path, site).above.length > 0 && !namesCategories(entry);
}

function moved(entry: PostEntry, parts: readonly string[]): PostMove {
  const path = parts.join('/') as RelPath; // made of an entry's own parts and safe names
  return { path: path === entry.path ? null : path, changes: [] };
}

/** The front matter itself names the folders. Jekyll drops what comes twice, so the list alone cannot tell; its length can. */
function repeats(entry: PostEntry, above: readonly string[]): boolean {
  return namesCategories(entry) && entry.categories.length <= above.length;
}

function startsWith(list: readonly string[], start: readonly string[]): boolean {
  return list.length >= start.length && start.every((value, i) => value === list[i]);
}

/** Wishes that leave the front matter with these categories, in the keys it has, else in those that the journal uses. */
function frontMatterChanges(
  entry: PostEntry,
  categories: readonly string[],
  entries: readonly PostEntry[],
): readonly Change[] {
  const hasPlural = entry.keys.includes('categories');
  const hasSingle = entry.keys.includes('category');
  const [only] = categories;
  if (categories.length === 0) {
    return (['categories', 'category'] as const)
      .filter((key) => entry.keys.includes(key))
      .map((key): Change => ({ op: 'remove', key }));
  }
  if (hasPlural) {
    const dropped: readonly Change[] = hasSingle ? [{ op: 'remove', key: 'category' }] : [];
    return [{ op: 'listSet', key: 'categories', items: categories }, ...dropped];
  }
  if (hasSingle && categories.length === 1 && only !== undefined) {
    return [{ op: 'set', key: 'category', value: only, as: 'text' }];
  }
  if (hasSingle) {
    return [
      { op: 'rename', key: 'category', to: 'categories' },
      { op: 'set', key: 'categories', value: categories },
    ];
  }
  const single = count(entries, 'category') > count(entries, 'categories');
  if (single && categories.length === 1 && only !== undefined) {
    return [{ op: 'add', key: 'category', value: only, as: 'text' }];
  }
  return [{ op: 'add', key: 'categories', value: categories }];
}

function count(entries: readonly PostEntry[], key: string): number {
  return entries.filter((entry) => entry.keys.includes(key)).length;
}
