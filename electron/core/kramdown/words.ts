// Owns: which parts a changed word (an abbreviation, the name of an attribute list) may stand in.
// Must not know: what words mean.

import type { StoredPart } from './stored-part.ts';

/** The parts in whose text one of the words may stand. */
export function partsWith(
  words: ReadonlySet<string>,
  text: string,
  parts: readonly StoredPart[],
): ReadonlySet<StoredPart> {
  const found = new Set<StoredPart>();
  for (const word of words) {
    const sure = sureWord(word);
    if (sure === '') return new Set(parts);
    let at = text.indexOf(sure);
    for (const part of parts) {
      if (at === -1) break;
      const end = part.start + part.parsed.length;
      if (at >= end) continue;
      found.add(part);
      at = text.indexOf(sure, end);
    }
  }
  return found;
}

/** The longest run of letters and digits: whatever marks are around, it stands in the source as it is. '' where there is none. */
function sureWord(text: string): string {
  let longest = '';
  for (const [run] of text.matchAll(/[\p{L}\p{N}]+/gu)) if (run.length > longest.length) longest = run;
  return longest;
}
