// Owns: the first text of a new post: front matter with the keys that this journal's posts have, and an empty body.
// Must not know: where the post is stored.
import { CallError } from '#contract/errors.ts';
import { type Change, patch } from '#core/frontmatter/index.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { applyEdits } from '#core/text.ts';

export interface NewText {
  readonly title: string;
  readonly date: string;
  readonly categories: readonly string[];
  readonly draft: boolean;
}

const EMPTY = '---\n---\n\n';

/** Gives the text of a new post. Layout, and whether categories are one or a list, are as in most of `entries`. */
export function newText(entries: readonly PostEntry[], post: NewText): string {
  const layout = usual(entries.flatMap((entry) => entry.layout ?? []));
  const many = count(entries, 'categories') >= count(entries, 'category') || post.categories.length > 1;
  const [only = ''] = post.categories;
  const changes: readonly Change[] = [
    ...(layout === null ? [] : [{ op: 'add' as const, key: 'layout', value: layout }]),
    { op: 'add', key: 'title', value: post.title, as: 'text' },
    { op: 'add', key: 'date', value: post.date, as: 'date' },
    ...(post.categories.length === 0
      ? []
      : many
        ? [{ op: 'add' as const, key: 'categories', value: post.categories }]
        : [{ op: 'add' as const, key: 'category', value: only, as: 'text' as const }]),
    ...(count(entries, 'tags') > entries.length / 2 ? [{ op: 'add' as const, key: 'tags', value: [] }] : []),
    ...(post.draft ? [{ op: 'add' as const, key: 'draft', value: true }] : []),
  ];
  const result = patch(EMPTY, changes);
  if (!result.ok) throw new CallError('front-matter', result.reason.message, { code: result.reason.code });
  return applyEdits(EMPTY, result.edits);
}

function count(entries: readonly PostEntry[], key: string): number {
  return entries.filter((entry) => entry.keys.includes(key)).length;
}

function usual(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
