// Owns: characters that YAML's readers refuse or take for something else, wherever they stand in a block.
// Must not know: what the values mean.

import { isBlank, lineEndAt } from '../lines.ts';
import type { RawProblem } from '../problems.ts';
import type { Range } from '../types.ts';
import type { RawEntry } from './scan.ts';

// What libyaml's reader refuses; half characters; and what it takes for a line break or refuses at a line's start.
const ODD =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// Nobody mends more than this by hand.
const MOST = 100;
const TAB_AT_START = /(?:^|[\r\n]) *(?:- *)*\t/;

/** Finds them all; most blocks have none. */
export function characterProblems(
  text: string,
  range: Range,
  content: string,
  entries: readonly RawEntry[],
): readonly RawProblem[] {
  const problems: RawProblem[] = [];
  for (const match of content.matchAll(ODD)) {
    if (problems.length >= MOST) break;
    const from = range.from + match.index;
    const severity = severityOf(text, from, match[0], entries);
    if (severity === null) continue;
    const code = `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const fix = [{ from, to: from + 1, insert: '' }];
    problems.push({ code: 'control-character', severity, from, to: from + 1, detail: { code }, fix });
  }
  if (TAB_AT_START.test(content)) problems.push(...tabProblems(text, range, entries));
  return problems;
}

function severityOf(
  text: string,
  at: number,
  char: string,
  entries: readonly RawEntry[],
): 'error' | 'warning' | null {
  if (char === '\ufeff') {
    // A byte order mark inside a line is a character like others.
    let start = at;
    while (text[start - 1] === ' ') start--;
    return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r' ? 'error' : null;
  }
  if (char !== '\x85' && char !== '\u2028' && char !== '\u2029') return 'error';
  // A line break for YAML 1.1: harmless in quotes and at the end of a line, a torn line elsewhere.
  const next = text[at + 1];
  if (next === '\n' || next === '\r' || next === undefined) return 'warning';
  return insideQuotes(at, entries) ? 'warning' : 'error';
}

function insideQuotes(at: number, entries: readonly RawEntry[]): boolean {
  return entries.some(
    ({ value }) => (value.style === 'double' || value.style === 'single') && at > value.from && at < value.to,
  );
}

/** Tabs before the text of a line or behind its dash, also on an empty one, except within quotes, brackets and block scalars. */
function tabProblems(text: string, range: Range, entries: readonly RawEntry[]): readonly RawProblem[] {
  const problems: RawProblem[] = [];
  for (let at = range.from; at < range.to && problems.length < MOST; ) {
    const end = lineEndAt(text, at, range.to);
    let i = at;
    while (text[i] === ' ' || (text[i] === '-' && (text[i + 1] === ' ' || text[i + 1] === '\t'))) i++;
    if (i < end && text[i] === '\t' && !mayHoldTab(text, i, i - at, entries)) {
      let to = i;
      while (to < end && isBlank(text.charCodeAt(to))) to++;
      // An empty line needs no white space; any other keeps its depth, two spaces for each tab.
      const insert = to === end ? '' : text.slice(i, to).replaceAll('\t', '  ');
      problems.push({ code: 'tab-indent', from: i, to: i + 1, fix: [{ from: i, to, insert }] });
    }
    at = end + 1;
  }
  return problems;
}

function mayHoldTab(text: string, at: number, column: number, entries: readonly RawEntry[]): boolean {
  const entry = entries.find(({ value }) => at > value.from && at < value.next);
  if (entry === undefined) return false;
  const { style, from, to } = entry.value;
  if (style === 'double' || style === 'single' || style === 'flow') return at < to;
  if (style !== 'literal' && style !== 'folded') return false;
  const first = /[\r\n]( +)[^\s]/.exec(text.slice(from, to));
  return first !== null && column >= (first[1]?.length ?? 0);
}
