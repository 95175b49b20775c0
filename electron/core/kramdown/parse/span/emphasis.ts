// Owns: emphasis, strong emphasis and GFM strikethrough.
// Must not know: other spans.

import { isAlphanumericAt, isLetterBefore, isSpaceAt, isSpaceCode } from '../../chars.ts';
import { type Node, node } from '../../tree.ts';
import { missedFrom, noteMiss } from '../state.ts';
import {
  flush,
  IN_EM,
  IN_STRONG,
  isExhausted,
  run,
  type Spans,
  type Stop,
  takeNode,
  takeText,
} from './context.ts';

const UNDERSCORE = 95;

function emphasisStop(mark: number, size: number): Stop {
  return {
    code: mark,
    second: mark,
    third: mark,
    test(spans, parent) {
      const { text, pos } = spans;
      if (size === 2 && text.charCodeAt(pos + 1) !== mark) return false;
      if (parent.children.length === 0 || isSpaceCode(text.charCodeAt(pos - 1))) return false;
      // A single mark does not close where exactly two stand.
      if (size === 1 && text.charCodeAt(pos + 1) === mark && text.charCodeAt(pos + 2) !== mark) return false;
      return mark !== UNDERSCORE || !isAlphanumericAt(text, pos + size);
    },
  };
}

const STOPS: ReadonlyMap<number, Stop> = new Map(
  [42, UNDERSCORE].flatMap((mark) =>
    [1, 2].map((size): [number, Stop] => [mark * 4 + size, emphasisStop(mark, size)]),
  ),
);

/** A letter, or a letter and a hyphen, just before an underscore keeps it text. */
function isInsideWord(spans: Spans, at: number): boolean {
  return endsWord(spans.text, at) || (spans.later && followsWordRun(spans, at));
}

function endsWord(text: string, at: number): boolean {
  if (isLetterBefore(text, at)) return true;
  return text.charCodeAt(at - 1) === 45 && isLetterBefore(text, at - 1);
}

/** kramdown 2.5 looks past the underscores before this one. */
function followsWordRun(spans: Spans, at: number): boolean {
  const { text, underscores } = spans;
  if (underscores !== null && at > underscores.from && at <= underscores.to) return underscores.inside;
  let from = at;
  while (text.charCodeAt(from - 1) === UNDERSCORE) from--;
  let to = at;
  while (text.charCodeAt(to) === UNDERSCORE) to++;
  spans.underscores = { from, to, inside: endsWord(text, from) };
  return spans.underscores.inside;
}

export function parseEmphasis(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  const mark = text.charCodeAt(pos);
  const size = text.charCodeAt(pos + 1) === mark ? 2 : 1;
  const after = pos + size;
  const kind = size === 2 ? IN_STRONG : IN_EM;
  const level = spans.level;
  if (level !== null && level.mark === mark && level.size === size) level.seen.push(pos);
  if (
    isSpaceAt(text, after) ||
    (spans.open & kind) !== 0 ||
    isExhausted(spans) ||
    (mark === UNDERSCORE && isInsideWord(spans, pos))
  ) {
    return takeText(spans, parent, after);
  }
  flush(spans, parent, pos);
  if (tryEmphasis(spans, parent, mark, size)) return true;
  if (size === 2 && parent.type !== 'em' && tryEmphasis(spans, parent, mark, 1)) return true;
  // Read as one mark this place would lead to where the emphasis around it is now.
  if (level?.size === 1 && size === 2 && level.mark === mark && text.charCodeAt(after) !== mark)
    level.seen.push(pos);
  return takeText(spans, parent, after);
}

function tryEmphasis(spans: Spans, parent: Node, mark: number, size: number): boolean {
  const start = spans.pos;
  const key = mark * 32 + size * 8 + spans.open;
  let failed = spans.failed?.get(key);
  if (failed?.has(start)) return false;
  const stop = STOPS.get(mark * 4 + size);
  if (stop === undefined) return false;
  const element = node(size === 2 ? 'strong' : 'em', '', spans.line);
  const { open, level } = spans;
  const seen: number[] = [];
  spans.pos = start + size;
  spans.from = spans.pos;
  spans.open = open | (size === 2 ? IN_STRONG : IN_EM);
  spans.level = { mark, size, seen };
  spans.depth++;
  const found = run(spans, element, stop);
  spans.depth--;
  spans.open = open;
  spans.level = level;
  if (found) {
    parent.children.push(element);
    spans.pos += size;
    spans.from = spans.pos;
    return true;
  }
  if (failed === undefined) {
    failed = new Set();
    spans.failed ??= new Map();
    spans.failed.set(key, failed);
  }
  failed.add(start);
  // The same marks met on the way found no end either.
  for (const at of seen) failed.add(at);
  spans.pos = start;
  spans.from = start;
  return false;
}

/** `~~text~~`: no white space or tilde inside next to the marks. */
export function parseStrikethrough(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  if (text.charCodeAt(pos + 1) !== 126) return false;
  const first = text.charCodeAt(pos + 2);
  if (pos + 2 >= text.length || first === 126 || isSpaceCode(first) || isExhausted(spans)) return false;
  const close = strikethroughEnd(spans, pos + 3);
  if (close === -1) return false;
  flush(spans, parent, pos);
  const element = node('del', '', spans.line);
  const { level } = spans;
  spans.pos = pos + 2;
  spans.from = spans.pos;
  spans.level = null;
  spans.depth++;
  parseUntil(spans, element, close);
  spans.depth--;
  spans.level = level;
  return takeNode(spans, parent, element, close + 2);
}

function strikethroughEnd(spans: Spans, from: number): number {
  const { text } = spans;
  const missed = missedFrom(spans.misses, '~~');
  if (missed !== undefined && from >= missed) return -1;
  for (let at = text.indexOf('~~', from); at !== -1; at = text.indexOf('~~', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before !== 126 && !isSpaceCode(before)) return at;
  }
  noteMiss(spans.misses, '~~', from);
  return -1;
}

/** The content of a construct whose end is fixed beforehand is parsed for itself. */
function parseUntil(spans: Spans, element: Node, end: number): void {
  const inner: Spans = {
    ...spans,
    text: spans.text.slice(0, end),
    // What is open around it does not count inside.
    open: 0,
    misses: { from: null },
    tags: null,
    failed: null,
    brackets: null,
    parens: null,
    underscores: null,
  };
  run(inner, element, null);
  spans.pos = end;
  spans.from = end;
}
