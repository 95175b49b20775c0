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
  return {
    entry,
    text,
    masked: maskCode(text, front.bodyFrom),
    front,
    references: findReferences(text),
    lineOf: (offset) => {
      starts ??= lineStarts(text);
      return lineIndex(starts, offset) + 1;
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
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
