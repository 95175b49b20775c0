// Owns: what the library shows of all posts: counts, the tree of categories, the tags.
// Must not know: how it is drawn, nor how posts are counted (core does).
import { type CategoryNode, categoryTree, type NameCount, tagCounts } from '#core/journal/categories.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { hasProblem } from '#core/journal/query.ts';

export interface Shelf {
  readonly all: number;
  readonly drafts: number;
  readonly uncategorised: number;
  readonly problems: number;
  /** No drafts, but will not appear. */
  readonly hidden: number;
  readonly tree: readonly CategoryNode[];
  readonly tags: readonly NameCount[];
}

/** Counts and tree of all posts. */
export function shelve(entries: readonly PostEntry[]): Shelf {
  const { roots, without } = categoryTree(entries);
  return {
    all: entries.length,
    drafts: entries.filter((entry) => entry.draft).length,
    uncategorised: without,
    problems: entries.filter(hasProblem).length,
    hidden: entries.filter((entry) => !entry.draft && !entry.appears.will).length,
    tree: roots,
    tags: tagCounts(entries),
  };
}
