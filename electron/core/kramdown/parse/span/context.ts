// Owns: the state of parsing one span text, and the loop that hands special characters to their constructs.
// Must not know: any construct's syntax.

import type { KramdownOptions } from '../../options.ts';
import { addText, type Node } from '../../tree.ts';
import { TagReader } from '../html-tag.ts';
import type { Definitions } from '../ial.ts';
import type { LinkDefinition, Misses } from '../state.ts';

/** What spans need to know of the whole document. */
export interface SpanDocument {
  readonly options: KramdownOptions;
  readonly alds: Definitions;
  link(id: string): LinkDefinition | undefined;
  hasFootnote(name: string): boolean;
  /** `{::options /}` inside text. */
  setOption(key: string, value: string): void;
}

// Kinds of elements that may not stand inside themselves, as bits.
export const IN_EM = 1;
export const IN_STRONG = 2;
export const IN_LINK = 4;

/** Where a nested parse ends. `test` sees the unflushed text already added to the parent. */
export interface Stop {
  /** Characters at which `test` is asked. */
  readonly code: number;
  readonly second: number;
  readonly third: number;
  test(spans: Spans, parent: Node): boolean;
}

export type Handler = (spans: Spans, parent: Node) => boolean;

/** Elements nested deeper than this are read as text. */
const MAX_SPAN_DEPTH = 24;

// Marks looked at for each character of a text, on average, before the rest of them is taken as text. Ordinary text
// needs about one; only text made of unclosed marks of many kinds comes here.
const STEPS_PER_CHARACTER = 30;
const FREE_STEPS = 10_000;

export interface Spans {
  readonly text: string;
  readonly document: SpanDocument;
  handlers: readonly (Handler | null)[];
  readonly misses: Misses;
  readonly gfm: boolean;
  /** As kramdown 2.5 reads it? */
  readonly later: boolean;
  /** Steps left, shared with texts parsed inside this one. */
  readonly steps: { left: number };
  pos: number;
  /** Start of the plain text that is not yet in the tree. */
  from: number;
  line: number;
  /** Bits of the kinds that are open. */
  open: number;
  depth: number;
  /** Emphasis whose content is being read at this level. */
  level: { readonly mark: number; readonly size: number; readonly seen: number[] } | null;
  tags: TagReader | null;
  failed: Map<number, Set<number>> | null;
  brackets: Map<number, Map<number, number>> | null;
  parens: Int32Array | null;
  /** The run of underscores met last, and whether it stands in a word. */
  underscores: { readonly from: number; readonly to: number; readonly inside: boolean } | null;
}

export function createSpans(
  text: string,
  line: number,
  document: SpanDocument,
  handlers: readonly (Handler | null)[],
): Spans {
  return {
    text,
    document,
    handlers,
    misses: { from: null },
    gfm: document.options.input === 'GFM',
    later: document.options.kramdownVersion === '2.5',
    steps: { left: text.length * STEPS_PER_CHARACTER + FREE_STEPS },
    pos: 0,
    from: 0,
    line,
    open: 0,
    depth: 0,
    level: null,
    tags: null,
    failed: null,
    brackets: null,
    parens: null,
    underscores: null,
  };
}

export function tagReader(spans: Spans): TagReader {
  spans.tags ??= new TagReader(spans.text);
  return spans.tags;
}

/** Must what begins here be taken as text: nested too deep, or too much work already? */
export function isExhausted(spans: Spans): boolean {
  return spans.depth >= MAX_SPAN_DEPTH || spans.steps.left <= 0;
}

/** Moves the plain text before `to` into the tree. */
export function flush(spans: Spans, parent: Node, to: number): void {
  if (spans.from < to) addText(parent, spans.text.slice(spans.from, to), spans.line);
  spans.from = to;
}

/** Takes the text from the position up to `to` as text that is done with. */
export function takeText(spans: Spans, parent: Node, to: number): true {
  flush(spans, parent, to);
  spans.pos = to;
  return true;
}

/** Adds an element for the source from the position up to `to`. */
export function takeNode(spans: Spans, parent: Node, made: Node, to: number): true {
  flush(spans, parent, spans.pos);
  parent.children.push(made);
  spans.pos = to;
  spans.from = to;
  return true;
}

/** Parses into `parent` up to `stop` (left in place; true) or the text's end (false). */
export function run(spans: Spans, parent: Node, stop: Stop | null): boolean {
  const { text } = spans;
  const length = text.length;
  while (spans.pos < length) {
    const code = text.charCodeAt(spans.pos);
    if (code > 127) {
      spans.pos++;
      continue;
    }
    if (stop !== null && (code === stop.code || code === stop.second || code === stop.third)) {
      flush(spans, parent, spans.pos);
      if (stop.test(spans, parent)) return true;
    }
    const handler = spans.handlers[code];
    if (handler === null || handler === undefined || !handler(spans, parent)) spans.pos++;
    else spans.steps.left--;
  }
  flush(spans, parent, length);
  return false;
}
