// Owns: bullet and numbered lists: which lines make an item, and which items are tight.
// Must not know: HTML, task lists' boxes.

import { isBlankLine, nextLine } from '../../chars.ts';
import { lastChild, type Node, node } from '../../tree.ts';
import { findingAt } from '../findings.ts';
import { type Cursor, MAX_DEPTH, reached, subCursor } from '../state.ts';
import { addBlock } from './add.ts';
import {
  belongsToItem,
  contentLineStart,
  type ItemStart,
  openFirstLine,
  readItemStart,
  withoutIndent,
} from './item-content.ts';
import { endMarkerEnd, itemMarkerEnd, listKind, ruleEnd } from './lines.ts';
import type { ParseBlocks } from './registry.ts';
import { markTasks } from './task-list.ts';

export function parseList(cursor: Cursor, parent: Node, parseBlocks: ParseBlocks): boolean {
  const { text } = cursor;
  const kind = listKind(text, cursor.pos);
  if (kind === null || cursor.depth >= MAX_DEPTH) return false;
  const list = node(kind, '', cursor.line);
  const contents: ItemContent[] = [];
  let pos = cursor.pos;
  let line = cursor.line;
  let start: ItemStart | null = null;
  let content: ItemContent | null = null;
  let afterBlank = false;
  while (pos < text.length) {
    const end = nextLine(text, pos);
    if (isBlankLine(text, pos)) {
      if (content !== null) {
        appendLine(content, text.slice(pos, end));
        content.settled = true;
      }
      afterBlank = true;
      pos = end;
      line++;
      continue;
    }
    if (afterBlank && ruleEnd(text, pos) !== -1) break;
    const marker = itemMarkerEnd(text, pos, kind, start === null ? 3 : Math.min(3, start.indent - 1));
    if (marker !== -1) {
      start = readItemStart(marker - pos, text.slice(marker, end));
      const item = node('li', '', line);
      item.ial = start.ial;
      list.children.push(item);
      noteDate(cursor, text.slice(pos, end), line);
      content = itemContent(start.content, line);
      contents.push(content);
    } else if (start !== null && content !== null && belongsToItem(cursor, pos, start.indent, !afterBlank)) {
      let own = withoutIndent(text.slice(pos, end), start.indent);
      if (listKind(own, 0) !== null) {
        const indented = contentLineStart(text, pos, start.indent) !== -1;
        if (indented && !content.settled) {
          content.settled = true;
          content.second = '';
          content.secondLine = line;
        } else if (!indented && content.settled) {
          // Behind a list a marker that is not indented begins none: it is text of the item.
          own = ' '.repeat(start.indent + 4) + own;
        }
      }
      appendLine(content, own);
    } else {
      break;
    }
    afterBlank = false;
    pos = end;
    line++;
  }
  reached(cursor, nextLine(text, pos));
  const endedByMarker = endMarkerEnd(text, pos) !== -1 && pos < text.length;
  addBlock(cursor, parent, list);
  list.children.forEach((item, index) => {
    const own = contents[index];
    if (own === undefined) return;
    parseBlocks(subCursor(cursor, own.first, own.firstLine), item);
    if (own.second === null) return;
    item.children.push(node('eob', '', own.secondLine));
    parseBlocks(subCursor(cursor, own.second, own.secondLine), item);
  });
  tighten(list, endedByMarker);
  const trailing = takeTrailingBlank(list);
  for (const item of list.children) openFirstLine(item);
  if (cursor.part.options.input === 'GFM') markTasks(list);
  if (trailing !== null && !endedByMarker) parent.children.push(trailing);
  if (endedByMarker) {
    pos = nextLine(text, pos);
    line++;
  }
  cursor.pos = pos;
  cursor.line = line;
  return true;
}

// A year, a month, perhaps a day, each with a full stop.
const DATE = /^ {0,3}(\d{4}\. ?\d{1,2}\.(?: ?\d{1,2}\.)?)(?=\s|$)/;

/** `2024. 10. 3.` at a line start is read as lists inside lists. */
function noteDate(cursor: Cursor, line: string, at: number): void {
  const match = DATE.exec(line);
  if (match === null) return;
  const [whole, date = ''] = match;
  const from = whole.length - date.length;
  cursor.part.findings.push(findingAt('date-becomes-list', line, at, from, whole.length, { date }));
}

/**
 * Text of an item. The first indented line that begins a list, when no blank line and no list came before, cuts it in
 * two that are parsed each for itself.
 */
interface ItemContent {
  first: string;
  readonly firstLine: number;
  second: string | null;
  secondLine: number;
  /** A list or a blank line was met: no cut any more. */
  settled: boolean;
}

function itemContent(first: string, line: number): ItemContent {
  return { first, firstLine: line, second: null, secondLine: line, settled: listKind(first, 0) !== null };
}

function appendLine(content: ItemContent, text: string): void {
  if (content.second === null) content.first += text;
  else content.second += text;
}

/** Drops the blank at the end of each item; the last item's is given back, it belongs behind the list. */
function takeTrailingBlank(list: Node): Node | null {
  let last: Node | null = null;
  for (const item of list.children) {
    // An item without content leaves it at the blank of the one before.
    if (item.children.length === 0) continue;
    last = lastChild(item)?.type === 'blank' ? (item.children.pop() ?? null) : null;
  }
  return last;
}

/** An item's first paragraph has no tags of its own unless a blank line follows; the last item follows the others. */
function tighten(list: Node, endedByMarker: boolean): void {
  const items = list.children;
  const lastIndex = items.length - 1;
  let earlierTight = false;
  items.forEach((item, index) => {
    const first = item.children[0];
    const isLast = index === lastIndex;
    if (first?.type !== 'p') {
      earlierTight = true;
      return;
    }
    const second = item.children[1];
    const closed =
      second === undefined ||
      second.type !== 'blank' ||
      (isLast && item.children.length === 2 && !endedByMarker);
    if (closed && (!isLast || items.length === 1 || earlierTight)) {
      first.flag = true;
      earlierTight = true;
    }
  });
}
