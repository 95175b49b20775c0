// Owns: the syntax of extensions, {::name key="v"}body{:/name} and {::name /}, and what {::options /} may change.
// Must not know: whether one stands in a block or in text.

import { applyOption, type KramdownOptions } from '../options.ts';
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
