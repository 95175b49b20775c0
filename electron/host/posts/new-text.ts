// Owns: the first text of a new post: front matter as the newest posts of the journal write it, and an empty body.
// Must not know: where the post is stored.
import {
  type BlogStyle,
  dateTextLike,
  type FieldValue,
  inferStyle,
  type NewField,
  newPostText,
  parseDateText,
  readFrontMatter,
} from '#core/frontmatter/index.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';

export interface NewText {
  readonly title: string;
  readonly date: string;
  readonly categories: readonly string[];
  readonly draft: boolean;
  /** Keys that this journal gives to new posts of such categories. */
  readonly fresh: Readonly<Record<string, FieldValue>>;
}

/** So many posts tell a blog's manner; the newest ones, because manners change. */
const SAMPLE = 60;

/** Gives the text of a new post in the manner of the journal: keys and their order, quotes, lists, date, line ends. */
export async function newText(journal: JournalHandle, post: NewText): Promise<string> {
  const entries = journal.entries().slice(0, SAMPLE);
  const style = await styleOf(journal, entries);
  return newPostText(fieldsOf(entries, post, style), style);
}

async function styleOf(journal: JournalHandle, entries: readonly PostEntry[]): Promise<BlogStyle> {
  const posts = [];
  for (const { path } of entries) {
    const found = await locate(journal.root, path)
      .then((at) => readRegular(at.file))
      .catch(() => null);
    const read = found === null ? null : textOf(found.bytes);
    if (read?.misfit === null) posts.push({ text: read.text, frontMatter: readFrontMatter(read.text) });
  }
  return inferStyle(posts);
}

function fieldsOf(entries: readonly PostEntry[], post: NewText, style: BlogStyle): readonly NewField[] {
  const layout = mostUsed(entries.flatMap((entry) => entry.layout ?? []));
  const fields: NewField[] = [];
  if (layout !== null && isUsual(entries, 'layout')) fields.push({ key: 'layout', value: layout });
  fields.push({ key: 'title', value: post.title, as: 'text' });
  fields.push({ key: 'date', value: dateLike(post.date, style), as: 'date' });
  const [only = ''] = post.categories;
  const single = count(entries, 'category') > count(entries, 'categories');
  if (post.categories.length === 1 && single) fields.push({ key: 'category', value: only, as: 'text' });
  else if (post.categories.length > 0) fields.push({ key: 'categories', value: post.categories });
  if (isUsual(entries, 'tags')) fields.push({ key: 'tags', value: [] });
  if (post.draft) fields.push({ key: 'draft', value: true });
  return withFresh(fields, post.fresh);
}

/** What the person asked for stands; of the rest, the journal's own values count more than its posts' habits. */
function withFresh(
  fields: readonly NewField[],
  fresh: Readonly<Record<string, FieldValue>>,
): readonly NewField[] {
  const given = new Set(fields.map(({ key }) => key));
  // Either key says the category; the one that was asked for is not said twice.
  const named = given.has('category') || given.has('categories');
  const isAsked = (key: string): boolean =>
    ['title', 'date', 'draft'].includes(key) || (named && ['category', 'categories'].includes(key));
  const changed = fields.map((field): NewField => {
    const value = fresh[field.key];
    return value === undefined || isAsked(field.key) ? field : { key: field.key, value };
  });
  const added = Object.entries(fresh).filter(([key]) => !given.has(key) && !isAsked(key));
  return [...changed, ...added.map(([key, value]) => ({ key, value }))];
}

/** A moment in the blog's form; a day alone stays one, because nobody said at which hour. */
function dateLike(date: string, style: BlogStyle): string {
  const parts = parseDateText(date);
  if (parts === null || parts.hour === null) return date;
  const { year, month, day, hour } = parts;
  const moment = { year, month, day, hour, minute: parts.minute ?? 0, second: parts.second ?? 0 };
  return dateTextLike(style, moment, parts.zone ?? '');
}

function isUsual(entries: readonly PostEntry[], key: string): boolean {
  return count(entries, key) * 2 > entries.length;
}

function count(entries: readonly PostEntry[], key: string): number {
  return entries.filter((entry) => entry.keys.includes(key)).length;
}

function mostUsed(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}
