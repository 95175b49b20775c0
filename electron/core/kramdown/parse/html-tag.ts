// Owns: the syntax of one HTML tag: name, attributes, self-closing slash.
// Must not know: elements, content models, where a tag stands.

import { isSpaceCode } from '../chars.ts';
import { canonicalName, isKnownElement } from '../html-elements.ts';
import type { Attributes } from '../tree.ts';

export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly selfClosing: boolean;
  readonly attributes: Attributes;
  readonly end: number;
}

// A name, or two joined by a colon.
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_.\u00b7-]*(?::[\p{L}_][\p{L}\p{M}\p{N}_.\u00b7-]*)?/uy;
const ATTRIBUTE_NAME = new RegExp(NAME.source, 'uy');

const WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]+/uy;

function skipSpace(text: string, at: number): number {
  let pos = at;
  while (pos < text.length && isSpaceCode(text.charCodeAt(pos))) pos++;
  return pos;
}

/** Reads tags of one text; an attribute value without end is searched for only once. */
export class TagReader {
  private readonly text: string;
  /** How far the text was searched; Infinity: to its end, in vain. */
  far = 0;
  // For each quote character: from where on there is none.
  private readonly noQuote = new Map<string, number>();

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
    const name = canonicalName(match[0]);
    if (closing) {
      const end = skipSpace(text, NAME.lastIndex);
      if (text.charCodeAt(end) !== 62) return null;
      return { name, closing, selfClosing: false, attributes: new Map(), end: end + 1 };
    }
    return this.readTail(NAME.lastIndex, name);
  }

  /** From behind the name: attributes, each after white space, an optional slash, `>`. */
  private readTail(from: number, name: string): Tag | null {
    const { text } = this;
    const attributes: Attributes = new Map();
    const known = isKnownElement(name);
    let pos = from;
    for (;;) {
      const at = skipSpace(text, pos);
      const code = text.charCodeAt(at);
      if (code === 62) return { name, closing: false, selfClosing: false, attributes, end: at + 1 };
      if (code === 47 && text.charCodeAt(at + 1) === 62) {
        return { name, closing: false, selfClosing: true, attributes, end: at + 2 };
      }
      if (at === pos) return null;
      ATTRIBUTE_NAME.lastIndex = at;
      const match = ATTRIBUTE_NAME.exec(text);
      if (match === null) return null;
      pos = ATTRIBUTE_NAME.lastIndex;
      const equals = skipSpace(text, pos);
      let value = '';
      if (text.charCodeAt(equals) === 61) {
        const start = skipSpace(text, equals + 1);
        const quote = text[start];
        if (quote === '"' || quote === "'") {
          const close = this.findQuote(quote, start + 1);
          if (close === -1) return null;
          value = text.slice(start + 1, close);
          pos = close + 1;
        } else {
          WORD.lastIndex = start;
          const word = WORD.exec(text);
          if (word === null) return null;
          value = word[0];
          pos = WORD.lastIndex;
        }
      }
      // Names of attributes are kept as written on elements that are not known.
      attributes.set(known ? match[0].toLowerCase() : match[0], value);
    }
  }

  private findQuote(quote: string, from: number): number {
    const none = this.noQuote.get(quote);
    if (none !== undefined && from >= none) {
      this.far = Number.POSITIVE_INFINITY;
      return -1;
    }
    const found = this.text.indexOf(quote, from);
    if (found === -1) this.noQuote.set(quote, from);
    this.far = Math.max(this.far, found === -1 ? Number.POSITIVE_INFINITY : found + 1);
    return found;
  }
}
