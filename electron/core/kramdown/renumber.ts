// Owns: a kept part whose ids or footnote numbers are others now, though nothing else in it is: they are written into its HTML.
// Must not know: sessions, parsing, how any other element is written.

import type { ConvertedPart } from './convert.ts';
import { answer, undo } from './counters.ts';
import { writeFootnoteMarker } from './html/footnotes.ts';
import type { Conversion, CounterEvent, FootnoteUse, TocHeader } from './html/state.ts';
import { node } from './tree.ts';

/** What an answer looks like in the HTML: before and now. */
interface Change {
  readonly before: string;
  readonly after: string;
  /** The id of a header, where it is one. */
  readonly id: { readonly before: string; readonly after: string } | null;
}

/** A question to the counters, by what is counted. */
export const questionOf = ({ kind, key }: CounterEvent): string => `${kind} ${key}`;

/**
 * Asks the counters for what the part needs and gives the part with their answers; null, with nothing asked, where a
 * place in the HTML is not certain: then it has to be converted again. `only`: the questions that are asked; answers to
 * others stay.
 */
export function renumber(
  part: ConvertedPart,
  conversion: Conversion,
  only: ReadonlySet<string> | null = null,
): ConvertedPart | null {
  // Headers of a list that gives its place away take ids that nobody sees.
  if (part.places !== null) return null;
  const changes: Change[] = [];
  const events: CounterEvent[] = [];
  const asked: CounterEvent[] = [];
  for (const event of part.events) {
    if (only !== null && !only.has(questionOf(event))) {
      events.push(event);
      continue;
    }
    const now = answer(event, conversion);
    conversion.events.length = 0;
    // Nothing was counted: the footnote is not there any more.
    if (now === '') return giveUp(asked, conversion);
    asked.push(event);
    if (now === event.answer) {
      events.push(event);
      continue;
    }
    events.push({ ...event, answer: now });
    const change = event.kind === 'footnote' ? marker(event, now, conversion) : id(event, now, conversion);
    if (change === null) return giveUp(asked, conversion);
    changes.push(change);
  }
  const found = new Set<string>();
  const blocks: ConvertedPart['blocks'][number][] = [];
  for (const block of part.blocks) {
    const html = rewrite(block.html, changes, found);
    if (html === null) return giveUp(asked, conversion);
    blocks.push(html === block.html ? block : { ...block, html });
  }
  if (found.size !== changes.length) return giveUp(asked, conversion);
  const headers: TocHeader[] = [];
  for (const header of part.headers) {
    const html = rewrite(header.html, changes, new Set());
    if (html === null) return giveUp(asked, conversion);
    const own = changes.find((change) => change.id?.before === header.id)?.id;
    headers.push(html === header.html ? header : { ...header, id: own?.after ?? header.id, html });
  }
  return { ...part, blocks, events, headers };
}

function giveUp(asked: readonly CounterEvent[], conversion: Conversion): null {
  for (let back = asked.length - 1; back >= 0; back--) undo(asked[back], conversion);
  conversion.events.length = 0;
  return null;
}

/** The ids of headers are letters, digits, marks, `_` and `-`; a prefix may be more. */
const PLAIN = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}-]+$/u;

function id(event: CounterEvent, now: string, { options }: Conversion): Change | null {
  const before = options.autoIdPrefix + event.answer;
  const after = options.autoIdPrefix + now;
  if (!PLAIN.test(before) || !PLAIN.test(after)) return null;
  return { before: ` id="${before}"`, after: ` id="${after}"`, id: { before, after } };
}

function marker(event: CounterEvent, now: string, conversion: Conversion): Change {
  return {
    before: markerOf(event.key, event.answer, conversion),
    after: markerOf(event.key, now, conversion),
    id: null,
  };
}

/** The marker of a footnote for `number:repeat`, written by who writes them, with counters of its own. */
function markerOf(name: string, told: string, conversion: Conversion): string {
  const [number = 0, repeat = 0] = told.split(':').map(Number);
  const definition = conversion.definition(name);
  if (definition === undefined) return '';
  const use: FootnoteUse = { definition, number, count: repeat };
  const order = Array.from({ length: Math.max(0, number - conversion.options.footnoteNr) }, () => use);
  const footnotes = { uses: new Map(repeat > 0 ? [[name, use]] : []), order };
  return writeFootnoteMarker(node('footnote', name, 0), { ...conversion, footnotes, events: [] });
}

/** The HTML with all changes made at once; null where one of them is found twice. */
function rewrite(html: string, changes: readonly Change[], found: Set<string>): string | null {
  const places: { readonly at: number; readonly change: Change }[] = [];
  for (const change of changes) {
    const at = change.before === '' ? -1 : html.indexOf(change.before);
    if (at === -1) continue;
    if (found.has(change.before) || html.indexOf(change.before, at + 1) !== -1) return null;
    found.add(change.before);
    places.push({ at, change });
  }
  places.sort((a, b) => a.at - b.at);
  let out = '';
  let from = 0;
  for (const { at, change } of places) {
    out += html.slice(from, at) + change.after;
    from = at + change.before.length;
  }
  return out + html.slice(from);
}
