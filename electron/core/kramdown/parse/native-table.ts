// Owns: which HTML tables Markdown could have made, and making them so.
// Must not know: other elements.

import { isBlockElement } from '../html-elements.ts';
import { type Node, node } from '../tree.ts';

const STYLE = /(?:;\s*)?text-align:\s+(center|left|right)/;
const ALIGNMENT = /text-align:\s+(center|left|right|justify|inherit)/;
const LEVELS: Readonly<Record<string, number>> = { left: 1, right: 2, center: 3 };

/** `convert` makes the table's children native. false: it is no such table and stays as it is. */
export function makeTable(of: Node, convert: (table: Node) => void): boolean {
  if (!isSimple(of)) return false;
  of.children = of.children.filter((child) => child.type !== 'text');
  convert(of);
  of.type = 'table';
  of.extra = '';
  of.flag = false;
  of.level = 0;
  let columns: readonly number[] = [];
  eachRow(of, (row) => {
    columns = row.children.map(takeAlignment);
  });
  // The last row's alignments are the table's.
  eachRow(of, (row) => {
    row.children.forEach((cell, index) => {
      cell.level = columns[index] ?? 0;
    });
  });
  for (const section of of.children) setHeads(section, section.type === 'thead');
  of.children = of.children.filter((child) => child.type !== 'html');
  if (of.children[0]?.type === 'tr') {
    const body = node('tbody', '', of.line);
    body.children = of.children;
    of.children = [body];
  }
  return true;
}

function eachRow(of: Node, visit: (row: Node) => void): void {
  if (of.type === 'tr') visit(of);
  else for (const child of of.children) eachRow(child, visit);
}

function setHeads(of: Node, head: boolean): void {
  if (of.type === 'td') of.flag = head;
  else for (const child of of.children) setHeads(child, head);
}

function takeAlignment(cell: Node): number {
  const style = cell.attr?.get('style');
  if (style === undefined) return 0;
  const match = STYLE.exec(style);
  const rest = style.replace(STYLE, '');
  if (rest.trim() === '') cell.attr?.delete('style');
  else cell.attr?.set('style', rest);
  return match === null ? 0 : (LEVELS[match[1] ?? ''] ?? 0);
}

const isText = (of: Node): boolean => of.type === 'text';
const isCell = (of: Node): boolean => of.extra === 'td' || of.extra === 'th';

function rowsOf(of: Node): Node[] {
  return of.extra === 'tr' ? [of] : of.children.flatMap(rowsOf);
}

function isSimple(of: Node): boolean {
  const rows = rowsOf(of);
  const cells = rows.map((row) => row.children.filter(isCell));
  const width = cells[0]?.length ?? 0;
  if (cells.some((row) => row.length !== width)) return false;
  if (!cellsIn(of).every(isPhrasing)) return false;
  let first: string | null = null;
  for (const row of cells) {
    const alignments = row.map((cell) => ALIGNMENT.exec(cell.attr?.get('style') ?? '')?.[1] ?? '');
    if (alignments.some((alignment) => alignment === 'justify' || alignment === 'inherit')) return false;
    first ??= alignments.join();
    if (alignments.join() !== first) return false;
  }
  if (hasRowsOf(of, 'td')) return true;
  const sections = of.children.every(
    (child) =>
      isText(child) ||
      (child.extra === 'thead' && hasRowsOf(child, 'th')) ||
      ((child.extra === 'tfoot' || child.extra === 'tbody') && hasRowsOf(child, 'td')),
  );
  return sections && of.children.some((child) => child.extra === 'tbody');
}

function cellsIn(of: Node): Node[] {
  return of.children.flatMap((child) => (isCell(child) ? [child] : cellsIn(child)));
}

/** Nothing in it that stands as a block. */
function isPhrasing(of: Node): boolean {
  return of.children.every((child) => (isText(child) || !isBlockElement(child.extra)) && isPhrasing(child));
}

function hasRowsOf(of: Node, cell: string): boolean {
  return of.children.every(
    (row) =>
      isText(row) ||
      (row.extra === 'tr' && row.children.every((child) => isText(child) || child.extra === cell)),
  );
}
