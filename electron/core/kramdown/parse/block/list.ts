// Owns: bullet and numbered lists: which lines make an item, and which items are tight.
// Must not know: HTML, task lists' boxes.

import { isBlankLine, nextLine } from '../../chars.ts';
import { lastChild, type Node, node } from '../../tree.ts';
import { type Cursor, MAX_DEPTH, reached, subCursor } from '../state.ts';
import { addBlock } from './add.ts';
import { belongsToItem, type ItemStart, readItemStart, withoutIndent } from './item-content.ts';
import { endMarkerEnd, itemMarkerEnd, listKind, ruleEnd } from './lines.ts';
import type { ParseBlocks } from './registry.ts';
import { markTasks } from './task-list.ts';

export function parseList(cursor: Cursor, parent: Node, parseBlocks: ParseBlocks): boolean {
  const { text } = cursor;
  const kind = listKind(text, cursor.pos);
  if (kind === null || cursor.depth >= MAX_DEPTH) return false;
  const list = node(kind, '', cursor.line);
  const contents: string[] = [];
  let pos = cursor.pos;
  let line = cursor.line;
  let start: ItemStart | null = null;
  let buffer = '';
  let afterBlank = false;
  while (pos < text.length) {
    const end = nextLine(text, pos);
    if (isBlankLine(text, pos)) {
      buffer += text.slice(pos, end);
      afterBlank = true;
      pos = end;
      line++;
      continue;
    }
    const marker = itemMarkerEnd(text, pos, kind, start === null ? 3 : Math.min(3, start.indent - 1));
    if (marker !== -1) {
      if (afterBlank && ruleEnd(text, pos) !== -1) break;
      if (start !== null) contents.push(buffer);
      start = readItemStart(marker - pos, text.slice(marker, end));
      const item = node('li', '', line);
      item.ial = start.ial;
      list.children.push(item);
      buffer = start.content;
    } else if (start !== null && belongsToItem(text, pos, start.indent, !afterBlank)) {
      buffer += withoutIndent(text.slice(pos, end), start.indent);
    } else {
      break;
    }
    afterBlank = false;
    pos = end;
    line++;
  }
  contents.push(buffer);
  reached(cursor, nextLine(text, pos));
  const endedByMarker = endMarkerEnd(text, pos) !== -1 && pos < text.length;
  addBlock(cursor, parent, list);
  list.children.forEach((item, index) => {
    parseBlocks(subCursor(cursor, contents[index] ?? '', item.line), item);
  });
  if (cursor.part.options.input === 'GFM') markTasks(list);
  tighten(list, endedByMarker);
  const trailing = takeTrailingBlank(list);
  if (trailing !== null) parent.children.push(trailing);
  cursor.pos = pos;
  cursor.line = line;
  return true;
}

/** Drops the blank at the end of each item; the last item's is given back, it belongs behind the list. */
function takeTrailingBlank(list: Node): Node | null {
  let last: Node | null = null;
  list.children.forEach((item, index) => {
    if (lastChild(item)?.type !== 'blank') return;
    const blank = item.children.pop() ?? null;
    if (index === list.children.length - 1) last = blank;
  });
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
