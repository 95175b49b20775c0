// Owns: writing one value as YAML, so that YAML 1.1 and 1.2 readers both read it back.
// Must not know: what stood there before, or where it goes.

import type { FieldValue } from '../types.ts';
import { isTextForAll } from './words.ts';

export type Quotes = 'plain' | 'single' | 'double';

/** Characters that a text may not hold raw: controls, the breaks of YAML 1.1, the byte order mark. */
const NEEDS_ESCAPE = /[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Whether the text can be written at all: UTF-8 has no half characters. */
export function isWritable(text: string): boolean {
  return !LONE_SURROGATE.test(text);
}

/** Whether the text may stand without quotes; `flow` for an item of `[a, b]`. */
export function isPlainSafe(text: string, flow: boolean): boolean {
  if (text === '' || NEEDS_ESCAPE.test(text)) return false;
  if (/^[\s\-?:,[\]{}#&*!|>'"%@`=]|^\.\.\.|\s$|:(?:\s|$)|\s#/.test(text)) return false;
  if (flow && /[,[\]{}?"]|:'/.test(text)) return false;
  return isTextForAll(text);
}

/** Writes a text in the wished quotes if it can stand so, else in the least that holds it. */
export function writeText(text: string, wish: Quotes, fallback: 'single' | 'double', flow = false): string {
  if (wish === 'plain' && isPlainSafe(text, flow)) return text;
  const quotes = wish === 'plain' ? fallback : wish;
  if (quotes === 'single' && !NEEDS_ESCAPE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  return writeDouble(text);
}

/** The kind of quotes that reads best where the text needs some: single around `"` and `\`, double around `'`. */
export function bestQuotes(text: string, usual: 'single' | 'double'): 'single' | 'double' {
  if (NEEDS_ESCAPE.test(text)) return 'double';
  const hardInDouble = /["\\]/.test(text);
  const hardInSingle = text.includes("'");
  if (hardInDouble && !hardInSingle) return 'single';
  return hardInSingle && !hardInDouble ? 'double' : usual;
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function writeDouble(text: string): string {
  const escaped = text.replace(/["\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (char) => {
    const short = SHORT[char];
    if (short !== undefined) return short;
    const code = char.charCodeAt(0).toString(16).toUpperCase();
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
  return `"${escaped}"`;
}

/** Writes a number so that every reader takes it for this number. */
export function writeNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  // Psych takes an exponent only behind a fraction.
  const exponent = /^(-?\d+)(e.*)$/.exec(text);
  return exponent === null ? text : `${exponent[1]}.0${exponent[2]}`;
}

/** Writes any value on one line, lists and maps in brackets. */
export function writeFlow(
  value: FieldValue,
  quotes: Quotes,
  fallback: 'single' | 'double',
  inside = true,
): string {
  if (value === null) return inside ? 'null' : '';
  if (typeof value === 'string') {
    return writeText(value, quotes, bestQuotes(value, fallback), inside);
  }
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isList(value)) return `[${value.map((item) => writeFlow(item, quotes, fallback)).join(', ')}]`;
  const pairs = Object.entries(value).map(
    ([key, inner]) => `${writeText(key, 'plain', 'double', true)}: ${writeFlow(inner, quotes, fallback)}`,
  );
  return `{${pairs.join(', ')}}`;
}

/** Array.isArray does not tell read-only arrays apart. */
export function isList(value: FieldValue): value is readonly FieldValue[] {
  return Array.isArray(value);
}
