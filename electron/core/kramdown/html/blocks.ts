// Owns: writing block elements: indentation, newlines, attributes.
// Must not know: parsing.

import { stripStart } from '../chars.ts';
import { isVoidElement } from '../html-elements.ts';
import type { Node } from '../tree.ts';
import { writeEntity } from './characters.ts';
import { writeCodeBlock } from './code.ts';
import { attributeText, escapeRaw, escapeText } from './escape.ts';
import { asciiId, gfmId, plainId, plainText } from './ids.ts';
import { writeMathBlock } from './math.ts';
import { writeSpan, writeSpans } from './spans.ts';
import type { Conversion } from './state.ts';

export function writeBlocks(parent: Node, indent: number, conversion: Conversion): string {
  let out = '';
  for (const child of parent.children) out += writeBlock(child, parent, indent, conversion);
  return out;
}

function lineOf(of: Node, conversion: Conversion): string {
  return conversion.lineAttribute(of);
}

export function writeBlock(of: Node, parent: Node, indent: number, conversion: Conversion): string {
  const pad = indent === 0 ? '' : ' '.repeat(indent);
  switch (of.type) {
    case 'blank':
      return '\n';
    case 'eob':
      return '';
    case 'p':
      return writeParagraph(of, pad, conversion);
    case 'loose':
      return writeSpans(of, conversion);
    case 'header':
      return writeHeader(of, pad, conversion);
    case 'hr':
      return `${pad}<hr${attributeText(of.attr)}${lineOf(of, conversion)} />\n`;
    case 'blockquote':
    case 'thead':
    case 'tbody':
    case 'tfoot':
    case 'table':
    case 'tr':
      return writeContainer(of, of.type, pad, indent, conversion);
    case 'ul':
    case 'ol':
    case 'dl':
      return writeList(of, pad, indent, conversion);
    case 'li':
    case 'dd':
      return writeItem(of, pad, indent, conversion);
    case 'dt':
      return writeTerm(of, parent, pad, conversion);
    case 'td':
      return writeCell(of, pad, conversion);
    case 'codeblock':
      return writeCodeBlock(of, indent, conversion);
    case 'math':
      if (of.flag) return writeSpan(of, parent, conversion);
      return writeMathBlock(of, pad, lineOf(of, conversion), conversion.options);
    case 'html':
      if (of.level < 0) return writeSpan(of, parent, conversion);
      return writeHtml(of, parent, pad, indent, conversion);
    case 'comment':
      return writeComment(of, parent, pad);
    case 'pi':
      return of.value;
    case 'raw':
      return of.flag ? `${of.value}${parent.type === 'html' ? '' : '\n'}` : '';
    case 'text':
      return parent.type === 'html' && parent.model === 'raw' ? escapeRaw(of.value) : escapeText(of.value);
    default:
      return writeSpan(of, parent, conversion);
  }
}

function writeParagraph(of: Node, pad: string, conversion: Conversion): string {
  if (of.flag) return writeSpans(of, conversion);
  const image = of.children[0];
  if (of.children.length === 1 && image?.type === 'img' && image.ial?.refs.includes('standalone')) {
    return writeFigure(of, image, pad, conversion);
  }
  return `${pad}<p${attributeText(of.attr)}${lineOf(of, conversion)}>${writeSpans(of, conversion)}</p>\n`;
}

function writeFigure(of: Node, image: Node, pad: string, conversion: Conversion): string {
  // The caption is written as it stands, HTML and all.
  const caption = image.attr?.get('alt') ?? '';
  const own = new Map(of.attr ?? []);
  const inner = new Map(image.attr ?? []);
  for (const key of ['class', 'id']) {
    const value = inner.get(key);
    if (value === undefined || own.has(key)) continue;
    own.set(key, value);
    inner.delete(key);
  }
  return (
    `${pad}<figure${attributeText(own)}${lineOf(of, conversion)}>\n` +
    `${pad}  <img${attributeText(inner)} />\n` +
    `${pad}  <figcaption>${caption}</figcaption>\n` +
    `${pad}</figure>\n`
  );
}

function writeHeader(of: Node, pad: string, conversion: Conversion): string {
  const { options } = conversion;
  const attr = new Map(of.attr ?? []);
  if (options.autoIds && !attr.has('id')) {
    const id =
      options.input === 'GFM' && conversion.htmlDepth === 0 ? gfmId(of, conversion) : plainId(of, conversion);
    attr.set('id', options.autoIdPrefix + id);
  }
  const level = Math.min(6, Math.max(1, of.level + options.headerOffset));
  const text = writeSpans(of, conversion);
  const html = `${pad}<h${level}${attributeText(attr)}${lineOf(of, conversion)}>${text}</h${level}>\n`;
  const id = attr.get('id');
  if (id !== undefined) conversion.headers.push({ level: of.level, id, node: of, html });
  return html;
}

