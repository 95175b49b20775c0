// Owns: walking the lines of a text whose line ends may be LF, CRLF or a lone CR, also mixed.
// Must not know: what stands in the lines.

/** Gives where the line that holds `at` ends, before its line end; `to` is the end of the text to look at. */
export function lineEndAt(text: string, at: number, to: number): number {
  for (let i = at; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return to;
}

/** Gives the start of the next line, from the end of one (as `lineEndAt` gives it). */
export function nextLine(text: string, lineEnd: number, to: number): number {
  if (lineEnd >= to) return to;
  if (text.charCodeAt(lineEnd) === 13 && lineEnd + 1 < to && text.charCodeAt(lineEnd + 1) === 10)
    return lineEnd + 2;
  return lineEnd + 1;
}

/** Gives where the line that holds `at` starts. */
export function lineStartAt(text: string, at: number): number {
  let i = at;
  while (i > 0) {
    const code = text.charCodeAt(i - 1);
    if (code === 10 || code === 13) break;
    i--;
  }
  return i;
}

/** Gives the line and column of `at`, both from 1; columns in UTF-16 units. */
export function placeOf(text: string, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = lineEndAt(text, start, text.length);
    if (at <= end || end >= text.length) return { line, column: at - start + 1 };
    const next = nextLine(text, end, text.length);
    if (at < next) return { line, column: at - start + 1 };
    start = next;
    line++;
  }
}

/** Gives the position of a line and column that count from 0. */
export function positionOf(text: string, from: number, line: number, column: number): number {
  let start = from;
  for (let i = 0; i < line; i++) start = nextLine(text, lineEndAt(text, start, text.length), text.length);
  return Math.min(start + column, text.length);
}

/** Gives the line end in use around `at`: that of this line, else of the line above, else LF. */
export function lineEndNear(text: string, at: number): '\n' | '\r\n' | '\r' {
  const end = lineEndAt(text, at, text.length);
  const here = text.slice(end, nextLine(text, end, text.length));
  if (here === '\n' || here === '\r\n' || here === '\r') return here;
  const start = lineStartAt(text, at);
  if (start === 0) return '\n';
  if (text.charCodeAt(start - 1) === 13) return '\r';
  return start > 1 && text.charCodeAt(start - 2) === 13 ? '\r\n' : '\n';
}

/** Spaces and tabs: the only white space that YAML, TOML and JSON share within a line. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/** Gives the first position from `at` on that holds neither space nor tab. */
export function skipBlanks(text: string, at: number, to: number): number {
  let i = at;
  while (i < to && isBlank(text.charCodeAt(i))) i++;
  return i;
}
