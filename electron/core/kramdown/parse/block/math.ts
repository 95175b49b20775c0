// Owns: $$ math that stands alone as a block.
// Must not know: math inside text.

import { countLines, strip } from '../../chars.ts';
import { leaf, type Node } from '../../tree.ts';
import { type Cursor, findFrom, reached } from '../state.ts';
import { addBlock, afterBoundary, beforeBoundary } from './add.ts';
import { restIsBlank, smallIndent } from './lines.ts';

export function parseMathBlock(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1) return false;
  const escaped = text.charCodeAt(start) === 92;
  const open = escaped ? start + 1 : start;
  if (text.charCodeAt(open) !== 36 || text.charCodeAt(open + 1) !== 36) return false;
  if (!afterBoundary(cursor, parent)) return false;
  const close = findFrom(cursor, '$$', open + 2);
  if (close === -1) {
    reached(cursor, Number.POSITIVE_INFINITY);
    return false;
  }
  reached(cursor, close + 2);
  const rest = restIsBlank(text, close + 2);
  if (escaped) {
    if (rest !== -1) cursor.pos = open;
    return false;
  }
  // What makes a boundary may stand on the same line too.
  const end = rest === -1 ? close + 2 : rest;
  if (!beforeBoundary(text, end)) return false;
  const math = leaf('math', strip(text.slice(open + 2, close)), cursor.line);
  addBlock(cursor, parent, math);
  cursor.line += countLines(text, pos, end);
  cursor.pos = end;
  return true;
}
