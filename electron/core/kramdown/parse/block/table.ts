// Owns: tables: which lines make one, head, bodies, foot, alignment, cells.
// Must not know: HTML, what is inside a cell.

import { isSpaceCode, nextLine } from '../../chars.ts';
import { type Node, node, spanBlock } from '../../tree.ts';
import { findingAt } from '../findings.ts';
import { parsePlainPieces } from '../span/index.ts';
import { type Cursor, reached } from '../state.ts';
import { addBlock, afterBoundary, beforeBoundary } from './add.ts';
import { smallIndent } from './lines.ts';
import { splitCells } from './table-cells.ts';

/** Is there a bar in [from, to) that no backslash escapes? */
export function hasBar(text: string, from: number, to: number): boolean {
  for (let at = text.indexOf('|', from); at !== -1 && at < to; at = text.indexOf('|', at + 1)) {
    if (at === from || text.charCodeAt(at - 1) !== 92) return true;
  }
  return false;
}

/** First bar at or after `at`; the answer is kept, so that lines without bars cost nothing. */
function nextBar(cursor: Cursor, at: number): number {
  const { bars } = cursor;
  if (at < bars.from || at > bars.next) {
    const found = cursor.text.indexOf('|', at);
    bars.from = at;
    bars.next = found === -1 ? Number.POSITIVE_INFINITY : found;
  }
  return bars.next;
}

type LineKind = 'separator' | 'foot' | 'row';

// Lines of nothing but marks and white space; the mark that must occur decides between head and foot.
function lineKind(text: string, from: number, to: number): LineKind {
  let dash = false;
  let equals = false;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 45) dash = true;
    else if (code === 61) equals = true;
    else if (code !== 43 && code !== 124 && code !== 58 && !isSpaceCode(code)) return 'row';
  }
  if (dash && !equals) return 'separator';
  return equals && !dash ? 'foot' : 'row';
}

type Alignment = 0 | 1 | 2 | 3; // default, left, right, center

function readAlignments(line: string): Alignment[] {
  return [...line.matchAll(/(:?)-+(:?)/g)].map(([, left, right]) => {
    if (left === ':' && right === ':') return 3;
    return left === ':' ? 1 : right === ':' ? 2 : 0;
  });
}

export function parseTable(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const firstEnd = nextLine(text, pos);
  if (nextBar(cursor, pos) >= firstEnd || !hasBar(text, pos, firstEnd)) return false;
  const start = smallIndent(text, pos);
  if (start === -1 || isSpaceCode(text.charCodeAt(start)) || !afterBoundary(cursor, parent)) return false;
  let end = pos;
  let lineCount = 0;
  while (end < text.length) {
    const next = nextLine(text, end);
    if (nextBar(cursor, end) >= next || !hasBar(text, end, next)) break;
    end = next;
    lineCount++;
  }
  reached(cursor, nextLine(text, end));
  const pending = cursor.pending;
  // A waiting attribute list is used up even when no table comes of it.
  cursor.pending = null;
  if (!beforeBoundary(text, end)) return false;
  const source = text.slice(pos, end);
  if (!everyLineHasOpenBar(cursor, source)) return false;
  const table = buildTable(source, cursor.line);
  if (table === null) return false;
  noteAccidentalTable(cursor, source, table);
  cursor.pending = pending;
  addBlock(cursor, parent, table);
  cursor.line += lineCount;
  cursor.pos = end;
  return true;
}

/** A table without head whose first line does not begin with a bar was hardly meant as one. */
function noteAccidentalTable(cursor: Cursor, source: string, table: Node): void {
  if (table.children[0]?.type === 'thead' || /^[ \t]*\|/.test(source) || source.split('\n').length > 3)
    return;
  let bar = source.indexOf('|');
  while (bar > 0 && source.charCodeAt(bar - 1) === 92) bar = source.indexOf('|', bar + 1);
  cursor.part.findings.push(findingAt('table-by-pipe', source, cursor.line, bar, bar + 1));
}

/** The bars count only outside code spans and span elements; a piece's inner lines are not looked at again. */
function everyLineHasOpenBar(cursor: Cursor, source: string): boolean {
  if (source.indexOf('`') === -1 && source.indexOf('<') === -1) return true;
  let onLine = false;
  for (const piece of parsePlainPieces(source, cursor.part.options)) {
    const lines = splitLines(piece.text);
    if (piece.code) {
      if (lines.length > 2) return onLine;
      if (lines.length === 2 && !onLine) return false;
      if (lines.length === 2) onLine = false;
    } else {
      const first = lines[0] ?? '';
      const last = lines[lines.length - 1] ?? '';
      if (lines.length > 1 && !onLine && !hasBar(first, 0, first.length)) return false;
      onLine = (lines.length > 1 ? false : onLine) || hasBar(last, 0, last.length);
    }
  }
  return onLine;
}

/** Lines without trailing empty ones. */
function splitLines(text: string): string[] {
  const lines = text.split('\n');
  while (lines.length > 0 && lines[lines.length - 1] === '') lines.pop();
  return lines;
}

function buildTable(source: string, line: number): Node | null {
  const table = node('table', '', line);
  const leadingBar = /^[ \t]*\|/.test(source);
  let rows: Node[] = [];
  let alignments: Alignment[] = [];
  let inFoot = false;
  let hasHead = false;
  let columns = 0;
  const close = (kind: 'thead' | 'tbody' | 'tfoot'): void => {
    const first = rows[0];
    if (first === undefined) return;
    const section = node(kind, '', first.line);
    section.children = rows;
    rows = [];
    table.children.push(section);
  };
  const lines = source.split('\n');
  for (let index = 0; index < lines.length - 1; index++) {
    const text = lines[index] ?? '';
    const kind = lineKind(text, 0, text.length);
    if (kind === 'row') {
      const row = node('tr', '', line + index);
      for (const cell of splitCells(text, leadingBar)) row.children.push(spanBlock('td', cell, line + index));
      columns = Math.max(columns, row.children.length);
      rows.push(row);
    } else if (kind === 'separator') {
      if (rows.length === 0 || inFoot) continue;
      if (!hasHead && table.children.length === 0) {
        hasHead = true;
        alignments = readAlignments(text);
        close('thead');
      } else {
        close('tbody');
      }
    } else {
      close('tbody');
      inFoot = true;
    }
  }
  close(inFoot ? 'tfoot' : 'tbody');
  if (!table.children.some((section) => section.type === 'tbody')) return null;
  for (const section of table.children) {
    for (const row of section.children) {
      while (row.children.length < columns) row.children.push(spanBlock('td', '', row.line));
      row.children.forEach((cell, index) => {
        cell.level = alignments[index] ?? 0;
        cell.flag = section.type === 'thead';
      });
    }
  }
  return table;
}