function writeContainer(of: Node, name: string, pad: string, indent: number, conversion: Conversion): string {
  const inner = writeBlocks(of, indent + 2, conversion);
  return `${pad}<${name}${attributeText(of.attr)}${lineOf(of, conversion)}>\n${inner}${pad}</${name}>\n`;
}

function writeList(of: Node, pad: string, indent: number, conversion: Conversion): string {
  const refs = of.ial?.refs;
  if (refs !== undefined && of.type !== 'dl') {
    const { tocMark, footnotesMark } = conversion;
    const wanted = refs.includes('toc') || refs.includes('footnotes');
    if (wanted) conversion.place.met = true;
    if (refs.includes('toc') && tocMark.node === null) {
      tocMark.node = of;
      takeIds(of, conversion);
      return tocMark.value;
    }
    if (refs.includes('footnotes') && footnotesMark.node === null) {
      footnotesMark.node = of;
      takeIds(of, conversion);
      return footnotesMark.value;
    }
  }
  return writeContainer(of, of.type, pad, indent, conversion);
}

const TERM_IDS = /^auto_ids(?:-([\w-]+))?/;

/** `{:auto_ids}` or `{:auto_ids-prefix}` on a definition list gives its terms ids. */
function writeTerm(of: Node, parent: Node, pad: string, conversion: Conversion): string {
  const attr = new Map(of.attr ?? []);
  const match = (parent.ial?.refs ?? []).map((ref) => TERM_IDS.exec(ref)).find((found) => found !== null);
  if (match !== undefined && match !== null && !attr.has('id')) {
    const text = plainText(of, conversion.options.input === 'GFM');
    attr.set('id', stripStart(`${match[1] ?? ''}${asciiId(text)}`));
  }
  const text = writeSpans(of, conversion);
  return `${pad}<dt${attributeText(attr)}${lineOf(of, conversion)}>${text}</dt>\n`;
}

/** Headers in a list that gives its place away are not shown, but with GFM their ids are taken. */
function takeIds(of: Node, conversion: Conversion): void {
  const { options } = conversion;
  if (of.type === 'html' || options.input !== 'GFM' || !options.autoIds || conversion.htmlDepth > 0) return;
  if (of.type === 'header' && !of.attr?.has('id')) gfmId(of, conversion);
  for (const child of of.children) takeIds(child, conversion);
}

function writeItem(of: Node, pad: string, indent: number, conversion: Conversion): string {
  const open = `${pad}<${of.type}${attributeText(of.attr)}${lineOf(of, conversion)}>`;
  const inner = writeBlocks(of, indent + 2, conversion);
  const first = of.children[0];
  if (first === undefined || (first.type === 'p' && first.flag)) {
    return `${open}${inner}${inner.endsWith('\n') ? pad : ''}</${of.type}>\n`;
  }
  return `${open}\n${inner}${pad}</${of.type}>\n`;
}

const ALIGNMENTS = ['', 'left', 'right', 'center'];

/** `level` = alignment, `flag` = in the head. */
function writeCell(of: Node, pad: string, conversion: Conversion): string {
  const name = of.flag ? 'th' : 'td';
  const alignment = ALIGNMENTS[of.level] ?? '';
  const attr = new Map(of.attr ?? []);
  const style = attr.get('style');
  if (alignment !== '')
    attr.set('style', `${style === undefined ? '' : `${style}; `}text-align: ${alignment}`);
  const content =
    of.children.length === 0 ? writeEntity(0xa0, null, conversion.options) : writeSpans(of, conversion);
  return `${pad}<${name}${attributeText(attr)}>${content}</${name}>\n`;
}

function writeComment(of: Node, parent: Node, pad: string): string {
  if (of.flag) {
    return `${pad}<!-- ${of.value} -->\n`;
  }
  return parent.type === 'html' && parent.model === 'raw' ? of.value : `${pad}${of.value}\n`;
}

/** An HTML element among blocks; inside raw content nothing is added around it. */
function writeHtml(of: Node, parent: Node, pad: string, indent: number, conversion: Conversion): string {
  const bare = parent.type === 'html' && parent.model === 'raw';
  conversion.htmlDepth++;
  const line = bare ? '' : lineOf(of, conversion);
  let body: string;
  if (of.model === 'block') body = writeBlocks(of, indent + 2, conversion);
  else if (of.model === 'span') body = writeSpans(of, conversion);
  else body = writeBlocks(of, indent + 2, conversion);
  conversion.htmlDepth--;
  const head = `${bare ? '' : pad}<${of.extra}${attributeText(of.attr)}${line}`;
  const tail = bare ? '' : '\n';
  if (of.flag && of.model === 'raw') return `${head} />${tail}`;
  if (body === '') {
    return isVoidElement(of.extra) ? `${head} />${tail}` : `${head}></${of.extra}>${tail}`;
  }
  if (of.model !== 'block') return `${head}>${body}</${of.extra}>${tail}`;
  return `${head}>\n${body.endsWith('\n') ? body.slice(0, -1) : body}\n${pad}</${of.extra}>${tail}`;
}
