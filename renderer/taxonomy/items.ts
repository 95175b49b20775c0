// Owns: a category or tag as the view chooses it, and which wishes can be made of those chosen.
// Must not know: how anything is drawn, asked or carried out.
import type { CategoryNode } from '#core/journal/categories.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Operation } from '#core/taxonomy/types.ts';

/** One name of the view. A tag's path is its name alone. */
export interface NameItem {
  readonly kind: 'category' | 'tag';
  readonly key: string;
  readonly path: readonly string[];
  /** Posts with it, or at it and below. */
  readonly count: number;
}

export const keyOf = (path: readonly string[]): string => JSON.stringify(path);

export const nameOf = ({ path }: Pick<NameItem, 'path'>): string => path.at(-1) ?? '';

/** A path as it is read: `dev › rust`. */
export const shownPath = (path: readonly string[]): string => path.join(' › ');

/** Every node of the tree as an item, by its key. */
export function itemsOf(nodes: readonly CategoryNode[]): ReadonlyMap<string, NameItem> {
  const items = new Map<string, NameItem>();
  const visit = (level: readonly CategoryNode[]): void => {
    for (const { path, total, children } of level) {
      items.set(keyOf(path), { kind: 'category', key: keyOf(path), path, count: total });
      visit(children);
    }
  };
  visit(nodes);
  return items;
}

/** Posts in which the category's name stands at another place than the path says. */
export function elsewhere(entries: readonly PostEntry[], path: readonly string[]): number {
  const name = path.at(-1)?.normalize('NFC');
  return entries.filter(({ categories }) => {
    const at = categories.findIndex((each) => each.normalize('NFC') === name);
    return at >= 0 && !path.every((each, i) => categories[i]?.normalize('NFC') === each.normalize('NFC'));
  }).length;
}

/** The wish that gives `items` the one name `to`; `everywhere` counts for a single category. */
export function renaming(items: readonly NameItem[], to: string, everywhere: boolean): Operation {
  const [first] = items;
  if (first?.kind !== 'category') return { op: 'tags', from: items.map(nameOf), to: [to] };
  if (everywhere) return { op: 'categories', from: [[nameOf(first)]], to: [to], everywhere: true };
  const from = items.map(({ path }) => path);
  return { op: 'categories', from, to: [...first.path.slice(0, -1), to], everywhere: false };
}

/** The wish that makes all of `items` the one `into`. */
export function merging(items: readonly NameItem[], into: NameItem): Operation {
  if (into.kind === 'tag') return { op: 'tags', from: items.map(nameOf), to: [nameOf(into)] };
  const from = items.filter(({ key }) => key !== into.key).map(({ path }) => path);
  return { op: 'categories', from, to: into.path, everywhere: false };
}

/** The wish that takes `items` out; null where categories of different parents are chosen. */
export function deleting(items: readonly NameItem[]): Operation | null {
  const [first] = items;
  if (first === undefined) return null;
  if (first.kind === 'tag') return { op: 'tags', from: items.map(nameOf), to: [] };
  const parent = first.path.slice(0, -1);
  const together = items.every(({ path }) => keyOf(path.slice(0, -1)) === keyOf(parent));
  if (!together) return null;
  return { op: 'categories', from: items.map(({ path }) => path), to: parent, everywhere: false };
}

/** The wish that puts a category below another (`[]`: at the top); null where it is there, or would be below itself. */
export function nesting(path: readonly string[], under: readonly string[]): Operation | null {
  const name = path.at(-1);
  const inside = path.every((each, at) => under[at] === each);
  if (name === undefined || inside || keyOf(path.slice(0, -1)) === keyOf(under)) return null;
  return { op: 'categories', from: [path], to: [...under, name], everywhere: false };
}
