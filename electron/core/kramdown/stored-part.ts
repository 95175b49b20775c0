// Owns: what is kept of one part between two texts.
// Must not know: when it is made or dropped.

import type { ConvertedPart } from './convert.ts';
import type { KramdownOptions } from './options.ts';
import type { ParsedPart } from './parse/part.ts';
import type { Finding, LinkDefinition } from './parse/state.ts';
import type { Diagnostic, RenderedBlock } from './types.ts';

export interface StoredPart {
  /** Position and line in the text; they move when text before them changes. */
  start: number;
  line: number;
  parsed: ParsedPart;
  /** blocks: as parsed; gone: given up after conversion, it has to be parsed again. */
  tree: 'blocks' | 'gone';
  readonly optionsBefore: KramdownOptions;
  /** Ids and names looked up while resolving, with what was found. */
  links: Map<string, LinkDefinition | undefined> | null;
  footnotes: Map<string, boolean> | null;
  findings: readonly Finding[];
  /** The findings as diagnostics for a first line. */
  told: { readonly base: number; readonly diagnostics: readonly Diagnostic[] } | null;
  /** Options that its text sets for the whole document. */
  spanOptions: readonly (readonly [string, string])[] | null;
  converted: ConvertedPart | null;
  /** What was given out last, to be given out again while it is the same. */
  rendered: {
    readonly line: number;
    readonly filled: string;
    readonly blocks: readonly RenderedBlock[];
  } | null;
}

export function storedPart(
  start: number,
  line: number,
  parsed: ParsedPart,
  optionsBefore: KramdownOptions,
): StoredPart {
  return {
    start,
    line,
    parsed,
    tree: 'blocks',
    optionsBefore,
    links: null,
    footnotes: null,
    findings: [],
    told: null,
    spanOptions: null,
    converted: null,
    rendered: null,
  };
}
