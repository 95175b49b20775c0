// Owns: reading a JSON block with the place of every top-level value.
// Must not know: fences, other formats, or how values are changed.

import type { RawProblem } from '../problems.ts';
import type { Entry, Item, Range, Reason, Shape, Style } from '../types.ts';
import type { BlockReading } from '../yaml/read.ts';

/** Reads the one object in `text[range]`. */
export function readJsonBlock(text: string, range: Range): BlockReading {
  const raw = text.slice(range.from, range.to);
  const problem = jsonProblem(raw, range.from);
  if (problem !== null) return { entries: [], problems: [problem], extra: null, readOnly: null };
  const entries: Entry[] = [];
  let at = skip(text, skip(text, range.from) + 1);
  while (text[at] === '"') {
    const keyTo = stringEnd(text, at);
    const separator = skip(text, keyTo);
    const valueFrom = skip(text, separator + 1);
    const valueTo = valueEnd(text, valueFrom);
    entries.push(jsonEntry(text, at, keyTo, separator, valueFrom, valueTo));
    at = skip(text, valueTo);
    if (text[at] === ',') at = skip(text, at + 1);
  }
  return { entries: shadowed(entries), problems: [], extra: null, readOnly: null };
}

function jsonProblem(raw: string, from: number): RawProblem | null {
  try {
    const value: unknown = JSON.parse(raw);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return null;
    return { code: 'not-a-mapping', from, to: from };
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    const at = /position (\d+)/.exec(reason);
    const place = from + Math.min(Number(at?.[1] ?? 0), raw.length);
    return { code: 'unreadable', from: place, to: place, detail: { reason } };
  }
}

function jsonEntry(
  text: string,
  keyFrom: number,
  keyTo: number,
  separator: number,
  valueFrom: number,
  valueTo: number,
): Entry {
  // JSON.parse of a value that stands in a valid document gives a JSON value.
  const value = JSON.parse(text.slice(valueFrom, valueTo)) as unknown;
  const key = String(JSON.parse(text.slice(keyFrom, keyTo)));
  const shape = shapeOf(value);
  const items = shape === 'list' ? jsonItems(text, valueFrom, valueTo) : null;
  const nested = shape === 'map' || (shape === 'list' && items === null);
  const readOnly: Reason | null = nested ? { code: 'nested', message: `"${key}" holds nested values` } : null;
  const style: Style = shape === 'text' ? 'double' : shape === 'list' || shape === 'map' ? 'flow' : 'plain';
  return {
    from: keyFrom,
    to: valueTo,
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
  };
}

function jsonItems(text: string, from: number, to: number): readonly Item[] | null {
  const items: Item[] = [];
  let at = skip(text, from + 1);
  while (at < to - 1) {
    const end = valueEnd(text, at);
    const value = JSON.parse(text.slice(at, end)) as unknown;
    if (typeof value === 'object' && value !== null) return null;
    items.push({ from: at, to: end, value, style: typeof value === 'string' ? 'double' : 'plain' });
    at = skip(text, end);
    if (text[at] === ',') at = skip(text, at + 1);
  }
  return items;
}

function shapeOf(value: unknown): Shape {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'map';
}

function shadowed(entries: readonly Entry[]): readonly Entry[] {
  const last = new Map(entries.map((entry, index) => [entry.key, index]));
  return entries.map((entry, index) =>
    last.get(entry.key) === index ? entry : { ...entry, shadowed: true },
  );
}

function skip(text: string, from: number): number {
  let i = from;
  while (i < text.length && /\s/.test(text[i] ?? '')) i++;
  return i;
}

function stringEnd(text: string, from: number): number {
  let i = from + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

/** Where the value that starts at `from` ends, in text that is known to be JSON. */
function valueEnd(text: string, from: number): number {
  const char = text[from] ?? '';
  if (char === '"') return stringEnd(text, from);
  let i = from;
  if (char !== '{' && char !== '[') {
    while (i < text.length && /[-+.\w]/.test(text[i] ?? '')) i++;
    return i;
  }
  let depth = 0;
  for (; i < text.length; i++) {
    const here = text[i];
    if (here === '"') i = stringEnd(text, i) - 1;
    else if (here === '{' || here === '[') depth++;
    else if (here === '}' || here === ']') {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return i;
}
