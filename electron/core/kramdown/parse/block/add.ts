// Owns: putting a block into its parent together with an attribute list that waits for it, and block boundaries.
// Must not know: any construct's syntax.

import { isBlankLine } from '../../chars.ts';
import { lastChild, type Node, node } from '../../tree.ts';
import { mergeLists } from '../ial.ts';
import type { Cursor } from '../state.ts';
import { attributeLineEnd, endMarkerEnd } from './lines.ts';

/** Gives the waiting attribute list to a block. */
export function takePending(cursor: Cursor, block: Node): void {
  if (cursor.pending === null) return;
  block.ial = mergeLists(block.ial, cursor.pending);
  cursor.pending = null;
}

export function addBlock(cursor: Cursor, parent: Node, block: Node): void {
  takePending(cursor, block);
  parent.children.push(block);
}

/** An `eob` that stands for a definition: it separates blocks but makes no boundary. */
export function addDefinitionMark(cursor: Cursor, parent: Node, what: string): Node {
  const mark = node('eob', what, cursor.line);
  takePending(cursor, mark);
  parent.children.push(mark);
  return mark;
}

/** Is the cursor at the container's start, after a blank line, after `^`, or after a waiting attribute list? */
export function afterBoundary(cursor: Cursor, parent: Node): boolean {
  const last = lastChild(parent);
  if (last === undefined || last.type === 'blank') return true;
  if (last.type === 'eob' && last.value === '') return true;
  return cursor.pending !== null;
}

/** Does a boundary follow at `at`: the end, a blank line, `^`, an attribute list line? */
export function beforeBoundary(text: string, at: number): boolean {
  return (
    at >= text.length ||
    isBlankLine(text, at) ||
    endMarkerEnd(text, at) !== -1 ||
    attributeLineEnd(text, at) !== -1
  );
}
