// Owns: reading a TOML block with the place of every top-level value.
// Must not know: fences, other formats, or how values are changed.

import { parse, TomlDate, TomlError } from 'smol-toml';
import { isBlank, lineEndAt, nextLine, positionOf, skipBlanks } from '../lines.ts';
import type { RawProblem } from '../problems.ts';
import type { Entry, Range, Reason, Shape, Style } from '../types.ts';
import type { BlockReading } from '../yaml/read.ts';
import { tomlItems } from './items.ts';
import { bracketEnd, tomlStringEnd } from './tokens.ts';

/** Reads `text[range]`. Values under table headers are one read-only entry per header. */
export function readTomlBlock(text: string, range: Range): BlockReading {
  const parsed = parseToml(text.slice(range.from, range.to));
  if (!parsed.ok) {
    const from = Math.min(positionOf(text, range.from, parsed.line, parsed.column), range.to);
    const problem: RawProblem = { code: 'unreadable', from, to: from, detail: { reason: parsed.reason } };
    return { entries: [], problems: [problem], extra: null, readOnly: null };
  }
  const entries: Entry[] = [];
  let at = range.from;
  while (at < range.to) {
    const end = lineEndAt(text, at, range.to);
    const start = skipBlanks(text, at, end);
    if (start >= end || text[start] === '#') at = nextLine(text, end, range.to);
    else if (text[start] === '[') at = tableEntry(text, at, start, range.to, entries);
    else at = valueEntry(text, at, start, range.to, parsed.value, entries);
  }
  return { entries, problems: [], extra: parsed.value, readOnly: null };
}

type Parsed =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly reason: string; readonly line: number; readonly column: number };

/** Parses TOML; dates become their text. */
export function parseToml(source: string): Parsed {
  try {
    // A table is a record of values; dates are the only objects of another kind.
    return { ok: true, value: plain(parse(source)) as Readonly<Record<string, unknown>> };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, reason: 'nested too deeply', line: 0, column: 0 };
    if (!(error instanceof TomlError)) throw error;
    const reason = error.message.split('\n')[0] ?? '';
    return { ok: false, reason, line: error.line - 1, column: error.column - 1 };
  }
}

function plain(value: unknown): unknown {
  if (value instanceof TomlDate) return value.toISOString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value)) out[key] = plain(inner);
  return out;
}

function valueEntry(
  text: string,
  lineFrom: number,
  keyFrom: number,
  to: number,
  data: Readonly<Record<string, unknown>>,
  entries: Entry[],
): number {
  const separator = equalsAt(text, keyFrom, to);
  let keyTo = separator;
  while (keyTo > keyFrom && isBlank(text.charCodeAt(keyTo - 1))) keyTo--;
  const keyText = text.slice(keyFrom, keyTo);
  const quoted = /^(?:"[^"\\]*"|'[^']*')$/.test(keyText);
  const key = quoted ? keyText.slice(1, -1) : keyText;
  const dotted = !quoted && !/^[\w-]+$/.test(keyText);
  const valueFrom = skipBlanks(text, separator + 1, to);
  const { end: valueTo, style } = tomlValueEnd(text, valueFrom, to);
  const end = lineEndAt(text, valueTo, to);
  const token = text.slice(valueFrom, valueTo);
  const isDate = style === 'plain' && /^\d{4}-\d\d-\d\d|^\d\d:\d\d/.test(token);
  const value = isDate ? token : dotted ? token : data[key];
  const shape: Shape = dotted ? 'map' : isDate ? 'date' : shapeOf(value);
  const items = shape === 'list' ? tomlItems(text, { from: valueFrom, to: valueTo }) : null;
  const nested = dotted || shape === 'map' || (shape === 'list' && items === null);
  const readOnly: Reason | null = nested ? { code: 'nested', message: `"${key}" holds nested values` } : null;
  entries.push({
    from: lineFrom,
    to: end,
    key,
    keyFrom,
    keyTo,
    separator,
    valueFrom,
    valueTo,
    value,
    shape,
    style,
    items,
    shadowed: false,
    readOnly,
  });
  return nextLine(text, end, to);
}

function tableEntry(text: string, lineFrom: number, keyFrom: number, to: number, entries: Entry[]): number {
  const headerEnd = lineEndAt(text, keyFrom, to);
  let end = headerEnd;
  let at = nextLine(text, headerEnd, to);
  while (at < to) {
    const lineEnd = lineEndAt(text, at, to);
    const start = skipBlanks(text, at, lineEnd);
    if (text[start] === '[' && start < lineEnd) break;
    if (start < lineEnd && text[start] !== '#') {
      const { end: valueTo } = tomlValueEnd(text, skipBlanks(text, equalsAt(text, start, to) + 1, to), to);
      end = lineEndAt(text, valueTo, to);
      at = nextLine(text, end, to);
    } else at = nextLine(text, lineEnd, to);
  }
  const key = text.slice(keyFrom, headerEnd).replace(/^\[+\s*|\s*\]+.*$/g, '');
  entries.push({
    from: lineFrom,
    to: end,
    key: `[${key}]`,
    keyFrom,
    keyTo: headerEnd,
    separator: headerEnd,
    valueFrom: nextLine(text, headerEnd, to),
    valueTo: end,
    value: text.slice(nextLine(text, headerEnd, to), end),
    shape: 'map',
    style: 'block',
    items: null,
    shadowed: false,
    readOnly: { code: 'nested', message: `"${key}" is a table` },
  });
  return at;
}

/** Where the `=` behind the key at `from` stands; quoted parts of the key are skipped. */
function equalsAt(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const char = text[i];
    if (char === '"' || char === "'") i = tomlStringEnd(text, i, to) - 1;
    else if (char === '=') return i;
  }
  return to;
}

function tomlValueEnd(
  text: string,
  from: number,
  to: number,
): { readonly end: number; readonly style: Style } {
  const char = text[from];
  if (char === '"' || char === "'") {
    const triple = text.startsWith(char.repeat(3), from);
    const double = char === '"';
    const style: Style = triple ? (double ? 'triple-double' : 'triple-single') : double ? 'double' : 'single';
    return { end: tomlStringEnd(text, from, to), style };
  }
  if (char === '[' || char === '{') return { end: bracketEnd(text, from, to), style: 'flow' };
  let end = from;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13 || code === 35) break;
    if (!isBlank(code)) end = i + 1;
  }
  return { end, style: 'plain' };
}

function shapeOf(value: unknown): Shape {
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'boolean') return 'boolean';
  return 'map';
}
