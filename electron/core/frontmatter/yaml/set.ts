// Owns: the edits that give one YAML entry another value, in the way it is written now.
// Must not know: fences, other entries, or whether the result is right (that is verified elsewhere).

import type { Edit } from '../../text.ts';
import type { Habits } from '../habits.ts';
import { lineEndAt, skipBlanks } from '../lines.ts';
import { editBrackets, editDashes, pairItems } from '../lists.ts';
import type { Entry, FieldValue, Item, ReasonCode, Style } from '../types.ts';
import { sameValue } from '../values.ts';
import { writeBlockScalar } from './block-scalar.ts';
import { readWord } from './words.ts';
import { bestQuotes, isList, isPlainSafe, type Quotes, writeFlow, writeNumber, writeText } from './write.ts';

/** Gives the edits, or why there are none to give. `date`: a text that may stand without quotes although it is a date. */
export function setYaml(
  text: string,
  entry: Entry,
  value: FieldValue,
  date: boolean,
  habits: Habits,
): readonly Edit[] | ReasonCode {
  if (isList(value) && entry.items !== null && entry.shape === 'list') {
    const edits = changeItems(text, entry, value, habits);
    if (edits !== null) return edits;
    return 'comment-inside';
  }
  if (typeof value === 'string' && (entry.style === 'literal' || entry.style === 'folded')) {
    const scalar = writeBlockScalar(text, entry, value, habits.lineEnd);
    if (scalar !== null) return [{ from: entry.valueFrom, to: entry.valueTo, insert: scalar }];
  }
  if (value === null) return emptied(text, entry);
  return placed(
    text,
    entry,
    freshYaml(value, entry.key, date, habits, quotingOf(entry), caseOf(text, entry)),
  );
}

/** Writes a value as it stands behind a colon: on that line, or (a block list or scalar) from it on. */
export function freshYaml(
  value: FieldValue,
  key: string,
  date: boolean,
  habits: Habits,
  quoting: Quoting = { wish: habits.quotes[key] ?? 'plain', kind: null },
  wordCase: (word: string) => string = (word) => word,
): string {
  if (typeof value === 'string') {
    const { wish, kind } = quoting;
    if (date && wish === 'plain' && isBareDate(value)) return value;
    if (value.includes('\n') && habits.blockScalars) {
      const scalar = writeBlockScalar('', null, value, habits.lineEnd, habits.indent);
      if (scalar !== null) return scalar;
    }
    return writeText(value, wish, kind ?? bestQuotes(value, habits.quote));
  }
  if (typeof value === 'boolean') return wordCase(String(value));
  if (isList(value) && value.length > 0) {
    const shape = habits.lists[key];
    const block = shape === 'block' || (shape === undefined && habits.list === 'block');
    if (block && value.every((item) => typeof item !== 'object' || item === null)) {
      const dash = `${habits.lineEnd}${habits.indent}${' '.repeat(habits.dashIndent)}- `;
      return value.map((item) => dash + itemText(item, 'plain', habits, false)).join('');
    }
    return `[${value.map((item) => itemText(item, 'plain', habits, true)).join(habits.comma)}]`;
  }
  return writeFlow(value, 'plain', habits.quote, false);
}

/** A date without quotes: the reader takes it for a date, or for a text because it is an odd form. */
function isBareDate(value: string): boolean {
  return /^\d{4}-\d{1,2}-\d{1,2}/.test(value) && !/: |:$|\s#|[\r\n]|\s$/.test(value);
}

function itemText(value: FieldValue, wish: Quotes, habits: Habits, flow: boolean): string {
  if (typeof value === 'string') return writeText(value, wish, bestQuotes(value, habits.itemQuote), flow);
  if (typeof value === 'number') return writeNumber(value);
  return writeFlow(value, wish, habits.itemQuote);
}

function changeItems(
  text: string,
  entry: Entry,
  values: readonly FieldValue[],
  habits: Habits,
): readonly Edit[] | null {
  const items = entry.items ?? [];
  const flow = entry.style !== 'block';
  const count = (style: Style): number => items.filter((item) => item.style === style).length;
  const quoted = count('double') >= count('single') ? 'double' : 'single';
  // Quotes that an item needs are no habit; the others are.
  const habit = items.filter(
    (item) => item.style !== 'plain' && isPlainSafe(String(item.value), flow),
  ).length;
  const wish: Quotes = habit > count('plain') ? quoted : 'plain';
  const own: Habits = count('double') + count('single') > 0 ? { ...habits, itemQuote: quoted } : habits;
  // Quotes that the item before did not need were chosen for its place.
  const wishFor = (over: Item | null): Quotes =>
    (over?.style === 'double' || over?.style === 'single') && isPlainSafe(String(over.value), flow)
      ? over.style
      : wish;
  // Values of `values` come back unchanged.
  const wanted = pairItems(text, items, values, sameValue, (value, over) =>
    itemText(value as FieldValue, wishFor(over), own, flow),
  );
  return flow
    ? editBrackets(text, entry, wanted, habits.comma)
    : editDashes(text, entry, wanted, habits.lineEnd);
}

