// Owns: where a new key goes.
// Must not know: how it is written.

import { nextLine } from './lines.ts';
import type { BlogStyle, Entry, FrontMatter } from './types.ts';

/** Behind an entry, or (null) before all others. */
export function neighbourFor(
  frontMatter: FrontMatter,
  key: string,
  after: string | undefined,
  style?: BlogStyle,
): Entry | null {
  const entries = frontMatter.entries.filter((entry) => !entry.key.startsWith('['));
  const last = entries[entries.length - 1] ?? null;
  if (after !== undefined) {
    const named = entries.findLast((entry) => entry.key === after);
    if (named !== undefined) return named;
  }
  const order = style?.order ?? [];
  const rank = order.indexOf(key);
  if (rank < 0) return last;
  // Behind the closest of the keys that usually stand before it; else before those that usually follow.
  let best: Entry | null = null;
  let bestRank = -1;
  let known = false;
  for (const entry of entries) {
    const other = order.indexOf(entry.key);
    if (other >= 0) known = true;
    if (other >= 0 && other < rank && other >= bestRank) {
      best = entry;
      bestRank = other;
    }
  }
  return best ?? (known ? null : last);
}

/** The start of the line that a new entry takes. */
export function placeBehind(text: string, frontMatter: FrontMatter, neighbour: Entry | null): number {
  const content = frontMatter.content ?? { from: 0, to: 0 };
  if (neighbour === null) {
    const first = frontMatter.entries[0];
    return first === undefined ? content.from : first.from;
  }
  return nextLine(text, neighbour.to, content.to);
}
