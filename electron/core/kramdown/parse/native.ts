// Owns: `html_to_native`: HTML elements become the elements Markdown would have made, where there are such.
// Must not know: how HTML was parsed, or how elements are written.

import { strip, stripEnd, stripStart } from '../chars.ts';
import { namedCodePoint } from '../entities.ts';
import { contentModel, isSpanElement } from '../html-elements.ts';
import { leaf, type Node, node } from '../tree.ts';

const EMPHASIS: Readonly<Record<string, Node['type']>> = { b: 'strong', strong: 'strong', i: 'em', em: 'em' };
const SAME: ReadonlySet<string> = new Set([
  'p',
  'blockquote',
  'ul',
  'ol',
  'li',
  'dl',
  'dt',
  'dd',
  'hr',
  'br',
  'tr',
]);
const SECTIONS: ReadonlySet<string> = new Set(['thead', 'tbody', 'tfoot']);
const NO_TEXT: ReadonlySet<string> = new Set(['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr']);
const SPAN_NODES: ReadonlySet<Node['type']> = new Set<Node['type']>([
  'text',
  'em',
  'strong',
  'del',
  'a',
  'img',
  'codespan',
  'br',
  'entity',
  'symbol',
  'quote',
  'footnote',
  'abbr',
]);
const VERBATIM: ReadonlySet<string> = new Set(['script', 'style', 'math', 'textarea', 'pre', 'code']);
const REFERENCE = /&(?:([\w:][-\w.:]*);|#(\d+);|#x([0-9a-fA-F]+);)/g;
const ALIGNMENTS = ['', 'left', 'right', 'center'];

/** Converts an HTML element and everything in it, in place. */
export function makeNative(of: Node): void {
  if (of.type !== 'html') {
    for (const child of of.children) makeNative(child);
    return;
  }
  const name = of.extra;
  if (name === 'table' && !isSimpleTable(of)) return;
  if (name === 'pre' || (name === 'code' && of.model === 'raw')) {
    makeCode(of, name);
    return;
  }
  if (VERBATIM.has(name)) return;
  const raw = of.model === 'raw';
  const children: Node[] = [];
  for (const child of of.children) {
    if (child.type === 'text' && raw) children.push(...readText(child, false));
    else if (child.type === 'text')
      children.push(leaf('text', child.value.replace(/[ \t\n\v\f\r]+/g, ' '), child.line));
    else {
      makeNative(child);
      children.push(child);
    }
  }
  of.children = children;
  // An <i> with attributes is often an icon.
  const emphasis = of.attr === null || name !== 'i' ? EMPHASIS[name] : undefined;
  if (emphasis !== undefined) become(of, emphasis);
  else if (/^h[1-6]$/.test(name)) makeHeader(of, Number(name[1]));
  else if (name === 'a') {
    if (of.attr?.has('href')) become(of, 'a');
  } else if (name === 'table') makeTable(of);
  else if (name === 'td' || name === 'th') makeCell(of, name === 'th');
  else if (SECTIONS.has(name) || SAME.has(name)) makeBlock(of, name);
  else if (raw && of.level >= 0 && contentModel(name) === 'block') {
    of.model = 'block';
    trimEdges(of);
  }
}

function become(of: Node, type: Node['type']): void {
  of.type = type;
  of.extra = '';
  of.value = '';
  of.flag = false;
  of.level = 0;
}

function makeBlock(of: Node, name: string): void {
  // The names in the sets that lead here are node types.
  become(of, name as Node['type']);
  if (NO_TEXT.has(name)) of.children = of.children.filter((child) => child.type !== 'text');
  else trimEdges(of);
  if (name === 'li' || name === 'dd') wrapFirstText(of);
}

function makeHeader(of: Node, level: number): void {
  trimEdges(of);
  become(of, 'header');
  of.level = level;
  of.extra = plainSource(of);
}

function plainSource(of: Node): string {
  return of.children.map((child) => child.value + plainSource(child)).join('');
}

/** Only a table with nothing but text in its cells, and head cells only in its head, can be made by Markdown. */
function isSimpleTable(of: Node): boolean {
  return of.children.every((child): boolean => {
    if (child.type !== 'html') return child.type === 'text';
    if (child.extra === 'tr') return hasCells(child, 'td');
    return (
      SECTIONS.has(child.extra) &&
      child.children.every(
        (row) => row.type === 'text' || hasCells(row, child.extra === 'thead' ? 'th' : 'td'),
      )
    );
  });
}

function hasCells(row: Node, name: string): boolean {
  return row.children.every((cell) => {
    if (cell.type !== 'html') return cell.type === 'text';
    return (
      cell.extra === name &&
      cell.children.every(
        (child) => child.type === 'text' || EMPHASIS[child.extra] !== undefined || isSpanElement(child.extra),
      )
    );
  });
}

/** A table of rows alone gets a body. */
function makeTable(of: Node): void {
  const children = of.children.filter((child) => child.type !== 'text');
  become(of, 'table');
  const rows = children.filter((child) => child.type === 'tr');
  of.children = children.filter((child) => child.type !== 'tr');
  if (rows.length === 0) return;
  const body = node('tbody', '', of.line);
  body.children = rows;
  of.children.push(body);
}

function makeCell(of: Node, head: boolean): void {
  trimEdges(of);
  const style = of.attr?.get('style') ?? '';
  become(of, 'td');
  of.flag = head;
  const alignment = ALIGNMENTS.findIndex((name) => name !== '' && style.includes(`text-align: ${name}`));
  of.level = Math.max(0, alignment);
}

function makeCode(of: Node, name: string): void {
  const block = name === 'pre' && of.level >= 0;
  const inner = of.children.length === 1 && of.children[0]?.type === 'html' ? of.children[0] : null;
  const source = block && inner?.extra === 'code' ? inner : of;
  if (source !== of && source.attr !== null) of.attr = new Map([...(of.attr ?? []), ...source.attr]);
  const value = allText(source);
  become(of, block ? 'codeblock' : 'codespan');
  of.value = value;
  of.children = [];
}

/** Text of an element and all in it, white space kept and references resolved. */
function allText(of: Node): string {
  return of.children
    .map((child) => (child.type === 'text' ? readText(child, true).map(textOf).join('') : allText(child)))
    .join('');
}

function textOf(of: Node): string {
  return of.type === 'entity' && of.level >= 0 ? String.fromCodePoint(of.level) : of.value;
}

/** Text and entities of raw text; white space is one space unless it is kept. */
function readText(of: Node, keepSpace: boolean): Node[] {
  const text = keepSpace ? of.value : of.value.replace(/[ \t\n\v\f\r]+/g, ' ');
  const out: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [source, name, decimal, hex] = match;
    const codePoint =
      name !== undefined
        ? namedCodePoint(name)
        : decimal !== undefined
          ? Number(decimal)
          : Number.parseInt(hex ?? '', 16);
    if (codePoint === undefined || codePoint > 0x10ffff) continue;
    if (match.index > from) out.push(leaf('text', text.slice(from, match.index), of.line));
    const entity = leaf('entity', source, of.line);
    entity.level = codePoint;
    out.push(entity);
    from = match.index + source.length;
  }
  if (from < text.length) out.push(leaf('text', text.slice(from), of.line));
  return out;
}

/** Takes white space off both ends of the content. */
function trimEdges(of: Node): void {
  const first = of.children[0];
  if (first?.type === 'text') first.value = stripStart(first.value);
  const last = of.children[of.children.length - 1];
  if (last?.type === 'text') last.value = stripEnd(last.value);
  of.children = of.children.filter((child, index) => {
    if (child.type !== 'text') return true;
    const before = of.children[index - 1];
    return child.value !== '' && (strip(child.value) !== '' || before === undefined || isSpan(before));
  });
}

/** Spans at the start of an item are its text: a paragraph without tags. */
function wrapFirstText(of: Node): void {
  let count = 0;
  while (count < of.children.length && isSpan(of.children[count])) count++;
  if (count === 0) return;
  const paragraph = node('p', '', of.line);
  paragraph.flag = true;
  paragraph.children = of.children.slice(0, count);
  const rest = of.children.slice(count).filter((child) => child.type !== 'text' || strip(child.value) !== '');
  of.children = [paragraph, ...rest];
}

function isSpan(of: Node | undefined): boolean {
  if (of === undefined) return false;
  return SPAN_NODES.has(of.type) || (of.type === 'html' && of.level < 0);
}
