// Owns: the items of a TOML array, each with the range of its own text.
// Must not know: keys, or how arrays are changed.

import { lineEndAt } from '../lines.ts';
import type { Item, Range } from '../types.ts';
import { parseToml } from './read.ts';
import { tomlStringEnd } from './tokens.ts';

/** Items of an array of strings, numbers, booleans; null where one is a date, an array or a table. */
export function tomlItems(text: string, range: Range): readonly Item[] | null {
  const items: Item[] = [];
  const last = range.to - 1;
  let at = skip(text, range.from + 1, last);
  while (at < last) {
    const char = text[at] ?? '';
    let end = at;
    if (char === '"' || char === "'") end = tomlStringEnd(text, at, last);
    else while (end < last && /[-+.\w]/.test(text[end] ?? '')) end++;
    if (end === at) return null;
    const parsed = parseToml(`v = ${text.slice(at, end)}`);
    const value = parsed.ok ? parsed.value.v : undefined;
    const known = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (!known || (typeof value === 'string' && char !== '"' && char !== "'")) return null;
    items.push({
      from: at,
      to: end,
      value,
      style: char === '"' ? 'double' : char === "'" ? 'single' : 'plain',
    });
    at = skip(text, end, last);
    if (at < last && text[at] !== ',') return null;
    at = skip(text, at + 1, last);
  }
  return items;
}

function skip(text: string, from: number, to: number): number {
  let i = from;
  while (i < to) {
    const char = text[i] ?? '';
    if (char === '#') i = lineEndAt(text, i, to);
    else if (/\s/.test(char)) i++;
    else break;
  }
  return i;
}
