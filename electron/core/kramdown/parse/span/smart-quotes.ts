// Owns: which curly quote a straight one becomes (John Gruber's SmartyPants rules in kramdown's order).
// Must not know: which characters are written.

import { isAsciiWordCode, isSpaceCode, isWordAt, isWordBefore } from '../../chars.ts';
import { addText, leaf, type Node } from '../../tree.ts';
import { flush, type Spans } from './context.ts';

const PUNCTUATION = new Set([...'!"#$%\'()*+,-./:;<=>?@[\\]^_`{|}~'].map((char) => char.charCodeAt(0)));
// Not a closing quote after one of these.
const OPENERS = new Set([...' \\\t\r\n[{(-'].map((char) => char.charCodeAt(0)));

const isQuote = (code: number): boolean => code === 34 || code === 39;
const isWordCode = (text: string, at: number): boolean =>
  at < text.length && isAsciiWordCode(text.charCodeAt(at));

export function parseSmartQuote(spans: Spans, parent: Node): boolean {
  const { text, pos, from } = spans;
  // The character before takes part when it is still plain text.
  const joined = pos > from && text.charCodeAt(pos - 1) !== 92;
  const at = joined ? pos - 1 : pos;
  flush(spans, parent, at);
  const [kept, names, length] = decide(text, at);
  if (kept !== '') addText(parent, kept, spans.line);
  for (const name of names) parent.children.push(leaf('quote', name, spans.line));
  spans.pos = at + length;
  spans.from = spans.pos;
  return true;
}

const left = (code: number): string => (code === 34 ? 'ldquo' : 'lsquo');
const right = (code: number): string => (code === 34 ? 'rdquo' : 'rsquo');

/** Text to keep, quotes to write, and how many characters they stand for. */
function decide(text: string, at: number): [string, string[], number] {
  const first = text.charCodeAt(at);
  if (isQuote(first)) {
    const lone = decideAtQuote(text, at, first);
    if (lone !== null) return ['', [lone], 1];
  }
  // A quote pair, or a decade, each with an optional white space before.
  const space = isSpaceCode(first) ? 1 : 0;
  for (const skip of space === 1 ? [1, 0] : [0]) {
    const one = text.charCodeAt(at + skip);
    const two = text.charCodeAt(at + skip + 1);
    if (isQuote(one) && isQuote(two) && one !== two && isWordCode(text, at + skip + 2)) {
      return [text.slice(at, at + skip), [left(one), left(two)], skip + 2];
    }
  }
  const mark = at + space;
  if (text.charCodeAt(mark) === 39 && isDecade(text, mark + 1))
    return [text.slice(at, mark), ['rsquo'], space + 1];
  const second = text.charCodeAt(at + 1);
  if (space === 1 && isQuote(second) && isWordCode(text, at + 2))
    return [text.slice(at, at + 1), [left(second)], 2];
  if (isQuote(second) && !OPENERS.has(first)) return [text.slice(at, at + 1), [right(second)], 2];
  if (isQuote(first) && closesBefore(text, at + 1)) return ['', [right(first)], 1];
  if (second === 39 && first !== 10) return [text.slice(at, at + 1), ['lsquo'], 2];
  if (first === 39) return ['', ['lsquo'], 1];
  if (second === 39) return [text.slice(at, at + 1), ['lsquo'], 2];
  if (second === 34) return [text.slice(at, at + 1), ['ldquo'], 2];
  return ['', ['ldquo'], 1];
}

/** Rules that look only at what follows the quote: emphasis opens, or punctuation not at a word's edge closes. */
function decideAtQuote(text: string, at: number, quote: number): string | null {
  let marks = at + 1;
  const next = text.charCodeAt(marks);
  if (next === 95 || next === 42) {
    marks++;
    const again = text.charCodeAt(marks);
    if (again === 95 || again === 42) marks++;
    for (let end = marks; end > at + 1; end--) {
      if (end < text.length && !isSpaceCode(text.charCodeAt(end))) return left(quote);
    }
  }
  if (!PUNCTUATION.has(next) || at + 1 >= text.length) return null;
  if (text.charCodeAt(at + 2) === 46 && text.charCodeAt(at + 3) === 46) return null;
  // No word edge between the punctuation mark and what follows it.
  const edge = isWordBefore(text, at + 2) !== isWordAt(text, at + 2);
  return edge ? null : right(quote);
}

function isDecade(text: string, at: number): boolean {
  const digit = (code: number): boolean => code >= 48 && code <= 57;
  return digit(text.charCodeAt(at)) && digit(text.charCodeAt(at + 1)) && text.charCodeAt(at + 2) === 115;
}

/** White space, an `s` that ends a word, or the end of a line. */
function closesBefore(text: string, at: number): boolean {
  if (at >= text.length || isSpaceCode(text.charCodeAt(at))) return true;
  return text.charCodeAt(at) === 115 && !isWordAt(text, at + 1);
}
