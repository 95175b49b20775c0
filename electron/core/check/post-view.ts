// Owns: taking a post's text apart once for all rules.
// Must not know: the rules.
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { maskCode } from '#core/images/mask.ts';
import { findReferences } from '#core/images/references.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { PostView } from './types.ts';

/** Makes the view of a post. Never throws. */
export function postView(entry: PostEntry, text: string): PostView {
  const front = readFrontMatter(text, { generator: 'jekyll' });
  let starts: readonly number[] | null = null;
  const lines = (): readonly number[] => {
    starts ??= lineStarts(text);
    return starts;
  };
  return {
    entry,
    text,
    masked: maskCode(text, front.bodyFrom),
    front,
    references: findReferences(text),
    lineOf: (offset) => lineIndex(lines(), offset) + 1,
    offsetOf: (line, column) => Math.min(text.length, (lines()[line - 1] ?? text.length) + column - 1),
  };
}

/** Lines end at LF, at CRLF, and at a lone CR, as an editor shows them. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length);
  return starts;
}

/** Index of the last start that is not beyond `offset`. */
function lineIndex(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
