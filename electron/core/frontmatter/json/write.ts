// Owns: the edits that give a JSON entry another value, add one, or take one out.
// Must not know: fences, or whether the result is right.

import type { Edit } from '../../text.ts';
import { lineStartAt } from '../lines.ts';
import { editBrackets, pairItems } from '../lists.ts';
import type { Entry, FieldValue, FrontMatter, ReasonCode } from '../types.ts';
import { sameValue } from '../values.ts';
import { isList } from '../yaml/write.ts';

/** Gives the edits, or why there are none to give. */
export function setJson(text: string, entry: Entry, value: FieldValue): readonly Edit[] | ReasonCode {
  if (isList(value) && entry.items !== null && entry.shape === 'list') {
    const wanted = pairItems(text, entry.items, value, sameValue, (item) => JSON.stringify(item));
    return editBrackets(text, entry, wanted, ', ') ?? 'comment-inside';
  }
  return [{ from: entry.valueFrom, to: entry.valueTo, insert: JSON.stringify(value) }];
}

/** Adds a pair behind `after`, or first of all where that is null; laid out like its neighbour. */
export function addJson(
  text: string,
  frontMatter: FrontMatter,
  key: string,
  value: FieldValue,
  after: Entry | null,
): readonly Edit[] {
  const { entries } = frontMatter;
  const model = after ?? entries[0];
  const pair = (colon: string): string => `${JSON.stringify(key)}${colon}${JSON.stringify(value)}`;
  if (model === undefined) {
    const open = text.indexOf('{', frontMatter.content?.from ?? 0);
    return [{ from: open + 1, to: open + 1, insert: pair(': ') }];
  }
  const colon = text.slice(model.keyTo, model.valueFrom);
  const gap = gapBefore(text, model);
  if (after === null)
    return [{ from: model.keyFrom, to: model.keyFrom, insert: `${pair(colon)},${gap || ' '}` }];
  return [
    {
      from: after.valueTo,
      to: after.valueTo,
      insert: `,${gap || (entries.length > 1 ? '' : ' ')}${pair(colon)}`,
    },
  ];
}

/** The white space before a key: its line end and indentation, or the space behind the comma. */
function gapBefore(text: string, entry: Entry): string {
  let from = entry.keyFrom;
  while (from > 0 && /\s/.test(text[from - 1] ?? '')) from--;
  const gap = text.slice(from, entry.keyFrom);
  // Of several line ends only the last with its indentation is repeated.
  const lineStart = lineStartAt(gap, gap.length);
  const lineEnd = /\r\n$|\n$|\r$/.exec(gap.slice(0, lineStart))?.[0] ?? '';
  return lineEnd + gap.slice(lineStart);
}

/** Takes pairs out, each with one comma. */
export function removeJson(text: string, frontMatter: FrontMatter, gone: readonly Entry[]): readonly Edit[] {
  const { entries } = frontMatter;
  const stay = entries.filter((entry) => !gone.includes(entry));
  if (stay.length === 0) {
    const first = entries[0];
    const last = entries[entries.length - 1];
    return first === undefined || last === undefined
      ? []
      : [{ from: first.keyFrom, to: last.valueTo, insert: '' }];
  }
  return gone
    .map((entry) => {
      const index = entries.indexOf(entry);
      const behind = entries.slice(index + 1).some((other) => stay.includes(other));
      const next = entries[index + 1];
      const before = entries[index - 1];
      if (behind && next !== undefined) return { from: entry.keyFrom, to: next.keyFrom, insert: '' };
      return { from: before?.valueTo ?? entry.keyFrom, to: entry.valueTo, insert: '' };
    })
    .filter((edit) => edit.to <= text.length);
}
