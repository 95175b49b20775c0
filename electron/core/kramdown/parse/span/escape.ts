// Owns: backslash escapes, and line breaks written with a backslash or two spaces.
// Must not know: other spans.

import { leaf, type Node } from '../../tree.ts';
import { flush, type Spans, takeNode } from './context.ts';

const ESCAPABLE = new Set([...'\\.*_+`<>()[]{}#!:|"\'$=-'].map((char) => char.charCodeAt(0)));
const TILDE = 126;

export function isEscapable(code: number, gfm: boolean): boolean {
  return ESCAPABLE.has(code) || (gfm && code === TILDE);
}

/** The text with backslashes of escapes taken away. */
export function unescapeText(text: string): string {
  return text.replace(/\\([\\.*_+`<>()[\]{}#!:|"'$=-])/g, '$1');
}

export function parseBackslash(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  const next = text.charCodeAt(pos + 1);
  if (next === 92 && text.charCodeAt(pos + 2) === 10) {
    return takeNode(spans, parent, leaf('br', '', spans.line), pos + 2);
  }
  return parseEscape(spans, parent);
}

/** Escapes alone. */
export function parseEscape(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  const next = text.charCodeAt(pos + 1);
  const typographic = typeof spans.handlers[62] === 'function';
  if (typographic && (next === 60 || next === 62) && text.charCodeAt(pos + 2) === next) {
    const symbol = leaf('symbol', next === 60 ? '\\<<' : '\\>>', spans.line);
    return takeNode(spans, parent, symbol, pos + 3);
  }
  if (!isEscapable(next, spans.gfm) || pos + 1 >= text.length) return false;
  flush(spans, parent, pos);
  spans.from = pos + 1;
  spans.pos = pos + 2;
  flush(spans, parent, pos + 2);
  return true;
}

/** Two spaces before a newline; the newline itself stays text. */
export function parseNewline(spans: Spans, parent: Node): boolean {
  const { text, pos, from } = spans;
  if (pos - 2 < from || text.charCodeAt(pos - 1) !== 32 || text.charCodeAt(pos - 2) !== 32) return false;
  flush(spans, parent, pos - 2);
  parent.children.push(leaf('br', '', spans.line));
  spans.from = pos;
  spans.pos = pos + 1;
  return true;
}
