// Owns: the posts between two of a list.
// Must not know: how they were pointed at.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';

/** Paths from one post to another, both included, in the list's order; only `to` where `from` is not in the list. */
export function rangeOf(posts: readonly PostEntry[], from: RelPath, to: RelPath): readonly RelPath[] {
  const a = posts.findIndex((post) => post.path === from);
  const b = posts.findIndex((post) => post.path === to);
  if (a === -1 || b === -1) return [to];
  return posts.slice(Math.min(a, b), Math.max(a, b) + 1).map((post) => post.path);
}
