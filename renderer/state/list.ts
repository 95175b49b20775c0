// Owns: which posts the list shows now and in what rows, reckoned once for each change of what it depends on.
// Must not know: how the list is drawn, nor how posts are matched and ordered (core does).
import type { PostEntry } from '#core/journal/entry.ts';
import {
  type Facets,
  facetsOf,
  filterPosts,
  type Grouping,
  groupPosts,
  type PostGroup,
  type PostQuery,
  type SortOrder,
  sortPosts,
} from '#core/journal/query.ts';
import { lastOf } from './last-of.ts';
import type { Narrow, State, View } from './model.ts';
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

const narrowed = lastOf((posts: readonly PostEntry[], narrow: Narrow) =>
  Object.keys(narrow).length === 0 ? posts : filterPosts(posts, narrow),
);

/** Years and months head a list by date; in another order they would come again and again. */
const groupsOf = lastOf(
  (posts: readonly PostEntry[], sort: SortOrder, group: Grouping): readonly PostGroup[] => {
    const byDate = sort === 'newest' || sort === 'oldest';
    return groupPosts(posts, byDate || group === 'category' ? group : 'none');
  },
);

const rowsOf = lastOf((groups: readonly PostGroup[], isGrouped: boolean): readonly ListRow[] =>
  groups.flatMap(({ key, entries }): readonly ListRow[] => {
    const rows = entries.map((entry): ListRow => ({ kind: 'post', entry }));
    return isGrouped ? [{ kind: 'group', label: key, count: entries.length }, ...rows] : rows;
  }),
);

/** Groups may part what the order puts together; the keys go through posts as they are seen. */
const inGroups = lastOf((groups: readonly PostGroup[]): readonly PostEntry[] =>
  groups.length === 1 ? (groups[0]?.entries ?? []) : groups.flatMap(({ entries }) => entries),
);

type Parts = Pick<State, 'entries' | 'view' | 'filter' | 'sort'> & Partial<Pick<State, 'narrow' | 'group'>>;

const wide: Narrow = {};

function groups({ entries, view, filter, sort, narrow = wide, group = 'year' }: Parts): readonly PostGroup[] {
  return groupsOf(filtered(narrowed(inView(sorted(entries, sort), view), narrow), filter), sort, group);
}

/** The posts of the view that pass the facets and the filter, in their order. */
export function visiblePosts(parts: Parts): readonly PostEntry[] {
  return inGroups(groups(parts));
}

/** The same posts as rows, under the heads of their groups. */
export function visibleRows(parts: Parts): readonly ListRow[] {
  const found = groups(parts);
  const { sort, group = 'year' } = parts;
  const byDate = sort === 'newest' || sort === 'oldest';
  return rowsOf(found, group !== 'none' && (byDate || group === 'category'));
}

const countFacets = lastOf(
  (posts: readonly PostEntry[], narrow: Narrow, text: string): Facets =>
    facetsOf(posts, text.trim() === '' ? narrow : { ...narrow, text }),
);

/** How many posts each further choice would leave. */
export function visibleFacets({ entries, view, filter, sort, narrow = wide }: Parts): Facets {
  return countFacets(inView(sorted(entries, sort), view), narrow, filter);
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
