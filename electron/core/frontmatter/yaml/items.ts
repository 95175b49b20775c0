// Owns: the items of a YAML list, each with the range of its own text.
// Must not know: keys, or how lists are changed.

import { skipBlanks } from '../lines.ts';
import type { Item, Range, Style } from '../types.ts';
import { readQuoted } from './quoted.ts';
import { isDash, plainLine, quotedEnd, readLine, restOfLine } from './tokens.ts';
import { readWord, type Words } from './words.ts';

/** Items of `[a, "b"]`. Null where one is more than a word or a quoted text on one line. */
export function flowItems(text: string, range: Range, words: Words): readonly Item[] | null {
  const items: Item[] = [];
  const last = range.to - 1;
  let at = skipSpace(text, range.from + 1, last);
  while (at < last) {
    const item = flowItem(text, at, last, words);
    if (item === null) return null;
    items.push(item);
    at = skipSpace(text, item.to, last);
    if (at >= last) break;
    if (text[at] !== ',') return null;
    at = skipSpace(text, at + 1, last);
  }
  return items;
}

const FLOW_PLAIN = /^[^\s,[\]{}#&*!|>'"%@`?:-][^\n\r,[\]{}?]*$/;

function flowItem(text: string, from: number, to: number, words: Words): Item | null {
  const code = text.charCodeAt(from);
  if (code === 34 || code === 39) {
    const end = quotedEnd(text, from, to);
    const value = end < 0 ? null : readQuoted(text.slice(from, end));
    return value === null ? null : { from, to: end, value, style: code === 34 ? 'double' : 'single' };
  }
  let end = from;
  while (end < to && text[end] !== ',') end++;
  while (end > from && isSpace(text.charCodeAt(end - 1))) end--;
  const raw = text.slice(from, end);
  if (!FLOW_PLAIN.test(raw) && !/^-?\d[\d.]*$/.test(raw)) return null;
  if (/:(?:\s|$)|\s#/.test(raw)) return null;
  return { from, to: end, value: readWord(raw, words).value, style: 'plain' };
}

/** Items of a block list whose first dash is at `range.from`. Null where one is more than one line or not a text. */
export function blockItems(text: string, range: Range, words: Words): readonly Item[] | null {
  const items: Item[] = [];
  let column = -1;
  let at = range.from;
  // The first line starts at its dash; the others at their indentation.
  for (let line = readLine(text, at, range.to); at < range.to; line = readLine(text, at, range.to)) {
    at = line.next;
    if (line.kind !== 'text') continue;
    const dash = line.from + line.column;
    if (!isDash(text, dash, range.to)) return null;
    const indent = column < 0 && items.length === 0 ? indentBefore(text, dash) : line.column;
    if (column < 0) column = indent;
    if (indent !== column) return null;
    const item = blockItem(text, skipBlanks(text, dash + 1, line.end), line.end, words);
    if (item === null) return null;
    items.push(item);
  }
  return items;
}

function blockItem(text: string, from: number, lineEnd: number, words: Words): Item | null {
  const char = text[from] ?? '';
  if (from >= lineEnd || (char === '#' && from > 0)) return null;
  if (char === '"' || char === "'") {
    const end = quotedEnd(text, from, lineEnd);
    if (end < 0 || restOfLine(text, end, lineEnd) < 0) return null;
    const value = readQuoted(text.slice(from, end));
    return value === null ? null : { from, to: end, value, style: char === '"' ? 'double' : 'single' };
  }
  if ('[]{}&*!|>%@`,'.includes(char) || /^[-?:](?:[ \t]|$)/.test(text.slice(from, from + 2))) return null;
  const { end, colon } = plainLine(text, from, lineEnd);
  if (colon >= 0 || isDash(text, from, lineEnd)) return null;
  const style: Style = 'plain';
  return { from, to: end, value: readWord(text.slice(from, end), words).value, style };
}

function indentBefore(text: string, at: number): number {
  let i = at;
  while (i > 0 && text[i - 1] === ' ') i--;
  return at - i;
}

function skipSpace(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isSpace(text.charCodeAt(i))) i++;
  return i;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}
