// Owns: a quick reading of front matter that is as simple as nearly all front matter is: one key a line, plain or quoted words, lists.
// Must not know: anything harder. Whatever is not plainly simple is left to the full reader, which gives the same for what is.
import { hasInvisible } from '../frontmatter/invisible.ts';
import { readWord } from '../frontmatter/yaml/words.ts';

export interface SimpleMatter {
  readonly data: Record<string, unknown>;
  readonly keys: readonly string[];
  readonly bodyFrom: number;
  readonly plainDate: boolean;
}

/** Reads a block fenced by `---` lines with LF line ends. Null for anything that is not simple. */
export function readSimpleMatter(text: string): SimpleMatter | null {
  if (!text.startsWith('---\n')) return null;
  const data: Record<string, unknown> = Object.create(null);
  const keys: string[] = [];
  let plainDate = false;
  let from = 4;
  for (;;) {
    const end = text.indexOf('\n', from);
    if (end < 0) return null;
    if (text.startsWith('---', from)) {
      if (end !== from + 3 || hasInvisible(text, { from: 4, to: from })) return null;
      return { data, keys, bodyFrom: end + 1, plainDate };
    }
    const colon = keyEnd(text, from);
    if (colon < 0) return null;
    const key = text.slice(from, colon);
    if (key in data) return null;
    let at = colon + 1;
    while (text.charCodeAt(at) === SPACE) at++;
    from = end + 1;
    if (at === end) {
      const list = blockList(text, from);
      if (list === null) return null;
      data[key] = list.items.length === 0 ? null : list.items;
      from = list.end;
    } else {
      if (at === colon + 1) return null;
      const value = readValue(text, at, end);
      if (value === undefined || isIndented(text, from)) return null;
      data[key] = value;
      if (key === 'date') plainDate = text.charCodeAt(at) !== DOUBLE && text.charCodeAt(at) !== SINGLE;
    }
    keys.push(key);
  }
}

const SPACE = 32;
const DOUBLE = 34;
const SINGLE = 39;
const COMMA = 44;
const DASH = 45;
const COLON = 58;

/** The colon after a key of letters, digits, `_` and `-`; -1 where there is none. */
function keyEnd(text: string, from: number): number {
  for (let i = from; ; i++) {
    const code = text.charCodeAt(i);
    if (code === COLON) return i > from ? i : -1;
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
    if (!letter && (i === from || !((code >= 48 && code <= 57) || code === DASH))) return -1;
  }
}

/** A line that goes on with the value above: anything that is no key and no fence is left to the full reader anyway. */
function isIndented(text: string, from: number): boolean {
  return text.charCodeAt(from) === SPACE;
}

/** A quoted text, a list in brackets or plain words in `from..to`; undefined for anything else. */
function readValue(text: string, from: number, to: number): unknown {
  const first = text.charCodeAt(from);
  if (first === DOUBLE || first === SINGLE) return quoted(text, from, to, first);
  if (first === 91) return text.charCodeAt(to - 1) === 93 ? flowList(text, from + 1, to - 1) : undefined;
  return plain(text, from, to);
}

function quoted(text: string, from: number, to: number, quote: number): string | undefined {
  if (to - from < 2 || text.charCodeAt(to - 1) !== quote) return undefined;
  for (let i = from + 1; i < to - 1; i++) {
    const code = text.charCodeAt(i);
    if (code === quote || code === 92 || isOdd(code)) return undefined;
  }
  return text.slice(from + 1, to - 1);
}

/** Signs that may mean something in YAML wherever they stand: only texts without any of them are plain here. */
const SIGNS = new Set([...'"#%&\'*,>?@[\\]`{|}!<=~'].map((sign) => sign.charCodeAt(0)));

function plain(text: string, from: number, to: number): unknown {
  const first = text.charCodeAt(from);
  if (first === DASH || first === COLON || text.charCodeAt(to - 1) === SPACE) return undefined;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code < 128 ? code < SPACE || code === 127 || SIGNS.has(code) : isOdd(code)) return undefined;
    if (code === COLON && (i + 1 === to || text.charCodeAt(i + 1) === SPACE)) return undefined;
  }
  const word = text.slice(from, to);
  const { value } = readWord(word, 'psych');
  // A page shows `1.0`, where a number would lose its zero.
  return typeof value === 'number' && WHOLE_FLOAT.test(word) ? value.toFixed(1) : value;
}

const WHOLE_FLOAT = /^[-+]?\d+\.0*$/;

/** Control characters, halves of characters, marks that the full reader warns of. */
function isOdd(code: number): boolean {
  if (code < 128) return code < SPACE || code === 127;
  return (
    code < 0xa0 || code === 0x2028 || code === 0x2029 || (code >= 0xd800 && code < 0xe000) || code >= 0xfeff
  );
}

function flowList(text: string, from: number, to: number): unknown[] | undefined {
  const items: unknown[] = [];
  let at = from;
  if (text.slice(from, to).trim() === '') return items;
  while (at <= to) {
    let end = at;
    while (end < to && text.charCodeAt(end) !== COMMA) end++;
    let first = at;
    let last = end;
    while (first < last && text.charCodeAt(first) === SPACE) first++;
    while (last > first && text.charCodeAt(last - 1) === SPACE) last--;
    const item = first === last ? undefined : itemOf(text, first, last);
    if (item === undefined) return undefined;
    items.push(item);
    at = end + 1;
  }
  return items;
}

function itemOf(text: string, from: number, to: number): unknown {
  const first = text.charCodeAt(from);
  if (first === DOUBLE || first === SINGLE) return quoted(text, from, to, first);
  // In brackets a colon is harder to judge.
  for (let i = from; i < to; i++) if (text.charCodeAt(i) === COLON) return undefined;
  return plain(text, from, to);
}

/** Lines `- item`, all indented alike; none where the next line is a key or the fence. */
function blockList(text: string, from: number): { readonly items: unknown[]; readonly end: number } | null {
  const items: unknown[] = [];
  let indent = 0;
  while (text.charCodeAt(from + indent) === SPACE) indent++;
  let at = from;
  for (;;) {
    const end = text.indexOf('\n', at);
    if (end < 0) return null;
    let dash = at;
    while (text.charCodeAt(dash) === SPACE) dash++;
    const isItem = text.charCodeAt(dash) === DASH && text.charCodeAt(dash + 1) === SPACE;
    if (!isItem || dash - at !== indent) {
      // Neither an item nor the beginning of a line is something for the full reader.
      return dash === at ? { items, end: at } : null;
    }
    let first = dash + 2;
    while (text.charCodeAt(first) === SPACE) first++;
    if (first >= end) return null;
    const quote = text.charCodeAt(first);
    const item =
      quote === DOUBLE || quote === SINGLE ? quoted(text, first, end, quote) : plain(text, first, end);
    if (item === undefined) return null;
    items.push(item);
    at = end + 1;
  }
}