/** Puts a written value where the old one stands. */
function placed(text: string, entry: Entry, written: string): readonly Edit[] | ReasonCode {
  // A comment may touch what closes itself, but nothing else.
  const touched = text[entry.valueTo] === '#' && !/["'\]}]$/.test(written) && entry.style !== 'empty';
  const edits = placedBare(text, entry, touched ? `${written} ` : written);
  if (typeof edits === 'string' || !/[\r\n]/.test(written)) return edits;
  // Spaces behind the old value would end up in the last line of the new one.
  return edits.map((edit) => ({ ...edit, to: Math.max(edit.to, skipBlanks(text, edit.to, text.length)) }));
}

function placedBare(text: string, entry: Entry, written: string): readonly Edit[] | ReasonCode {
  const below = /^[\r\n]/.test(written);
  if (entry.style === 'empty') {
    const at = entry.separator + 1;
    const end = skipBlanks(text, at, text.length);
    const atLineEnd = lineEndAt(text, at, text.length) === end;
    if (!atLineEnd && /[\r\n]/.test(written)) return 'comment-inside';
    if (below) return [{ from: at, to: at, insert: written }];
    if (atLineEnd) return [{ from: end, to: end, insert: (end > at ? '' : ' ') + written }];
    return [{ from: at, to: at, insert: ` ${written}` }];
  }
  const keyLineEnd = lineEndAt(text, entry.separator, text.length);
  const onKeyLine = entry.valueFrom <= keyLineEnd;
  const behind = lineEndAt(text, entry.valueTo, text.length) > skipBlanks(text, entry.valueTo, text.length);
  if (behind && /[\r\n]/.test(written)) return 'comment-inside';
  if (onKeyLine && !below && entry.style !== 'block') {
    if (entry.style !== 'literal' && entry.style !== 'folded') {
      return [{ from: entry.valueFrom, to: entry.valueTo, insert: written }];
    }
    // A comment behind `|` would end up inside quotes.
    if (text.slice(entry.valueFrom, keyLineEnd).includes('#')) return 'comment-inside';
    return [{ from: entry.valueFrom, to: entry.valueTo, insert: written }];
  }
  if (!onKeyLine && entry.style !== 'block' && !below && !/^[|>]/.test(written)) {
    return [{ from: entry.valueFrom, to: entry.valueTo, insert: written }];
  }
  // The value moves between the key's line and the lines below it.
  const from = entry.separator + 1;
  const between = text.slice(from, onKeyLine ? entry.valueFrom : keyLineEnd);
  if (between.includes('#') || hasComment(text, entry)) return 'comment-inside';
  return [{ from, to: entry.valueTo, insert: below ? written : ` ${written}` }];
}

/** Whether a comment stands between the items of a list or behind the mark of a block scalar. */
function hasComment(text: string, entry: Entry): boolean {
  if (entry.style === 'literal' || entry.style === 'folded') {
    return text.slice(entry.valueFrom, lineEndAt(text, entry.valueFrom, entry.valueTo)).includes('#');
  }
  let at = entry.valueFrom;
  for (const item of entry.items ?? []) {
    if (text.slice(at, item.from).includes('#')) return true;
    at = item.to;
  }
  return entry.items !== null && text.slice(at, entry.valueTo).includes('#');
}

/** Takes the value away. One space goes with it; a wider gap is the blog's column and stays. */
function emptied(text: string, entry: Entry): readonly Edit[] | ReasonCode {
  const from = entry.separator + 1;
  const keyLineEnd = lineEndAt(text, entry.separator, text.length);
  if (entry.style === 'empty') return [];
  if (entry.valueFrom > keyLineEnd || entry.style === 'literal' || entry.style === 'folded') {
    if (text.slice(from, Math.min(entry.valueFrom, keyLineEnd)).includes('#')) return 'comment-inside';
    if (hasComment(text, entry)) return 'comment-inside';
    return [{ from, to: entry.valueTo, insert: '' }];
  }
  const start = entry.valueFrom - from === 1 ? from : entry.valueFrom;
  return [
    { from: start, to: entry.valueTo, insert: text[entry.valueTo] === '#' && start === from ? ' ' : '' },
  ];
}

/**
 * The quotes of a new text. Double quotes are kept. Single quotes are kept too, unless the old text needed them: then they
 * go with the need, as they came with it.
 */
function quotingOf(entry: Entry): Quoting {
  if (entry.style === 'double') return { wish: 'double', kind: 'double' };
  if (entry.style !== 'single') return { wish: 'plain', kind: null };
  const needed =
    typeof entry.value === 'string' && !isPlainSafe(entry.value, false) && !isDateText(entry.value);
  return { wish: needed ? 'plain' : 'single', kind: 'single' };
}

interface Quoting {
  readonly wish: Quotes;
  /** The kind to use if quotes are needed; null for the one that reads best. */
  readonly kind: 'single' | 'double' | null;
}

function isDateText(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{1,2}-\d{1,2}/.test(value);
}

/** `True` and `TRUE` stay in their case; `yes` and `on` become `false` where they change, for readers of YAML 1.2. */
function caseOf(text: string, entry: Entry): (word: string) => string {
  const token = text.slice(entry.valueFrom, entry.valueTo);
  if (entry.shape !== 'boolean' || readWord(token, 'core').shape !== 'boolean') return (word) => word;
  if (token === token.toUpperCase()) return (word) => word.toUpperCase();
  return /^[A-Z]/.test(token) ? (word) => word.charAt(0).toUpperCase() + word.slice(1) : (word) => word;
}
