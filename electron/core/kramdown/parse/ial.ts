// Owns: attribute lists: their syntax ({: .class #id key="v" ref}) and how they are laid over an element.
// Must not know: which elements can carry one.

import { stripEnd } from '../chars.ts';
import type { AttributeList, Attributes, Node } from '../tree.ts';
import { attributes } from '../tree.ts';

// A list is one run of characters without a closing brace (unless escaped).
const BODY = /(?:\\\}|[^}])+/y;
const PIECE =
  /(?:^|[ \t\n\v\f\r]+)(?:([A-Za-z0-9_][\w:-]*)=("|')((?:\\\}|\\\2|(?!\2)[^}])*)\2|((?:[#.][\p{L}\p{M}\p{N}\p{Pc}:-]+)+)|([A-Za-z0-9_][\w:-]*))(?=[ \t\n\v\f\r]|$)/gu;
const SHORT = /([#.])([\p{L}\p{M}\p{N}\p{Pc}:-]+)/gu;

/** End (exclusive) of `{:...}` that starts at `at`, or -1. */
export function attributeListEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== 123 || text.charCodeAt(at + 1) !== 58) return -1;
  BODY.lastIndex = at + 2;
  const match = BODY.exec(text);
  if (match === null) return -1;
  const end = at + 2 + match[0].length;
  return text.charCodeAt(end) === 125 ? end + 1 : -1;
}

export function parseAttributeList(body: string): AttributeList {
  const refs: string[] = [];
  const pairs: [string, string][] = [];
  for (const match of body.matchAll(PIECE)) {
    const [, key, , value, short, ref] = match;
    if (key !== undefined) {
      pairs.push([key, (value ?? '').replace(/\\([}"'])/g, '$1')]);
    } else if (short !== undefined) {
      for (const [, sign, name] of short.matchAll(SHORT)) {
        if (sign === '.') pairs.push(['class', name ?? '']);
        else if (/^[A-Za-z]/.test(name ?? '')) pairs.push(['id', name ?? '']);
      }
    } else if (ref !== undefined) {
      refs.push(ref);
    }
  }
  return { refs, pairs };
}

export function mergeLists(first: AttributeList | null, second: AttributeList): AttributeList {
  if (first === null) return second;
  return { refs: [...first.refs, ...second.refs], pairs: [...first.pairs, ...second.pairs] };
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
      attr.set('class', had === undefined ? value : `${had} ${value}`);
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
