// Owns: the result after an edit made of the last one: only what stands where the edit was is converted.
// Must not know: parsing, or how an element is written.

import { quietConversion, writeContents } from './contents.ts';
import { convertPart } from './convert.ts';
import { conversionFor, keeps, marksOf } from './counters.ts';
import { collectDiagnostics } from './diagnostics.ts';
import type { Conversion, CounterEvent } from './html/state.ts';
import { renderedBlocks } from './rendered.ts';
import { eventsOf, renumberIds, sameList } from './renumber-ids.ts';
import { sameTree } from './same-tree.ts';
import type { Store } from './store.ts';
import type { StoredPart } from './stored-part.ts';
import type { Diagnostic, RenderedBlock } from './types.ts';

/** A whole document's result, with what is needed to make the next one of it. */
export interface Assembled {
  readonly blocks: readonly RenderedBlock[];
  /** How many blocks each part has; behind them the footnotes may stand. */
  readonly counts: readonly number[];
  readonly diagnostics: readonly Diagnostic[];
  readonly toc: string;
  readonly footnotes: string;
  readonly footnotesAtEnd: boolean;
  /** Have the footnotes headers, whose ids are counted behind all others? */
  readonly footnotesAsk: boolean;
  readonly hasContents: boolean;
}

/**
 * The new result, or null when the edit may reach further: into footnotes, generated lists, or what the document
 * counts. Parts converted here stay converted; whoever goes on has to ask their questions again.
 */
export function patch(store: Store, last: Assembled): Assembled | null {
  const state = store.state();
  const { change } = state;
  if (change === null || state.stoppedAt !== -1 || !change.gone.every(isPlain)) return null;
  const { head, tail, gone, lineShift } = change;
  const made = state.parts.slice(head, state.parts.length - tail);
  const questions = gone.flatMap((part) => part.converted?.events ?? []);
  const marks = marksOf(state.mark);
  const conversion = conversionFor(state, store.context, marks);
  seed(conversion, questions);
  for (const part of made) {
    if (part.converted !== null && keeps(part.converted, conversion)) continue;
    if (state.expired()) return null;
    part.rendered = null;
    const own: Conversion = { ...conversion, events: [], headers: [] };
    part.converted = convertPart(store.resolve(part), part.start === 0, own);
    store.release(part);
    if (part.spanOptions !== null) return null;
  }
  if (!made.every(isPlain) || !sameFootnotes(gone, made)) return null;
  const sameIds = sameEvents(questions, made);
  const sameContents = sameIds && (!last.hasContents || sameHeaders(gone, made));
  // Footnotes have headers of their own, which come last.
  if (!sameContents && last.footnotesAsk) return null;
  if (!sameIds && !renumberIds(state.parts, change, conversion)) return null;
  const toc = sameContents || !last.hasContents ? last.toc : newContents(store, conversion);
  if (toc === null) return null;
  const first = store.context.firstLine ?? 0;
  const { footnotes, footnotesAtEnd } = last;
  const give = (part: StoredPart): readonly RenderedBlock[] =>
    renderedBlocks(part, first, store.context, marks, toc, footnotes);
  const silent = lineShift === 0 && gone.every(isSilent) && made.every(isSilent);
  const diagnostics = silent ? last.diagnostics : collectDiagnostics(state, first);
  if (!sameContents) {
    const all = state.parts.map(give);
    const blocks = all.flat();
    if (footnotesAtEnd) blocks.push(footnotesBlock(footnotes, first + linesOf(state.parts)));
    return { ...last, toc, blocks, counts: all.map((own) => own.length), diagnostics };
  }
  const before = sum(last.counts, 0, head);
  const removed = sum(last.counts, head, head + gone.length);
  const between = made.map(give);
  const counts = last.counts.slice();
  counts.splice(head, gone.length, ...between.map((blocks) => blocks.length));
  const tailStays = lineShift === 0;
  const blocks = last.blocks.slice(0, before);
  for (const own of between) for (const block of own) blocks.push(block);
  if (tailStays) {
    for (let at = before + removed; at < last.blocks.length; at++) {
      const block = last.blocks[at];
      if (block !== undefined) blocks.push(block);
    }
  } else {
    for (let at = state.parts.length - tail; at < state.parts.length; at++) {
      const part = state.parts[at];
      if (part !== undefined) for (const block of give(part)) blocks.push(block);
    }
    if (footnotesAtEnd) blocks.push(footnotesBlock(footnotes, first + linesOf(state.parts)));
  }
  return { ...last, blocks, counts, diagnostics };
}

/** Nothing in it counts for other parts, but ids, footnotes and their numbers. */
function isPlain(part: StoredPart): boolean {
  return part.converted !== null && part.converted.places === null;
}

const isSilent = (part: StoredPart): boolean => part.findings.length === 0;

/** Footnotes behind the last part, at `line`. */
export function footnotesBlock(html: string, line: number): RenderedBlock {
  return { html, line, endLine: line };
}

/** How many lines the parts have. */
export function linesOf(parts: readonly StoredPart[]): number {
  const last = parts[parts.length - 1];
  return last === undefined ? 0 : last.line + last.parsed.lines;
}

/** Sets the counters to where they must have stood for the questions to be answered as they were. */
function seed(conversion: Conversion, questions: readonly CounterEvent[]): void {
  const { ids, footnotes, options } = conversion;
  const met = new Set<string>();
  let numbered = false;
  for (const { kind, key, answer } of questions) {
    const name = `${kind} ${key}`;
    if (kind === 'footnote') {
      const [number = 0, repeat = 0] = answer.split(':').map(Number);
      const definition = conversion.definition(key);
      if (definition === undefined) continue;
      const use = { definition, number, count: repeat };
      if (repeat > 0 && !met.has(name)) footnotes.uses.set(key, use);
      if (repeat === 0 && !numbered) {
        numbered = true;
        while (footnotes.order.length < number - options.footnoteNr) footnotes.order.push(use);
      }
    } else if (!met.has(name) && answer !== key) {
      const repeat = Number(answer.slice(key.length + 1));
      if (kind === 'gfm') ids.gfm.set(key, repeat);
      else ids.plain.set(key, repeat - 1);
    }
    met.add(name);
  }
}

function sameEvents(questions: readonly CounterEvent[], parts: readonly StoredPart[]): boolean {
  return sameList(questions, eventsOf(parts));
}

/** The contents with the headers as they are now; null where their list is not known. */
function newContents(store: Store, conversion: Conversion): string | null {
  const { memo } = store;
  if (memo.last === null) return null;
  const headers = store.state().parts.flatMap((part) => part.converted?.headers ?? []);
  return writeContents(memo, memo.last.list, headers, quietConversion(conversion));
}

/** Do the parts define the same footnotes with the same content? Then the list of footnotes is the same. */
function sameFootnotes(before: readonly StoredPart[], after: readonly StoredPart[]): boolean {
  const old = before.flatMap((part) => part.parsed.part.footnotes);
  const now = after.flatMap((part) => part.parsed.part.footnotes);
  return (
    old.length === now.length &&
    old.every(({ name, content }, index) => {
      const other = now[index];
      return other !== undefined && other.name === name && sameTree(content, other.content);
    })
  );
}

function sameHeaders(before: readonly StoredPart[], after: readonly StoredPart[]): boolean {
  const headersOf = (part: StoredPart) => part.converted?.headers ?? [];
  const old = before.flatMap(headersOf);
  const now = after.flatMap(headersOf);
  return old.length === now.length && old.every((header, index) => header.html === now[index]?.html);
}

function sum(counts: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let at = from; at < to; at++) total += counts[at] ?? 0;
  return total;
}
