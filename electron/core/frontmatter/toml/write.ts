// Owns: writing values as TOML, and the edits that give a TOML entry another value.
// Must not know: fences, other entries, or whether the result is right.

import type { Edit } from '../../text.ts';
import type { Habits } from '../habits.ts';
import { editBrackets, pairItems } from '../lists.ts';
import type { Entry, FieldValue, ReasonCode, Style } from '../types.ts';
import { sameValue } from '../values.ts';
import { isList } from '../yaml/write.ts';

const CONTROL = /[\x00-\x08\x0a-\x1f\x7f]/;
const DATE = /^\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?$/;

/** Gives the edits, or why there are none to give. TOML has no empty value. */
export function setToml(
  text: string,
  entry: Entry,
  value: FieldValue,
  date: boolean,
  habits: Habits,
): readonly Edit[] | ReasonCode {
  if (isList(value) && entry.items !== null && entry.shape === 'list') {
    const style = entry.items[0]?.style ?? 'double';
    if (value.includes(null)) return 'cannot-hold';
    const wanted = pairItems(text, entry.items, value, sameValue, (item) =>
      // Values of `value` come back unchanged, and none of them is null.
      String(writeToml(item as FieldValue, false, style)),
    );
    return editBrackets(text, entry, wanted, habits.comma) ?? 'comment-inside';
  }
  const written = writeToml(value, date, entry.style);
  return written === null ? 'cannot-hold' : [{ from: entry.valueFrom, to: entry.valueTo, insert: written }];
}

/** Writes a value; null where TOML cannot hold it. `style` is the wish for a text. */
export function writeToml(value: FieldValue, date: boolean, style: Style = 'double'): string | null {
  if (value === null) return null;
  if (typeof value === 'string') {
    // A date in quotes stays in quotes.
    if (date && style !== 'single' && style !== 'double' && DATE.test(value)) return value;
    return writeTomlText(value, style);
  }
  if (typeof value === 'number') return writeTomlNumber(value);
  if (typeof value === 'boolean') return String(value);
  const parts: string[] = [];
  if (isList(value)) {
    for (const item of value) parts.push(writeToml(item, false) ?? '');
    return parts.includes('') ? null : `[${parts.join(', ')}]`;
  }
  for (const [key, inner] of Object.entries(value)) {
    const written = writeToml(inner, false);
    if (written === null) return null;
    parts.push(`${writeTomlKey(key)} = ${written}`);
  }
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Writes a key: bare where it may be. */
export function writeTomlKey(key: string): string {
  return /^[\w-]+$/.test(key) && !/[^\x00-\x7f]/.test(key) ? key : basic(key);
}

function writeTomlText(value: string, style: Style): string {
  if (style === 'single' && !value.includes("'") && !CONTROL.test(value)) return `'${value}'`;
  if (style === 'triple-double' && value.includes('\n') && !/[\x00-\x08\x0b-\x1f\x7f]/.test(value)) {
    const inner = value.replaceAll('\\', '\\\\').replaceAll('"""', '""\\"').replace(/"$/, '\\"');
    return `"""\n${inner}"""`;
  }
  return basic(value);
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};

function basic(value: string): string {
  const escaped = value.replace(
    /["\\\x00-\x1f\x7f]/g,
    (char) => SHORT[char] ?? `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
  return `"${escaped}"`;
}

function writeTomlNumber(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0.0' : String(value);
}
