// Owns: how far a value reaches that begins at a given place of a YAML block, and how it is written.
// Must not know: keys, or what the value means.

import { isBlank, lineEndAt, nextLine, skipBlanks } from '../lines.ts';
import type { RawProblem } from '../problems.ts';
import type { Style } from '../types.ts';
import { flowEnd, isDash, plainLine, quotedEnd, readLine, restOfLine } from './tokens.ts';

/** The text to look at, and the column in which its keys stand. */
export interface Source {
  readonly text: string;
  readonly to: number;
  readonly base: number;
  /** How many quotes and brackets were sought to the end in vain; after many, each is sought on its own line only. */
  readonly vain: { count: number };
}

/** Where a value stands. `end` is the end of its last line; `next` the start of the line behind it. */
export interface Extent {
  readonly style: Style;
  readonly from: number;
  readonly to: number;
  readonly end: number;
  readonly next: number;
  readonly tag: boolean;
  readonly anchor: boolean;
  /** A comment stands on a line of its own between the lines of the value. */
  readonly comment: boolean;
  readonly lines: boolean;
  readonly problem: RawProblem | null;
}

/** Finds the value behind the colon at `colon`. */
export function valueExtent(source: Source, colon: number): Extent {
  const { text, to } = source;
  let at = skipBlanks(text, colon + 1, to);
  let tag = false;
  let anchor = false;
  for (let code = text.charCodeAt(at); at < to && (code === 38 || code === 33); code = text.charCodeAt(at)) {
    if (code === 38) anchor = true;
    else tag = true;
    while (at < to && !isBlank(text.charCodeAt(at)) && !isBreak(text.charCodeAt(at))) at++;
    at = skipBlanks(text, at, to);
  }
  const found = nodeExtent(source, at, colon);
  return tag || anchor ? { ...found, tag, anchor } : found;
}

function nodeExtent(source: Source, at: number, colon: number): Extent {
  const { text, to } = source;
  if (at >= to || isBreak(text.charCodeAt(at))) return belowExtent(source, at, colon);
  const char = text[at] ?? '';
  switch (char) {
    case '#':
      return isBlank(text.charCodeAt(at - 1)) ? belowExtent(source, at, colon) : plainExtent(source, at);
    case '"':
    case "'":
      return closedExtent(source, at, char === '"' ? 'double' : 'single', quoteClose(source, at), false);
    case '[':
    case '{': {
      const { end, comment } = flowEnd(text, at, seekLimit(source, at));
      if (end < 0) source.vain.count++;
      return closedExtent(source, at, 'flow', end, comment);
    }
    case '|':
    case '>':
      return scalarExtent(source, at, char === '|' ? 'literal' : 'folded');
    case '*':
      return plainExtent(source, at, 'alias');
    default:
      return plainExtent(source, at);
  }
}

/** Built field by field: spreading objects costs more than all the rest of the reading. */
function extent(
  source: Source,
  style: Style,
  from: number,
  to: number,
  lines = false,
  comment = false,
  problem: RawProblem | null = null,
): Extent {
  const end = lineEndAt(source.text, to, source.to);
  const next = nextLine(source.text, end, source.to);
  return { style, from, to, end, next, tag: false, anchor: false, comment, lines, problem };
}

function broken(source: Source, from: number, problem: RawProblem): Extent {
  const end = lineEndAt(source.text, from, source.to);
  let to = end;
  while (to > from && isBlank(source.text.charCodeAt(to - 1))) to--;
  return extent(source, 'plain', from, to, false, false, problem);
}

const MOST_VAIN = 50;

function seekLimit(source: Source, at: number): number {
  return source.vain.count < MOST_VAIN ? source.to : lineEndAt(source.text, at, source.to);
}

function quoteClose(source: Source, at: number): number {
  const end = quotedEnd(source.text, at, seekLimit(source, at));
  if (end < 0) source.vain.count++;
  return end;
}

/** Quoted text and flow collections end with their own mark; only a comment may follow on that line. */
function closedExtent(source: Source, from: number, style: Style, end: number, comment: boolean): Extent {
  const { text, to } = source;
  const lineEnd = lineEndAt(text, from, to);
  // Quotes that seem to close further down, in the middle of a line, met those of another value.
  const stray = style !== 'flow' && end > lineEnd && restOfLine(text, end, to) < 0;
  if (end < 0 || stray) {
    const code = style === 'flow' ? 'unclosed-list' : 'unclosed-quote';
    return broken(source, from, { code, from, to: lineEnd });
  }
  if (restOfLine(text, end, to) < 0) {
    const code = 'text-after-value';
    return broken(source, from, { code, from: skipBlanks(text, end, to), to: lineEndAt(text, end, to) });
  }
  const lines = lineEnd < end;
  return extent(source, style, from, end, lines, comment);
}

