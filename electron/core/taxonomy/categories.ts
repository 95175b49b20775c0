// Owns: giving one post other categories by the smallest change: names in its front matter, folders in its path.
// Must not know: which wish it comes from, what is free on disk, or how a change is written into a text.
import type { Change, FrontMatter } from '../frontmatter/types.ts';
import type { PostEntry, RelPath } from '../journal/entry.ts';
import { moveToCategories } from '../site/move-post.ts';
import { placeOf } from '../site/post-path.ts';
import type { PostPlace, SiteConfig } from '../site/types.ts';
import { safeName } from '../slug.ts';
import { type CategoryMove, makeSteps, type Step, stepsOf } from './category-path.ts';
import { frontMatterOf, namesIn, withoutComma } from './own-names.ts';

/** Wishes for the front matter, and the path the post gets. */
export interface CategoryChange {
  readonly path: RelPath;
  readonly changes: readonly Change[];
}

/**
 * The categories of a post as the patcher sees them. As Jekyll's own list, except where they are one string with commas: that is
 * what its author meant, though Jekyll cuts it at spaces.
 */
export function categoriesIn(text: string, entry: PostEntry, site: SiteConfig): readonly string[] {
  const frontMatter = frontMatterOf(text, site);
  const many = namesIn(text, frontMatter, 'categories');
  if (many === null || !many.commas) return entry.categories;
  const single = namesIn(text, frontMatter, 'category')?.names ?? [];
  return [...new Set([...foldersFor(entry, site), ...many.names, ...single])];
}

/** True where the post's categories are one string with commas. */
export function hasCommas(text: string, key: string, site: SiteConfig): boolean {
  return namesIn(text, frontMatterOf(text, site), key)?.commas === true;
}

/** Whether a name that Jekyll shows may be one of these: it carries the comma that follows it. */
export function barePath(path: readonly string[], commas: boolean): readonly string[] {
  return commas ? path.map(withoutComma) : path;
}

/** Folders that count as categories of the post. */
function foldersFor(entry: PostEntry, site: SiteConfig): readonly string[] {
  const { above } = placeOf(entry.path, site);
  const named = entry.keys.includes('categories') || entry.keys.includes('category');
  return site.kind === 'jekyll' || !named ? above : [];
}

/**
 * Ways to carry out `move` on a post, the one that touches least first. Whether a way leads there is for the caller to see: it reads
 * the post again. `folder-name` where a folder would need a name that no folder can have.
 */
export function waysFor(
  text: string,
  entry: PostEntry,
  move: CategoryMove,
  journal: { readonly site: SiteConfig; readonly entries: readonly PostEntry[] },
): readonly CategoryChange[] | 'folder-name' {
  const { site } = journal;
  const folders = foldersFor(entry, site);
  const above = foldersAfter(folders, move);
  const ways: CategoryChange[] = [];
  if (above !== null) {
    if (!sameNames(above, folders) && !above.every(isFolderName)) return 'folder-name';
    const path = sameNames(above, folders) ? entry.path : pathIn(above, placeOf(entry.path, site), site);
    const kept = stepsOf(move).filter((step) => step.kind !== 'insert' || !above.includes(step.name));
    const changes = changesIn(text, frontMatterOf(text, site), kept);
    if (changes !== null) ways.push({ path, changes });
  }
  const whole = moveToCategories(entry, move.after, journal);
  if (whole.path === null || move.after.every(isFolderName)) {
    ways.push({ path: whole.path ?? entry.path, changes: whole.changes });
  }
  return ways.length === 0 ? 'folder-name' : ways;
}

/** The folders afterwards; null where the path that moves is only in part given by folders. */
function foldersAfter(folders: readonly string[], move: CategoryMove): readonly string[] | null {
  if (folders.every((name, at) => name === move.after[at])) return folders;
  if (move.from.length > folders.length) return null;
  return [...move.to, ...folders.slice(move.from.length).filter((name) => !move.to.includes(name))];
}

/** Wishes that make the steps in both keys; null where a key would have to become another one. */
function changesIn(text: string, frontMatter: FrontMatter, steps: readonly Step[]): readonly Change[] | null {
  const changes: Change[] = [];
  for (const key of ['categories', 'category']) {
    const own = namesIn(text, frontMatter, key);
    if (own === null) continue;
    const items = makeSteps(own.names, steps);
    if (sameNames(items, own.names)) continue;
    if (own.odd || (key === 'category' && items.length > 1)) return null;
    changes.push({ op: 'listSet', key, items });
  }
  return changes;
}

function isFolderName(name: string): boolean {
  return safeName(name) === name.normalize('NFC') && !/^[-_]/u.test(name);
}

function pathIn(above: readonly string[], place: PostPlace, site: SiteConfig): RelPath {
  const prefix = site.collectionsDir === '' ? [] : site.collectionsDir.split('/');
  const own = site.kind === 'plain' ? [] : [place.role === 'draft' ? '_drafts' : '_posts'];
  const parts = [...(site.kind === 'plain' ? [] : prefix), ...above, ...own, ...place.below, place.file];
  return parts.join('/') as RelPath; // made of an entry's own parts and names that folders can have
}

function sameNames(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((name, at) => name === right[at]);
}
