// Owns: characters in a block that readers take for text and nobody sees: zero-width and no-break spaces, inner byte order marks.
// Must not know: formats or values. They are told of and removed when asked, never by themselves.

import type { RawProblem } from './problems.ts';
import type { Range } from './types.ts';

// Not among them: joiners (U+200C, U+200D), which emoji and some scripts need.
const INVISIBLE = /[\u00a0\u00ad\u200b\u2060\ufeff]+/g;
const ANY = /[\u00a0\u00ad\u200b\u2060\ufeff]/;
// Nobody mends more than this by hand.
const MOST = 100;

/** True where the block may have something to tell; a quick look for who reads many. */
export function hasInvisible(text: string, range: Range): boolean {
  return ANY.test(text.slice(range.from, range.to));
}

/** Finds them all, each with the edit that removes it where that changes nothing else. */
export function invisibleProblems(text: string, range: Range): readonly RawProblem[] {
  const problems: RawProblem[] = [];
  for (const match of text.slice(range.from, range.to).matchAll(INVISIBLE)) {
    if (problems.length >= MOST) break;
    const from = range.from + match.index;
    const [run] = match;
    if (run.startsWith('\ufeff') && startsLine(text, from)) continue; // refused by YAML's readers, and told as that
    const to = from + run.length;
    const code = `U+${run.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
    const insert = run.includes('\u00a0') ? spaceFor(text, from, to) : '';
    const fix = isSafe(text, from, to, insert) ? [{ from, to, insert }] : null;
    problems.push({ code: 'invisible-character', severity: 'warning', from, to, detail: { code }, fix });
  }
  return problems;
}

function startsLine(text: string, at: number): boolean {
  let start = at;
  while (text[start - 1] === ' ') start--;
  return start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r';
}

/** A no-break space between words becomes a space; beside other white space it is one too many. */
function spaceFor(text: string, from: number, to: number): string {
  return isWhite(text[from - 1]) || isWhite(text[to]) ? '' : ' ';
}

const isWhite = (char: string | undefined): boolean => char === undefined || /[ \t\r\n]/.test(char);

/** Without them, `a:` and ` b` or ` ` and `#c` must not come to stand together: they would be a key or a comment. */
function isSafe(text: string, from: number, to: number, insert: string): boolean {
  const before = text[from - 1];
  const after = text[to];
  if (before === ':' && (insert === ' ' || isWhite(after))) return false;
  return !(after === '#' && (insert === ' ' || isWhite(before)));
}
