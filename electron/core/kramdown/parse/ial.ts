// Owns: attribute lists: their syntax ({: .class #id key="v" ref}) and how they are laid over an element.
// Must not know: which elements can carry one.

import { stripEnd, stripStart } from '../chars.ts';
import type { AttributeList, Attributes, Node } from '../tree.ts';
import { attributes } from '../tree.ts';

const KEY_VALUE = /^([A-Za-z0-9_][\w-]*)=("|')/;
const NAME = /^[A-Za-z0-9_][\w-]*$/;
const SHORTS = /^(?:#[A-Za-z][\w:-]*|\.[^#.]+)+$/;
const SHORT = /([#.])([^#.]+)/g;
const SPACE = /[ \t\n\v\f\r]/;

/** End (exclusive) of `{:...}` that starts at `at`, or -1: at the first brace that no backslash escapes. */
export function attributeListEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 123 || text.charCodeAt(at + 1) !== 58 || text.charCodeAt(at + 2) === 125)
    return -1;
  let escaped = -1;
  for (let close = text.indexOf('}', at + 3); close !== -1; close = text.indexOf('}', close + 1)) {
    if (text.charCodeAt(close - 1) !== 92) return close + 1;
    escaped = close + 1;
  }
  // Without another brace an escaped one ends the list after all.
  return escaped;
}

export function parseAttributeList(body: string): AttributeList {
  const refs: string[] = [];
  const pairs: [string, string][] = [];
  let replacesClass = false;
  let at = 0;
  while (at < body.length) {
    if (SPACE.test(body[at] ?? '')) {
      at++;
      continue;
    }
    const quoted = readPair(body, at);
    if (quoted !== null) {
      setPair(pairs, quoted.key, quoted.value);
      replacesClass ||= quoted.key === 'class';
      at = quoted.end;
      continue;
    }
    let end = at;
    while (end < body.length && !SPACE.test(body[end] ?? '')) end++;
    readWord(body.slice(at, end), refs, pairs);
    at = end;
  }
  return { refs, pairs, replacesClass };
}

/** `key="value"`; the value ends at the first such quote that white space or the end follows. */
function readPair(
  body: string,
  at: number,
): { readonly key: string; readonly value: string; readonly end: number } | null {
  const match = KEY_VALUE.exec(body.slice(at, at + 200));
  if (match === null) return null;
  const [head, key = '', quote = ''] = match;
  const start = at + head.length;
  for (let close = body.indexOf(quote, start); close !== -1; close = body.indexOf(quote, close + 1)) {
    if (body[close - 1] === '\\' && close > start) continue;
    if (close + 1 < body.length && !SPACE.test(body[close + 1] ?? '')) continue;
    const value = body.slice(start, close).replace(/\\([}"'])/g, '$1');
    return { key, value, end: close + 1 };
  }
  return null;
}

/** Within one list a later pair of a key replaces an earlier one, `class=` too; only `.name` adds. */
function setPair(pairs: [string, string][], key: string, value: string): void {
  const known = pairs.find(([name]) => name === key);
  if (known === undefined) pairs.push([key, value]);
  else known[1] = value;
}

function readWord(word: string, refs: string[], pairs: [string, string][]): void {
  const first = word[0];
  if (first !== '.' && first !== '#') {
    if (NAME.test(word)) refs.push(word);
    return;
  }
  if (!SHORTS.test(word)) return;
  for (const [, sign, name = ''] of word.matchAll(SHORT)) {
    const classes = pairs.find(([key]) => key === 'class');
    if (sign === '#') setPair(pairs, 'id', name);
    else if (classes === undefined) pairs.push(['class', name]);
    else classes[1] = stripStart(`${classes[1]} ${name}`);
  }
}

export function mergeLists(first: AttributeList | null, second: AttributeList): AttributeList {
  if (first === null) return second;
  const refs = [...first.refs, ...second.refs];
  const replacesClass = first.replacesClass || second.replacesClass;
  const own = second.pairs.find(([key]) => key === 'class');
  const had = first.pairs.some(([key]) => key === 'class');
  if (!second.replacesClass || own === undefined || !had)
    return { refs, pairs: [...first.pairs, ...second.pairs], replacesClass };
  const place = first.pairs.findIndex(([key]) => key === 'class');
  const kept = first.pairs
    .map((pair, index) => (index === place ? own : pair))
    .filter((pair) => pair === own || pair[0] !== 'class');
  return { refs, pairs: [...kept, ...second.pairs.filter((pair) => pair !== own)], replacesClass };
}

export type Definitions = ReadonlyMap<string, AttributeList>;

/** Lays a list over attributes: definitions first, then own pairs; classes add up, the rest overrides. */
export function applyList(attr: Attributes, list: AttributeList, alds: Definitions, depth = 0): void {
  for (const ref of list.refs) {
    const definition = alds.get(ref);
    if (definition !== undefined && depth < 20) applyList(attr, definition, alds, depth + 1);
  }
  for (const [key, value] of list.pairs) {
    if (key === 'class') {
      const had = attr.get('class');
      attr.set('class', stripStart(had === undefined ? value : `${had} ${value}`));
    } else {
      attr.set(key, value);
    }
  }
}

/** Lays the list that a block carries over its attributes. */
export function applyOwnList(of: Node, alds: Definitions): void {
  if (of.ial !== null) applyList(attributes(of), of.ial, alds);
}

/** Body of the attribute list from `{:` at `at` up to `end`. */
export function listBody(text: string, at: number, end: number): string {
  return stripEnd(text.slice(at + 2, end - 1));
}
