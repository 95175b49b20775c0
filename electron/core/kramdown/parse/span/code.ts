// Owns: code spans.
// Must not know: highlighting.

import { leaf, type Node } from '../../tree.ts';
import { type Misses, missedFrom, noteMiss } from '../state.ts';
import { type Spans, takeNode, takeText } from './context.ts';

/** A code span that starts at `at`: its code and end, or null. Runs of marks must match exactly in length. */
export function matchCodeSpan(
  text: string,
  at: number,
  missed: Misses,
): { readonly code: string; readonly end: number; readonly marks: number } | null {
  let open = at;
  while (text.charCodeAt(open) === 96) open++;
  const marks = open - at;
  const close = closingRun(text, marks, open, missed);
  if (close === -1) return null;
  let code = text.slice(open, close);
  if (marks > 1) {
    if (code.startsWith(' ')) code = code.slice(1);
    if (code.endsWith(' ')) code = code.slice(0, -1);
  }
  return { code, end: close + marks, marks };
}

function closingRun(text: string, marks: number, from: number, missed: Misses): number {
  const needle = '`'.repeat(marks);
  const miss = missedFrom(missed, needle);
  if (miss !== undefined && from >= miss) return -1;
  const found = text.indexOf(needle, from);
  if (found === -1) noteMiss(missed, needle, from);
  return found;
}

export function parseCodeSpan(spans: Spans, parent: Node): boolean {
  const { text, pos } = spans;
  let open = pos;
  while (text.charCodeAt(open) === 96) open++;
  const single = open - pos === 1;
  // A single mark between white space (or at the very end) is text.
  if (single && isLoneMark(text, pos)) return takeText(spans, parent, open);
  const match = matchCodeSpan(text, pos, spans.misses);
  if (match === null) return takeText(spans, parent, open);
  return takeNode(spans, parent, leaf('codespan', match.code, spans.line), match.end);
}

function isLoneMark(text: string, pos: number): boolean {
  const before = pos === 0 || isWhite(text.charCodeAt(pos - 1));
  const after = pos + 1 < text.length && isWhite(text.charCodeAt(pos + 1));
  return before && after;
}

function isWhite(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
