// Owns: the public shapes of the kramdown renderer (context, blocks, diagnostics, results).
// Must not know: how parsing or conversion is done.

import type { KramdownOptions } from './options.ts';

/** Turns code into HTML of rouge-style token spans, or null when the language is unknown to it. */
export type Highlighter = (code: string, language: string) => string | null;

export interface RenderContext {
  /** Without it code blocks get kramdown's wrappers and escaped text. */
  readonly highlight?: Highlighter;
  /** Does rouge have a lexer of this name or alias? Without it a small built-in set is known. */
  readonly knownLanguage?: (name: string) => boolean;
  /** true: `data-line` with absolute 0-based lines; 'block': relative to the top-level block's own line. */
  readonly sourceLines?: boolean | 'block';
  /** Added to every line given back: the line of the file on which the text begins. */
  readonly firstLine?: number;
  /** Needs `now`. After so many milliseconds the rest is shown as plain text and `complete` is false. */
  readonly budgetMs?: number;
  readonly now?: () => number;
}

/** One top-level block. Lines are 0-based, `endLine` is exclusive; joined, all `html` are the document's HTML. */
export interface RenderedBlock {
  readonly html: string;
  readonly line: number;
  readonly endLine: number;
}

export type Severity = 'error' | 'warning' | 'info';

/** What a writer should know about a place in the text. Lines and columns are 0-based UTF-16 positions. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly detail?: Readonly<Record<string, string | number>>;
  /** Plain English, for where no translation of `code` is at hand. */
  readonly message: string;
}

export interface RenderResult {
  readonly html: string;
  readonly blocks: readonly RenderedBlock[];
  readonly diagnostics: readonly Diagnostic[];
  /** false: the time budget was used up and the rest is plain text. */
  readonly complete: boolean;
}

export interface Session {
  /** Renders the text, reusing what did not change since the last call. `reused`: parts taken over unparsed. */
  update(markdown: string): RenderResult & { readonly reused: number };
}

export type { KramdownOptions };
