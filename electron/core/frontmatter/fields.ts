// Owns: the form without configuration: which fields a journal's posts have, and those of one post.
// Must not know: how a field looks, or how a change is written.

import { countValue, emptyCount, type KeyCount, kindFor, kindOf } from './kinds.ts';
import { splitList, stringListOf } from './string-list.ts';
import type { Entry, Field, FieldKind, FieldModel, FrontMatter, PostKeys, Suggestion } from './types.ts';

interface Seen {
  readonly counted: KeyCount;
  readonly values: Map<string, number>;
  place: number;
}

// More distinct values than this are no list to choose from.
const MAX_VALUES = 2000;

/**
 * Counts a journal's posts: one model per key, in the usual order of the keys, with its kind and the values in use, the
 * most used first. `config.defaults` is Jekyll's list of `{scope, values}` (or a plain record): its values for posts become
 * the defaults, and keys that no post has are added from it.
 */
export function inferFields(
  posts: Iterable<PostKeys>,
  config: { readonly defaults?: unknown } = {},
): readonly FieldModel[] {
  const seen = new Map<string, Seen>();
  let total = 0;
  for (const { data, order } of posts) {
    total++;
    const keys = [...new Set(order)];
    keys.forEach((key, index) => {
      const one = seen.get(key) ?? { counted: emptyCount(), values: new Map(), place: 0 };
      seen.set(key, one);
      one.place += (index + 1) / (keys.length + 1);
      countValue(one.counted, data[key]);
      for (const value of valuesOf(key, data[key])) {
        if (one.values.size < MAX_VALUES || one.values.has(value)) {
          one.values.set(value, (one.values.get(value) ?? 0) + 1);
        }
      }
    });
  }
  const defaults = defaultsOf(config.defaults);
  for (const [key, value] of defaults) {
    if (seen.has(key)) continue;
    const counted = emptyCount();
    countValue(counted, value);
    seen.set(key, { counted: { ...counted, count: 0 }, values: new Map(), place: 0 });
  }
  return [...seen]
    .sort(([, a], [, b]) => placeOf(a) - placeOf(b))
    .map(([key, one]) => modelOf(key, one, total, defaults.get(key)));
}

/** Keys that only the configuration names come last. */
function placeOf(one: Seen): number {
  return one.counted.count === 0 ? 1 : one.place / one.counted.count;
}

function modelOf(key: string, one: Seen, total: number, byConfig: unknown): FieldModel {
  const { counted } = one;
  const kind = kindOf(key, counted.count === 0 ? { ...counted, count: 1 } : counted);
  return {
    key,
    kind,
    count: counted.count,
    share: total === 0 ? 0 : counted.count / total,
    suggestions: suggestionsOf(kind, one.values),
    listAs: listAsOf(kind, counted),
    default: byConfig ?? null,
  };
}

function listAsOf(kind: FieldKind, counted: KeyCount): FieldModel['listAs'] {
  if (kind !== 'category' && kind !== 'tags' && kind !== 'list') return null;
  if (counted.lists >= counted.texts) return 'list';
  return counted.words * 2 > counted.texts ? 'words' : 'text';
}

/** Values worth offering: all of those that name things, and of free text those that come back. */
function suggestionsOf(kind: FieldKind, values: ReadonlyMap<string, number>): readonly Suggestion[] {
  if (kind === 'date' || kind === 'boolean' || kind === 'map' || kind === 'longText') return [];
  const least = kind === 'text' || kind === 'image' || kind === 'number' ? 2 : 1;
  return [...values]
    .filter(([, count]) => count >= least)
    .map(([value, count]): Suggestion => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : a.value > b.value ? 1 : 0));
}

function valuesOf(key: string, value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item !== 'object').map(String);
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'string' || value === '') return [];
  return /^(?:tags|categories|keywords)$/i.test(key) ? splitList(value, stringListOf(key, value)) : [value];
}

/** Jekyll's `defaults`: those for all files or for posts; a later, closer one wins. */
function defaultsOf(defaults: unknown): ReadonlyMap<string, unknown> {
  const out = new Map<string, unknown>();
  const add = (values: unknown): void => {
    if (!isRecord(values)) return;
    for (const [key, value] of Object.entries(values)) out.set(key, value);
  };
  if (!Array.isArray(defaults)) {
    add(defaults);
    return out;
  }
  for (const one of defaults) {
    if (!isRecord(one)) continue;
    const scope = isRecord(one.scope) ? one.scope : {};
    const forPosts = scope.type === undefined || scope.type === 'posts';
    const path = scope.path ?? '';
    if (forPosts && (path === '' || path === '_posts')) add(one.values);
  }
  return out;
}

/** The form of one post: its keys in their order; of equal keys each shows, the ones that do not count read-only. */
export function fieldsOf(frontMatter: FrontMatter, model: readonly FieldModel[]): readonly Field[] {
  const models = new Map(model.map((one) => [one.key, one]));
  return frontMatter.entries.map((entry) => {
    const known = models.get(entry.key);
    const counted = emptyCount();
    countValue(counted, entry.value);
    const usual = known?.kind ?? kindOf(entry.key, counted);
    const kind = entry.shape === 'unreadable' || entry.key === '<<' ? 'raw' : kindFor(usual, entry.value);
    return {
      key: entry.key,
      kind,
      value: entry.value,
      items: itemsOf(kind, entry),
      entry,
      readOnly: frontMatter.readOnly ?? entry.readOnly ?? shadowReason(entry),
      suggestions: known?.suggestions ?? [],
    };
  });
}

/** Keys that other posts have and this one lacks, the most used first: what "add a field" offers. */
export function missingFields(frontMatter: FrontMatter, model: readonly FieldModel[]): readonly Field[] {
  const present = new Set(frontMatter.entries.map((entry) => entry.key));
  return model
    .filter((one) => !present.has(one.key))
    .sort((a, b) => b.count - a.count)
    .map((one) => ({
      key: one.key,
      kind: one.kind,
      value: one.default,
      items: null,
      entry: null,
      readOnly: frontMatter.readOnly,
      suggestions: one.suggestions,
    }));
}

function shadowReason(entry: Entry): Field['readOnly'] {
  if (!entry.shadowed) return null;
  return {
    code: 'broken',
    message: `"${entry.key}" stands again further down, and only the last one counts`,
  };
}

function itemsOf(kind: FieldKind, entry: Entry): readonly string[] | null {
  if (Array.isArray(entry.value)) return kind === 'map' ? null : entry.value.map(String);
  if (kind !== 'category' && kind !== 'tags' && kind !== 'list') return null;
  if (entry.value === null || entry.value === undefined) return [];
  const text = String(entry.value);
  return splitList(text, stringListOf(entry.key, text));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
