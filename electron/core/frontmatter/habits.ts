// Owns: how one post writes its front matter, with the blog's ways where the post itself shows none.
// Must not know: what is to be changed.

import { lineEndNear, lineStartAt, skipBlanks } from './lines.ts';
import type { BlogStyle, Entry, FrontMatter } from './types.ts';

export interface Habits {
  readonly quote: 'single' | 'double';
  /** The same for the items of lists. */
  readonly itemQuote: 'single' | 'double';
  /** Kinds of quotes by key, where the blog has a usual one. */
  readonly quotes: Readonly<Record<string, 'plain' | 'single' | 'double'>>;
  readonly list: 'flow' | 'block';
  readonly lists: Readonly<Record<string, 'flow' | 'block' | 'words' | 'commas' | 'single'>>;
  readonly comma: string;
  readonly dashIndent: number;
  readonly blockScalars: boolean;
  readonly lineEnd: string;
  /** What stands before the key and around the colon (or equals sign) of a new key. */
  readonly indent: string;
  readonly colon: (key: string) => string;
}

/** Counts the habits of a post. */
export function habitsOf(text: string, frontMatter: FrontMatter, style?: BlogStyle): Habits {
  const { entries, format } = frontMatter;
  let singles = 0;
  let doubles = 0;
  let singleItems = 0;
  let doubleItems = 0;
  let flows = 0;
  let blocks = 0;
  let tight = 0;
  let spaced = 0;
  let dashIndent = -1;
  for (const entry of entries) {
    if (entry.style === 'single') singles++;
    if (entry.style === 'double') doubles++;
    const [first, second] = entry.items ?? [];
    if (entry.shape !== 'list' || first === undefined) continue;
    for (const item of entry.items ?? []) {
      if (item.style === 'single') singleItems++;
      if (item.style === 'double') doubleItems++;
    }
    if (entry.style === 'block') {
      blocks++;
      if (dashIndent < 0) dashIndent = entry.valueFrom - lineStartAt(text, entry.valueFrom) - indentOf(entry);
    } else flows++;
    if (entry.style === 'flow' && second !== undefined) {
      if (text.slice(first.to, second.from) === ',') tight++;
      else spaced++;
    }
  }
  const quote = singles > doubles ? 'single' : doubles > singles ? 'double' : (style?.quote ?? 'single');
  const first = entries[0];
  const near = frontMatter.block?.from ?? 0;
  return {
    quote,
    itemQuote: singleItems > doubleItems ? 'single' : doubleItems > singleItems ? 'double' : quote,
    quotes: style?.quotes ?? {},
    list: blocks > flows ? 'block' : flows > 0 ? 'flow' : (style?.list ?? 'flow'),
    lists: style?.lists ?? {},
    comma: tight > spaced ? ',' : ', ',
    dashIndent: Math.max(dashIndent < 0 ? (style?.dashIndent ?? 2) : dashIndent, 0),
    blockScalars:
      entries.some((entry) => entry.style === 'literal' || entry.style === 'folded') ||
      (style?.blockScalars ?? false),
    lineEnd: frontMatter.block === null ? (style?.lineEnd ?? '\n') : lineEndNear(text, near),
    indent: first === undefined ? '' : ' '.repeat(indentOf(first)),
    colon: colonForm(text, entries, format === 'toml' ? ' = ' : ': '),
  };
}

function indentOf(entry: Entry): number {
  return entry.keyFrom - entry.from;
}

/** A new key joins a column of values where all stand in one, and copies `key : value` where that is the way. */
function colonForm(text: string, entries: readonly Entry[], usual: string): (key: string) => string {
  const sign = usual.trim();
  const shown = entries.filter(
    (entry) => entry.style !== 'empty' && entry.style !== 'block' && !entry.key.startsWith('['),
  );
  const forms = shown.map((entry) => ({
    before: entry.separator - entry.keyTo,
    after: skipBlanks(text, entry.separator + 1, text.length) - entry.separator - 1,
    column: skipBlanks(text, entry.separator + 1, text.length) - entry.keyFrom,
    sign: entry.separator - entry.keyFrom,
  }));
  const [one, ...rest] = forms;
  if (one === undefined || rest.length === 0) return () => usual;
  const keyLength = (entry: Entry): number => entry.keyTo - entry.keyFrom;
  const lengths = new Set(shown.map(keyLength));
  const aligned = lengths.size > 1 && rest.every((form) => form.column === one.column);
  if (aligned && forms.every((form) => form.before === 0)) {
    return (key) => `${sign}${' '.repeat(Math.max(1, one.column - key.length - 1))}`;
  }
  if (aligned && rest.every((form) => form.sign === one.sign)) {
    const after = ' '.repeat(one.after);
    return (key) => `${' '.repeat(Math.max(1, one.sign - key.length))}${sign}${after}`;
  }
  const spaced = forms.filter((form) => form.before === 1).length > forms.length / 2;
  if (spaced) return () => ` ${sign} `;
  return () => (sign === '=' && forms.every((form) => form.before === 0 && form.after === 0) ? sign : usual);
}
