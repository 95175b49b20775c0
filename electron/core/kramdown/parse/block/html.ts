// Owns: HTML at a line start: comments, elements with raw, block or span content, up to their end tag.
// Must not know: HTML inside text.

import { nextLine } from '../../chars.ts';
import { contentModel, isSpanElement, isVoidElement } from '../../html-elements.ts';
import { type ContentModel, leaf, type Node, node } from '../../tree.ts';
import { findingAt } from '../findings.ts';
import type { Tag } from '../html-tag.ts';
import { makeNative } from '../native.ts';
import { moveTo, readRawHtml, readTag } from '../raw-html.ts';
import { type Cursor, findFrom, isLater, MAX_DEPTH, reached } from '../state.ts';
import { addBlock } from './add.ts';
import { restIsBlank, smallIndent } from './lines.ts';
import type { ParseBlocks } from './registry.ts';

/** Skips the rest of the line when it is blank. */
function skipBlankRest(cursor: Cursor): void {
  const end = restIsBlank(cursor.text, cursor.pos);
  if (end !== -1) moveTo(cursor, end);
}

/** `no`: nothing of HTML begins here; `block`: one was added; `close`: the container's end tag was taken. */
export function parseHtmlBlock(
  cursor: Cursor,
  parent: Node,
  parseBlocks: ParseBlocks,
): 'no' | 'block' | 'close' {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 60) return 'no';
  if (start === pos && text.startsWith('<!--', pos)) {
    const close = findFrom(cursor, '-->', pos + 4);
    if (close === -1) {
      reached(cursor, Number.POSITIVE_INFINITY);
      return 'no';
    }
    const comment = leaf('comment', text.slice(pos, close + 3), cursor.line);
    parent.children.push(comment);
    moveTo(cursor, close + 3);
    skipBlankRest(cursor);
    reached(cursor, nextLine(text, cursor.pos));
    return 'block';
  }
  const tag = readTag(cursor, start);
  if (tag === null) return 'no';
  reached(cursor, nextLine(text, tag.end));
  if (tag.closing) {
    if (cursor.closing !== tag.name) return 'no';
    moveTo(cursor, tag.end);
    cursor.closed = true;
    return 'close';
  }
  if (isSpanElement(tag.name, isLater(cursor)) || cursor.depth >= MAX_DEPTH) return 'no';
  const line = cursor.line;
  moveTo(cursor, tag.end);
  const element = htmlElement(cursor, tag, line, cursor.part.options.parseBlockHtml);
  addBlock(cursor, parent, element);
  const closed = readContent(cursor, element, tag, parseBlocks);
  if (closed) skipBlankRest(cursor);
  else if (isOpenEnded(cursor, element, tag)) {
    const source = text.slice(start, nextLine(text, start));
    const to = Math.min(source.length, tag.end - start);
    cursor.part.findings.push(findingAt('unclosed-html', source, line, 0, to, { name: tag.name }));
  }
  if (cursor.part.options.htmlToNative) makeNative(element);
  reached(cursor, nextLine(text, cursor.pos));
  return 'block';
}

/** Did the element take everything because its end tag is missing? */
function isOpenEnded(cursor: Cursor, element: Node, tag: Tag): boolean {
  if (tag.selfClosing || isVoidElement(tag.name) || cursor.pos < cursor.text.length) return false;
  const end = `</${element.extra}`;
  const at = cursor.text.lastIndexOf('<');
  return at === -1 || cursor.text.slice(at, at + end.length).toLowerCase() !== end.toLowerCase();
}

/** `extra` = name, `model` = how content is read, `flag` = no content was possible (self-closing tag). */
function htmlElement(cursor: Cursor, tag: Tag, line: number, parseInside: boolean): Node {
  const element = node('html', '', line);
  element.extra = tag.name;
  const attributes = tag.attributes;
  const wish = attributes.get('markdown');
  attributes.delete('markdown');
  if (attributes.size > 0) element.attr = attributes;
  element.model = chooseModel(tag.name, wish, parseInside);
  element.level = cursor.depth;
  return element;
}

