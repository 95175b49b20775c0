// Owns: ATX and setext headers and their `{#id}` suffix.
// Must not know: how ids are made from header text.

import { isBlankLine, NEWLINE, nextLine, SPACE, strip, TAB } from '../../chars.ts';
import { attributes, lastChild, type Node, spanBlock } from '../../tree.ts';
import { type Cursor, reached } from '../state.ts';
import { addBlock, afterBoundary } from './add.ts';
import { restIsBlank, smallIndent } from './lines.ts';

const ID_SUFFIX = /[ \t]+\{#([A-Za-z][\w:-]*)\}$/;

function addHeader(cursor: Cursor, parent: Node, level: number, contents: string, closed: boolean): boolean {
  let text = strip(contents);
  const suffix = ID_SUFFIX.exec(text);
  if (suffix !== null) text = strip(text.slice(0, suffix.index));
  if (closed)
    text = withoutClosingMarks(
      text,
      cursor.part.options.input === 'GFM' && cursor.part.options.gfmQuirkParagraphEnd,
    );
  if (text === '') return false;
  const header = spanBlock('header', text, cursor.line);
  header.level = level;
  header.extra = text;
  if (suffix !== null) attributes(header).set('id', suffix[1] ?? '');
  addBlock(cursor, parent, header);
  return true;
}

/** Closing `#`s: in GFM only after white space; never an escaped one. */
function withoutClosingMarks(text: string, gfm: boolean): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 35) end--;
  if (end === text.length) return text;
  const before = text.charCodeAt(end - 1);
  if (gfm) return end > 0 && (before === SPACE || before === TAB) ? strip(text.slice(0, end)) : text;
  if (end > 0 && before === 92) end++;
  return strip(text.slice(0, end));
}

/** End of the `#`s of an ATX header that begins here, or -1. */
export function atxMarkEnd(text: string, at: number, gfm: boolean): number {
  let pos = at;
  while (pos - at < 6 && text.charCodeAt(pos) === 35) pos++;
  if (pos === at) return -1;
  if (!gfm) return pos;
  const next = text.charCodeAt(pos);
  if (next !== SPACE && next !== TAB) return -1;
  let after = pos;
  while (text.charCodeAt(after) === SPACE || text.charCodeAt(after) === TAB) after++;
  // At least one character must follow; white space counts when there is more than one.
  if (text.charCodeAt(after) === NEWLINE || after >= text.length) return -1;
  return pos;
}

export function parseAtxHeader(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  if (text.charCodeAt(pos) !== 35) return false;
  const gfm = cursor.part.options.input === 'GFM';
  const loose = gfm && cursor.part.options.gfmQuirkParagraphEnd;
  if (!loose && !afterBoundary(cursor, parent)) return false;
  const mark = atxMarkEnd(text, pos, gfm);
  if (mark === -1) return false;
  let end = nextLine(text, pos);
  let lines = 1;
  if (!gfm && restIsBlank(text, mark) !== -1 && end < text.length && !isBlankLine(text, end)) {
    // A mark alone takes the next line for its text.
    end = nextLine(text, end);
    lines = 2;
  }
  reached(cursor, nextLine(text, end));
  if (!addHeader(cursor, parent, mark - pos, text.slice(mark, end), true)) return false;
  if (lines === 2) openWithNewline(parent);
  cursor.line += lines;
  cursor.pos = end;
  return true;
}

function openWithNewline(parent: Node): void {
  const header = lastChild(parent);
  if (header !== undefined) header.value = `\n${header.value}`;
}

export function parseSetextHeader(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1) return false;
  const textEnd = nextLine(text, pos);
  reached(cursor, nextLine(text, textEnd));
  const mark = text.charCodeAt(textEnd);
  if (mark !== 61 && mark !== 45) return false;
  let at = textEnd;
  while (text.charCodeAt(at) === 61 || text.charCodeAt(at) === 45) {
    at++;
  }
  const end = restIsBlank(text, at);
  if (end === -1 || !afterBoundary(cursor, parent)) return false;
  if (text.charCodeAt(start) === TAB) return false;
  if (!addHeader(cursor, parent, mark === 61 ? 1 : 2, text.slice(start, textEnd), false)) return false;
  cursor.line += 2;
  cursor.pos = end;
  return true;
}
