// Owns: the syntax of one HTML tag: name, attributes, self-closing slash.
// Must not know: elements, content models, where a tag stands.

import { isAsciiWordCode, isSpaceCode } from '../chars.ts';
import { canonicalName } from '../html-elements.ts';
import type { Attributes } from '../tree.ts';

export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  readonly attributes: Attributes;
  readonly end: number;
}

const NAME = /[\p{L}_:][\p{L}\p{M}\p{N}_:.\u00b7-]*/uy;
const ATTRIBUTE_NAME = /[\p{L}_:][\p{L}\p{M}\p{N}\p{Pc}:.-]*/uy;

function skipSpace(text: string, at: number): number {
  let pos = at;
  while (pos < text.length && isSpaceCode(text.charCodeAt(pos))) pos++;
  return pos;
}

/**
 * Reads tags of one text. A quoted value may hold its own quote when no tag end fits behind the first one, so the end
 * of a value is searched; what was found is kept, which makes the whole linear in practice.
 */
export class TagReader {
  private readonly text: string;
  // For each quote character: the last search, [from, found]; found is Infinity when there is no end.
  private readonly quoteEnds = new Map<string, [number, number]>();
  private readonly tails = new Map<number, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** The tag at `at` (which holds `<`), or null. */
  read(at: number): Tag | null {
    const { text } = this;
    if (text.charCodeAt(at) !== 60) return null;
    const closing = text.charCodeAt(at + 1) === 47;
    NAME.lastIndex = closing ? at + 2 : at + 1;
    const match = NAME.exec(text);
    if (match === null) return null;
    const nameEnd = NAME.lastIndex;
    const name = canonicalName(match[0]);
    if (closing) {
      const end = skipSpace(text, nameEnd);
      if (text.charCodeAt(end) !== 62) return null;
      return { name, closing, selfClosing: false, attributes: new Map(), end: end + 1 };
    }
    const end = this.tailEnd(nameEnd, 0);
    if (end === -1) return null;
    const selfClosing = text.charCodeAt(end - 2) === 47;
    return {
      name,
      closing,
      selfClosing,
      attributes: this.attributesBetween(nameEnd, selfClosing ? end - 2 : end - 1),
      end,
    };
  }

  /** From behind a name or value: attributes, optional slash, `>`. Gives the end, or -1. */
  private tailEnd(from: number, depth: number): number {
    const known = this.tails.get(from);
    if (known !== undefined) return known;
    const result = this.computeTail(from, depth);
    this.tails.set(from, result);
    return result;
  }

  private computeTail(from: number, depth: number): number {
    const { text } = this;
    let pos = from;
    for (;;) {
      const at = skipSpace(text, pos);
      const code = text.charCodeAt(at);
      if (code === 62) return at + 1;
      if (code === 47 && text.charCodeAt(at + 1) === 62) return at + 2;
      if (at === pos) return -1;
      ATTRIBUTE_NAME.lastIndex = at;
      if (ATTRIBUTE_NAME.exec(text) === null) return -1;
      pos = ATTRIBUTE_NAME.lastIndex;
      const equals = skipSpace(text, pos);
      if (text.charCodeAt(equals) !== 61) continue;
      const value = skipSpace(text, equals + 1);
      const quote = text[value];
      if (quote === '"' || quote === "'") {
        // Deep recursion only comes from a tag with very many quoted attributes.
        if (depth > 400) return -1;
        return this.tailAfterQuote(quote, value + 1, depth);
      }
      let end = value;
      while (end < text.length && isAsciiWordCode(text.charCodeAt(end))) end++;
      if (end === value) return -1;
      pos = end;
    }
  }

  private tailAfterQuote(quote: string, from: number, depth: number): number {
    const close = this.quoteEnd(quote, from, depth);
    return close === -1 ? -1 : this.tailEnd(close + 1, depth + 1);
  }

  /** First `quote` at or after `from` behind which the rest of a tag fits, or -1. */
  private quoteEnd(quote: string, from: number, depth: number): number {
    const last = this.quoteEnds.get(quote);
    if (last !== undefined && from >= last[0] && from <= last[1]) {
      return last[1] === Number.POSITIVE_INFINITY ? -1 : last[1];
    }
    let close = this.text.indexOf(quote, from);
    while (close !== -1 && this.tailEnd(close + 1, depth + 1) === -1)
      close = this.text.indexOf(quote, close + 1);
    this.quoteEnds.set(quote, [from, close === -1 ? Number.POSITIVE_INFINITY : close]);
    return close;
  }

  private attributesBetween(from: number, to: number): Attributes {
    const { text } = this;
    const found: Attributes = new Map();
    let pos = skipSpace(text, from);
    while (pos < to) {
      ATTRIBUTE_NAME.lastIndex = pos;
      const match = ATTRIBUTE_NAME.exec(text);
      if (match === null) {
        pos++;
        continue;
      }
      pos = ATTRIBUTE_NAME.lastIndex;
      let value = '';
      const equals = skipSpace(text, pos);
      if (text.charCodeAt(equals) === 61) {
        const start = skipSpace(text, equals + 1);
        const quote = text[start];
        if (quote === '"' || quote === "'") {
          const close = this.quoteEnd(quote, start + 1, 0);
          const end = close === -1 || close > to ? to : close;
          value = text.slice(start + 1, end);
          pos = end + 1;
        } else {
          let end = start;
          while (end < to && isAsciiWordCode(text.charCodeAt(end))) end++;
          value = text.slice(start, end);
          pos = Math.max(end, pos);
        }
      }
      found.set(match[0].toLowerCase(), value);
      pos = skipSpace(text, pos);
    }
    return found;
  }
}
