// Owns: spans that one pattern decides: autolinks, entities, inline math, footnote markers, typographic symbols.
// Must not know: each other.

import { strip } from '../../chars.ts';
import { namedCodePoint } from '../../entities.ts';
import { attributes, leaf, type Node, node } from '../../tree.ts';
import { findFrom } from '../state.ts';
import { flush, type Spans, takeNode, takeText } from './context.ts';

const URL_LINK = /<((mailto|https?|ftps?):[^\n]+?)>/y;
const MAIL_LINK = /<([-.\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]+@[-.\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]+)>/uy;

export function parseAutolink(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  const next = text.charCodeAt(pos + 1);
  if (next === 47 || next === 33 || findFrom(spans, '>', pos + 1) === -1) return false;
  URL_LINK.lastIndex = pos;
  const url = URL_LINK.exec(text);
  MAIL_LINK.lastIndex = pos;
  const match = url ?? MAIL_LINK.exec(text);
  if (match === null) return false;
  const address = match[1] ?? '';
  const link = node('a', '', spans.line);
  const mail = url === null || url[2] === 'mailto';
  attributes(link).set('href', url === null ? `mailto:${address}` : address);
  link.flag = true;
  link.children.push(leaf('text', mail ? address.replace(/^mailto:/, '') : address, spans.line));
  return takeNode(spans, parent, link, pos + match[0].length);
}

const ENTITY = /&(?:([\w:][-\w.:]*);|#(\d+);|#x([0-9a-fA-F]+);)/y;
// Windows-1252 characters that such numbers mean.
const LAST_CODE_POINT = 0x10ffff;

/** `level` = code point (-1: none), `value` = as written. */
export function parseEntity(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  ENTITY.lastIndex = pos;
  const match = ENTITY.exec(text);
  if (match === null) return false;
  const [source, name, decimal, hex] = match;
  const codePoint =
    name !== undefined
      ? namedCodePoint(name, spans.later)
      : decimal !== undefined
        ? Number(decimal)
        : Number.parseInt(hex ?? '', 16);
  if (codePoint === undefined) return takeText(spans, parent, pos + source.length);
  const entity = leaf('entity', source, spans.line);
  entity.level = codePoint <= LAST_CODE_POINT ? codePoint : -1;
  return takeNode(spans, parent, entity, pos + source.length);
}

export function parseInlineMath(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 36) return false;
  const close = findFrom(spans, '$$', pos + 2);
  if (close === -1) return false;
  const math = leaf('math', strip(text.slice(pos + 2, close)), spans.line);
  math.flag = true;
  return takeNode(spans, parent, math, close + 2);
}

const FOOTNOTE = /\[\^([A-Za-z0-9_][\w-]*)\]/y;

export function parseFootnoteMarker(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 94) return false;
  FOOTNOTE.lastIndex = pos;
  const match = FOOTNOTE.exec(text);
  if (match === null) return false;
  const name = match[1] ?? '';
  const end = pos + match[0].length;
  if (!spans.document.hasFootnote(name)) return takeText(spans, parent, end);
  return takeNode(spans, parent, leaf('footnote', name, spans.line), end);
}

export function parseDots(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 46 || text.charCodeAt(pos + 2) !== 46) return false;
  return takeNode(spans, parent, leaf('symbol', 'hellip', spans.line), pos + 3);
}

export function parseDashes(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 45) return false;
  const long = text.charCodeAt(pos + 2) === 45;
  return takeNode(
    spans,
    parent,
    leaf('symbol', long ? 'mdash' : 'ndash', spans.line),
    long ? pos + 3 : pos + 2,
  );
}

/** `<<` with a following space, which becomes a space that does not break. */
export function parseLeftGuillemet(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 60) return false;
  const spaced = text.charCodeAt(pos + 2) === 32;
  const symbol = leaf('symbol', spaced ? 'laquo_space' : 'laquo', spans.line);
  return takeNode(spans, parent, symbol, spaced ? pos + 3 : pos + 2);
}

/** `>>` with a space before it that is still plain text. */
export function parseRightGuillemet(spans: Spans, parent: Node): boolean {
  const { text, pos, from } = spans;
  if (text.charCodeAt(pos + 1) !== 62) return false;
  const spaced = pos > from && text.charCodeAt(pos - 1) === 32;
  flush(spans, parent, spaced ? pos - 1 : pos);
  spans.from = pos;
  parent.children.push(leaf('symbol', spaced ? 'raquo_space' : 'raquo', spans.line));
  spans.pos = pos + 2;
  spans.from = spans.pos;
  return true;
}
