// Owns: finding Korean text while it is being typed: initial consonants, half-typed syllables, composed or decomposed.
// Must not know: what is searched; also the door to romanisation.
import { romanize } from 'es-hangul';

const FIRST = 0xac00;
const LAST = 0xd7a3;
/** Initial consonants in the order of Unicode's syllable block, as the letters a keyboard gives. */
const INITIALS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
/** Final consonants in the same order; index 0 is none. */
const FINALS = [...' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];
/** Double letters that a keyboard makes of two key strokes. */
const PAIRS: Readonly<Record<string, string>> = {
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
};
/** Vowels (by index) that a keyboard makes by going on from this one: ㅗ -> ㅘㅙㅚ, ㅜ -> ㅝㅞㅟ, ㅡ -> ㅢ. */
const LONGER_VOWELS: Readonly<Record<number, readonly number[]>> = {
  8: [9, 10, 11],
  13: [14, 15, 16],
  18: [19],
};

interface Syllable {
  readonly initial: number;
  readonly vowel: number;
  readonly final: number;
}

/** The place of a match in the composed (NFC) form of the text, in UTF-16 units. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

/** Form in which texts are compared: composed, lower case. */
export function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** The initial consonants of the syllables of a text; other characters stay. */
export function initialsOf(text: string): string {
  return [...text.normalize('NFC')].map((char) => initialOf(char) ?? char).join('');
}

/** Finds one word in a text in the form that `comparable` gives; null where it does not occur. */
export type Finder = (comparableText: string) => Match | null;

/**
 * Makes the finder of what is being typed. A consonant alone stands for any syllable that starts with it, and the last syllable may be
 * half typed in the way a keyboard builds it. Case and NFC/NFD do not count.
 */
export function finderOf(typed: string): Finder {
  const units = unitsOf(typed);
  if (units.length === 0) return () => ({ from: 0, to: 0 });
  if (!hasHangul(typed)) {
    const word = units.join('');
    return (text) => {
      const from = text.indexOf(word);
      return from < 0 ? null : { from, to: from + word.length };
    };
  }
  const [first = ''] = units;
  const begin = INITIALS.includes(first) ? INITIALS.indexOf(first) : initialIndex(first.charCodeAt(0));
  const literal = first.charCodeAt(0);
  return (text) => {
    for (let from = 0; from < text.length; from++) {
      const code = text.charCodeAt(from);
      // Most places are ruled out by their first letter.
      if (code !== literal && (begin < 0 || initialIndex(code) !== begin)) continue;
      const to = matchAt(text, from, units);
      if (to !== null) return { from, to };
    }
    return null;
  };
}

/** Finds what is being typed in a text (see `finderOf`); null where it does not occur. */
export function findTyped(text: string, typed: string): Match | null {
  return finderOf(typed)(comparable(text));
}

/** Makes the test whether every word of what is typed occurs in a text in the form that `comparable` gives. */
export function typedTest(typed: string): (comparableText: string) => boolean {
  const finders = typed
    .trim()
    .split(/\s+/u)
    .map((word) => finderOf(word));
  return (text) => finders.every((find) => find(text) !== null);
}

/** Tells whether every word of what is typed occurs in one of the texts. */
export function matchesTyped(texts: readonly string[], typed: string): boolean {
  return typedTest(typed)(comparable(texts.join('\n')));
}

/** Korean in Latin letters by the Revised Romanisation; other text stays as it is. */
export function romanise(text: string): string {
  // The library stumbles over some Latin words, so it is shown Korean only.
  return text.normalize('NFC').replace(/[가-힣]+/gu, (word) => romanize(word));
}

function hasHangul(text: string): boolean {
  return /[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]/u.test(text);
}

function unitsOf(typed: string): readonly string[] {
  const units: string[] = [];
  for (const char of comparable(typed)) units.push(...(PAIRS[char] ?? char));
  return units;
}

function syllable(char: string | undefined): Syllable | null {
  const code = char?.codePointAt(0) ?? 0;
  if (code < FIRST || code > LAST) return null;
  const index = code - FIRST;
  return { initial: Math.floor(index / 588), vowel: Math.floor((index % 588) / 28), final: index % 28 };
}

/** The number of a syllable's initial consonant, -1 for what is no syllable. */
function initialIndex(code: number): number {
  return code < FIRST || code > LAST ? -1 : Math.floor((code - FIRST) / 588);
}

function initialOf(char: string | undefined): string | null {
  const found = syllable(char);
  return found === null ? null : (INITIALS[found.initial] ?? null);
}

/** Matches the units from a place of the text; gives the end of the match. All Hangul is in the basic plane. */
function matchAt(text: string, from: number, units: readonly string[]): number | null {
  let at = from;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] ?? '';
    if (text.startsWith(unit, at)) {
      at += unit.length;
      continue;
    }
    if (INITIALS.includes(unit)) {
      if (initialOf(text[at]) !== unit) return null;
      at += 1;
      continue;
    }
    // Only what may still grow: the last syllable, or one before consonants typed alone.
    const next = units[i + 1];
    const open = next === undefined || INITIALS.includes(next);
    const taken = open ? growing(text, at, unit, next === undefined) : 0;
    if (taken === 0) return null;
    at += taken;
  }
  return at;
}

/** How many characters of the text a half-typed syllable can become: 0 none, 2 where its final is the next one's initial. */
function growing(text: string, at: number, unit: string, last: boolean): number {
  const typed = syllable(unit);
  const here = syllable(text[at]);
  if (typed === null || here === null || typed.initial !== here.initial) return 0;
  const sameVowel = typed.vowel === here.vowel;
  if (typed.final === 0) {
    if (!last) return 0;
    return sameVowel || (LONGER_VOWELS[typed.vowel]?.includes(here.vowel) ?? false) ? 1 : 0;
  }
  if (!sameVowel) return 0;
  const final = FINALS[typed.final] ?? '';
  const hereFinal = FINALS[here.final] ?? '';
  if (last && PAIRS[hereFinal]?.startsWith(final)) return 1;
  const [kept, moved] = splitFinal(final);
  const keptHere = here.final === 0 ? '' : hereFinal;
  return keptHere === kept && initialOf(text[at + 1]) === moved ? 2 : 0;
}

/** A final as what stays and what moves to the next syllable once a vowel follows. */
function splitFinal(final: string): readonly [string, string] {
  const pair = PAIRS[final];
  return pair === undefined ? ['', final] : [pair[0] ?? '', pair[1] ?? ''];
}