function chooseModel(name: string, wish: string | undefined, parseInside: boolean): ContentModel {
  if (name === 'script' || name === 'style') return 'raw';
  if (wish === '0') return 'raw';
  if (wish === 'block' || wish === 'span') return wish;
  if (wish === '1' || parseInside) return contentModel(name);
  return 'raw';
}

/** Reads what belongs to an element. true: an end tag was taken. */
function readContent(cursor: Cursor, element: Node, tag: Tag, parseBlocks: ParseBlocks): boolean {
  if (tag.selfClosing) {
    element.flag = true;
    return false;
  }
  if (isVoidElement(tag.name)) return false;
  if (tag.name === 'script' || tag.name === 'style') {
    readVerbatim(cursor, element);
    return false;
  }
  if (element.model === 'raw') return readRaw(cursor, element, parseBlocks);
  if (element.model === 'span') return readSpans(cursor, element);
  return readBlocks(cursor, element, parseBlocks);
}

/** Everything up to the end tag, as it is. */
function readVerbatim(cursor: Cursor, element: Node): void {
  const end = endTag(cursor, element.extra, cursor.pos);
  const stop = end === null ? cursor.text.length : end.start;
  const content = cursor.text.slice(cursor.pos, stop);
  if (content !== '') {
    const raw = leaf('raw', content, cursor.line);
    raw.flag = true;
    element.children.push(raw);
  }
  moveTo(cursor, end === null ? stop : end.end);
}

/** First end tag of the name from `from` on. */
function endTag(
  cursor: Cursor,
  name: string,
  from: number,
): { readonly start: number; readonly end: number } | null {
  const { text } = cursor;
  for (let at = findFrom(cursor, '</', from); at !== -1; at = findFrom(cursor, '</', at + 2)) {
    if (text.slice(at + 2, at + 2 + name.length).toLowerCase() !== name.toLowerCase()) continue;
    const tag = readTag(cursor, at);
    if (tag?.closing === true && tag.name.toLowerCase() === name.toLowerCase())
      return { start: at, end: tag.end };
  }
  reached(cursor, Number.POSITIVE_INFINITY);
  return null;
}

function readSpans(cursor: Cursor, element: Node): boolean {
  const end = endTag(cursor, element.extra, cursor.pos);
  const stop = end === null ? cursor.text.length : end.start;
  element.value = cursor.text.slice(cursor.pos, stop);
  element.spans = true;
  moveTo(cursor, end === null ? stop : end.end);
  return end !== null;
}

function readBlocks(cursor: Cursor, element: Node, parseBlocks: ParseBlocks): boolean {
  skipBlankRest(cursor);
  const inner: Cursor = {
    ...cursor,
    depth: cursor.depth + 1,
    closing: element.extra,
    closed: false,
    pending: null,
  };
  parseBlocks(inner, element);
  cursor.tags = inner.tags;
  cursor.pos = inner.pos;
  cursor.line = inner.line;
  if (inner.pos >= inner.text.length) reached(cursor, Number.POSITIVE_INFINITY);
  return inner.closed;
}

/** Raw content; elements in it may switch Markdown on for themselves. */
function readRaw(cursor: Cursor, outer: Node, parseBlocks: ParseBlocks): boolean {
  const closed = readRawHtml(cursor, outer, {
    cdata: isLater(cursor),
    instructions: true,
    make: (tag) => htmlElement(cursor, tag, cursor.line, false),
    isText: () => false,
    isRaw: (element, tag) => element.model === 'raw' && tag.name !== 'script' && tag.name !== 'style',
    readOther: (element, tag) => {
      readContent(cursor, element, tag, parseBlocks);
    },
  });
  if (!closed) reached(cursor, Number.POSITIVE_INFINITY);
  return closed;
}