// libyaml starts no plain text with these; the last three only where white space follows.
const RESERVED = /^(?:[%@`,\]}]|[-?:](?=[ \t\r\n]|$))/;

function plainExtent(source: Source, from: number, style: Style = 'plain'): Extent {
  const { text, to, base } = source;
  if (RESERVED.test(text.slice(from, Math.min(from + 2, to)))) {
    return broken(source, from, {
      code: 'reserved-character',
      from,
      to: from + 1,
      detail: { char: text[from] ?? '' },
    });
  }
  const first = plainLine(text, from, to);
  if (first.colon >= 0) {
    return broken(source, from, { code: 'colon-in-plain', from: first.colon, to: first.colon + 1 });
  }
  let end = first.end;
  let lines = false;
  let open = !first.comment;
  for (let at = nextLine(text, lineEndAt(text, from, to), to); open && at < to; ) {
    const line = readLine(text, at, to);
    if (line.kind === 'comment') break;
    if (line.kind === 'text') {
      if (line.column <= base) break;
      const more = plainLine(text, line.from + line.column, to);
      if (more.colon >= 0) {
        return broken(source, from, { code: 'colon-in-plain', from: more.colon, to: more.colon + 1 });
      }
      end = more.end;
      lines = true;
      open = !more.comment;
    }
    at = line.next;
  }
  return extent(source, style, from, end, lines);
}

const HEADER = /^[|>](?:[-+]?[1-9]?|[1-9][-+])[ \t]*(?:[ \t]#.*)?$/;

function scalarExtent(source: Source, from: number, style: Style): Extent {
  const { text, to, base } = source;
  const headerEnd = lineEndAt(text, from, to);
  const header = text.slice(from, headerEnd);
  if (!HEADER.test(header)) {
    return broken(source, from, { code: 'unreadable', from, to: headerEnd });
  }
  const keep = /^.\d?\+/.test(header);
  let end = headerEnd;
  for (let at = nextLine(text, headerEnd, to); at < to; ) {
    const line = readLine(text, at, to);
    if (line.kind === 'blank' ? keep : line.column > base) end = line.end;
    else if (line.kind !== 'blank') break;
    at = line.next;
  }
  return extent(source, style, from, end, true);
}

/** Nothing behind the colon: the value stands on the lines below, or there is none. */
function belowExtent(source: Source, at: number, colon: number): Extent {
  const { text, to, base } = source;
  const lineEnd = lineEndAt(text, at, to);
  let from = -1;
  let end = lineEnd;
  let comment = false;
  let sawComment = false;
  let dashesAtBase = false;
  for (
    let line = readLine(text, nextLine(text, lineEnd, to), to);
    line.from < to;
    line = readLine(text, line.next, to)
  ) {
    if (line.kind === 'comment') sawComment = true;
    if (line.kind !== 'text') continue;
    const start = line.from + line.column;
    if (line.column === base && isDash(text, start, to) && (from < 0 || dashesAtBase)) dashesAtBase = true;
    else if (line.column <= base) break;
    if (from < 0) from = start;
    if (sawComment) comment = true;
    // A quoted text or bracket may run on over lines that are not indented.
    end = line.end;
    const inner = innerEnd(source, start, line.end);
    if (inner > line.end && restOfLine(text, inner, to) >= 0) {
      end = lineEndAt(text, inner, to);
      line = { ...line, next: nextLine(text, end, to) };
    }
  }
  if (from < 0) {
    const empty = colon + 1;
    return extent(source, 'empty', empty, empty);
  }
  const below = belowScalar(source, from, end);
  if (below !== null) return { ...below, comment: comment || below.comment };
  let valueTo = end;
  while (valueTo > from && isBlank(text.charCodeAt(valueTo - 1))) valueTo--;
  return extent(source, 'block', from, valueTo, true, comment);
}

const LEAD = /^(?:-[ \t]+)*(?:[^\s:"'#[{]+:[ \t]+)?(?=["'[{])/;

function innerEnd(source: Source, start: number, lineEnd: number): number {
  const { text } = source;
  const lead = LEAD.exec(text.slice(start, lineEnd));
  if (lead === null) return -1;
  const at = start + lead[0].length;
  const code = text.charCodeAt(at);
  if (code === 34 || code === 39) return quoteClose(source, at);
  const { end } = flowEnd(text, at, seekLimit(source, at));
  if (end < 0) source.vain.count++;
  return end;
}

/** A single text or flow collection that stands alone on the lines below the key. */
function belowScalar(source: Source, from: number, end: number): Extent | null {
  const { text } = source;
  const char = text[from] ?? '';
  if (isDash(text, from, end) || '&!|>*?%@`'.includes(char)) return null;
  if (char === '"' || char === "'" || char === '[' || char === '{') {
    const close = char === '"' || char === "'" ? quotedEnd(text, from, end) : flowEnd(text, from, end).end;
    if (close < 0 || restOfLine(text, close, end) !== end) return null;
    const style = char === '"' ? 'double' : char === "'" ? 'single' : 'flow';
    return extent(source, style, from, close, true);
  }
  const found = plainExtent(source, from);
  return found.problem === null && found.end === end ? { ...found, lines: true } : null;
}

function isBreak(code: number): boolean {
  return code === 10 || code === 13;
}
