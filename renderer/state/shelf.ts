// Owns: how posts are put in order for the library and the list: the tree, the tags, the posts of a view.
// Must not know: how they are drawn.
import type { PostEntry } from '#core/journal/entry.ts';
import type { View } from './model.ts';

export interface CategoryNode {
  readonly name: string;
  readonly path: readonly string[];
  /** Posts in it and below. */
  readonly count: number;
  readonly children: readonly CategoryNode[];
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export interface Shelf {
  readonly all: number;
  readonly drafts: number;
  readonly uncategorised: number;
  readonly problems: number;
  readonly tree: readonly CategoryNode[];
  readonly tags: readonly Counted[];
}

interface Growing {
  count: number;
  readonly children: Map<string, Growing>;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Counts and tree of all posts. */
export function shelve(entries: readonly PostEntry[]): Shelf {
  const root: Growing = { count: 0, children: new Map() };
  const tags = new Map<string, number>();
  let drafts = 0;
  let uncategorised = 0;
  let problems = 0;
  for (const entry of entries) {
    if (entry.draft) drafts += 1;
    if (entry.categories.length === 0) uncategorised += 1;
    if (isTroubled(entry)) problems += 1;
    for (const tag of entry.tags) tags.set(tag, (tags.get(tag) ?? 0) + 1);
    let node = root;
    for (const name of entry.categories) {
      let child = node.children.get(name);
      if (child === undefined) {
        child = { count: 0, children: new Map() };
        node.children.set(name, child);
      }
      child.count += 1;
      node = child;
    }
  }
  return {
    all: entries.length,
    drafts,
    uncategorised,
    problems,
    tree: freeze(root, []),
    tags: [...tags]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || collator.compare(a.name, b.name)),
  };
}

function freeze(node: Growing, above: readonly string[]): readonly CategoryNode[] {
  return [...node.children]
    .map(([name, child]) => {
      const path = [...above, name];
      return { name, path, count: child.count, children: freeze(child, path) };
    })
    .sort((a, b) => collator.compare(a.name, b.name));
}

/** A post that the person should look at: it cannot be read as it should be. */
export function isTroubled(entry: PostEntry): boolean {
  return entry.problems.some((problem) => problem.severity === 'error');
}

export function inView(entry: PostEntry, view: View): boolean {
  switch (view.kind) {
    case 'all':
      return true;
    case 'drafts':
      return entry.draft;
    case 'uncategorised':
      return entry.categories.length === 0;
    case 'problems':
      return isTroubled(entry);
    case 'category':
      return view.path.every((name, at) => entry.categories[at] === name);
    case 'tag':
      return entry.tags.includes(view.tag);
  }
}

/** Newest first; posts without a date stand on top, by when they were last changed. */
export function newestFirst(a: PostEntry, b: PostEntry): number {
  if (a.time === null || b.time === null) {
    if (a.time !== b.time) return a.time === null ? -1 : 1;
    return b.modified - a.modified || collator.compare(a.title, b.title);
  }
  return b.time - a.time || collator.compare(a.title, b.title);
}

export type ListRow =
  | { readonly kind: 'group'; readonly label: string | null; readonly count: number }
  | { readonly kind: 'post'; readonly entry: PostEntry };

/** Rows of the list: posts under their years; null: without a date. Years are those the posts themselves write. */
export function groupByYear(posts: readonly PostEntry[]): readonly ListRow[] {
  const rows: ListRow[] = [];
  let label: string | null | undefined;
  let start = 0;
  const close = (end: number): void => {
    if (label === undefined) return;
    const members = posts.slice(start, end);
    rows.push({ kind: 'group', label, count: members.length });
    for (const entry of members) rows.push({ kind: 'post', entry });
  };
  posts.forEach((entry, at) => {
    const year = entry.date === null ? null : entry.date.slice(0, 4);
    if (year === label) return;
    close(at);
    label = year;
    start = at;
  });
  close(posts.length);
  return rows;
}
