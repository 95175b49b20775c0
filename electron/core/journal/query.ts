// Owns: choosing, ordering and grouping posts for the list, and counting what each choice would give.
// Must not know: how the list looks, or where entries come from.
import { comparable, findTyped, typedTest } from '../hangul.ts';
import type { PostEntry } from './entry.ts';
import { byPath, newestFirst } from './order.ts';

/** What is asked for; a part that is left out does not narrow. */
export interface PostQuery {
  /** Typed text: every word must occur in title, categories, tags or path. Initial consonants count. */
  readonly text?: string;
  /** A path in the category tree, with everything below; `null`: posts without category. */
  readonly category?: readonly string[] | null;
  readonly tag?: string;
  /** Year of the date as written; `null`: posts without date. */
  readonly year?: number | null;
  readonly draft?: boolean;
  /** With, or without, problems of severity warning and error. */
  readonly problem?: boolean;
  readonly appears?: boolean;
}

export type SortOrder = 'newest' | 'oldest' | 'title' | 'modified';
export type Grouping = 'none' | 'year' | 'month' | 'category';

/** The posts that a query gives, in the order of `entries`. */
export function filterPosts(entries: readonly PostEntry[], query: PostQuery): readonly PostEntry[] {
  const tests = testsOf(query);
  return entries.filter((entry) => tests.every((test) => test(entry)));
}

type Test = (entry: PostEntry) => boolean;

function testsOf(query: PostQuery): readonly Test[] {
  const tests: Test[] = [];
  const { category, tag, year, draft, problem, appears, text } = query;
  if (draft !== undefined) tests.push((entry) => entry.draft === draft);
  if (appears !== undefined) tests.push((entry) => entry.appears.will === appears);
  if (problem !== undefined) tests.push((entry) => hasProblem(entry) === problem);
  if (year !== undefined) tests.push((entry) => yearOf(entry) === year);
  if (tag !== undefined) {
    const wanted = tag.normalize('NFC');
    tests.push((entry) => entry.tags.some((each) => each.normalize('NFC') === wanted));
  }
  if (category === null) tests.push((entry) => entry.categories.length === 0);
  else if (category !== undefined) {
    const path = category.map((each) => each.normalize('NFC'));
    tests.push((entry) => path.every((each, i) => entry.categories[i]?.normalize('NFC') === each));
  }
  if (text !== undefined && text.trim() !== '') {
    const occursIn = typedTest(text);
    tests.push((entry) => occursIn(searched(entry)));
  }
  return tests;
}

/** What typed text is looked for in, one part a line; made once for each entry, since every key typed asks for all of them. */
const texts = new WeakMap<PostEntry, string>();

function searched(entry: PostEntry): string {
  let text = texts.get(entry);
  if (text === undefined) {
    text = comparable([entry.title, ...entry.categories, ...entry.tags, entry.path].join('\n'));
    texts.set(entry, text);
  }
  return text;
}

/** True where a warning or an error is known about the post. */
export function hasProblem(entry: PostEntry): boolean {
  return entry.problems.some((problem) => problem.severity !== 'info');
}

/** The year of the date as written, or null. */
export function yearOf(entry: PostEntry): number | null {
  return entry.date === null ? null : Number(entry.date.slice(0, 4));
}

/** A sorted copy. Drafts without a date come first among the newest: they are what is being written. */
export function sortPosts(
  entries: readonly PostEntry[],
  order: SortOrder,
  locale?: string,
): readonly PostEntry[] {
  if (order === 'title') {
    const collator = new Intl.Collator(locale, { numeric: true });
    return [...entries].sort((a, b) => collator.compare(a.title, b.title) || byPath(a, b));
  }
  if (order === 'modified') return [...entries].sort((a, b) => b.modified - a.modified || byPath(a, b));
  const newest = newestFirst(entries);
  return order === 'newest' ? newest : [...newest].reverse();
}

export interface PostGroup {
  /** `2024`, `2024-10`, the category path joined by ` / `; empty where there is none. */
  readonly key: string;
  readonly entries: readonly PostEntry[];
}

/** Cuts a sorted list into groups; groups come in the order of their first post. */
export function groupPosts(entries: readonly PostEntry[], by: Grouping): readonly PostGroup[] {
  if (by === 'none') return [{ key: '', entries }];
  const groups = new Map<string, PostEntry[]>();
  for (const entry of entries) {
    const key =
      by === 'category' ? entry.categories.join(' / ') : (entry.date ?? '').slice(0, by === 'year' ? 4 : 7);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return [...groups].map(([key, members]) => ({ key, entries: members }));
}

/** How many posts each further choice would give, with the rest of the query as it is. */
export interface Facets {
  readonly years: ReadonlyMap<number | null, number>;
  readonly tags: ReadonlyMap<string, number>;
  /** By the first category; `null` is none. */
  readonly categories: ReadonlyMap<string | null, number>;
  readonly drafts: number;
  readonly problems: number;
  readonly hidden: number;
  readonly all: number;
}

/** Counts facets; each leaves its own part of the query out, so that another value can be chosen. */
export function facetsOf(entries: readonly PostEntry[], query: PostQuery): Facets {
  const without = (key: keyof PostQuery): readonly PostEntry[] => {
    const { [key]: _left, ...rest } = query;
    return filterPosts(entries, rest);
  };
  return {
    years: tally(without('year'), (entry) => [yearOf(entry)]),
    tags: tally(without('tag'), (entry) => entry.tags),
    categories: tally(without('category'), (entry) => [entry.categories[0] ?? null]),
    drafts: without('draft').filter((entry) => entry.draft).length,
    problems: without('problem').filter(hasProblem).length,
    hidden: without('appears').filter((entry) => !entry.appears.will).length,
    all: filterPosts(entries, query).length,
  };
}

function tally<K>(
  entries: readonly PostEntry[],
  keysOf: (entry: PostEntry) => readonly K[],
): ReadonlyMap<K, number> {
  const counts = new Map<K, number>();
  for (const entry of entries) for (const key of keysOf(entry)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Where typed text occurs in a title, for marking it; null where it is found elsewhere. Positions are in the title as given. */
export function highlightIn(
  title: string,
  typed: string,
): { readonly from: number; readonly to: number } | null {
  // Positions hold only where composing and lowering case change no lengths.
  if (comparable(title).length !== title.length) return null;
  const word = typed.trim().split(/\s+/u)[0] ?? '';
  const found = word === '' ? null : findTyped(title, word);
  return found;
}
