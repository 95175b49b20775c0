// Owns: what parsing one part of a document collects, and the cursor over one container's text.
// Must not know: any construct's syntax.

import type { KramdownOptions } from '../options.ts';
import type { AttributeList, Node } from '../tree.ts';
import type { TagReader } from './html-tag.ts';

export interface LinkDefinition {
  readonly url: string;
  readonly title: string | null;
  /** Attributes from an attribute list after the definition; set later by that list. */
  readonly node: Node;
}

export interface FootnoteDefinition {
  readonly name: string;
  readonly content: Node;
}

export interface Abbreviation {
  readonly text: string;
  readonly node: Node;
}

export interface AttributeListDefinition {
  readonly name: string;
  readonly list: AttributeList;
}

/** Something found while parsing that a writer may want to know; lines are counted from the part's first line. */
export interface Finding {
  readonly code: string;
  readonly line: number;
  /** Text of the line as the container sees it (a piece of the source line), and the place in it. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** What one part of the document (a run of top-level blocks) gives to the whole. */
export interface Part {
  readonly root: Node;
  readonly links: { readonly id: string; readonly definition: LinkDefinition }[];
  readonly footnotes: FootnoteDefinition[];
  readonly abbreviations: Abbreviation[];
  readonly alds: AttributeListDefinition[];
  readonly findings: Finding[];
  /** Options in force; `{::options /}` replaces them. */
  options: KramdownOptions;
  /** End of the text that decided the part, as an offset from its start; Infinity: all the rest. */
  reach: number;
}

/** Cursor over the text of one container. `text` ends with a newline. */
export interface Cursor {
  readonly text: string;
  pos: number;
  /** Line of `pos`, counted from the part's first line. */
  line: number;
  readonly part: Part;
  readonly depth: number;
  /** Name of the HTML element whose content is being read as blocks, or null. */
  readonly closing: string | null;
  /** Was its end tag taken? */
  closed: boolean;
  /** Attribute list waiting for the next block. */
  pending: AttributeList | null;
  /** Is this the document itself (positions count for `reach`)? */
  readonly top: boolean;
  readonly misses: Misses;
  /** From the one place on, the other is the first with a `|`. */
  readonly bars: { from: number; next: number };
  /** Reader of tags in `text`, made at the first tag. */
  tags: TagReader | null;
}

/** Is the text read as kramdown 2.5 reads it? */
export function isLater(cursor: Cursor): boolean {
  return cursor.part.options.kramdownVersion === '2.5';
}

/** Searches that found nothing from some position on, so that no search is done twice over the same text. */
export interface Misses {
  from: Map<string, number> | null;
}

/** From where on `what` was searched in vain, or undefined. */
export function missedFrom(misses: Misses, what: string): number | undefined {
  return misses.from?.get(what);
}

export function noteMiss(misses: Misses, what: string, at: number): void {
  misses.from ??= new Map();
  misses.from.set(what, at);
}

/** `text.indexOf(what, at)` that remembers a miss. */
export function findFrom(
  source: { readonly text: string; readonly misses: Misses },
  what: string,
  at: number,
): number {
  const missed = missedFrom(source.misses, what);
  if (missed !== undefined && at >= missed) return -1;
  const found = source.text.indexOf(what, at);
  if (found === -1) noteMiss(source.misses, what, at);
  return found;
}

/** Containers deeper than this are read as plain paragraphs. */
export const MAX_DEPTH = 60;

export function subCursor(parent: Cursor, text: string, line: number): Cursor {
  return {
    text,
    pos: 0,
    line,
    part: parent.part,
    depth: parent.depth + 1,
    closing: null,
    closed: false,
    pending: null,
    top: false,
    misses: { from: null },
    bars: { from: 0, next: -1 },
    tags: null,
  };
}

/** Notes that deciding something took looking at the text up to `to`. */
export function reached(cursor: Cursor, to: number): void {
  if (cursor.top && to > cursor.part.reach) cursor.part.reach = to;
}
