// Owns: the words in which front matter is talked about: what was read, what may be changed, what a form shows.
// Must not know: how any format is read or written, nor where a text comes from.

import type { Edit } from '../text.ts';

/** The language of a block. */
export type Format = 'yaml' | 'toml' | 'json';

/** The blog generator whose reading rules apply; `plain` is a folder of posts without one. */
export type Generator = 'jekyll' | 'hugo' | 'hexo' | 'zola' | 'astro' | 'eleventy' | 'plain';

/** A half-open range in UTF-16 units of the text. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a value is, as the blog's generator reads it. */
export type Shape = 'text' | 'list' | 'map' | 'boolean' | 'number' | 'date' | 'null' | 'unreadable';

/** How a value is written. TOML's basic and literal strings count as `double` and `single`. */
export type Style =
  | 'plain'
  | 'single'
  | 'double'
  | 'triple-single'
  | 'triple-double'
  | 'literal'
  | 'folded'
  | 'flow'
  | 'block'
  | 'empty'
  | 'alias';

/** Why a value must not be edited by a form. `code` is stable, `message` is English. */
export interface Reason {
  readonly code: ReasonCode;
  readonly message: string;
  readonly line?: number;
}

export type ReasonCode =
  | 'no-block'
  | 'unclosed-block'
  | 'broken'
  | 'anchor'
  | 'alias'
  | 'tag'
  | 'merge-key'
  | 'several-documents'
  | 'nested'
  | 'comment-inside'
  | 'no-such-key'
  | 'key-exists'
  | 'no-such-item'
  | 'not-a-list'
  | 'bad-key'
  | 'bad-value'
  | 'cannot-hold'
  | 'not-verified';

export type ProblemCode =
  | 'unclosed-block'
  | 'colon-in-plain'
  | 'no-space-after-colon'
  | 'no-colon'
  | 'duplicate-key'
  | 'tab-indent'
  | 'control-character'
  | 'invisible-character'
  | 'bad-indent'
  | 'unclosed-quote'
  | 'unclosed-list'
  | 'text-after-value'
  | 'reserved-character'
  | 'not-a-mapping'
  | 'unknown-alias'
  | 'several-documents'
  | 'unreadable';

/**
 * One thing wrong with a block. `line` and `column` count from 1 in the whole text, columns in UTF-16 units.
 * `error`: the generator refuses the block. `warning`: it reads the block, perhaps not as meant.
 * `fix`: edits that mend just this, if there is a safe way.
 */
export interface FrontMatterProblem extends Range {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly column: number;
  readonly message: string;
  readonly key: string | null;
  readonly detail: Readonly<Record<string, string | number>>;
  readonly fix: readonly Edit[] | null;
}

/** One item of a list, with the range of its own text (without dash, comma or comment). */
export interface Item extends Range {
  readonly value: unknown;
  readonly style: Style;
}

/**
 * One top-level key with its value. `from..to` covers its lines without the last line end and without comments or blank
 * lines that follow. `valueFrom..valueTo` is the value's own text; both stand after the colon where the value is empty.
 */
export interface Entry extends Range {
  readonly key: string;
  readonly keyFrom: number;
  readonly keyTo: number;
  readonly separator: number;
  readonly valueFrom: number;
  readonly valueTo: number;
  readonly value: unknown;
  readonly shape: Shape;
  readonly style: Style;
  readonly items: readonly Item[] | null;
  /** A later entry has the same key, so this one does not count. */
  readonly shadowed: boolean;
  readonly readOnly: Reason | null;
}

/** What a text's front matter says. `data` has no prototype; of equal keys the last counts; dates stay text. */
export interface FrontMatter {
  readonly format: Format | null;
  readonly block: Range | null;
  readonly content: Range | null;
  readonly bodyFrom: number;
  readonly entries: readonly Entry[];
  readonly problems: readonly FrontMatterProblem[];
  readonly data: Readonly<Record<string, unknown>>;
  /** Set when nothing in the block may be edited by a form. */
  readonly readOnly: Reason | null;
}

export interface ReadOptions {
  readonly generator?: Generator;
}

/** A value that a form or the command line may set. */
export type FieldValue =
  | string
  | number
  | boolean
  | null
  | readonly FieldValue[]
  | { readonly [key: string]: FieldValue };

