// Owns: which posts the list shows now and in what rows, reckoned once for each change of what it depends on.
// Must not know: how the list is drawn.
import { matchesTyped } from '#core/hangul.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { State, View } from './model.ts';
import { groupByYear, inView, type ListRow, newestFirst, type Shelf, shelve } from './shelf.ts';

/** Remembers the last answer of a function of few values. */
function lastOf<A extends readonly unknown[], R>(reckon: (...values: A) => R): (...values: A) => R {
  let last: { readonly values: A; readonly result: R } | null = null;
  return (...values) => {
    if (last?.values.every((value, at) => value === values[at]) !== true) {
      last = { values, result: reckon(...values) };
    }
    return last.result;
  };
}

const sorted = lastOf((entries: readonly PostEntry[]) => [...entries].sort(newestFirst));
const inThisView = lastOf((posts: readonly PostEntry[], view: View) =>
  view.kind === 'all' ? posts : posts.filter((entry) => inView(entry, view)),
);
const filtered = lastOf((posts: readonly PostEntry[], filter: string) => {
  const words = filter.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return posts;
  return posts.filter((entry) => {
    const texts = [entry.title, entry.slug, ...entry.tags, ...entry.categories];
    return words.every((word) => matchesTyped(texts, word));
  });
});
const rowsOf = lastOf(groupByYear);

type Parts = Pick<State, 'entries' | 'view' | 'filter'>;

/** The posts of the view that pass the filter, newest first. */
export function visiblePosts({ entries, view, filter }: Parts): readonly PostEntry[] {
  return filtered(inThisView(sorted(entries), view), filter);
}

/** The same posts as rows under their years. */
export function visibleRows(parts: Parts): readonly ListRow[] {
  return rowsOf(visiblePosts(parts));
}

/** How many posts the view has before the filter. */
export function viewSize({ entries, view }: Parts): number {
  return inThisView(sorted(entries), view).length;
}

export const shelfOf: (entries: readonly PostEntry[]) => Shelf = lastOf(shelve);
