// Owns: character classes as the grammar means them (ASCII white space and word characters, Unicode letters).
// Must not know: what is parsed with them.

export const TAB = 9;
export const NEWLINE = 10;
export const SPACE = 32;

/** ASCII white space: space, tab, newline, vertical tab, form feed, carriage return. */
export function isSpaceCode(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isSpaceAt(text: string, at: number): boolean {
  return at < text.length && isSpaceCode(text.charCodeAt(at));
}

const LETTER = /\p{L}/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}\p{M}]/u;
const ALPHABETIC = /\p{Alphabetic}/u;
const WORD = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]/u;

function codePointAt(text: string, at: number): string {
  const code = text.codePointAt(at);
  return code === undefined ? '' : String.fromCodePoint(code);
}

/** The character that ends just before `at`, surrogate pairs taken together. */
export function characterBefore(text: string, at: number): string {
  if (at <= 0) return '';
  const low = text.charCodeAt(at - 1);
  if (low >= 0xdc00 && low <= 0xdfff && at > 1) {
    const high = text.charCodeAt(at - 2);
    if (high >= 0xd800 && high <= 0xdbff) return text.slice(at - 2, at);
  }
  return text[at - 1] ?? '';
}

function isAsciiLetterCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** `[[:alpha:]]` just before `at`. */
export function isLetterBefore(text: string, at: number): boolean {
  if (at <= 0) return false;
  const code = text.charCodeAt(at - 1);
  if (code < 128) return isAsciiLetterCode(code);
  return ALPHABETIC.test(characterBefore(text, at)) || LETTER.test(characterBefore(text, at));
}

/** `[[:alnum:]]` at `at`. */
export function isAlphanumericAt(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const code = text.charCodeAt(at);
  if (code < 128) return isAsciiLetterCode(code) || (code >= 48 && code <= 57);
  const char = codePointAt(text, at);
  return LETTER_OR_DIGIT.test(char) || ALPHABETIC.test(char);
}

/** A Unicode word character at `at` (what `\b` looks at). */
export function isWordAt(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const code = text.charCodeAt(at);
  if (code < 128) return isAsciiWordCode(code);
  return WORD.test(codePointAt(text, at));
}

/** A Unicode word character just before `at`. */
export function isWordBefore(text: string, at: number): boolean {
  if (at <= 0) return false;
  const code = text.charCodeAt(at - 1);
  if (code < 128) return isAsciiWordCode(code);
  return WORD.test(characterBefore(text, at));
}

/** ASCII letters, digits and the underscore. */
export function isAsciiWordCode(code: number): boolean {
  return isAsciiLetterCode(code) || (code >= 48 && code <= 57) || code === 95;
}

/** Without ASCII white space (and NUL, as Ruby's strip does at the end) at both ends. */
export function strip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && (isSpaceCode(text.charCodeAt(from)) || text.charCodeAt(from) === 0)) from++;
  while (to > from && (isSpaceCode(text.charCodeAt(to - 1)) || text.charCodeAt(to - 1) === 0)) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

export function stripStart(text: string): string {
  let from = 0;
  while (from < text.length && (isSpaceCode(text.charCodeAt(from)) || text.charCodeAt(from) === 0)) from++;
  return from === 0 ? text : text.slice(from);
}

export function stripEnd(text: string): string {
  let to = text.length;
  while (to > 0 && (isSpaceCode(text.charCodeAt(to - 1)) || text.charCodeAt(to - 1) === 0)) to--;
  return to === text.length ? text : text.slice(0, to);
}

/** Up to so many characters are looked at one by one. */
const NEAR = 256;

/** How many newlines lie in `text` from `from` up to `to`. */
export function countLines(text: string, from: number, to: number): number {
  let count = 0;
  // A search would go on to the end of a long line for each of the tags in it.
  if (to - from < NEAR) {
    for (let at = from; at < to; at++) if (text.charCodeAt(at) === NEWLINE) count++;
    return count;
  }
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Position after the line that holds `at` (the text's end for a last line without newline). */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** Is there only white space from `at` to its line's end? */
export function isBlankLine(text: string, at: number): boolean {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === NEWLINE) return true;
    if (!isSpaceCode(code)) return false;
  }
  return true;
}
