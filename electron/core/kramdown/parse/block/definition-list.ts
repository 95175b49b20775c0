// Owns: definition lists: terms taken from the paragraph before, definitions, merging with a list just before.
// Must not know: HTML.

import { isBlankLine, nextLine } from '../../chars.ts';
import { lastChild, type Node, node, spanBlock } from '../../tree.ts';
import { type Cursor, MAX_DEPTH, reached, subCursor } from '../state.ts';
import {
  belongsToItem,
  type ItemStart,
  openFirstLine,
  readItemStart,
  takeOwnList,
  withoutIndent,
} from './item-content.ts';
import { itemMarkerEnd } from './lines.ts';
import type { ParseBlocks } from './registry.ts';

export function parseDefinitionList(cursor: Cursor, parent: Node, parseBlocks: ParseBlocks): boolean {
  const { text } = cursor;
  if (itemMarkerEnd(text, cursor.pos, 'dd', 3) === -1 || cursor.depth >= MAX_DEPTH) return false;
  const siblings = parent.children;
  let last = lastChild(parent);
  let looseNext = false;
  if (last?.type === 'blank') {
    if (last.value !== '\n') return false;
    last = siblings[siblings.length - 2];
    looseNext = true;
  }
  if (last?.type !== 'p' || last.extra !== '') return false;
  if (looseNext) siblings.pop();
  siblings.pop();
  const list = node('dl', '', last.line);
  list.ial = last.ial;
  last.value.split('\n').forEach((term, index) => {
    const { ial, rest } = takeOwnList(term, true);
    const made = spanBlock('dt', rest, last.line + index);
    made.ial = ial;
    list.children.push(made);
  });

  const definitions: { readonly item: Node; content: string; readonly loose: boolean }[] = [];
  let pos = cursor.pos;
  let line = cursor.line;
  let start: ItemStart | null = null;
  let afterBlank = false;
  while (pos < text.length) {
    const end = nextLine(text, pos);
    const current = definitions[definitions.length - 1];
    if (isBlankLine(text, pos)) {
      if (current !== undefined) current.content += text.slice(pos, end);
      afterBlank = true;
      looseNext = true;
      pos = end;
      line++;
      continue;
    }
    const marker = itemMarkerEnd(text, pos, 'dd', start === null ? 3 : Math.min(3, start.indent - 1));
    if (marker !== -1) {
      start = readItemStart(marker - pos, text.slice(marker, end));
      const item = node('dd', '', line);
      item.ial = start.ial;
      list.children.push(item);
      definitions.push({ item, content: start.content, loose: looseNext });
    } else if (
      start !== null &&
      current !== undefined &&
      belongsToItem(cursor, pos, start.indent, !afterBlank)
    ) {
      current.content += withoutIndent(text.slice(pos, end), start.indent);
    } else {
      break;
    }
    afterBlank = false;
    looseNext = false;
    pos = end;
    line++;
  }
  reached(cursor, nextLine(text, pos));
  for (const { item, content, loose } of definitions) {
    parseBlocks(subCursor(cursor, content, item.line), item);
    const first = item.children[0];
    if (first?.type === 'p' && !loose) first.flag = true;
  }
  let trailing: Node | undefined;
  for (const { item } of definitions) {
    trailing = undefined;
    if (lastChild(item)?.type === 'blank') trailing = item.children.pop();
  }
  for (const { item } of definitions) openFirstLine(item);
  place(cursor, parent, list);
  if (trailing !== undefined) siblings.push(trailing);
  cursor.pos = pos;
  cursor.line = line;
  return true;
}

/** Adds the list, or its entries to a definition list that stands just before. */
function place(cursor: Cursor, parent: Node, list: Node): void {
  const siblings = parent.children;
  const last = siblings[siblings.length - 1];
  const before = siblings[siblings.length - 2];
  if (last?.type === 'dl' && last.extra === '') {
    last.children.push(...list.children);
  } else if (last?.type === 'blank' && before?.type === 'dl' && before.extra === '') {
    siblings.pop();
    before.children.push(...list.children);
  } else {
    siblings.push(list);
  }
  // The list has the paragraph's attribute list; one that waits is used up.
  cursor.pending = null;
}
