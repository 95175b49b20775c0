// Owns: tests on a line start that several block constructs share (what a line begins, what ends lazy lines).
// Must not know: how those blocks are parsed.

import { isBlankLine, NEWLINE, SPACE, TAB } from '../../chars.ts';
import { isSpanElement } from '../../html-elements.ts';
import { attributeListEnd } from '../ial.ts';

/** Position of the first character after at most three spaces, or -1 when there are more. */
export function smallIndent(text: string, at: number): number {
  let pos = at;
  while (pos - at < 4 && text.charCodeAt(pos) === SPACE) pos++;
  return pos - at < 4 ? pos : -1;
}

/** From `at`: only white space up to the line's end. Gives the position after the newline, or -1. */
export function restIsBlank(text: string, at: number): number {
  let pos = at;
  while (pos < text.length) {
    const code = text.charCodeAt(pos);
    if (code === NEWLINE) return pos + 1;
    if (code !== SPACE && code !== TAB && !(code >= 11 && code <= 13)) return -1;
    pos++;
  }
  return pos;
}

/** End of a line that holds one attribute list (or its definition), or -1. */
export function attributeLineEnd(text: string, at: number): number {
  const start = smallIndent(text, at);
  if (start === -1 || text.charCodeAt(start) !== 123 || text.charCodeAt(start + 1) !== 58) return -1;
  const third = text.charCodeAt(start + 2);
  if (third === 58 || third === 47) return -1;
  const end = attributeListEnd(text, start);
  const lineEnd = end === -1 ? -1 : restIsBlank(text, end);
  if (lineEnd !== -1) return lineEnd;
  // A list that an unescaped brace ends elsewhere may end at an escaped one on its own line.
  const newline = text.indexOf('\n', start);
  const escaped = text.lastIndexOf('\\}', newline === -1 ? text.length : newline);
  return escaped > start + 1 ? restIsBlank(text, escaped + 2) : -1;
}

/** End of an end-of-block line (`^`), or -1. */
export function endMarkerEnd(text: string, at: number): number {
  return text.charCodeAt(at) === 94 ? restIsBlank(text, at + 1) : -1;
}

const TAG_NAME = /[\p{L}_][\p{L}\p{M}\p{N}_.\u00b7-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.\u00b7-]*)?/uy;
const NAME_HEAD = /^[\p{L}\p{M}\p{N}\p{Pc}]+/u;

/** Does an opening or closing tag of an element that is no span (nor a script) begin here? */
function beginsBlockTag(text: string, at: number, later: boolean): boolean {
  if (text.charCodeAt(at) !== 60) return false;
  const closing = text.charCodeAt(at + 1) === 47;
  TAG_NAME.lastIndex = closing ? at + 2 : at + 1;
  const match = TAG_NAME.exec(text);
  if (match === null) return false;
  const head = NAME_HEAD.exec(match[0])?.[0] ?? '';
  if (isSpanElement(head, later) || head === 'script') return false;
  if (!closing) return true;
  let pos = TAG_NAME.lastIndex;
  while (pos < text.length && text.charCodeAt(pos) <= SPACE && text.charCodeAt(pos) >= 9) pos++;
  return text.charCodeAt(pos) === 62;
}

/** Does the line begin with such a tag, indented by at most three spaces? */
export function beginsBlockTagLine(text: string, at: number, later: boolean): boolean {
  const start = smallIndent(text, at);
  return start !== -1 && beginsBlockTag(text, start, later);
}

/** Ends lazy lines of lists, quotes and code: blank, attribute list, `^`, a tag of a block. `later`: kramdown 2.5. */
export function endsLazyLines(text: string, at: number, later: boolean): boolean {
  const code = text.charCodeAt(at);
  // Letters, digits and everything beyond ASCII begin none of these.
  if (code > 127 || (code > 94 && code < 123) || (code > 60 && code < 94)) return false;
  return (
    attributeLineEnd(text, at) !== -1 ||
    endMarkerEnd(text, at) !== -1 ||
    beginsBlockTagLine(text, at, later) ||
    isBlankLine(text, at)
  );
}

/** End of the marker of a list item of the kind (`ul` or `ol`) that begins here, or -1. */
export function itemMarkerEnd(text: string, at: number, kind: 'ul' | 'ol' | 'dd', maxIndent: number): number {
  let pos = at;
  while (pos - at < maxIndent && text.charCodeAt(pos) === SPACE) pos++;
  const code = text.charCodeAt(pos);
  if (kind === 'ul') {
    if (code !== 42 && code !== 43 && code !== 45) return -1;
    pos++;
  } else if (kind === 'dd') {
    if (code !== 58) return -1;
    pos++;
  } else {
    let digits = 0;
    while (text.charCodeAt(pos) >= 48 && text.charCodeAt(pos) <= 57) {
      pos++;
      digits++;
    }
    if (digits === 0 || text.charCodeAt(pos) !== 46) return -1;
    pos++;
  }
  const next = text.charCodeAt(pos);
  // The bar is a quirk of the grammar: `-|a` is an item.
  return next === SPACE || next === TAB || next === 124 ? pos : -1;
}

/** Which kind of list begins here, or null. */
export function listKind(text: string, at: number): 'ul' | 'ol' | null {
  if (itemMarkerEnd(text, at, 'ul', 3) !== -1) return 'ul';
  return itemMarkerEnd(text, at, 'ol', 3) !== -1 ? 'ol' : null;
}

/** End of a horizontal rule's line, or -1. */
export function ruleEnd(text: string, at: number): number {
  const start = smallIndent(text, at);
  if (start === -1) return -1;
  const mark = text.charCodeAt(start);
  if (mark !== 42 && mark !== 45 && mark !== 95) return -1;
  let count = 0;
  for (let pos = start; pos <= text.length; pos++) {
    const code = pos === text.length ? NEWLINE : text.charCodeAt(pos);
    if (code === mark) count++;
    else if (code === NEWLINE) return count >= 3 ? Math.min(pos + 1, text.length) : -1;
    else if (code !== SPACE && code !== TAB) return -1;
  }
  return -1;
}
