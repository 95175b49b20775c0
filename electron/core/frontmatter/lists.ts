// Owns: changing the items of a list so that the items that stay keep their bytes.
// Must not know: how a single item is written; it is given the text of new ones.

import type { Edit } from '../text.ts';
import { lineEndAt, lineStartAt, nextLine } from './lines.ts';
import type { Entry, Item } from './types.ts';

/** One item of the list to be: an old one by its index, or the text of a new one; `over`: index of the old one whose place it takes. */
export type Wanted = { readonly keep: number } | { readonly write: string; readonly over: number | null };

/**
 * Pairs wanted values with the old items: as many as possible stay where they are, others are moved with their text. A new value
 * takes the place of the old one that goes there, and `write` is told which.
 */
export function pairItems(
  text: string,
  items: readonly Item[],
  values: readonly unknown[],
  same: (item: unknown, value: unknown) => boolean,
  write: (value: unknown, over: Item | null) => string,
): readonly Wanted[] {
  const kept = longestCommon(items, values, same);
  const used = new Set(kept.filter((index) => index >= 0));
  const moved = values.map((value, at) => {
    if ((kept[at] ?? -1) >= 0) return -1;
    const index = items.findIndex((item, i) => !used.has(i) && same(item.value, value));
    if (index >= 0) used.add(index);
    return index;
  });
  let last = -1;
  return values.map((value, at) => {
    const index = kept[at] ?? -1;
    if (index >= 0) {
      last = index;
      return { keep: index };
    }
    const item = items[moved[at] ?? -1];
    if (item !== undefined) return { write: text.slice(item.from, item.to), over: null };
    // The next old item that goes, before the next one that stays.
    const next = kept.find((each, i) => i > at && each >= 0) ?? items.length;
    let over = last + 1;
    while (over < next && used.has(over)) over++;
    const gone = over < next ? items[over] : undefined;
    if (gone === undefined) return { write: write(value, null), over: null };
    last = over;
    return { write: write(value, gone), over };
  });
}

function longestCommon(
  items: readonly Item[],
  values: readonly unknown[],
  same: (item: unknown, value: unknown) => boolean,
): readonly number[] {
  const width = values.length + 1;
  const table = new Uint16Array((items.length + 1) * width);
  const cell = (row: number, column: number): number => table[row * width + column] ?? 0;
  for (let row = items.length - 1; row >= 0; row--) {
    for (let column = values.length - 1; column >= 0; column--) {
      table[row * width + column] = same(items[row]?.value, values[column])
        ? cell(row + 1, column + 1) + 1
        : Math.max(cell(row + 1, column), cell(row, column + 1));
    }
  }
  const out = new Array<number>(values.length).fill(-1);
  for (let row = 0, column = 0; row < items.length && column < values.length; ) {
    if (same(items[row]?.value, values[column])) out[column++] = row++;
    else if (cell(row + 1, column) >= cell(row, column + 1)) row++;
    else column++;
  }
  return out;
}

/**
 * Edits of a list in brackets (YAML flow, TOML, JSON). The comma before an item that stays is left as it is; new items get
 * the list's usual one. Null where a comment stands between the items.
 */
