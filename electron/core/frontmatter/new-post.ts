// Owns: a block where there was none: for a new post, and for a text that has no front matter.
// Must not know: file names, clocks, or what keys mean to a generator.

import { applyEdits, type Edit } from '../text.ts';
import { changeDateText, type DateChange } from './dates.ts';
import { patch } from './patch.ts';
import { readFrontMatter } from './read.ts';
import type { BlogStyle, Change, FieldValue, ValueKind } from './types.ts';

/** One key of a new post. Keys are put into the blog's usual order. */
export interface NewField {
  readonly key: string;
  readonly value: FieldValue;
  readonly as?: ValueKind;
}

/** Gives the edit that puts an empty block before `text`, in the blog's format; none where a block is there already. */
export function emptyFrontMatter(text: string, style: BlogStyle): readonly Edit[] {
  if (readFrontMatter(text).block !== null) return [];
  const from = text.startsWith('\uFEFF') ? 1 : 0;
  const { lineEnd } = style;
  const fence = style.format === 'toml' ? '+++' : '---';
  const inner = style.format === 'json' ? `{${lineEnd}}${lineEnd}` : '';
  const gap = text.length > from && !/^[\r\n]/.test(text.slice(from)) ? lineEnd.repeat(style.blankLines) : '';
  return [{ from, to: from, insert: `${fence}${lineEnd}${inner}${fence}${lineEnd}${gap}` }];
}

/**
 * Gives the text of a new post: a block with the fields in the blog's order and writing, the usual blank lines, `body`.
 * A field that the format cannot hold (nothing, in TOML) is left out.
 */
export function newPostText(fields: readonly NewField[], style: BlogStyle, body = ''): string {
  const rank = (field: NewField): number => {
    const place = style.order.indexOf(field.key);
    return place < 0 ? style.order.length : place;
  };
  const ordered = fields
    .map((field, index) => ({ field, index }))
    .sort((a, b) => rank(a.field) - rank(b.field) || a.index - b.index);
  let text = applyEdits('', emptyFrontMatter('', style));
  for (const { field } of ordered) {
    const change: Change = { op: 'add', ...field };
    // In their order, each behind the last: the blog's order is already theirs.
    const result = patch(text, change, { ...style, order: [] });
    if (result.ok) text = applyEdits(text, result.edits);
  }
  const lines = body.replace(/\r\n?|\n/g, style.lineEnd);
  const end = lines === '' || !style.finalNewline || /[\r\n]$/.test(lines) ? '' : style.lineEnd;
  return `${text}${style.lineEnd.repeat(style.blankLines)}${lines}${end}`;
}

/** Writes a moment in the blog's usual date form; without one as `2024-10-03 10:00:00 +0900` from what is given. */
export function dateTextLike(style: BlogStyle, moment: Required<DateChange>, zone: string): string {
  const usual = style.date === null ? null : changeDateText(style.date, trimmed(style.date, moment));
  if (usual !== null) return usual;
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${String(moment.year).padStart(4, '0')}-${two(moment.month)}-${two(moment.day)}`;
  const time = `${two(moment.hour)}:${two(moment.minute)}:${two(moment.second)}`;
  return `${day} ${time}${zone === '' ? '' : ` ${zone}`}`;
}

/** Only the parts that the form has. */
function trimmed(form: string, moment: Required<DateChange>): DateChange {
  const { year, month, day, hour, minute, second } = moment;
  const colons = form.replace(/[-+]\d\d?:\d\d$/, '').split(':').length - 1;
  if (colons === 0) return { year, month, day };
  return colons === 1 ? { year, month, day, hour, minute } : { year, month, day, hour, minute, second };
}
