// Owns: indented and fenced code blocks.
// Must not know: highlighting and HTML.

import { countLines, isBlankLine, NEWLINE, nextLine, SPACE, TAB } from '../../chars.ts';
import { lastChild, type Node, node } from '../../tree.ts';
import { findingAt } from '../findings.ts';
import { type Cursor, isLater, missedFrom, noteMiss, reached } from '../state.ts';
import { addBlock } from './add.ts';
import { endsLazyLines, restIsBlank, smallIndent } from './lines.ts';

/** Is the line indented by a tab or four spaces, and not blank? */
function isIndentedLine(text: string, at: number): boolean {
  const indented = text.charCodeAt(at) === TAB || text.startsWith('    ', at);
  return indented && !isBlankLine(text, at);
}

/**
 * End of a run of indented lines at `at` (blank lines between and lazy lines after indented ones belong to it), or
 * `at` when there is none.
 */
export function indentedRunEnd(text: string, at: number, later: boolean): number {
  let end = at;
  let pos = at;
  for (;;) {
    while (pos < text.length && isBlankLine(text, pos)) pos = nextLine(text, pos);
    if (!isIndentedLine(text, pos)) return end;
    while (pos < text.length && (isIndentedLine(text, pos) || !endsLazyLines(text, pos, later)))
      pos = nextLine(text, pos);
    end = pos;
  }
}

/** Lines with their indent taken off; a lazy line is joined to the line before it by a space. */
export function dedent(run: string): string {
  let out = '';
  let pos = 0;
  while (pos < run.length) {
    const end = nextLine(run, pos);
    if (run.charCodeAt(pos) === TAB) out += run.slice(pos + 1, end);
    else if (run.startsWith('    ', pos)) out += run.slice(pos + 4, end);
    else {
      const start = smallIndent(run, pos);
      const lazy = start !== -1 && out !== '' && run.charCodeAt(start) !== TAB && !isBlankLine(run, pos);
      if (lazy && out.endsWith('\n')) out = `${out.slice(0, -1)} `;
      out += run.slice(pos, end);
    }
    pos = end;
  }
  return out;
}

export function parseIndentedCode(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const code = text.charCodeAt(pos);
  if (code !== SPACE && code !== TAB) return false;
  if (!isIndentedLine(text, pos)) return false;
  const end = indentedRunEnd(text, pos, isLater(cursor));
  reached(cursor, nextLine(text, end));
  const value = dedent(text.slice(pos, end));
  const blank = lastChild(parent);
  const before = parent.children[parent.children.length - 2];
  const joins = blank?.type === 'blank' && before?.type === 'codeblock' && !before.flag && before.level === 0;
  if (joins && cursor.pending === null) {
    parent.children.pop();
    before.value += blank.value + value;
  } else {
    addBlock(cursor, parent, node('codeblock', value, cursor.line));
  }
  cursor.line += countLines(text, pos, end);
  cursor.pos = end;
  return true;
}

interface Fence {
  readonly mark: number;
  readonly length: number;
  readonly info: string;
  readonly contentStart: number;
}

/** The opening line of a fence, or null. `length` is the longest the marker can be read. */
function readFence(text: string, at: number, gfm: boolean): Fence | null {
  const start = gfm ? smallIndent(text, at) : at;
  if (start === -1) return null;
  const mark = text.charCodeAt(start);
  if (mark !== 126 && !(gfm && mark === 96)) return null;
  let pos = start;
  while (text.charCodeAt(pos) === mark) pos++;
  const length = pos - start;
  if (length < 3) return null;
  const lineEnd = nextLine(text, pos);
  const rest = text.slice(pos, text.charCodeAt(lineEnd - 1) === NEWLINE ? lineEnd - 1 : lineEnd);
  return { mark, length, info: rest, contentStart: lineEnd };
}

// Info words: one run without white space.
const ONE_WORD = /^[ \t\v\f\r]*([^ \t\n\v\f\r]*)[ \t\v\f\r]*$/;

/** Start of the closing line of a fence of at least `length` marks, or -1. */
function closingLine(cursor: Cursor, mark: number, length: number, from: number, gfm: boolean): number {
  const key = `fence${mark}`;
  const missed = missedFrom(cursor.misses, key);
  const missedLength = missedFrom(cursor.misses, `${key}#`) ?? 0;
  if (missed !== undefined && from >= missed && length >= missedLength) return -1;
  const { text } = cursor;
  const needle = String.fromCharCode(mark).repeat(length);
  let at = from;
  for (;;) {
    const found = text.indexOf(needle, at);
    if (found === -1) break;
    const lineStart = text.lastIndexOf('\n', found - 1) + 1;
    if (lineStart >= from) {
      const start = gfm ? smallIndent(text, lineStart) : lineStart;
      if (start === found) {
        let pos = start;
        while (text.charCodeAt(pos) === mark) pos++;
        if (restIsBlank(text, pos) !== -1) return lineStart;
      }
    }
    at = nextLine(text, found);
  }
  if (missed === undefined || from <= missed || length < missedLength) {
    noteMiss(cursor.misses, key, from);
    noteMiss(cursor.misses, `${key}#`, length);
  }
  return -1;
}

export interface FenceMatch {
  readonly info: string;
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly end: number;
}

/** A whole fenced block at `at`, or null. A marker may be read shorter, its rest then begins the info word. */
export function matchFence(cursor: Cursor, at: number): FenceMatch | null {
  const { text } = cursor;
  const gfm = cursor.part.options.input === 'GFM';
  const fence = readFence(text, at, gfm);
  if (fence === null) return null;
  for (let length = fence.length; length >= 3; length--) {
    const extra = fence.length - length;
    const word = ONE_WORD.exec(
      extra === 0 ? fence.info : String.fromCharCode(fence.mark).repeat(extra) + fence.info,
    );
    if (word !== null) {
      const close = closingLine(cursor, fence.mark, length, fence.contentStart, gfm);
      if (close !== -1) {
        return {
          info: word[1] ?? '',
          contentStart: fence.contentStart,
          contentEnd: close,
          end: nextLine(text, close),
        };
      }
    }
    // Only a marker that is shortened to three or more can close earlier; longer ones are few.
    if (extra > 40) break;
  }
  reached(cursor, Number.POSITIVE_INFINITY);
  return null;
}

/** A line that looks like a fence but opens none: it is never closed, or more than one word follows the marks. */
function noteBrokenFence(cursor: Cursor): void {
  const { text, pos } = cursor;
  const gfm = cursor.part.options.input === 'GFM';
  const fence = readFence(text, pos, gfm);
  if (fence === null || fence.info.includes(String.fromCharCode(fence.mark))) return;
  const closed = closingLine(cursor, fence.mark, fence.length, fence.contentStart, gfm) !== -1;
  const code = closed ? 'fence-info-not-a-word' : 'fence-never-closed';
  const source = text.slice(pos, fence.contentStart);
  cursor.part.findings.push(findingAt(code, source, cursor.line, 0, source.trimEnd().length));
}

/** `codeblock` with `extra` = info word (without a `?...` tail in `level` 0) and `flag` set. */
export function parseFencedCode(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const match = matchFence(cursor, pos);
  if (match === null) {
    noteBrokenFence(cursor);
    return false;
  }
  const made = node('codeblock', text.slice(match.contentStart, match.contentEnd), cursor.line);
  made.flag = true;
  made.extra = match.info;
  addBlock(cursor, parent, made);
  cursor.line += countLines(text, pos, match.end);
  cursor.pos = match.end;
  return true;
}
