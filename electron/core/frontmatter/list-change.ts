// Owns: what a wish about list items makes of the list that stands there.
// Must not know: how lists are written.

import { canHold, joinList, splitList, stringListOf } from './string-list.ts';
import type { Change, Entry, FieldValue, Note, ReasonCode } from './types.ts';

export type ListChange = Extract<
  Change,
  { readonly op: 'listAdd' | 'listRemove' | 'listMove' | 'listReplace' | 'listSet' }
>;

/** The value that the key is to have: a list, or a string where the list is written as one. */
export type NewList =
  | { readonly ok: true; readonly value: FieldValue; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly code: ReasonCode };

export function isListChange(change: Change): change is ListChange {
  return change.op.startsWith('list');
}

/** Gives the new value of `entry` (null: the key is not there). `one` says that the key is written as a single text. */
export function changedList(entry: Entry | null, change: ListChange, one: boolean, token: string): NewList {
  if (entry === null || entry.shape === 'null') {
    const items = wantedItems([], change);
    if (items === null) return { ok: false, code: 'no-such-item' };
    const only = items[0];
    if (one && items.length === 1 && only !== undefined) return { ok: true, value: only, notes: [] };
    return { ok: true, value: items, notes: [] };
  }
  if (entry.shape === 'list') {
    // Items keep their kind (a number stays a number); only new ones are texts.
    const old: readonly unknown[] = Array.isArray(entry.value) ? entry.value : [];
    const names = old.map(String);
    const items = wantedItems(names, change);
    if (items === null) return { ok: false, code: 'no-such-item' };
    const used = new Set<number>();
    const value = items.map((item) => {
      const index = names.findIndex((name, i) => name === item && !used.has(i));
      used.add(index);
      // Items of an entry are values that were read from text, so they can be written.
      return index < 0 ? item : (old[index] as FieldValue);
    });
    return { ok: true, value, notes: [] };
  }
  if (entry.shape === 'map' || entry.shape === 'unreadable') return { ok: false, code: 'not-a-list' };
  return changedString(entry, change, token);
}

/** A text, number, date or switch that stands for a list of words. */
function changedString(entry: Entry, change: ListChange, token: string): NewList {
  const text = typeof entry.value === 'string' ? entry.value : token;
  const kind = stringListOf(entry.key, text);
  const items = wantedItems(splitList(text, kind), change);
  if (items === null) return { ok: false, code: 'no-such-item' };
  if (items.length === 0) return { ok: true, value: null, notes: [] };
  const holds = items.every((item) => canHold(item, kind)) && (kind !== 'one' || items.length === 1);
  if (holds) return { ok: true, value: joinList(text, kind, items), notes: [] };
  const message = `"${entry.key}" became a list, because one string cannot hold these items`;
  return { ok: true, value: items, notes: [{ code: 'list-made', key: entry.key, message }] };
}

function wantedItems(items: readonly string[], change: ListChange): readonly string[] | null {
  switch (change.op) {
    case 'listSet':
      return change.items;
    case 'listAdd': {
      if (items.includes(change.item)) return items;
      const at = Math.min(Math.max(change.at ?? items.length, 0), items.length);
      return [...items.slice(0, at), change.item, ...items.slice(at)];
    }
    case 'listRemove':
      return items.includes(change.item) ? items.filter((item) => item !== change.item) : null;
    case 'listReplace': {
      if (!items.includes(change.item)) return null;
      const merged = items.map((item) => (item === change.item ? change.with : item));
      return merged.filter((item, index) => item !== change.with || merged.indexOf(item) === index);
    }
    case 'listMove': {
      const item = items[change.from];
      if (item === undefined || items[change.to] === undefined) return null;
      const rest = items.filter((_item, index) => index !== change.from);
      return [...rest.slice(0, change.to), item, ...rest.slice(change.to)];
    }
  }
}
