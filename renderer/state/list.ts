// Owns: which posts the list shows now and in what rows, reckoned once for each change of what it depends on.
// Must not know: how the list is drawn, nor how posts are matched and ordered (core does).
import type { PostEntry } from '#core/journal/entry.ts';
import { filterPosts, groupPosts, type PostQuery, type SortOrder, sortPosts } from '#core/journal/query.ts';
import { lastOf } from './last-of.ts';
import type { State, View } from './model.ts';
import { type Shelf, shelve } from './shelf.ts';

export type ListRow =
  | { readonly kind: 'group'; readonly label: string; readonly count: number }
  | { readonly kind: 'post'; readonly entry: PostEntry };

/** What a view asks for. */
export function queryOf(view: View): PostQuery {
  switch (view.kind) {
    case 'all':
      return {};
    case 'drafts':
      return { draft: true };
    case 'uncategorised':
      return { category: null };
    case 'problems':
      return { problem: true };
    case 'hidden':
      return { draft: false, appears: false };
    case 'category':
      return { category: view.path };
    case 'tag':
      return { tag: view.tag };
  }
}

const sorted = lastOf((entries: readonly PostEntry[], sort: SortOrder) => sortPosts(entries, sort));
const inView = lastOf((posts: readonly PostEntry[], view: View) =>
  view.kind === 'all' ? posts : filterPosts(posts, queryOf(view)),
);
const filtered = lastOf((posts: readonly PostEntry[], text: string) =>
  text.trim() === '' ? posts : filterPosts(posts, { text }),
);

const rowsOf = lastOf((posts: readonly PostEntry[], sort: SortOrder): readonly ListRow[] => {
  // Years head a list by date; in another order they would come again and again.
  const groups = groupPosts(posts, sort === 'newest' || sort === 'oldest' ? 'year' : 'none');
  return groups.flatMap(({ key, entries }): readonly ListRow[] => {
    const rows = entries.map((entry): ListRow => ({ kind: 'post', entry }));
    if (sort === 'title' || sort === 'modified') return rows;
    return [{ kind: 'group', label: key, count: entries.length }, ...rows];
  });
});

type Parts = Pick<State, 'entries' | 'view' | 'filter' | 'sort'>;

/** The posts of the view that pass the filter, in their order. */
export function visiblePosts({ entries, view, filter, sort }: Parts): readonly PostEntry[] {
  return filtered(inView(sorted(entries, sort), view), filter);
}

/** The same posts as rows, under their years where they are in the order of their dates. */
export function visibleRows(parts: Parts): readonly ListRow[] {
  return rowsOf(visiblePosts(parts), parts.sort);
}

/** How many posts the view has before the filter. */
export function viewSize({ entries, view, sort }: Omit<Parts, 'filter'>): number {
  return inView(sorted(entries, sort), view).length;
}

const newest = lastOf((entries: readonly PostEntry[]) => sortPosts(entries, 'newest'));

/** All posts, newest first, whatever the list shows. */
export function newestPosts(entries: readonly PostEntry[]): readonly PostEntry[] {
  return newest(entries);
}

export const shelfOf: (entries: readonly PostEntry[]) => Shelf = lastOf(shelve);
