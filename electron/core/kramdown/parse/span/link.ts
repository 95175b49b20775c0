// Owns: links and images, inline and by reference.
// Must not know: footnote markers.

import { isSpaceCode, strip } from '../../chars.ts';
import { attributes, type Node, node } from '../../tree.ts';
import { applyList } from '../ial.ts';
import { normalizeLinkId } from '../link-id.ts';
import { findFrom, missedFrom, noteMiss } from '../state.ts';
import { flush, IN_LINK, isExhausted, run, type Spans, type Stop, takeNode, takeText } from './context.ts';
import { unescapeText } from './escape.ts';

interface Target {
  readonly url: string;
  readonly title: string | null;
  readonly end: number;
  readonly definition: Node | null;
}

export function parseLink(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  const image = text.charCodeAt(pos) === 33;
  if (image && text.charCodeAt(pos + 1) !== 91) return false;
  const open = image ? pos + 2 : pos + 1;
  if (text.charCodeAt(open) === 94) return false;
  if ((!image && (spans.open & IN_LINK) !== 0) || isExhausted(spans)) return takeText(spans, parent, open);
  const known = bracketMemo(spans).get(pos);
  if (known !== undefined) {
    // An earlier parse over this place already told where the bracket closes.
    if (known === -1 || findTarget(spans, open, known) === null) return takeText(spans, parent, open);
  }
  flush(spans, parent, pos);
  const element = node(image ? 'img' : 'a', '', spans.line);
  const close = readText(spans, element, open);
  const target = close === -1 ? null : findTarget(spans, open, close);
  if (target === null) {
    spans.pos = pos;
    spans.from = pos;
    return takeText(spans, parent, open);
  }
  const label = text.slice(open, close);
  if (image) {
    attributes(element).set('src', target.url);
    attributes(element).set('alt', unescapeText(label));
    element.children = [];
  } else {
    if (target.definition === null) attributes(element).set('href', target.url);
  }
  if (target.definition !== null) {
    const set = new Map<string, string>();
    if (target.definition.ial !== null) applyList(set, target.definition.ial, spans.document.alds);
    const own = element.attr ?? new Map<string, string>();
    if (!image) own.set('href', target.url);
    for (const [key, value] of own) set.set(key, value);
    element.attr = set;
  }
  if (target.title !== null) attributes(element).set('title', target.title);
  element.extra = label;
  return takeNode(spans, parent, element, target.end);
}

function bracketMemo(spans: Spans): Map<number, number> {
  const key = spans.open | IN_LINK;
  let memo = spans.brackets?.get(key);
  if (memo === undefined) {
    memo = new Map();
    spans.brackets ??= new Map();
    spans.brackets.set(key, memo);
  }
  return memo;
}

/** Parses link text from `open` on. Gives the position of the closing bracket, or -1. */
function readText(spans: Spans, element: Node, open: number): number {
  const memo = bracketMemo(spans);
  const waiting: number[] = [spans.pos];
  let counted = 0;
  const stop: Stop = {
    code: 91,
    second: 93,
    third: 33,
    test(inner) {
      const at = inner.pos;
      const code = inner.text.charCodeAt(at);
      if (code === 33 && inner.text.charCodeAt(at + 1) !== 91) return false;
      // An image that was parsed since has taken its own brackets away again.
      for (; counted < element.children.length; counted++) {
        if (element.children[counted]?.type === 'img') waiting.pop();
      }
      if (code !== 93) {
        waiting.push(at);
        return false;
      }
      const match = waiting.pop();
      if (match !== undefined) memo.set(match, at);
      return waiting.length === 0;
    },
  };
  const { open: bits, level } = spans;
  spans.pos = open;
  spans.from = open;
  spans.open = bits | IN_LINK;
  spans.level = null;
  spans.depth++;
  const found = run(spans, element, stop);
  spans.depth--;
  spans.open = bits;
  spans.level = level;
  if (!found) {
    for (; counted < element.children.length; counted++) {
      if (element.children[counted]?.type === 'img') waiting.pop();
    }
    for (const at of waiting) memo.set(at, -1);
  }
  return found ? spans.pos : -1;
}

