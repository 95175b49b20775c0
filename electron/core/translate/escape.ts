// Owns: the characters that mean something to a CommonMark reader, and how they are kept from it.
// Must not know: where the text comes from.

/** White space and punctuation as CommonMark's rules of emphasis see them. */
export const isSpace = (char: string): boolean => char === '' || /\s/u.test(char);
export const isPunctuation = (char: string): boolean => /[\p{P}\p{S}]/u.test(char);

/**
 * True where `**text**` between the characters `before` and `after` is emphasis by CommonMark: a mark beside punctuation
 * counts only where white space or punctuation is on its other side. Hangul particles after `)` break this rule.
 */
export function fitsBeside(before: string, text: string, after: string): boolean {
  const [first, last] = [[...text][0] ?? '', [...text].at(-1) ?? ''];
  if (isSpace(first) || isSpace(last)) return false;
  const opens = !isPunctuation(first) || isSpace(before) || isPunctuation(before);
  const closes = !isPunctuation(last) || isSpace(after) || isPunctuation(after);
  return opens && closes;
}

/** Text with backslashes before what Markdown would take for markup. */
export function escapeSpan(text: string): string {
  return text
    .replace(/[\\`*[\]<~]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\|/g, '\\|');
}

/** A line with a backslash before a sign that would make it a block of another kind. */
export function escapeLine(line: string): string {
  return line
    .replace(/^(\s*)([-+>=])/, '$1\\$2')
    .replace(/^(\s*)(#{1,6})(?=\s|$)/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

/** A fence that no line of `text` can close. */
export function fenceFor(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/^ *`{3,}/gm)) longest = Math.max(longest, run.trim().length);
  return '`'.repeat(longest + 1);
}
