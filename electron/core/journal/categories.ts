// Owns: categories and tags counted over a journal: the tree, the totals, and names that look alike.
// Must not know: how a post is shown or changed.
import type { PostEntry } from './entry.ts';

/** One category in the tree. A post with categories [a, b] stands at `a` > `b`. */
export interface CategoryNode {
  readonly name: string;
  /** Names from the top down to here. */
  readonly path: readonly string[];
  /** Posts whose categories are exactly this path. */
  readonly own: number;
  /** Posts here and below. */
  readonly total: number;
  /** Milliseconds since the epoch of the newest post here and below; null where none has a date. */
  readonly lastUsed: number | null;
  readonly children: readonly CategoryNode[];
}

export interface CategoryTree {
  readonly roots: readonly CategoryNode[];
  /** Posts without any category. */
  readonly without: number;
}

interface Growing {
  name: string;
  path: readonly string[];
  own: number;
  total: number;
  lastUsed: number | null;
  children: Map<string, Growing>;
}

/** Builds the tree, sorted by name. Names that differ only in NFC/NFD are one. */
export function categoryTree(entries: readonly PostEntry[], locale?: string): CategoryTree {
  const roots = new Map<string, Growing>();
  let without = 0;
  for (const entry of entries) {
    if (entry.categories.length === 0) without++;
    let level = roots;
    entry.categories.forEach((name, depth) => {
      const key = name.normalize('NFC');
      let node = level.get(key);
      if (node === undefined) {
        const path = entry.categories.slice(0, depth + 1);
        node = { name, path, own: 0, total: 0, lastUsed: null, children: new Map() };
        level.set(key, node);
      }
      node.total++;
      if (depth === entry.categories.length - 1) node.own++;
      node.lastUsed = later(node.lastUsed, entry.time);
      level = node.children;
    });
  }
  const collator = new Intl.Collator(locale, { numeric: true });
  const finish = (level: Map<string, Growing>): readonly CategoryNode[] =>
    [...level.values()]
      .sort((a, b) => collator.compare(a.name, b.name))
      .map((node) => ({ ...node, children: finish(node.children) }));
  return { roots: finish(roots), without };
}

/** A name with how often and when it was last used. */
export interface NameCount {
  readonly name: string;
  readonly count: number;
  /** Milliseconds since the epoch; null where no post has a date. */
  readonly lastUsed: number | null;
}

/** Tags by use, the most used first, then by name. */
export function tagCounts(entries: readonly PostEntry[], locale?: string): readonly NameCount[] {
  return countNames(entries, (entry) => entry.tags, locale);
}

/** Single category names (not paths) by use. */
export function categoryCounts(entries: readonly PostEntry[], locale?: string): readonly NameCount[] {
  return countNames(entries, (entry) => entry.categories, locale);
}

function countNames(
  entries: readonly PostEntry[],
  namesOf: (entry: PostEntry) => readonly string[],
  locale: string | undefined,
): readonly NameCount[] {
  const counts = new Map<string, { count: number; lastUsed: number | null }>();
  for (const entry of entries) {
    for (const name of namesOf(entry)) {
      const known = counts.get(name);
      if (known === undefined) counts.set(name, { count: 1, lastUsed: entry.time });
      else {
        known.count++;
        known.lastUsed = later(known.lastUsed, entry.time);
      }
    }
  }
  const collator = new Intl.Collator(locale, { numeric: true });
  return [...counts]
    .map(([name, { count, lastUsed }]) => ({ name, count, lastUsed }))
    .sort((a, b) => b.count - a.count || collator.compare(a.name, b.name));
}

/** Groups of names that are probably meant to be one: they differ in case, spacing, hyphens, NFC/NFD or an English plural. */
export function nearDuplicates(names: readonly NameCount[]): readonly (readonly NameCount[])[] {
  const groups = new Map<string, NameCount[]>();
  for (const name of names) {
    const key = nameKey(name.name);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [name]);
    else group.push(name);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function nameKey(name: string): string {
  const bare = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-_./·]+/gu, '');
  if (bare === '') return name;
  return /^[a-z0-9]{4,}$/u.test(bare)
    ? bare.replace(/(?:(?<=[sxz]|[cs]h)es|ies|(?<!s)s)$/u, (end) => (end === 'ies' ? 'y' : ''))
    : bare;
}

function later(left: number | null, right: number | null): number | null {
  if (left === null || right === null) return left ?? right;
  return Math.max(left, right);
}