/** What follows the closing bracket at `close`: `(url "title")`, `[id]`, or nothing (the text is the id). */
function findTarget(spans: Spans, open: number, close: number): Target | null {
  const { text } = spans;
  if (text.charCodeAt(close + 1) === 40) return inlineTarget(spans, close + 1);
  let end = close + 1;
  let id = '';
  let at = end;
  while (at < text.length && isSpaceCode(text.charCodeAt(at))) at++;
  if (text.charCodeAt(at) === 91) {
    const idEnd = findFrom(spans, ']', at + 1);
    if (idEnd !== -1) {
      id = text.slice(at + 1, idEnd);
      end = idEnd + 1;
    }
  }
  if (id === '') {
    // Only a label that some definition can have is worth comparing.
    if (close - open > MAX_LABEL) return null;
    id = text.slice(open, close);
  }
  const definition = spans.document.link(normalizeLinkId(id));
  if (definition === undefined) return null;
  return { url: definition.url, title: definition.title, end, definition: definition.node };
}

/** Longer labels match no definition. */
const MAX_LABEL = 5000;

function inlineTarget(spans: Spans, paren: number): Target | null {
  const { text } = spans;
  const angle = angleUrlEnd(text, paren);
  let url: string;
  let rest: number;
  if (angle !== -1) {
    url = text.slice(paren + 2, angle);
    rest = angle + 1;
    if (text.charCodeAt(rest) === 41) return { url, title: null, end: rest + 1, definition: null };
  } else {
    const close = matchingParen(spans, paren);
    const quote = spacedQuote(spans, paren + 1);
    if (close !== -1 && (quote === -1 || close < quote)) {
      return { url: strip(text.slice(paren + 1, close)), title: null, end: close + 1, definition: null };
    }
    if (quote === -1) return null;
    url = strip(text.slice(paren + 1, quote));
    rest = quote;
  }
  const title = titleAt(spans, rest);
  if (title === null) return null;
  return { url, title: title.text, end: title.end, definition: null };
}

/** `(<url>`: the position of `>` on the same line, or -1. */
function angleUrlEnd(text: string, paren: number): number {
  if (text.charCodeAt(paren + 1) !== 60) return -1;
  const end = text.indexOf('>', paren + 2);
  if (end === -1) return -1;
  const newline = text.indexOf('\n', paren + 2);
  return newline !== -1 && newline < end ? -1 : end;
}

/** Closing parenthesis for the one at `at`, all counted alike. */
function matchingParen(spans: Spans, at: number): number {
  if (spans.parens === null) {
    const { text } = spans;
    const match = new Int32Array(text.length).fill(-1);
    const stack: number[] = [];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 40) stack.push(i);
      else if (code === 41) {
        const open = stack.pop();
        if (open !== undefined) match[open] = i;
      }
    }
    spans.parens = match;
  }
  return spans.parens[at] ?? -1;
}

/** First white space that is followed by a quote, or -1. */
function spacedQuote(spans: Spans, from: number): number {
  const { text, misses } = spans;
  const missed = missedFrom(misses, ' "');
  if (missed !== undefined && from >= missed) return -1;
  for (let at = from; at < text.length - 1; at++) {
    if (!isSpaceCode(text.charCodeAt(at))) continue;
    const next = text.charCodeAt(at + 1);
    if (next === 34 || next === 39) return at;
  }
  noteMiss(misses, ' "', from);
  return -1;
}

function titleAt(spans: Spans, from: number): { readonly text: string; readonly end: number } | null {
  const { text, misses } = spans;
  let at = from;
  while (at < text.length && isSpaceCode(text.charCodeAt(at))) at++;
  const quote = text[at];
  if (quote !== '"' && quote !== "'") return null;
  const key = `title${quote}`;
  const missed = missedFrom(misses, key);
  if (missed !== undefined && at >= missed) return null;
  for (let close = text.indexOf(quote, at + 2); close !== -1; close = text.indexOf(quote, close + 1)) {
    let end = close + 1;
    while (end < text.length && isSpaceCode(text.charCodeAt(end))) end++;
    if (text.charCodeAt(end) === 41) return { text: text.slice(at + 1, close), end: end + 1 };
  }
  noteMiss(misses, key, at);
  return null;
}
