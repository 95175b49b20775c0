// Owns: learning from a blog's posts how it writes front matter.
// Must not know: what is to be written.

import { parseDateText } from './dates.ts';
import { lineEndNear, lineStartAt } from './lines.ts';
import { splitList } from './string-list.ts';
import type { BlogStyle, Entry, FrontMatter } from './types.ts';

/** A post as the counting needs it. */
export interface StyledPost {
  readonly text: string;
  readonly frontMatter: FrontMatter;
}

/** Counts names, and gives the most frequent; of equals the one seen first. */
class Tally<T extends string> {
  readonly counts = new Map<T, number>();

  add(name: T): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  best(fallback: T): T {
    let best = fallback;
    let most = 0;
    for (const [name, count] of this.counts) {
      if (count <= most) continue;
      best = name;
      most = count;
    }
    return best;
  }
}

type ListForm = BlogStyle['lists'][string];
type Quotes = BlogStyle['quotes'][string];

/** Gives the majority's way for everything a new key or a new post needs. No posts: a plain YAML style. */
export function inferStyle(posts: Iterable<StyledPost>): BlogStyle {
  const formats = new Tally<BlogStyle['format']>();
  const ends = new Tally<'\n' | '\r\n'>();
  const blanks = new Tally<string>();
  const finals = new Tally<'yes' | 'no'>();
  const quotes = new Map<string, Tally<Quotes>>();
  const quote = new Tally<'single' | 'double'>();
  const lists = new Map<string, Tally<ListForm>>();
  const list = new Tally<'flow' | 'block'>();
  const indents = new Tally<string>();
  const dates = new Tally<string>();
  const dateExamples = new Map<string, string>();
  const dateQuotes = new Tally<Quotes>();
  const places = new Map<string, { sum: number; count: number }>();
  let blockScalars = false;

  for (const { text, frontMatter } of posts) {
    const { format, block, bodyFrom, entries } = frontMatter;
    if (format === null || block === null) continue;
    formats.add(format);
    ends.add(lineEndNear(text, block.from) === '\r\n' ? '\r\n' : '\n');
    const body = text.slice(bodyFrom);
    if (body.trim() !== '') {
      blanks.add(String(/^(?:[ \t]*(?:\r\n|\n|\r))*/.exec(body)?.[0].match(/\r\n|\n|\r/g)?.length ?? 0));
      finals.add(/[\r\n]$/.test(body) ? 'yes' : 'no');
    }
    entries.forEach((entry, index) => {
      const place = places.get(entry.key) ?? { sum: 0, count: 0 };
      places.set(entry.key, { sum: place.sum + (index + 1) / (entries.length + 1), count: place.count + 1 });
      if (entry.style === 'literal' || entry.style === 'folded') blockScalars = true;
      const kind = quotesOf(entry);
      if (kind !== null) {
        tallyFor(quotes, entry.key).add(kind);
        if (kind !== 'plain') quote.add(kind);
      }
      const form = listFormOf(entry);
      if (form !== null) tallyFor(lists, entry.key).add(form);
      if (form === 'flow' || form === 'block') list.add(form);
      if (form === 'block' && entry.items !== null) {
        const keyIndent = entry.keyFrom - entry.from;
        indents.add(String(entry.valueFrom - lineStartAt(text, entry.valueFrom) - keyIndent));
      }
      if (entry.key === 'date' && typeof entry.value === 'string' && parseDateText(entry.value) !== null) {
        const shape = entry.value.replace(/\d/g, '0');
        dates.add(shape);
        dateExamples.set(shape, entry.value);
        dateQuotes.add(kind ?? 'plain');
      }
    });
  }

  return {
    format: formats.best('yaml'),
    order: [...places].sort((a, b) => a[1].sum / a[1].count - b[1].sum / b[1].count).map(([key]) => key),
    quotes: bestOf(quotes, 'plain'),
    quote: quote.best('double'),
    lists: bestOf(lists, 'flow'),
    list: list.best('flow'),
    dashIndent: Number(indents.best('2')),
    date: dateExamples.get(dates.best('')) ?? null,
    dateQuotes: dateQuotes.best('plain'),
    lineEnd: ends.best('\n'),
    blankLines: Number(blanks.best('1')),
    finalNewline: finals.best('yes') === 'yes',
    blockScalars,
  };
}

function tallyFor<T extends string>(tallies: Map<string, Tally<T>>, key: string): Tally<T> {
  const tally = tallies.get(key) ?? new Tally<T>();
  tallies.set(key, tally);
  return tally;
}

function bestOf<T extends string>(tallies: Map<string, Tally<T>>, fallback: T): Readonly<Record<string, T>> {
  const out: Record<string, T> = Object.create(null);
  for (const [key, tally] of tallies) out[key] = tally.best(fallback);
  return out;
}

function quotesOf(entry: Entry): Quotes | null {
  if (entry.shape !== 'text' && entry.shape !== 'date') return null;
  return entry.style === 'plain' || entry.style === 'single' || entry.style === 'double' ? entry.style : null;
}

function listFormOf(entry: Entry): ListForm | null {
  if (entry.shape === 'list') {
    if (entry.items?.length === 0) return null;
    return entry.style === 'block' ? 'block' : 'flow';
  }
  if (entry.shape !== 'text' || typeof entry.value !== 'string') return null;
  if (!/^(?:tags?|categor(?:y|ies)|keywords)$/i.test(entry.key)) return null;
  if (entry.value.includes(',')) return 'commas';
  return splitList(entry.value, 'words').length > 1 ? 'words' : 'single';
}