/**
 * `date`: the string is a date and may stand without quotes. `text`: it must read back as text. Left out: a date where
 * the present value is an unquoted date (or, for a new key, where the key is known to hold dates), text elsewhere.
 */
export type ValueKind = 'text' | 'date';

/** One wish. List wishes keep the shape that stands there: flow, block, or words in one string. */
export type Change =
  | { readonly op: 'set'; readonly key: string; readonly value: FieldValue; readonly as?: ValueKind }
  | {
      readonly op: 'add';
      readonly key: string;
      readonly value: FieldValue;
      readonly as?: ValueKind;
      readonly after?: string;
    }
  | { readonly op: 'remove'; readonly key: string }
  | { readonly op: 'rename'; readonly key: string; readonly to: string }
  | { readonly op: 'listAdd'; readonly key: string; readonly item: string; readonly at?: number }
  | { readonly op: 'listRemove'; readonly key: string; readonly item: string }
  | { readonly op: 'listMove'; readonly key: string; readonly from: number; readonly to: number }
  | { readonly op: 'listReplace'; readonly key: string; readonly item: string; readonly with: string }
  | { readonly op: 'listSet'; readonly key: string; readonly items: readonly string[] };

/** Something a person should hear about a change that was made. */
export interface Note {
  readonly code: 'list-made' | 'duplicates-removed' | 'style-changed' | 'key-added';
  readonly key: string;
  readonly message: string;
}

export type PatchResult =
  | { readonly ok: true; readonly edits: readonly Edit[]; readonly notes: readonly Note[] }
  | { readonly ok: false; readonly reason: Reason };

/** How one blog writes its front matter, counted over its posts. */
export interface BlogStyle {
  readonly format: Format;
  /** Keys in their usual order. */
  readonly order: readonly string[];
  /** The usual writing of a text, by key. */
  readonly quotes: Readonly<Record<string, 'plain' | 'single' | 'double'>>;
  /** The kind of quotes used where a value needs them. */
  readonly quote: 'single' | 'double';
  /** The usual writing of a list, by key; `words` is one string with spaces, `commas` one with commas. */
  readonly lists: Readonly<Record<string, 'flow' | 'block' | 'words' | 'commas' | 'single'>>;
  readonly list: 'flow' | 'block';
  /** Spaces before the dash of a block list. */
  readonly dashIndent: number;
  /** The usual form of the date as an example, such as `2024-10-03 10:00:00 +0900`; null where posts carry none. */
  readonly date: string | null;
  readonly dateQuotes: 'plain' | 'single' | 'double';
  readonly lineEnd: '\n' | '\r\n';
  /** Blank lines between the closing fence and the body. */
  readonly blankLines: number;
  readonly finalNewline: boolean;
  readonly blockScalars: boolean;
}

export type FieldKind =
  | 'text'
  | 'longText'
  | 'date'
  | 'category'
  | 'tags'
  | 'layout'
  | 'image'
  | 'boolean'
  | 'number'
  | 'list'
  | 'map'
  | 'raw';

/** A value seen in other posts and in how many. */
export interface Suggestion {
  readonly value: string;
  readonly count: number;
}

/** What a journal's posts say about one key. `share` is the part of the posts that have it, 0 to 1. */
export interface FieldModel {
  readonly key: string;
  readonly kind: FieldKind;
  readonly count: number;
  readonly share: number;
  readonly suggestions: readonly Suggestion[];
  /** How lists are usually written: as a list, or as one string. */
  readonly listAs: 'list' | 'words' | 'text' | null;
  readonly default: unknown;
}

/** One row of the form of one post. `entry` is null for a key that other posts have and this one lacks. */
export interface Field {
  readonly key: string;
  readonly kind: FieldKind;
  readonly value: unknown;
  /** The value as the rows of a list field; words of one string count as items. */
  readonly items: readonly string[] | null;
  readonly entry: Entry | null;
  readonly readOnly: Reason | null;
  readonly suggestions: readonly Suggestion[];
}

/** One post as the journal-wide counting needs it. */
export interface PostKeys {
  readonly data: Readonly<Record<string, unknown>>;
  readonly order: readonly string[];
}
