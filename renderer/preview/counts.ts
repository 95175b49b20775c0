// Owns: how many words and characters a post has and how long it takes to read.
// Must not know: where the text comes from.
import type { Counts } from './protocol.ts';

/** Syllables or characters a minute for Hangul, Han and kana; words a minute for the rest: common reading speeds. */
const CJK_A_MINUTE = 500;
const WORDS_A_MINUTE = 220;

const NOT_TEXT =
  /```[\s\S]*?(?:```|(?![\s\S]))|<[^>\n]*>|\{[:%{][^}\n]*\}\}?|\]\([^)\n]*\)|^\s*\[[^\]\n]+\]:.*$/gm;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu;
const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;

/** Counts a Markdown body. Characters are code points without white space; markup of code blocks and tags counts as no word. */
export function countText(body: string): Counts {
  const text = body.replace(NOT_TEXT, ' ');
  let words = 0;
  let latin = 0;
  let cjk = 0;
  for (const [word] of text.matchAll(WORD)) {
    words++;
    const wide = word.match(CJK)?.length ?? 0;
    cjk += wide;
    if (wide === 0) latin++;
  }
  let characters = 0;
  for (const char of text) if (char.trim() !== '') characters++;
  const minutes = cjk / CJK_A_MINUTE + latin / WORDS_A_MINUTE;
  return { words, characters, minutes: words === 0 ? 0 : Math.max(1, Math.round(minutes)) };
}