export function editBrackets(
  text: string,
  entry: Entry,
  wanted: readonly Wanted[],
  comma: string,
): readonly Edit[] | null {
  const items = entry.items ?? [];
  const from = entry.valueFrom;
  const to = entry.valueTo;
  const first = items[0];
  const last = items[items.length - 1];
  const glue = items.slice(1).map((item, index) => text.slice(items[index]?.to ?? item.from, item.from));
  const head = first === undefined ? text.slice(from, to - 1) : text.slice(from, first.from);
  const tail = last === undefined ? text.slice(to - 1, to) : text.slice(last.to, to);
  if ([head, tail, ...glue].some((part) => part.includes('#'))) return null;
  const usual = usualGlue(glue, head, comma);
  let out = head;
  if (wanted.length === 0) {
    // `[ a ]` becomes `[ ]`, from which `[ a ]` can come back.
    const pad = /^.( +)$/.exec(head)?.[1] ?? '';
    const empty =
      first !== undefined && tail === `${pad}${text[to - 1]}`
        ? pad
        : first === undefined
          ? head.slice(1)
          : '';
    return trimEdit(text, { from, to, insert: `${text[from]}${empty}${text[to - 1]}` });
  }
  const inPlace = wanted.length === items.length;
  wanted.forEach((item, at) => {
    // As many items as before: every comma stays in its place. Else the comma before an old item goes with it.
    const comma = inPlace ? glue[at - 1] : 'keep' in item ? glue[item.keep - 1] : undefined;
    if (at > 0) out += comma ?? usual;
    out += textOf(text, items, item);
  });
  // `[ ]` becomes `[ a ]`.
  const close = first === undefined && /^\[[ \t]+$/.test(head) ? `${head.slice(1)}]` : tail;
  return trimEdit(text, { from, to, insert: out + close });
}

function usualGlue(glue: readonly string[], head: string, comma: string): string {
  const counts = new Map<string, number>();
  for (const part of glue) counts.set(part, (counts.get(part) ?? 0) + 1);
  const best = [...counts].sort((a, b) => b[1] - a[1])[0];
  if (best !== undefined) return best[0];
  return /[\r\n]/.test(head) ? `,${head.slice(1)}` : comma;
}

function textOf(text: string, items: readonly Item[], wanted: Wanted): string {
  if ('write' in wanted) return wanted.write;
  const item = items[wanted.keep];
  return item === undefined ? '' : text.slice(item.from, item.to);
}

/** Edits of a block list: whole lines are taken out or put in, the others stay with their comments. */
export function editDashes(
  text: string,
  entry: Entry,
  wanted: readonly Wanted[],
  end: string,
): readonly Edit[] {
  const items = entry.items ?? [];
  const first = items[0];
  if (first === undefined) return [];
  const stays = (item: Wanted): number | null => ('keep' in item ? item.keep : item.over);
  const kept = new Set(wanted.map(stays));
  const edits: Edit[] = [];
  if (wanted.length === 0) edits.push({ from: entry.separator + 1, to: entry.separator + 1, insert: ' []' });
  const prefix = text.slice(lineStartAt(text, first.from), first.from);
  const ranges = items.map((item) => {
    const from = lineStartAt(text, item.from);
    return { from, to: nextLine(text, lineEndAt(text, item.to, text.length), text.length) };
  });
  const insertAt = new Map<number, string>();
  let place = ranges[0]?.from ?? 0;
  for (const item of wanted) {
    const index = stays(item);
    if (index !== null) {
      place = ranges[index]?.to ?? place;
      const old = items[index];
      // The line stays with its comment; only the value in it is another.
      if ('write' in item && old !== undefined)
        edits.push({ from: old.from, to: old.to, insert: item.write });
    } else if ('write' in item)
      insertAt.set(place, `${insertAt.get(place) ?? ''}${prefix}${item.write}${end}`);
  }
  const cuts = ranges.filter((_range, index) => !kept.has(index));
  const points = [...insertAt].map(([at, insert]) => ({ from: at, to: at, insert }));
  for (const cut of cuts) {
    const here = points.findIndex((point) => point.from === cut.from);
    const point = points[here];
    // What is put in where a line goes replaces that line.
    if (point !== undefined) points[here] = { ...point, to: cut.to };
    else points.push({ ...cut, insert: '' });
  }
  return [...edits, ...points].sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Cuts an edit down to what differs; half characters and half line ends are never left over. */
export function trimEdit(text: string, edit: Edit): readonly Edit[] {
  const old = text.slice(edit.from, edit.to);
  const now = edit.insert;
  if (old === now) return [];
  const shorter = Math.min(old.length, now.length);
  let head = 0;
  while (head < shorter && old[head] === now[head]) head++;
  while (head > 0 && splits(old, head)) head--;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  while (tail > 0 && splits(old, old.length - tail)) tail--;
  return [{ from: edit.from + head, to: edit.to - tail, insert: now.slice(head, now.length - tail) }];
}

function splits(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  return (before >= 0xd800 && before <= 0xdbff) || (before === 13 && text.charCodeAt(at) === 10);
}
