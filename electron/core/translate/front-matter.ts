// Owns: a post's front matter under the keys and in the forms of another generator, by changes of single keys.
// Must not know: how values are written, the body, or files.
import {
  isDateKey,
  type NewField,
  newPostText,
  parseDateText,
  patch,
  readFrontMatter,
} from '#core/frontmatter/index.ts';
import type { BlogStyle, Change, FieldValue } from '#core/frontmatter/types.ts';
import type { TargetSettings } from '#core/targets/types.ts';
import { applyEdits } from '#core/text.ts';
import { type MatterTask, wishesFor } from './matter-wishes.ts';
import type { Loss } from './types.ts';

/** The text of the post with its front matter changed; the body is as it was. */
export function translateMatter(task: MatterTask, losses: Loss[]): string {
  const { text, settings, entry } = task;
  const read = readFrontMatter(text, { generator: 'jekyll' });
  const wanted = wishesFor(task, read.data, losses, (key) => lineOf(text, read.entries, key));
  if (read.block === null) {
    if (!text.trim()) return text;
    losses.push({ line: null, code: 'no-front-matter', weight: 'changed', what: entry.title });
    const fields = [{ key: 'title', value: entry.title }, ...wanted.flatMap(asField)];
    return newPostText(fields, styleFor(settings, text), text.replace(/^\uFEFF?(?:[ \t]*\r?\n)*/, ''));
  }
  if (read.readOnly !== null) {
    losses.push({ line: 1, code: 'key-unreadable', weight: 'lost', what: read.readOnly.code });
    return text;
  }
  const patched = withWishes(text, wanted, losses, read.entries);
  if (settings.format === 'toml' && read.format === 'yaml') return asToml(patched, text, losses);
  return patched;
}

type Entries = ReturnType<typeof readFrontMatter>['entries'];

const lineOf = (text: string, entries: Entries, key: string): number | null => {
  const entry = entries.find((each) => each.key === key);
  return entry === undefined ? null : text.slice(0, entry.from).split('\n').length;
};

/** Changes one key at a time: one that cannot be changed is told and does not keep the others. */
function withWishes(text: string, wishes: readonly Change[], losses: Loss[], entries: Entries): string {
  let now = text;
  for (const wish of wishes) {
    const result = patch(now, wish);
    if (result.ok) now = applyEdits(now, result.edits);
    else
      losses.push({
        line: lineOf(text, entries, wish.key),
        code: 'key-unreadable',
        weight: 'lost',
        what: wish.key,
      });
  }
  return now;
}

const asField = (change: Change): readonly NewField[] =>
  change.op === 'set' || change.op === 'add'
    ? [
        change.as === undefined
          ? { key: change.key, value: change.value }
          : { key: change.key, value: change.value, as: change.as },
      ]
    : [];

function styleFor({ format }: TargetSettings, text: string): BlogStyle {
  return {
    format,
    order: [],
    quotes: {},
    quote: 'double',
    lists: {},
    list: 'flow',
    dashIndent: 2,
    date: null,
    dateQuotes: 'plain',
    lineEnd: /\r\n/.test(text) ? '\r\n' : '\n',
    blankLines: 1,
    finalNewline: true,
    blockScalars: false,
  };
}

/** The same keys and values between `+++`. A key without a value is left out: TOML has no word for it. */
function asToml(text: string, original: string, losses: Loss[]): string {
  const { data, entries, bodyFrom } = readFrontMatter(text);
  const fields = entries
    .filter(({ shadowed }) => !shadowed)
    .flatMap(({ key, shape }): readonly NewField[] => {
      const value = data[key];
      if (value === null || value === undefined) return [];
      const date = typeof value === 'string' && isDateKey(key) && parseDateText(value) !== null;
      return [
        shape === 'date' || date
          ? { key, value: fieldValue(value), as: 'date' }
          : { key, value: fieldValue(value) },
      ];
    });
  const body = text.slice(bodyFrom);
  const style = {
    ...styleFor({ format: 'toml' } as TargetSettings, original),
    blankLines: 0,
    finalNewline: false,
  }; // only its format is asked for
  const written = fields.reduce(withBareDate, newPostText(fields, style));
  const kept = readFrontMatter(written).data;
  for (const { key } of fields) {
    if (!(key in kept))
      losses.push({
        line: lineOf(original, readFrontMatter(original).entries, key),
        code: 'key-dropped',
        weight: 'lost',
        what: key,
      });
  }
  return written + body;
}

/** A date is a value of its own in TOML and stands without quotes. */
function withBareDate(text: string, { key, value, as }: NewField): string {
  const bare = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[-+]\d\d:\d\d)?)?$/;
  if (as !== 'date' || typeof value !== 'string' || !bare.test(value)) return text;
  return text.replace(`${key} = "${value}"`, `${key} = ${value}`);
}

function fieldValue(value: unknown): FieldValue {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(fieldValue);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fieldValue(inner)]));
}
