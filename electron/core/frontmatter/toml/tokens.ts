// Owns: where TOML strings and brackets end.
// Must not know: keys, entries, or what the values mean.

import { lineEndAt } from '../lines.ts';

/** Gives the position behind the string that opens at `from` (`"`, `'`, or three of either), or `to`. */
export function tomlStringEnd(text: string, from: number, to: number): number {
  const quote = text[from] ?? '"';
  const triple = quote.repeat(3);
  if (text.startsWith(triple, from)) {
    for (let i = from + 3; i < to; i++) {
      if (text[i] === '\\' && quote === '"') i++;
      else if (text.startsWith(triple, i)) {
        // Up to two quotes may stand just before the closing three.
        let end = i + 3;
        while (end < i + 5 && text[end] === quote) end++;
        return end;
      }
    }
    return to;
  }
  for (let i = from + 1; i < to; i++) {
    if (text[i] === '\\' && quote === '"') i++;
    else if (text[i] === quote) return i + 1;
  }
  return to;
}

/** Gives the position behind the bracket that closes the one at `from`, or `to`. Strings and comments are skipped. */
export function bracketEnd(text: string, from: number, to: number): number {
  let depth = 0;
  for (let i = from; i < to; i++) {
    const char = text[i];
    if (char === '"' || char === "'") i = tomlStringEnd(text, i, to) - 1;
    else if (char === '#') i = lineEndAt(text, i, to) - 1;
    else if (char === '[' || char === '{') depth++;
    else if (char === ']' || char === '}') {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return to;
}
