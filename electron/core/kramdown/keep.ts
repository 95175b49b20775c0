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
  /** How many parts at both ends are the old ones, and what stood between them. */
  readonly head: number;
  readonly tail: number;
  readonly gone: readonly StoredPart[];
  /** By how many lines the parts of the tail and the text's end moved. */
  readonly lineShift: number;
  /** The piece of the new text that is not in the old one. */
  readonly from: number;
  readonly to: number;
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
  const head = keptHead(oldParts, prefix);
  const lastKept = oldParts[head - 1];
  const parts = oldParts.slice(0, head);
  let pos = lastKept === undefined ? 0 : lastKept.start + lastKept.parsed.length;
  let line = lastKept === undefined ? 0 : lastKept.line + lastKept.parsed.lines;
  let before = lastKept === undefined ? options : lastKept.parsed.part.options;
  let index = head;
  let reused = head;
  let known = head;
  const lastOld = oldParts[oldParts.length - 1];
  const oldLines = lastOld === undefined ? 0 : lastOld.line + lastOld.parsed.lines;
  const isOldStart = (at: number): boolean => {
    const wanted = at - shift;
    if (wanted < oldEditEnd) return false;
    while (known < oldParts.length && (oldParts[known]?.start ?? 0) < wanted) known++;
    return oldParts[known]?.start === wanted;
  };
  // Kept parts between are moved at the end: until then their old places are needed.
  const moves: { readonly part: StoredPart; readonly start: number; readonly line: number }[] = [];
  const done = (stoppedAt: number, tailFrom: number): Taken => {
    for (const move of moves) {
      move.part.start = move.start;
      move.part.line = move.line;
    }
    const tail = oldParts.length - tailFrom;
    const lineShift = line - (oldParts[tailFrom]?.line ?? oldLines);
    const gone = oldParts.slice(head, tailFrom);
    const stoppedLine = line;
    for (let at = tailFrom; at < oldParts.length; at++) {
      const part = oldParts[at];
      if (part === undefined) continue;
      part.start += shift;
      part.line += lineShift;
      parts.push(part);
    }
    const from = prefix;
    const to = next.length - suffix;
    return {
      parts,
      reused: reused + tail,
      stoppedAt,
      stoppedLine,
      head,
      tail,
      gone,
      lineShift,
      from,
      to,
    };
  };
  while (pos < next.length) {
    let candidate = oldParts[index];
    while (candidate !== undefined && newStart(candidate, oldEditEnd, shift) < pos) {
      candidate = oldParts[++index];
    }
    if (
      candidate !== undefined &&
      newStart(candidate, oldEditEnd, shift) === pos &&
      // A leading blank line counts only at the start of the text.
      (candidate.start === 0) === (pos === 0) &&
      sameOptions(candidate.optionsBefore, before)
    ) {
      // Behind the edit all parts follow one another as before, unless the old text was not read to its end.
      if (candidate.start >= oldEditEnd && reaches(oldParts, old)) return done(-1, index);
      if (candidate.start >= oldEditEnd || candidate.start + candidate.parsed.reach <= prefix) {
        moves.push({ part: candidate, start: pos, line });
        parts.push(candidate);
        reused++;
        index++;
        pos += candidate.parsed.length;
        line += candidate.parsed.lines;
        before = candidate.parsed.part.options;
        continue;
      }
    }
    if (expired()) return done(pos, oldParts.length);
    const parsed = parsePart(source, pos, before, isOldStart);
    parts.push(storedPart(pos, line, parsed, before));
    pos += parsed.length;
    line += parsed.lines;
    before = parsed.part.options;
  }
  return done(-1, oldParts.length);
}

/** How many parts from the first on were decided by text before the edit. */
function keptHead(parts: readonly StoredPart[], prefix: number): number {
  let head = 0;
  for (const part of parts) {
    if (part.start + part.parsed.reach > prefix) break;
    head++;
  }
  return head;
}

/** Where a part of the old text begins in the new one. */
function newStart(part: StoredPart, oldEditEnd: number, shift: number): number {
  return part.start >= oldEditEnd ? part.start + shift : part.start;
}

/** Do the parts make up the whole text? */
function reaches(parts: readonly StoredPart[], text: string): boolean {
  const last = parts[parts.length - 1];
  return last !== undefined && last.start + last.parsed.length >= text.length;
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
