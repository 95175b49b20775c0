// Owns: whether two finished trees are written the same way.
// Must not know: what they mean, or where they stand.

import type { Attributes, Node } from './tree.ts';

/** Equal in everything but their lines. */
export function sameTree(a: Node, b: Node): boolean {
  return (
    a.type === b.type &&
    a.value === b.value &&
    a.extra === b.extra &&
    a.level === b.level &&
    a.flag === b.flag &&
    a.spans === b.spans &&
    a.model === b.model &&
    sameAttributes(a.attr, b.attr) &&
    JSON.stringify(a.ial) === JSON.stringify(b.ial) &&
    a.children.length === b.children.length &&
    a.children.every((child, index) => {
      const other = b.children[index];
      return other !== undefined && sameTree(child, other);
    })
  );
}

function sameAttributes(a: Attributes | null, b: Attributes | null): boolean {
  return a === b || JSON.stringify([...(a ?? [])]) === JSON.stringify([...(b ?? [])]);
}
