// Owns: what a block's HTML will most likely be once letters were typed in its source, so that the page shows them with the key.
// Must not know: kramdown, the worker (its answer, a frame later, decides), nodes.

/** A change within one line of the text: that line before it, and the range that `insert` replaces. */
export interface TypedChange {
  /** From 0, in the file. */
  readonly line: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What stands in HTML as it is written. Not blanks at the ends of lines, which are not shown. */
const LETTERS = /^[\p{L}\p{N}\p{M}]*$/u;
const BEFORE = /[\p{L}\p{N}\p{M}, ]*$/u;
const AFTER = /^[\p{L}\p{N}\p{M}, ]*/u;
/** What opens a line and is not shown: the blank after it is not either. */
const OPENING = /^[\s>]*(?:[-*+]|#{1,6}|\d{1,9}\.)?$/;
/** So many characters around the change must be found, once, in the block. */
const AROUND = 400;
/** Longer blocks are not searched with each key. */
const LONGEST = 30_000;

/** The HTML with the change made in it; null where its place is not certain or it is more than letters. */
export function guessHtml(html: string, { text, from, to, insert }: TypedChange): string | null {
  const gone = text.slice(from, to);
  if (html.length > LONGEST || !LETTERS.test(insert) || !LETTERS.test(gone)) return null;
  const left = BEFORE.exec(text.slice(Math.max(0, from - AROUND), from))?.[0] ?? '';
  const right = AFTER.exec(text.slice(to, to + AROUND))?.[0] ?? '';
  const starts = OPENING.test(text.slice(0, from - left.length));
  const ends = to + right.length === text.length;
  const before = starts ? left.trimStart() : left;
  const after = ends ? right.trimEnd() : right;
  // A blank at the end of a line is shown only now that a letter follows it.
  const hidden = ends && after === '' && gone === '' && /[^ ] $/.test(before);
  const known = hidden ? before.slice(0, -1) : before + gone + after;
  if (known.trim() === '') return null;
  const at = html.indexOf(known);
  if (at < 0 || html.indexOf(known, at + 1) >= 0) return null;
  const behind = html.slice(at + known.length);
  if (html.lastIndexOf('<', at) > html.lastIndexOf('>', at) || (hidden && !/^(?:[<\n]|$)/.test(behind)))
    return null;
  return html.slice(0, at) + before + insert + after + behind;
}
