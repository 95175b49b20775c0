// Owns: what a person wants of every post of a journal, and of those in a category: keys that must be there, keys that new posts get.
// Must not know: where the wishes are stored, or how a key is written into a text.
import type { FieldValue } from '../frontmatter/types.ts';
import type { Problem } from '../problem.ts';
import type { PostEntry } from './entry.ts';

/** Wishes for some posts. */
export interface PostRules {
  /** Front-matter keys that each of them must have, with something in it. */
  readonly required: readonly string[];
  /** Keys and values that a new one of them starts with. */
  readonly fresh: Readonly<Record<string, FieldValue>>;
}

/** Wishes for the posts in a category and everything below it. */
export interface CategoryRules extends PostRules {
  readonly path: readonly string[];
}

export interface JournalRules {
  readonly all: PostRules;
  readonly categories: readonly CategoryRules[];
}

export const noRules: JournalRules = { all: { required: [], fresh: {} }, categories: [] };

/** The wishes for a post with these categories: what counts for all, then each category above it, the closer one winning. */
export function rulesFor(rules: JournalRules, categories: readonly string[]): PostRules {
  const own = categories.map(plain);
  const fitting = rules.categories
    .filter(({ path }) => path.length > 0 && path.every((part, i) => plain(part) === own[i]))
    .sort((a, b) => a.path.length - b.path.length);
  if (fitting.length === 0) return rules.all;
  const required = new Set(rules.all.required);
  const fresh: Record<string, FieldValue> = Object.assign(Object.create(null), rules.all.fresh);
  for (const one of fitting) {
    for (const key of one.required) required.add(key);
    Object.assign(fresh, one.fresh);
  }
  return { required: [...required], fresh };
}

const plain = (name: string): string => name.normalize('NFC');

export const REQUIRED_MISSING = 'required-missing';

/**
 * The entry with a problem for each key that it lacks, and without those that no longer hold; the entry itself where nothing
 * differs. Where the list knows a key's value (categories, tags, layout, image) an empty one is missing too.
 */
export function withMissing(entry: PostEntry, rules: JournalRules): PostEntry {
  const missing = missingKeys(entry, rules);
  const had = entry.problems.filter(({ code }) => code === REQUIRED_MISSING);
  const same = had.length === missing.length && had.every(({ detail }, i) => detail?.key === missing[i]);
  if (same) return entry;
  const others = entry.problems.filter(({ code }) => code !== REQUIRED_MISSING);
  return { ...entry, problems: [...others, ...missing.map(problemOf)] };
}

/** Required keys that the post lacks, in the order of the rules. */
export function missingKeys(entry: PostEntry, rules: JournalRules): readonly string[] {
  if (rules.all.required.length === 0 && rules.categories.length === 0) return [];
  const { required } = rulesFor(rules, entry.categories);
  if (required.length === 0) return required;
  const has = new Set(entry.keys);
  return required.filter((key) => isMissing(entry, key, has));
}

function isMissing(entry: PostEntry, key: string, has: ReadonlySet<string>): boolean {
  // Folders and the blog's defaults give these too; what counts is what the post ends up with.
  if (key === 'category' || key === 'categories') return entry.categories.length === 0;
  if (key === 'tags' || key === 'tag') return entry.tags.length === 0;
  if (key === 'layout') return entry.layout === null || entry.layout === '';
  return !has.has(key) || (key === 'image' && entry.image === null);
}

function problemOf(key: string): Problem {
  return {
    code: REQUIRED_MISSING,
    severity: 'warning',
    message: `The key "${key}" is missing, which this journal asks of its posts.`,
    detail: { key },
  };
}
