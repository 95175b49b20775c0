// Owns: the ids of headers behind an edit that brought, took or renamed headers: only those of the same names are counted anew.
// Must not know: parsing, contents and footnotes.

import { answer } from './counters.ts';
import type { Conversion, CounterEvent } from './html/state.ts';
import { questionOf, renumber } from './renumber.ts';
import type { Change } from './store.ts';
import type { StoredPart } from './stored-part.ts';

/**
 * Headers came, went or have other names: those behind them that have the names too are counted anew. false: more is
 * another than the ids of headers, or a place is not certain.
 */
export function renumberIds(parts: readonly StoredPart[], change: Change, conversion: Conversion): boolean {
  const { head, tail, gone } = change;
  const made = parts.slice(head, parts.length - tail);
  const before = eventsOf(gone);
  const after = eventsOf(made);
  const footnotes = (events: readonly CounterEvent[]) => events.filter(({ kind }) => kind === 'footnote');
  if (!sameList(footnotes(before), footnotes(after))) return false;
  const counted = new Map<string, number>();
  for (const event of before) counted.set(questionOf(event), (counted.get(questionOf(event)) ?? 0) - 1);
  for (const event of after) counted.set(questionOf(event), (counted.get(questionOf(event)) ?? 0) + 1);
  const names = new Set([...counted].filter(([, more]) => more !== 0).map(([name]) => name));
  if (names.size === 0) return true;
  const ids = { gfm: new Map<string, number>(), plain: new Map<string, number>() };
  const own: Conversion = { ...conversion, ids, events: [] };
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    const converted = part?.converted;
    if (part === undefined || !converted) return false;
    const asks = converted.events.filter((event) => names.has(questionOf(event)));
    if (asks.length === 0) continue;
    if (at < head) {
      for (const event of asks) answer(event, own);
      own.events.length = 0;
      continue;
    }
    const again = renumber(converted, own, names);
    if (again === null) return false;
    part.converted = again;
    part.rendered = null;
  }
  return true;
}

/** All that the parts asked, in turn. */
export const eventsOf = (parts: readonly StoredPart[]): readonly CounterEvent[] =>
  parts.flatMap((part) => part.converted?.events ?? []);

/** The same questions with the same answers? */
export const sameList = (a: readonly CounterEvent[], b: readonly CounterEvent[]): boolean =>
  a.length === b.length &&
  a.every(
    (event, at) => event.key === b[at]?.key && event.answer === b[at]?.answer && event.kind === b[at]?.kind,
  );
