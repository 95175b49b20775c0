// Owns: the document's counters while parts are converted: ids, footnote numbers, places of the generated lists.
// Must not know: parsing, or how an element is written.

import type { ConvertedPart, Places } from './convert.ts';
import { writeBlock } from './html/blocks.ts';
import { takeFootnoteNumber } from './html/footnotes.ts';
import { answerGfm, answerPlain } from './html/ids.ts';
import type { Conversion, CounterEvent } from './html/state.ts';
import { isCommonLanguage } from './languages.ts';
import type { StoreState } from './store.ts';
import type { RenderContext } from './types.ts';

export interface Marks {
  readonly line: string;
  readonly toc: string;
  readonly footnotes: string;
}

/** `mark` does not occur in the text; with a letter it stands in the HTML for what is known only at the end. */
export function marksOf(mark: string): Marks {
  return { line: `${mark}L`, toc: `${mark}T`, footnotes: `${mark}F` };
}

export function conversionFor(state: StoreState, context: RenderContext, marks: Marks): Conversion {
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
    blockInText: (of, parent, conversion) => writeBlock(of, parent, INNER_INDENT, conversion),
    lineAttribute: mode === false ? () => '' : (of) => ` data-line="${marks.line}${of.line}"`,
    place: { met: false },
    tocMark: { value: marks.toc, node: null },
    footnotesMark: { value: marks.footnotes, node: null },
  };
}

// Blocks in text are rare enough that how deep the text stands is not told to them.
const INNER_INDENT = 2;

/** Does what was made of a part still stand? If so, its questions are asked and its places taken again. */
export function keeps(part: ConvertedPart, conversion: Conversion): boolean {
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

/** Asks the counters again for what was asked then; '' where the footnote is not defined any more. */
export function answer(event: CounterEvent, conversion: Conversion): string {
  if (event.kind === 'gfm') return answerGfm(event.key, conversion);
  if (event.kind === 'plain') return answerPlain(event.key, conversion);
  const found = takeFootnoteNumber(event.key, conversion);
  return found === null ? '' : `${found.use.number}:${found.repeat}`;
}

/** Takes one question back; questions are taken back in the order opposite to theirs. */
export function undo(event: CounterEvent | undefined, conversion: Conversion): void {
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
