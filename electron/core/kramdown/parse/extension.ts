// Owns: the syntax of extensions, {::name key="v"}body{:/name} and {::name /}, and what {::options /} may change.
// Must not know: whether one stands in a block or in text.

import { applyOption, type KramdownOptions } from '../options.ts';
import { restIsBlank, smallIndent } from './block/lines.ts';
import { parseAttributeList } from './ial.ts';
import { findFrom, type Misses } from './state.ts';

export interface Extension {
  readonly name: 'comment' | 'nomarkdown' | 'options';
  readonly attributes: ReadonlyMap<string, string>;
  readonly body: string | null;
  readonly end: number;
}

const START = /\{::([A-Za-z0-9_]+)(?:[ \t\n]((?:\\\}|[^}])*?))??(\/)?\}/y;
const KNOWN: ReadonlySet<string> = new Set(['comment', 'nomarkdown', 'options']);

/** Does something with the form of an extension's start stand at `at`? */
export function looksLikeExtension(text: string, at: number): boolean {
  START.lastIndex = at;
  return START.test(text);
}

/** An extension that starts at `at`, or null when it is unknown or not closed. */
export function matchExtension(
  source: { readonly text: string; readonly misses: Misses },
  at: number,
): Extension | null {
  START.lastIndex = at;
  const match = START.exec(source.text);
  if (match === null) return null;
  const name = match[1] ?? '';
  if (!KNOWN.has(name)) return null;
  const known = name as Extension['name']; // checked by the set just above
  const attributes = new Map(parseAttributeList(match[2] ?? '').pairs);
  if (match[3] !== undefined) return { name: known, attributes, body: null, end: START.lastIndex };
  const from = START.lastIndex;
  const short = findFrom(source, '{:/}', from);
  const long = findFrom(source, `{:/${name}}`, from);
  const close = short === -1 ? long : long === -1 ? short : Math.min(short, long);
  if (close === -1) return null;
  const end = source.text.indexOf('}', close) + 1;
  return { name: known, attributes, body: source.text.slice(from, close), end };
}

/**
 * The block form: the start alone on its line, the end alone on a later one; the body is the lines between. One
 * without a body is the same as in text.
 */
export function matchBlockExtension(
  source: { readonly text: string; readonly misses: Misses },
  at: number,
): Extension | null {
  const { text } = source;
  START.lastIndex = at;
  const match = START.exec(text);
  if (match === null || !KNOWN.has(match[1] ?? '')) return null;
  const name = match[1] as Extension['name']; // checked by the set just above
  const attributes = new Map(parseAttributeList(match[2] ?? '').pairs);
  const headEnd = restIsBlank(text, START.lastIndex);
  if (headEnd === -1) return null;
  if (match[3] !== undefined) return { name, attributes, body: null, end: headEnd };
  for (
    let found = findFrom(source, '{:/', headEnd);
    found !== -1;
    found = findFrom(source, '{:/', found + 3)
  ) {
    const lineStart = text.lastIndexOf('\n', found) + 1;
    if (lineStart < headEnd || smallIndent(text, lineStart) !== found) continue;
    const mark = text.startsWith('{:/}', found)
      ? 4
      : text.startsWith(`{:/${name}}`, found)
        ? name.length + 4
        : 0;
    const end = mark === 0 ? -1 : restIsBlank(text, found + mark);
    if (end === -1) continue;
    return { name, attributes, body: text.slice(headEnd, Math.max(headEnd, lineStart - 1)), end };
  }
  return null;
}

/** Options with the inline ones on top; forbidden, unknown and unreadable ones are passed over. */
export function applyInlineOptions(
  options: KramdownOptions,
  attributes: ReadonlyMap<string, string>,
): KramdownOptions {
  let result = options;
  for (const [key, value] of attributes) {
    if (result.forbiddenInlineOptions.includes(key)) continue;
    result = applyOption(result, key, value, []) ?? result;
  }
  return result;
}
