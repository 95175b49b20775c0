// Owns: GFM task lists: recognising `[ ]` and `[x]` at the start of items.
// Must not know: how the box is written.

import { attributes, leaf, type Node } from '../../tree.ts';

const BOX = /^[ \t\n\v\f\r]*\[([ xX])\][ \t\n\v\f\r]+/;

/** Marks the list and its items from the first box on; the box becomes a child set before the item's text. */
export function markTasks(list: Node): void {
  let found = false;
  for (const item of list.children) {
    const first = item.children[0];
    if (first?.type !== 'p' || !first.spans) continue;
    const match = BOX.exec(first.value);
    if (match !== null) {
      found = true;
      const box = leaf('checkbox', match[1] === ' ' ? '' : 'x', first.line);
      first.children.push(box);
      first.value = first.value.slice(match[0].length);
    }
    if (found) attributes(item).set('class', 'task-list-item');
  }
  if (found) attributes(list).set('class', 'task-list');
}
