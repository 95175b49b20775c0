// Owns: HTML inside text: elements, comments, tags that do not belong there.
// Must not know: HTML at a line start.

import { contentModel, isBlockElement, isVoidElement } from '../../html-elements.ts';
import { type ContentModel, leaf, type Node, node } from '../../tree.ts';
import type { Tag } from '../html-tag.ts';
import { makeNative } from '../native.ts';
import { readRawHtml } from '../raw-html.ts';
import { findFrom } from '../state.ts';
import { flush, isExhausted, run, type Spans, type Stop, tagReader, takeNode, takeText } from './context.ts';

const CDATA = '<![CDATA[';

/** Comments as they are; elements with spans or raw text inside; other tags as text. */
export function parseSpanHtml(spans: Spans, parent: Node, comments: boolean): boolean {
  const { text, pos } = spans;
  if (text.startsWith('<!--', pos)) {
    if (!comments) return false;
    const close = findFrom(spans, '-->', pos + 4);
    if (close === -1) return false;
    return takeNode(spans, parent, leaf('comment', text.slice(pos, close + 3), spans.line), close + 3);
  }
  if (spans.later && text.startsWith(CDATA, pos)) {
    const close = findFrom(spans, ']]>', pos + CDATA.length);
    if (close === -1) return false;
    flush(spans, parent, pos);
    spans.from = pos + CDATA.length;
    flush(spans, parent, close);
    spans.pos = close + 3;
    spans.from = spans.pos;
    return true;
  }
  const tag = tagReader(spans).read(pos);
  if (tag === null) return false;
  if (tag.closing || isBlockElement(tag.name) || isExhausted(spans)) return takeTag(spans, parent, tag.end);
  flush(spans, parent, pos);
  const wish = tag.attributes.get('markdown');
  const on = wish === '1' || wish === 'span' || (wish !== '0' && spans.document.options.parseSpanHtml);
  const element = spanElement(spans, tag, on && contentModel(tag.name) !== 'raw' ? 'span' : 'raw');
  parent.children.push(element);
  spans.pos = tag.end;
  spans.from = tag.end;
  if (!tag.selfClosing && !isVoidElement(tag.name)) {
    if (element.model === 'span') readSpans(spans, element);
    else readRaw(spans, element);
  }
  if (spans.document.options.htmlToNative) makeNative(element);
  return true;
}

const REFERENCE = /&(?:[\w:][-\w.:]*|#\d+|#x[0-9a-fA-F]+);/g;

/** A tag that is text; references in it are written as they stand. */
function takeTag(spans: Spans, parent: Node, end: number): true {
  const start = spans.pos;
  for (const match of spans.text.slice(start, end).matchAll(REFERENCE)) {
    flush(spans, parent, start + match.index);
    parent.children.push(leaf('pi', match[0], spans.line));
    spans.from = start + match.index + match[0].length;
  }
  return takeText(spans, parent, end);
}

function readSpans(spans: Spans, element: Node): void {
  const stop: Stop = {
    code: 60,
    second: 60,
    third: 60,
    test(inner) {
      if (inner.text.charCodeAt(inner.pos + 1) !== 47) return false;
      const tag = tagReader(inner).read(inner.pos);
      return tag?.closing === true && tag.name === element.extra;
    },
  };
  const { level } = spans;
  spans.level = null;
  spans.depth++;
  const found = run(spans, element, stop);
  spans.depth--;
  spans.level = level;
  if (!found) {
    element.level = UNCLOSED;
    return;
  }
  const tag = tagReader(spans).read(spans.pos);
  spans.pos = tag?.end ?? spans.pos + 1;
  spans.from = spans.pos;
}

/** Content as it stands, nested elements included. */
function readRaw(spans: Spans, element: Node): void {
  const { line, pos } = spans;
  const closed = readRawHtml(spans, element, {
    cdata: spans.later,
    instructions: false,
    make: (tag) => spanElement(spans, tag, modelInRaw(tag)),
    isText: (tag) => isBlockElement(tag.name),
    isRaw: (inner) => inner.model === 'raw',
    readOther: (inner, tag) => {
      if (tag.selfClosing || isVoidElement(tag.name) || inner.model === 'raw') return;
      spans.from = spans.pos;
      readSpans(spans, inner);
    },
  });
  spans.line = line;
  spans.from = spans.pos;
  // Reading the same text again and again, for one failed mark after another, uses the steps up too.
  spans.steps.left -= spans.pos - pos;
  if (!closed) element.level = UNCLOSED;
}

/** Inside raw content an element may switch Markdown on for itself. */
function modelInRaw(tag: Tag): ContentModel {
  const wish = tag.attributes.get('markdown');
  return wish === 'span' || (wish === '1' && contentModel(tag.name) !== 'raw') ? 'span' : 'raw';
}

/** `level` of an element in text without end tag. */
const UNCLOSED = -2;

/** `extra` = name, `level` -1 = inside text, `flag` = self-closing. */
function spanElement(spans: Spans, tag: Tag, model: ContentModel): Node {
  const element = node('html', '', spans.line);
  element.extra = tag.name;
  tag.attributes.delete('markdown');
  if (tag.attributes.size > 0) {
    for (const [key, value] of tag.attributes) {
      if (value.includes('\n')) tag.attributes.set(key, value.replaceAll('\n', ' '));
    }
    element.attr = tag.attributes;
  }
  element.level = -1;
  element.model = model;
  element.flag = tag.selfClosing;
  return element;
}
