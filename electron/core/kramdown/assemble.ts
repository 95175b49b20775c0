// Owns: the result for a whole document: counters over all parts, contents, footnotes, blocks with their lines.
// Must not know: parsing, or how an element is written.

import { countLines } from './chars.ts';
import { type ConvertedPart, convertPart, type Places } from './convert.ts';
import { collectDiagnostics } from './diagnostics.ts';
import { writeBlock, writeBlocks } from './html/blocks.ts';
import { escapeText } from './html/escape.ts';
import { takeFootnoteNumber, writeFootnotes } from './html/footnotes.ts';
import { answerGfm, answerPlain } from './html/ids.ts';
import type { Conversion, CounterEvent, TocHeader } from './html/state.ts';
import { tocNode } from './html/toc.ts';
import { isCommonLanguage } from './languages.ts';
import type { Store, StoreState, TocMemo } from './store.ts';
import type { StoredPart } from './stored-part.ts';
import { type Node, node } from './tree.ts';
import type { RenderContext, RenderedBlock, RenderResult } from './types.ts';

/** The result for what the store holds now. */
export function assemble(store: Store): RenderResult {
  const { context } = store;
  let work = convertAll(store);
  // Options set inside text are known only after all text was read; they count for all of it.
  if (store.settleOptions()) work = convertAll(store);
  const state = store.state();
  const blocks = finishBlocks(state, context, work, store.memo);
  let joined: string | null = null;
  return {
    get html() {
      joined ??= blocks.map((block) => block.html).join('');
      return joined;
    },
    blocks,
    diagnostics: collectDiagnostics(state, context.firstLine ?? 0),
    complete: state.stoppedAt === -1,
  };
}

interface Work {
  readonly conversion: Conversion;
  readonly headers: readonly TocHeader[];
  readonly marks: Marks;
}

/** Converts each part that has to be, with the document's counters running through all of them. */
function convertAll(store: Store): Work {
  const state = store.state();
  const marks = marksOf(state.mark);
  const conversion = conversionFor(state, store.context, marks);
  const headers: TocHeader[] = [];
  for (let index = 0; index < state.parts.length; index++) {
    const part = state.parts[index];
    if (part === undefined) continue;
    const kept = part.converted;
    if (kept === null || !keeps(kept, conversion)) {
      if (state.expired()) {
        store.stopAt(index);
        break;
      }
      part.rendered = null;
      const own: Conversion = { ...conversion, events: [], headers: [] };
      part.converted = convertPart(store.resolve(part), part.start === 0, own);
      store.release(part);
    }
    for (const header of part.converted?.headers ?? []) headers.push(header);
  }
  return { conversion, headers, marks };
}

interface Marks {
  readonly line: string;
  readonly toc: string;
  readonly footnotes: string;
}

/** `mark` does not occur in the text; with a letter it stands in the HTML for what is known only at the end. */
function marksOf(mark: string): Marks {
  return { line: `${mark}L`, toc: `${mark}T`, footnotes: `${mark}F` };
}

function conversionFor(state: StoreState, context: RenderContext, marks: Marks): Conversion {
  const known = context.knownLanguage ?? isCommonLanguage;
  const highlight = context.highlight ?? (() => null);
  const mode = context.sourceLines ?? false;
  return {
    options: state.options,
    ids: { gfm: new Map(), plain: new Map() },
    footnotes: { uses: new Map(), order: [] },
    definition: (name) => state.footnotes.get(name),
    headers: [],
    events: [],
    htmlDepth: 0,
    highlight,
    known,
    lineAttribute: mode === false ? () => '' : (of) => ` data-line="${marks.line}${of.line}"`,
    place: { met: false },
    tocMark: { value: marks.toc, node: null },
    footnotesMark: { value: marks.footnotes, node: null },
  };
}

/** Does what was made of a part still stand? If so, its questions are asked and its places taken again. */
function keeps(part: ConvertedPart, conversion: Conversion): boolean {
  return replay(part.events, conversion) && takesPlaces(part.places, conversion, part.events);
}

/** A kept part takes the places it took before, if they are as free as they were then. */
function takesPlaces(
  places: Places | null,
  conversion: Conversion,
  events: readonly CounterEvent[],
): boolean {
  if (places === null) return true;
  const { tocMark, footnotesMark } = conversion;
  const same =
    places.tocTaken === (tocMark.node !== null) && places.footnotesTaken === (footnotesMark.node !== null);
  if (!same) {
    for (let back = events.length - 1; back >= 0; back--) undo(events[back], conversion);
    return false;
  }
  tocMark.node ??= places.toc;
  footnotesMark.node ??= places.footnotes;
  return true;
}

/** Asks the counters for what a kept part needs. false (and nothing asked): an answer would differ. */
function replay(events: readonly CounterEvent[], conversion: Conversion): boolean {
  for (let index = 0; index < events.length; index++) {
    const event = events[index];
    if (event === undefined) continue;
    if (answer(event, conversion) === event.answer) continue;
    for (let back = index; back >= 0; back--) undo(events[back], conversion);
    conversion.events.length = 0;
    return false;
  }
  conversion.events.length = 0;
  return true;
}

