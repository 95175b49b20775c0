// Owns: what list items and definitions share: content indent, first line, which later lines belong to an item.
// Must not know: list kinds, tightness, HTML.

import { isBlankLine, NEWLINE, SPACE, stripStart, TAB } from '../../chars.ts';
import type { AttributeList, Node } from '../../tree.ts';
import { attributeListEnd, listBody, parseAttributeList } from '../ial.ts';
import { type Cursor, isLater } from '../state.ts';
import { endsLazyLines } from './lines.ts';

export interface ItemStart {
  readonly indent: number;
  readonly content: string;
  readonly ial: AttributeList | null;
}

// An attribute list, and neither a definition of one nor an extension.
const OWN_LIST = /^\{:(?!(?:[A-Za-z0-9_][\w-]*)?:|\/)/;

/** First line of an item: `markerWidth` columns of marker, then `rest` (with its newline). */
export function readItemStart(markerWidth: number, rest: string): ItemStart {
  let content = rest;
  // Tabs before the content go to the next multiple of four columns.
  for (
    let spaces = leadingSpaces(content);
    content.charCodeAt(spaces) === TAB;
    spaces = leadingSpaces(content)
  ) {
    const width = 4 - ((spaces + markerWidth) % 4);
    content = ' '.repeat(spaces + width) + content.slice(spaces + 1);
  }
  const spaces = leadingSpaces(content);
  let indent = markerWidth + spaces;
  content = content.slice(spaces);
  let ial: AttributeList | null = null;
  const end = OWN_LIST.test(content) ? attributeListEnd(content, 0) : -1;
  if (end !== -1) {
    ial = parseAttributeList(listBody(content, 0, end));
    let after = end;
    while (
      after < content.length &&
      content.charCodeAt(after) <= SPACE &&
      content.charCodeAt(after) !== NEWLINE
    )
      after++;
    content = content.slice(after);
  }
  if (isBlankLine(content, 0)) {
    indent = 4;
    content = '';
  }
  return { indent, content, ial };
}

/** An attribute list at the start of a text, and the text behind it. */
export function takeOwnList(
  text: string,
  spaced = false,
): { readonly ial: AttributeList | null; readonly rest: string } {
  const start = spaced ? text.length - stripStart(text).length : 0;
  const end = OWN_LIST.test(text.slice(start)) ? attributeListEnd(text, start) : -1;
  if (end === -1) return { ial: null, rest: text };
  let after = end;
  while (after < text.length && text.charCodeAt(after) <= SPACE && text.charCodeAt(after) !== NEWLINE)
    after++;
  return { ial: parseAttributeList(listBody(text, start, end)), rest: text.slice(after) };
}

function leadingSpaces(text: string): number {
  let count = 0;
  while (text.charCodeAt(count) === SPACE) count++;
  return count;
}

/**
 * Position where an indented content line's text begins for indent `indent`, or -1: `indent` columns, counted in
 * groups of a tab or four spaces and then single spaces, or one group more.
 */
export function contentLineStart(text: string, at: number, indent: number): number {
  const groups = Math.floor(indent / 4);
  let pos = at;
  let count = 0;
  while (count < groups) {
    if (text.charCodeAt(pos) === TAB) pos++;
    else if (text.startsWith('    ', pos)) pos += 4;
    else return -1;
    count++;
  }
  const rest = indent % 4;
  if (text.startsWith('    '.slice(0, rest), pos)) return pos + rest;
  if (text.charCodeAt(pos) === TAB) return pos + 1;
  return -1;
}

/** The line without `indent` columns: leading tabs count four spaces each. */
export function withoutIndent(line: string, indent: number): string {
  let tabs = 0;
  while (line.charCodeAt(tabs) === TAB) tabs++;
  const expanded = tabs === 0 ? line : '    '.repeat(tabs) + line.slice(tabs);
  let take = 0;
  while (take < indent && expanded.charCodeAt(take) === SPACE) take++;
  return take === indent ? expanded.slice(take) : expanded;
}

/** Does a line that is not blank belong to the item: by its indent, or lazily when no blank line came before? */
export function belongsToItem(cursor: Cursor, at: number, indent: number, lazy: boolean): boolean {
  const { text } = cursor;
  if (contentLineStart(text, at, indent) !== -1) return true;
  return lazy && !endsLazyLines(text, at, isLater(cursor));
}

/** Text without tags of its own stands on its own lines when more follows in the item. */
export function openFirstLine(item: Node): void {
  const first = item.children[0];
  if (first?.type === 'p' && first.flag && item.children.length > 1) first.value += '\n';
}
