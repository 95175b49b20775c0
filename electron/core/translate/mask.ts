// Owns: hiding what emphasis marks do not count in: code spans, tags, link destinations.
// Must not know: what is looked for in the rest.

const HIDDEN = '\u0000';

/** The text with the same length in which code spans, HTML tags, autolinks and link destinations are blanked. */
export function maskLiterals(text: string): string {
  const blank = (whole: string): string => whole.replace(/[^\n]/g, HIDDEN);
  return text
    .replace(/(?<!\\)\\[!-/:-@[-`{-~]/g, blank)
    .replace(/(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/g, blank)
    .replace(/<\/?[A-Za-z][^<>\n]*>|<!--[\s\S]*?-->|<[a-z][\w+.-]*:[^<>\s]*>/g, blank)
    .replace(/(?<=\])\((?:[^()\n]|\([^()\n]*\))*\)/g, blank);
}
