// Owns: the result for a whole document: counters over all parts, contents, footnotes, blocks with their lines.
// Must not know: parsing, or how an element is written.

import { countLines } from './chars.ts';
import { quietConversion, writeContents } from './contents.ts';
import { type ConvertedPart, convertPart } from './convert.ts';
import { conversionFor, keeps, type Marks, marksOf } from './counters.ts';
import { collectDiagnostics } from './diagnostics.ts';
import { writeBlocks } from './html/blocks.ts';
import { escapeText } from './html/escape.ts';
import { writeFootnotes } from './html/footnotes.ts';
import type { Conversion, TocHeader } from './html/state.ts';
import { type Assembled, footnotesBlock, linesOf, patch } from './patch.ts';
import { renderedBlocks } from './rendered.ts';
import { renumber } from './renumber.ts';
import type { Store, StoreState, TocMemo } from './store.ts';
import type { StoredPart } from './stored-part.ts';
import type { RenderContext, RenderedBlock, RenderResult } from './types.ts';

/** The result for what the store holds now, with how many parts were kept. */
export function assemble(store: Store, reused: number): RenderResult & { readonly reused: number } {
  const { memo } = store;
  const patched = memo.assembled === null ? null : patch(store, memo.assembled);
  memo.assembled = null;
  const made = patched ?? assembleAll(store);
  const complete = store.state().stoppedAt === -1;
  // What was left out for want of time is not there to be built on.
  if (complete) memo.assembled = made;
  const { blocks, diagnostics } = made;
  let joined: string | null = null;
  return {
    get html() {
      joined ??= blocks.map((block) => block.html).join('');
      return joined;
    },
    blocks,
    diagnostics,
    complete,
    reused,
  };
}

function assembleAll(store: Store): Assembled {
  const { context } = store;
  let work = convertAll(store);
  // Options set inside text are known only after all text was read; they count for all of it.
  if (store.settleOptions()) work = convertAll(store);
  const state = store.state();
  const finished = finishBlocks(state, context, work, store.memo);
  return { ...finished, diagnostics: collectDiagnostics(state, context.firstLine ?? 0) };
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
      part.rendered = null;
      const again = kept === null ? null : renumber(kept, conversion);
      if (again === null && state.expired()) {
        store.stopAt(index);
        break;
      }
      part.converted = again ?? convertAnew(store, part, conversion);
    }
    for (const header of part.converted?.headers ?? []) headers.push(header);
  }
  return { conversion, headers, marks };
}

function convertAnew(store: Store, part: StoredPart, conversion: Conversion): ConvertedPart {
  const own: Conversion = { ...conversion, events: [], headers: [] };
  const made = convertPart(store.resolve(part), part.start === 0, own);
  store.release(part);
  return made;
}

function finishBlocks(
  state: StoreState,
  context: RenderContext,
  work: Work,
  memo: TocMemo,
): Omit<Assembled, 'diagnostics'> {
  const { conversion: base, headers, marks } = work;
  const first = context.firstLine ?? 0;
  newestDefinitions(base);
  const quiet = quietConversion(base);
  const footnotes = writeFootnotes(quiet, (parent, indent) => writeBlocks(parent, indent, quiet));
  const footnotesAsk = quiet.headers.length > 0 || quiet.events.some(({ kind }) => kind !== 'footnote');
  // Headers in footnotes are listed too.
  const toc = writeContents(memo, base.tocMark.node, [...headers, ...quiet.headers], quiet);
  const blocks: RenderedBlock[] = [];
  const counts: number[] = [];
  for (const part of state.parts) {
    const own = renderedBlocks(part, first, context, marks, toc, footnotes);
    counts.push(own.length);
    for (const block of own) blocks.push(block);
  }
  const end = lineCount(state);
  const footnotesAtEnd = footnotes !== '' && base.footnotesMark.node === null;
  if (footnotesAtEnd) {
    blocks.push(footnotesBlock(footnotes, first + end));
  }
  if (state.stoppedAt !== -1) {
    const rest = escapeText(state.text.slice(state.stoppedAt));
    blocks.push({ html: `<p>${rest}</p>\n`, line: first + state.stoppedLine, endLine: first + end });
  }
  const hasContents = base.tocMark.node !== null;
  return { blocks, counts, toc, footnotes, footnotesAtEnd, footnotesAsk, hasContents };
}

/** A part that was resolved again behind the first use of its footnote has brought another content. */
function newestDefinitions({ footnotes: { order, uses }, definition }: Conversion): void {
  order.forEach((use, index) => {
    const { name } = use.definition;
    const newest = definition(name);
    if (newest === undefined || newest === use.definition) return;
    const now = { ...use, definition: newest };
    order[index] = now;
    uses.set(name, now);
  });
}

function lineCount(state: StoreState): number {
  if (state.stoppedAt !== -1)
    return state.stoppedLine + countLines(state.text, state.stoppedAt, state.text.length);
  return linesOf(state.parts);
}