function answer(event: CounterEvent, conversion: Conversion): string {
  if (event.kind === 'gfm') return answerGfm(event.key, conversion);
  if (event.kind === 'plain') return answerPlain(event.key, conversion);
  const found = takeFootnoteNumber(event.key, conversion);
  return found === null ? '' : `${found.use.number}:${found.repeat}`;
}

function undo(event: CounterEvent | undefined, conversion: Conversion): void {
  if (event === undefined) return;
  if (event.kind === 'footnote') {
    const use = conversion.footnotes.uses.get(event.key);
    if (use === undefined) return;
    use.count--;
    if (use.count === 0) {
      conversion.footnotes.uses.delete(event.key);
      conversion.footnotes.order.pop();
    }
    return;
  }
  const counter = event.kind === 'gfm' ? conversion.ids.gfm : conversion.ids.plain;
  const seen = counter.get(event.key) ?? 0;
  const first = event.kind === 'gfm' ? 1 : 0;
  if (seen <= first) counter.delete(event.key);
  else counter.set(event.key, seen - 1);
}

function finishBlocks(state: StoreState, context: RenderContext, work: Work, memo: TocMemo): RenderedBlock[] {
  const { conversion: base, headers, marks } = work;
  const first = context.firstLine ?? 0;
  const quiet: Conversion = { ...base, events: [], headers: [], lineAttribute: () => '' };
  // Ids of headers in footnotes follow the rule of those in HTML.
  quiet.htmlDepth = 1;
  const footnotes = writeFootnotes(quiet, (parent, indent) => writeBlocks(parent, indent, quiet));
  // Headers in footnotes are listed too.
  const toc = writeToc(memo, base.tocMark.node, [...headers, ...quiet.headers], quiet);
  const out: RenderedBlock[] = [];
  for (const part of state.parts) {
    if (part.converted === null) continue;
    for (const block of renderedBlocks(part, part.converted, first, context, marks, toc, footnotes))
      out.push(block);
  }
  const end = lineCount(state);
  if (footnotes !== '' && base.footnotesMark.node === null) {
    out.push({ html: footnotes, line: first + end, endLine: first + end });
  }
  if (state.stoppedAt !== -1) {
    const rest = escapeText(state.text.slice(state.stoppedAt));
    out.push({ html: `<p>${rest}</p>\n`, line: first + state.stoppedLine, endLine: first + end });
  }
  return out;
}

/** The contents; made anew only when a header or its list is another. */
function writeToc(
  memo: TocMemo,
  list: Node | null,
  headers: readonly TocHeader[],
  quiet: Conversion,
): string {
  if (list === null) return '';
  const known = memo.last;
  const same =
    known !== null &&
    known.list === list &&
    known.options === quiet.options &&
    known.headers.length === headers.length &&
    known.headers.every((header, index) => header === headers[index] || header.html === headers[index]?.html);
  if (same) return known.html;
  const made = tocNode(list, headers, quiet);
  const html = made === null ? '' : writeBlock(made, node('p', '', 0), 0, quiet);
  memo.last = { list, headers, options: quiet.options, html };
  return html;
}

function lineCount(state: StoreState): number {
  if (state.stoppedAt !== -1)
    return state.stoppedLine + countLines(state.text, state.stoppedAt, state.text.length);
  const last = state.parts[state.parts.length - 1];
  return last === undefined ? 0 : last.line + last.parsed.lines;
}

function renderedBlocks(
  part: StoredPart,
  converted: ConvertedPart,
  first: number,
  context: RenderContext,
  marks: Marks,
  toc: string,
  footnotes: string,
): readonly RenderedBlock[] {
  const line = first + part.line;
  const special = (converted.places?.toc ?? converted.places?.footnotes ?? null) !== null;
  const filled = special ? toc + footnotes : '';
  if (part.rendered !== null && part.rendered.line === line && part.rendered.filled === filled) {
    return part.rendered.blocks;
  }
  const mode = context.sourceLines ?? false;
  const blocks = converted.blocks.map((block): RenderedBlock => {
    let html = block.html;
    if (special) html = html.replace(marks.toc, () => toc).replace(marks.footnotes, () => footnotes);
    const start = line + block.line;
    if (mode === false) return { html, line: start, endLine: line + block.endLine };
    const offset = mode === 'block' ? -block.line : line;
    return lazyBlock(html, start, line + block.endLine, marks.line, offset);
  });
  part.rendered = { line, filled, blocks };
  return blocks;
}

/** Lines are written into the HTML only when it is asked for. */
function lazyBlock(
  source: string,
  line: number,
  endLine: number,
  mark: string,
  offset: number,
): RenderedBlock {
  let html: string | null = null;
  return {
    get html() {
      html ??= fillLines(source, mark, offset);
      return html;
    },
    line,
    endLine,
  };
}

function fillLines(source: string, mark: string, offset: number): string {
  const pieces = source.split(mark);
  let out = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index++) {
    const piece = pieces[index] ?? '';
    const digits = piece.indexOf('"');
    out += Number(piece.slice(0, digits)) + offset + piece.slice(digits);
  }
  return out;
}
