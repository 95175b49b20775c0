// Owns: what the journal's posts teach the form: kinds, orders and completions of keys, and the category paths in use.
// Must not know: React, the open text.
import { type FieldModel, inferFields, type PostKeys, type Suggestion } from '#core/frontmatter/index.ts';
import type { PostEntry } from '#core/journal/entry.ts';

export interface FormModel {
  readonly fields: readonly FieldModel[];
  /** Paths written `one / two`. */
  readonly categories: readonly Suggestion[];
}

/** Keys whose values the list's entries carry. */
const LISTED = new Set(['title', 'date', 'layout', 'tags', 'tag', 'categories', 'category']);

/**
 * Counts the list's entries, which carry the values of the usual keys; `known` is what the host read of all others in the newest posts.
 */
export function formModel(
  entries: readonly PostEntry[],
  config: Readonly<Record<string, unknown>>,
  known: readonly FieldModel[] = [],
): FormModel {
  const byKey = new Map(known.map((model) => [model.key, model]));
  return {
    fields: inferFields(entries.map(keysOf), { defaults: config.defaults }).map((model) => {
      const read = LISTED.has(model.key) ? undefined : byKey.get(model.key);
      if (read === undefined) return model;
      const { kind, suggestions, listAs } = read;
      return { ...model, kind, suggestions, listAs };
    }),
    categories: categoriesOf(entries),
  };
}

function keysOf(entry: PostEntry): PostKeys {
  const data: Record<string, unknown> = Object.create(null);
  for (const key of entry.keys) {
    if (key === 'title') data[key] = entry.title;
    else if (key === 'date') data[key] = entry.date;
    else if (key === 'layout') data[key] = entry.layout;
    else if (key === 'tags' || key === 'tag') data[key] = entry.tags;
    else if (key === 'categories') data[key] = entry.categories;
    else if (key === 'category') data[key] = entry.categories.at(-1) ?? null;
    else if (key === 'image') data[key] = entry.image;
  }
  return { data, order: entry.keys };
}

function categoriesOf(entries: readonly PostEntry[]): readonly Suggestion[] {
  const counts = new Map<string, number>();
  for (const { categories } of entries) {
    for (let depth = 1; depth <= categories.length; depth++) {
      const path = showPath(categories.slice(0, depth));
      counts.set(path, (counts.get(path) ?? 0) + (depth === categories.length ? 1 : 0));
    }
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || a.value.localeCompare(b.value));
}

export const showPath = (path: readonly string[]): string => path.join(' / ');

/** `one / two` -> `['one', 'two']`. */
export const readPath = (text: string): readonly string[] =>
  text
    .split(/\s*[/›]\s*/)
    .map((part) => part.trim().normalize('NFC'))
    .filter((part) => part !== '');
