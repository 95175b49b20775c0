// Owns: where quoted text, flow collections and plain text end in YAML.
// Must not know: keys, entries, or what the values mean.

import { isBlank, lineEndAt, nextLine, skipBlanks } from '../lines.ts';

const QUOTE = 34;
const APOSTROPHE = 39;

/** Gives the position behind the closing quote of the text that opens at `from`, or -1. It may run over lines. */
export function quotedEnd(text: string, from: number, to: number): number {
  const quote = text.charCodeAt(from);
  for (let i = from + 1; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 92 && quote === QUOTE) i++;
    else if (code === quote) {
      if (quote === APOSTROPHE && text.charCodeAt(i + 1) === APOSTROPHE && i + 1 < to) i++;
      else return i + 1;
    }
  }
  return -1;
}

/** Gives the position behind the bracket that closes the one at `from`, or -1; and whether a comment stands inside. */
export function flowEnd(
  text: string,
  from: number,
  to: number,
): { readonly end: number; readonly comment: boolean } {
  const open: number[] = [];
  let comment = false;
  let fresh = true;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) {
      open.push(code + 2);
      fresh = true;
    } else if (code === 93 || code === 125) {
      if (open.pop() !== code) return { end: -1, comment };
      if (open.length === 0) return { end: i + 1, comment };
      fresh = false;
    } else if ((code === QUOTE || code === APOSTROPHE) && fresh) {
      const end = quotedEnd(text, i, to);
      if (end < 0) return { end: -1, comment };
      i = end - 1;
      fresh = false;
    } else if (code === 35 && i > from && isSpace(text.charCodeAt(i - 1))) {
      comment = true;
      i = lineEndAt(text, i, to) - 1;
    } else if (code === 44 || code === 58) fresh = true;
    else if (!isSpace(code)) fresh = false;
  }
  return { end: -1, comment };
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** How one line of plain text ends: at a comment or the line end, or with a colon that makes it a key. */
export interface PlainLine {
  readonly end: number;
  readonly colon: number;
  readonly comment: boolean;
}

/** Reads plain text from `from` to the end of its line; white space at its end is not part of it. */
export function plainLine(text: string, from: number, to: number): PlainLine {
  let end = from;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) break;
    if (isBlank(code)) continue;
    if (code === 35 && i > from && isBlank(text.charCodeAt(i - 1))) return { end, colon: -1, comment: true };
    if (code === 58) {
      const next = i + 1 < to ? text.charCodeAt(i + 1) : 10;
      if (isBlank(next) || next === 10 || next === 13) return { end: i + 1, colon: i, comment: false };
    }
    end = i + 1;
  }
  return { end, colon: -1, comment: false };
}

/** Gives the line end where only spaces and a comment follow a closed value (libyaml asks for no space between), else -1. */
export function restOfLine(text: string, from: number, to: number): number {
  const at = skipBlanks(text, from, to);
  const end = lineEndAt(text, at, to);
  if (at >= end) return end;
  return text.charCodeAt(at) === 35 ? end : -1;
}

/** A line of a block with its indentation. */
export interface Line {
  readonly from: number;
  readonly end: number;
  readonly next: number;
  /** Spaces before the text. */
  readonly column: number;
  readonly kind: 'blank' | 'comment' | 'text';
}

/** Reads the line that starts at `from`. */
export function readLine(text: string, from: number, to: number): Line {
  const end = lineEndAt(text, from, to);
  let i = from;
  while (i < end && text.charCodeAt(i) === 32) i++;
  const column = i - from;
  i = skipBlanks(text, i, end);
  const kind = i >= end ? 'blank' : text.charCodeAt(i) === 35 ? 'comment' : 'text';
  return { from, end, next: nextLine(text, end, to), column, kind };
}

/** Whether a list item starts at `at`: a dash with white space or nothing behind it. */
export function isDash(text: string, at: number, to: number): boolean {
  if (text.charCodeAt(at) !== 45) return false;
  const next = at + 1 < to ? text.charCodeAt(at + 1) : 10;
  return isBlank(next) || next === 10 || next === 13;
}
