// Owns: block quotes.
// Must not know: what is inside them.

import { countLines, isBlankLine, nextLine, SPACE } from '../../chars.ts';
import { type Node, node } from '../../tree.ts';
import { type Cursor, isLater, MAX_DEPTH, reached, subCursor } from '../state.ts';
import { addBlock } from './add.ts';
import { endsLazyLines, smallIndent } from './lines.ts';
import type { ParseBlocks } from './registry.ts';

export function parseQuote(cursor: Cursor, parent: Node, parseBlocks: ParseBlocks): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 62 || cursor.depth >= MAX_DEPTH) return false;
  let content = '';
  let at = pos;
  do {
    const mark = smallIndent(text, at);
    const end = nextLine(text, at);
    if (mark !== -1 && text.charCodeAt(mark) === 62) {
      content += text.slice(text.charCodeAt(mark + 1) === SPACE ? mark + 2 : mark + 1, end);
    } else {
      content += text.slice(at, end);
    }
    at = end;
  } while (at < text.length && !isBlankLine(text, at) && !endsLazyLines(text, at, isLater(cursor)));
  reached(cursor, nextLine(text, at));
  const quote = node('blockquote', '', cursor.line);
  addBlock(cursor, parent, quote);
  parseBlocks(subCursor(cursor, content, cursor.line), quote);
  cursor.line += countLines(text, pos, at);
  cursor.pos = at;
  return true;
}
