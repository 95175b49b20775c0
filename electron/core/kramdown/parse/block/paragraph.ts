// Owns: paragraphs: which lines belong to one, and how later lines join it.
// Must not know: what is inside the text.

import { isBlankLine, nextLine, stripEnd, stripStart } from '../../chars.ts';
import { lastChild, type Node, spanBlock } from '../../tree.ts';
import { type Cursor, isLater, reached } from '../state.ts';
import { addBlock } from './add.ts';
import { matchFence } from './code.ts';
import { atxMarkEnd } from './header.ts';
import { endsLazyLines, itemMarkerEnd, listKind, smallIndent } from './lines.ts';

/** Does the line at `at` end a paragraph that is under way? */
function endsParagraph(cursor: Cursor, at: number): boolean {
  const { text } = cursor;
  if (isBlankLine(text, at)) return true;
  const start = smallIndent(text, at);
  if (start === -1) return false;
  const code = text.charCodeAt(start);
  if (code > 127 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90)) return false;
  if (endsLazyLines(text, at, isLater(cursor))) return true;
  if (code === 58 && itemMarkerEnd(text, at, 'dd', 3) !== -1) return true;
  const { options } = cursor.part;
  if (options.input !== 'GFM' || !options.gfmQuirkParagraphEnd) return false;
  if (code === 62) return true;
  if (code === 35) return atxMarkEnd(text, at, true) !== -1;
  if (code === 96 || code === 126) return matchFence(cursor, at) !== null;
  return listKind(text, at) !== null;
}

export function parseParagraph(cursor: Cursor, parent: Node): void {
  const { text, pos } = cursor;
  let at = nextLine(text, pos);
  let lines = 1;
  while (at < text.length && !endsParagraph(cursor, at)) {
    at = nextLine(text, at);
    lines++;
  }
  reached(cursor, nextLine(text, at));
  const source = text.slice(pos, at);
  const last = lastChild(parent);
  if (last?.type === 'p' && last.spans && last.extra === '') {
    // What ended the paragraph turned out to be no block: its lines go on with it.
    last.value += (text.slice(Math.max(0, pos - 3), pos) === '  \n' ? '  \n' : '\n') + stripEnd(source);
  } else if (last?.type === 'p' && !last.spans && last.extra === '') {
    // A native paragraph: the text is added to what it holds.
    const own = spanBlock('p', stripEnd(source), cursor.line);
    own.flag = true;
    last.children.push(own);
  } else {
    const value = stripEnd(stripStart(source));
    addBlock(cursor, parent, spanBlock('p', value, cursor.line));
  }
  cursor.line += lines;
  cursor.pos = at;
}
