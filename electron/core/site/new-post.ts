// Owns: where a new post belongs by the habits of this journal: folder, file name, and which categories the text must name.
// Must not know: what is free on disk, or what the new post's text looks like.
import type { PostEntry } from '../journal/entry.ts';
import { type SlugStyle, safeName, slugOf } from '../slug.ts';
import { placeOf, postFileName } from './post-path.ts';
import type { SiteConfig } from './types.ts';

export interface NewPostInput {
  readonly title: string;
  /** Overrides the slug made from the title. */
  readonly slug?: string;
  /** Starts with `YYYY-MM-DD`. */
  readonly date: string;
  readonly draft: boolean;
  readonly categories: readonly string[];
  readonly slugStyle: SlugStyle;
}

export interface JournalHabits {
  readonly site: SiteConfig;
  readonly entries: readonly PostEntry[];
  /** Folder of new posts; empty: the root. */
  readonly postsFolder: string;
  readonly draftsFolder: string;
}

export interface NewPostPlace {
  /** Folder below the root; empty: the root itself. */
  readonly folder: string;
  readonly slug: string;
  /** The file's name with a suffix after the slug (`-2`), for when a name is taken. */
  readonly fileName: (suffix: string) => string;
  /** Categories that the front matter must name, since the folder does not give them. */
  readonly categories: readonly string[];
  /** The front matter must say `draft: true`, since the folder does not. */
  readonly draftKey: boolean;
}

/** Finds the place of a new post. New posts stand beside the posts of the same categories, if there are any. */
export function placeForNew(input: NewPostInput, journal: JournalHabits): NewPostPlace {
  const slug =
    input.slug === undefined || input.slug === ''
      ? slugOf(input.title, input.slugStyle)
      : safeName(input.slug);
  const published = folderFor(input.categories, journal);
  const folder = input.draft ? draftFolder(published, journal) : published;
  const given = foldersAbove(folder, journal.site);
  const repeats = repeatsFolders(published, journal.entries);
  const named = repeats || given.length === 0 ? input.categories : withoutFolders(input.categories, given);
  const inDrafts = folder.split('/').includes('_drafts');
  const date = input.draft && inDrafts ? null : input.date;
  const extension = usualExtension(journal.entries);
  return {
    folder,
    slug,
    fileName: (suffix) => postFileName(date, `${slug}${suffix}`, extension),
    categories: named,
    draftKey: input.draft && !inDrafts,
  };
}

/** The folder of published posts with these categories. */
export function folderFor(categories: readonly string[], journal: JournalHabits): string {
  const posts = journal.entries.filter((entry) => placeOf(entry.path, journal.site).role === 'post');
  const beside = mostUsed(posts.filter((entry) => same(entry.categories, categories)).map(dirOf));
  if (beside !== null) return beside;
  if (journal.site.kind === 'plain') {
    const usesFolders = posts.some(
      (entry) => entry.path.includes('/') && entry.categories.length > 0 && !namesCategories(entry),
    );
    const parts = usesFolders ? categories.map(safeName) : [];
    return [...(journal.postsFolder === '' ? [] : [journal.postsFolder]), ...parts].join('/');
  }
  const roots = new Set(posts.map((entry) => placeOf(entry.path, journal.site).folder));
  let best = journal.postsFolder;
  let length = 0;
  for (const root of roots) {
    const above = foldersAbove(root, journal.site);
    if (above.length > length && above.every((part, i) => part === categories[i])) {
      best = root;
      length = above.length;
    }
  }
  return best;
}

/** Categories that a folder gives to the posts in it. */
export function foldersAbove(folder: string, site: SiteConfig): readonly string[] {
  return placeOf(folder === '' ? 'x.md' : `${folder}/x.md`, site).above;
}

/** True for a post whose front matter names categories. */
export function namesCategories(entry: PostEntry): boolean {
  return entry.keys.includes('categories') || entry.keys.includes('category');
}

function draftFolder(published: string, journal: JournalHabits): string {
  const parts = published.split('/');
  const at = parts.indexOf('_posts');
  if (at >= 0) return [...parts.slice(0, at), '_drafts'].join('/');
  return journal.draftsFolder.split('/').includes('_drafts') ? journal.draftsFolder : published;
}

/** The posts of a folder name their categories although the folder gives them. */
function repeatsFolders(folder: string, entries: readonly PostEntry[]): boolean {
  const inside = entries.filter((entry) => dirOf(entry) === folder);
  return inside.length > 0 && inside.filter(namesCategories).length * 2 > inside.length;
}

function withoutFolders(categories: readonly string[], given: readonly string[]): readonly string[] {
  return given.every((part, i) => part === categories[i]) ? categories.slice(given.length) : categories;
}

function usualExtension(entries: readonly PostEntry[]): string {
  const found = entries.flatMap((entry) => /\.(?:md|markdown|mkd|mkdn|mkdown)$/u.exec(entry.path)?.[0] ?? []);
  return mostUsed(found) ?? '.md';
}

function dirOf(entry: PostEntry): string {
  return entry.path.slice(0, Math.max(0, entry.path.lastIndexOf('/')));
}

function same(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, i) => value === right[i]);
}

function mostUsed(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  let best: string | null = null;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (best === null || count > (counts.get(best) ?? 0)) best = value;
  }
  return best;
}
