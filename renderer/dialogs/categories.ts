// Owns: the categories there are, as a flat list of paths for a box to offer.
// Must not know: how they are chosen.
import type { CategoryNode } from '#core/journal/categories.ts';

export function allCategories(nodes: readonly CategoryNode[]): readonly (readonly string[])[] {
  return nodes.flatMap((node) => [node.path, ...allCategories(node.children)]);
}
