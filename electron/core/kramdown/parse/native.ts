// Owns: `html_to_native`: HTML elements become the elements Markdown would have made, where there are such.
// Must not know: how HTML was parsed, tables and code made native, or how elements are written.

import { strip, stripEnd, stripStart } from '../chars.ts';
import { contentModel, isSpanElement } from '../html-elements.ts';
import { type Node, node } from '../tree.ts';
import { makeCode } from './native-code.ts';
import { makeTable } from './native-table.ts';
import { readTexts } from './native-text.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

// Text directly in these means nothing.
const NO_TEXT = words('html head hgroup ol ul dl colgroup tbody thead tfoot tr select optgroup');
// Text and spans directly in these become a paragraph without tags.
const WRAPS = words(
  'body section nav article aside header footer address div li dd blockquote figure figcaption fieldset form',
);
// White space between blocks in these is dropped.
const TIDY = new Set([...WRAPS, 'td', 'th']);
// White space at both ends of these is dropped.
const TRIMS = words(
  'address article aside blockquote body caption dd div dl dt fieldset figcaption form footer header legend li nav p ' +
    'section td th',
);
const SAME = words('blockquote hr br img p thead tbody tfoot tr td th ul ol dl li dt dd');
const EMPHASIS: Readonly<Record<string, Node['type']>> = { b: 'strong', strong: 'strong', i: 'em', em: 'em' };
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

/**
 * Converts an HTML element and the HTML elements in it, in place. `native` off: it stays HTML with raw content.
 * `keepSpace`: white space of texts is kept as written.
 */
export function makeNative(of: Node, native = true, keepSpace = false): void {
  if (of.type !== 'html') return;
  const name = of.extra;
  // Whatever was noted of the element before is lost with its change.
  of.ial = null;
  if (native && makeSpecial(of, name)) return;
  if (native && NO_TEXT.has(name)) dropTexts(of);
  if (native && SAME.has(name)) {
    // The names in the set are node types; only a table knows what a head cell is.
    become(of, (name === 'th' ? 'td' : name) as Node['type']);
    of.flag = name === 'th';
    convertChildren(of, native, keepSpace);
  } else {
    stayHtml(of, native, keepSpace);
  }
  if (!native) return;
  if (TRIMS.has(name)) trimEnds(of);
  if (TIDY.has(name)) dropBlankTexts(of);
  if (WRAPS.has(name)) wrapTexts(of);
}

/** Elements with a rule of their own. */
function makeSpecial(of: Node, name: string): boolean {
  const emphasis = EMPHASIS[name];
  if (emphasis !== undefined) {
    const text = textsIn(of);
    if (/^\s|\s$/.test(text)) return stayHtml(of, false, false);
    become(of, emphasis);
    return convertChildren(of, true, false);
  }
  if (/^h[1-6]$/.test(name)) {
    const text = textsIn(of);
    become(of, 'header');
    of.level = Number(name[1]);
    of.extra = text;
    return convertChildren(of, true, false);
  }
  switch (name) {
    case 'a':
      if (!of.attr?.has('href')) return stayHtml(of, false, false);
      become(of, 'a');
      return convertChildren(of, true, false);
    case 'textarea':
      return stayHtml(of, true, true);
    case 'script':
      if (!/\bmath\/tex\b/.test(of.attr?.get('type') ?? '')) return false;
      return makeMath(of);
    case 'code':
    case 'pre':
      if (!makeCode(of, name)) stayHtml(of, false, true);
      return true;
    case 'table':
      if (!makeTable(of, (table) => convertChildren(table, true, false))) stayHtml(of, false, false);
      return true;
    default:
      return false;
  }
}

function become(of: Node, type: Node['type']): void {
  of.type = type;
  of.extra = '';
  of.flag = false;
  of.level = 0;
}

function convertChildren(of: Node, native: boolean, keepSpace: boolean): true {
  of.children = of.children.flatMap((child) => {
    if (child.type === 'text') return readTexts(child, keepSpace || !native);
    makeNative(child, native, keepSpace);
    return [child];
  });
  return true;
}

function stayHtml(of: Node, native: boolean, keepSpace: boolean): true {
  of.level = isSpanElement(of.extra) ? -1 : Math.max(0, of.level);
  of.model = native ? contentModel(of.extra) : 'raw';
  of.flag = false;
  return convertChildren(of, native, keepSpace);
}

/** Text of an element and of all in it. */
function textsIn(of: Node): string {
  return of.children.map((child) => (child.type === 'text' ? child.value : textsIn(child))).join('');
}

function dropTexts(of: Node): void {
  of.children = of.children.filter((child) => child.type !== 'text');
}

function trimEnds(of: Node): void {
  const first = of.children[0];
  if (first?.type === 'text') first.value = stripStart(first.value);
  const last = of.children[of.children.length - 1];
  if (last?.type === 'text') last.value = stripEnd(last.value);
}

function dropBlankTexts(of: Node): void {
  const { children } = of;
  of.children = children.filter((child, index) => {
    if (child.type !== 'text' || strip(child.value) !== '') return true;
    const before = children[index - 1];
    const after = children[index + 1];
    return before !== undefined && after !== undefined && (isSpan(before) || isSpan(after));
  });
}

function wrapTexts(of: Node): void {
  const out: Node[] = [];
  let open: Node | null = null;
  if (of.spans) {
    // The source of spans not parsed yet is text as well.
    open = node('p', of.value, of.line);
    open.flag = true;
    open.spans = true;
    of.spans = false;
    of.value = '';
    out.push(open);
  }
  for (const child of of.children) {
    if (!isSpan(child)) {
      out.push(child);
      open = null;
      continue;
    }
    if (open === null) {
      open = node('p', '', child.line);
      open.flag = true;
      out.push(open);
    }
    open.children.push(child);
  }
  of.children = out;
}

/** Does the node stand inside text? */
export function isSpan(of: Node): boolean {
  if (SPAN_NODES.has(of.type)) return true;
  if (of.type === 'math') return of.flag;
  return of.type === 'html' && of.level < 0;
}

/** TeX in a script element. */
function makeMath(of: Node): true {
  const type = of.attr?.get('type') ?? '';
  const source = of.children[0]?.value ?? '';
  of.attr?.delete('type');
  become(of, 'math');
  of.flag = !type.includes('mode=display');
  of.value = source.replace(/^(?:%\s*)?<!\[CDATA\[\n?([\s\S]*?)(?:\s%)?\]\]>$/, '$1');
  of.children = [];
  return true;
}
