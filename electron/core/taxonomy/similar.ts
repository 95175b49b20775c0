// Owns: groups of tags, and of categories beside each other, that are probably meant to be one, with the name to keep.
// Must not know: how a journal is read, or how a group is shown or merged.
import { type NameCount, nearDuplicates } from '../journal/categories.ts';
import type { PostEntry } from '../journal/entry.ts';

/** Names meant to be one. `keep` is the one used most; of equals, the one used last. */
export interface SimilarNames {
  readonly keep: NameCount;
  readonly others: readonly NameCount[];
}

/** The same among categories with the same parent. */
export interface SimilarCategories extends SimilarNames {
  /** Path of the parent; empty at the top. */
  readonly parent: readonly string[];
}

/** Groups of tags. */
export function similarTags(tags: readonly NameCount[]): readonly SimilarNames[] {
  return nearDuplicates(tags).flatMap((group) => {
    const [keep, ...others] = [...group].sort(byUse);
    return keep === undefined ? [] : [{ keep, others }];
  });
}

/** Groups of categories. Also the same name in composed and decomposed letters, which the tree shows as one. */
export function similarCategories(entries: readonly PostEntry[]): readonly SimilarCategories[] {
  const levels = new Map<
    string,
    { readonly parent: readonly string[]; readonly names: Map<string, NameCount> }
  >();
  for (const { categories, time } of entries) {
    categories.forEach((name, depth) => {
      const parent = categories.slice(0, depth);
      const key = parent.join('\0').normalize('NFC');
      const level = levels.get(key) ?? { parent, names: new Map<string, NameCount>() };
      levels.set(key, level);
      const { count, lastUsed } = level.names.get(name) ?? { count: 0, lastUsed: null };
      const later = lastUsed === null || time === null ? (lastUsed ?? time) : Math.max(lastUsed, time);
      level.names.set(name, { name, count: count + 1, lastUsed: later });
    });
  }
  return [...levels.values()].flatMap(({ parent, names }) =>
    similarTags([...names.values()]).map((group) => ({ ...group, parent })),
  );
}

function byUse(a: NameCount, b: NameCount): number {
  return b.count - a.count || (b.lastUsed ?? 0) - (a.lastUsed ?? 0);
}
