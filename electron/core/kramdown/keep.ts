// Owns: which parts of the last text an edit leaves as they are, and parsing what lies between.
// Must not know: what parts mean.

import type { KramdownOptions } from './options.ts';
import { type PartSource, parsePart } from './parse/part.ts';
import { sameOptions } from './parse/resolve.ts';
import { type StoredPart, storedPart } from './stored-part.ts';

export interface Taken {
  readonly parts: StoredPart[];
  readonly reused: number;
  readonly stoppedAt: number;
  readonly stoppedLine: number;
}

/** Parts of the new text; those of the old one that an edit cannot have changed are moved over. */
export function takeParts(
  old: string,
  source: PartSource,
  oldParts: readonly StoredPart[],
  options: KramdownOptions,
  expired: () => boolean,
): Taken {
  const next = source.text;
  const prefix = commonPrefix(old, next);
  const suffix = commonSuffix(old, next, prefix);
  const oldEditEnd = old.length - suffix;
  const shift = next.length - old.length;
  const parts: StoredPart[] = [];
  let pos = 0;
  let line = 0;
  let before = options;
  let index = 0;
  // Kept parts are moved at the end: until then their old places are needed.
  const moves: { readonly part: StoredPart; readonly start: number; readonly line: number }[] = [];
  const done = (stoppedAt: number): Taken => {
    for (const move of moves) {
      move.part.start = move.start;
      move.part.line = move.line;
    }
    return { parts, reused: moves.length, stoppedAt, stoppedLine: line };
  };
  let known = 0;
  const isOldStart = (at: number): boolean => {
    if (at < oldEditEnd) return false;
    while (known < oldParts.length && (oldParts[known]?.start ?? 0) < at) known++;
    return oldParts[known]?.start === at;
  };
  while (pos < next.length) {
    let candidate = oldParts[index];
    const at = (part: StoredPart): number => (part.start >= oldEditEnd ? part.start + shift : part.start);
    while (candidate !== undefined && at(candidate) < pos) candidate = oldParts[++index];
    if (
      candidate !== undefined &&
      at(candidate) === pos &&
      (candidate.start >= oldEditEnd || candidate.start + candidate.parsed.reach <= prefix) &&
      sameOptions(candidate.optionsBefore, before)
    ) {
      moves.push({ part: candidate, start: pos, line });
      parts.push(candidate);
      index++;
      pos += candidate.parsed.length;
      line += candidate.parsed.lines;
      before = candidate.parsed.part.options;
      continue;
    }
    if (expired()) return done(pos);
    const parsed = parsePart(source, pos, before, (at) => isOldStart(at - shift));
    parts.push(storedPart(pos, line, parsed, before));
    pos += parsed.length;
    line += parsed.lines;
    before = parsed.part.options;
  }
  return done(-1);
}

const STEP = 32768;

function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at + STEP <= limit && a.slice(at, at + STEP) === b.slice(at, at + STEP)) at += STEP;
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const limit = Math.min(a.length, b.length) - prefix;
  let count = 0;
  while (
    count + STEP <= limit &&
    a.slice(a.length - count - STEP, a.length - count) === b.slice(b.length - count - STEP, b.length - count)
  ) {
    count += STEP;
  }
  while (count < limit && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}
