// Owns: which suggestions fit what was typed: by the beginning, by any part, by initial consonants; the most used first.
// Must not know: where suggestions come from or how they are shown.
import { getChoseong } from 'es-hangul';
import type { Suggestion } from '#core/frontmatter/index.ts';

const plain = (text: string): string => text.normalize('NFC').toLowerCase();
const INITIALS = /^[ㄱ-ㅎ\s]+$/;

/** At most `most` suggestions, without those in `taken`. */
export function fitting(
  suggestions: readonly Suggestion[],
  typed: string,
  taken: readonly string[] = [],
  most = 12,
): readonly Suggestion[] {
  const wanted = plain(typed.trim());
  const held = new Set(taken.map(plain));
  const ranked: { readonly suggestion: Suggestion; readonly rank: number }[] = [];
  for (const suggestion of suggestions) {
    const value = plain(suggestion.value);
    if (held.has(value)) continue;
    const rank = rankOf(value, wanted);
    if (rank !== null) ranked.push({ suggestion, rank });
  }
  return ranked
    .sort((a, b) => a.rank - b.rank || b.suggestion.count - a.suggestion.count)
    .slice(0, most)
    .map(({ suggestion }) => suggestion);
}

function rankOf(value: string, wanted: string): number | null {
  if (wanted === '') return 0;
  if (value === wanted) return 0;
  if (value.startsWith(wanted)) return 1;
  if (value.includes(wanted)) return 2;
  if (INITIALS.test(wanted) && getChoseong(value).replace(/\s/g, '').includes(wanted.replace(/\s/g, '')))
    return 3;
  return null;
}
