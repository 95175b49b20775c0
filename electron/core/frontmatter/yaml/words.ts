// Owns: what an unquoted YAML word means: true, a number, nothing, a date, or just text.
// Must not know: where the word stands, or how words are written.

/** `psych` is YAML 1.1 as Ruby reads it (Jekyll); `core` is YAML 1.2 as the JavaScript generators read it. */
export type Words = 'psych' | 'core';

/** The meaning of a word. Dates stay text, but are told apart. */
export type Meaning =
  | { readonly shape: 'text' | 'date'; readonly value: string }
  | { readonly shape: 'boolean'; readonly value: boolean }
  | { readonly shape: 'number'; readonly value: number }
  | { readonly shape: 'null'; readonly value: null };

const NULL: Meaning = { shape: 'null', value: null };
const TRUE: Meaning = { shape: 'boolean', value: true };
const FALSE: Meaning = { shape: 'boolean', value: false };

// Psych looks these up without regard to case; YAML 1.2 knows three spellings each.
const PSYCH_WORDS = new Map<string, Meaning>([
  ['~', NULL],
  ['null', NULL],
  ['yes', TRUE],
  ['true', TRUE],
  ['on', TRUE],
  ['no', FALSE],
  ['false', FALSE],
  ['off', FALSE],
]);
const CORE_WORDS = new Map<string, Meaning>([
  ['~', NULL],
  ['null', NULL],
  ['Null', NULL],
  ['NULL', NULL],
  ['true', TRUE],
  ['True', TRUE],
  ['TRUE', TRUE],
  ['false', FALSE],
  ['False', FALSE],
  ['FALSE', FALSE],
]);

const DAY = /^\d{4}-(?:1[012]|0?[1-9])-(?:[12]\d|3[01]|0?[1-9])$/;
const TIME =
  /^\d{4}-(?:1[012]|0?[1-9])-(?:[12]\d|3[01]|0?[1-9])(?:[Tt]|[ \t]+)(?:[01]?\d|2[0-4]):[0-5]\d:[0-5]\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+](?:\d{1,2}(?::\d\d)?|\d{4})))?$/;

/** Whether the word is a date or a time for YAML 1.1: such a word must be quoted to be text. */
export function isYamlDate(word: string): boolean {
  return DAY.test(word) || TIME.test(word);
}

/** Gives what an unquoted one-line word means. */
export function readWord(word: string, words: Words): Meaning {
  if (word === '') return NULL;
  const first = word.charCodeAt(0);
  if (word.length <= 5) {
    const known = words === 'psych' ? PSYCH_WORDS.get(word.toLowerCase()) : CORE_WORDS.get(word);
    if (known !== undefined) return known;
  }
  // Digits, sign, dot: everything else is text.
  if ((first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46) {
    if (isYamlDate(word)) return { shape: 'date', value: word };
    const value = words === 'psych' ? psychNumber(word) : coreNumber(word);
    if (value !== null) return { shape: 'number', value };
  }
  return { shape: 'text', value: word };
}

const PSYCH_FLOAT = /^[-+]?(?:\d[\d_,]*)?\.\d*(?:[eE][-+]\d+)?$/;
const PSYCH_DECIMAL = /^[-+]?(?:0|[1-9](?:\d|,\d|_\d)*)$/;
const SIXTIES = /^[-+]?\d[\d_]*(?::[0-5]?\d){1,2}(?:\.[\d_]*)?$/;

function psychNumber(word: string): number | null {
  const special = /^([-+]?)\.(inf|nan)$/i.exec(word);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return special[1] === '' ? Number.NaN : null;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (SIXTIES.test(word)) {
    // Ruby weighs the parts 3600, 60, 1 from the left, also where there are two, and the sign belongs to the first.
    const weights = [3600, 60, 1];
    const parts = word.replaceAll('_', '').split(':');
    return parts.reduce((sum, part, index) => sum + Number(part) * (weights[index] ?? 0), 0);
  }
  if (PSYCH_FLOAT.test(word)) return /^[-+]?\.$/.test(word) ? null : Number(word.replace(/[,_]/g, ''));
  const sign = word.startsWith('-') ? -1 : 1;
  const bare = word.replace(/^[-+]/, '').replace(/[,_]/g, '');
  if (PSYCH_DECIMAL.test(word)) return sign * Number(bare);
  if (/^[-+]?0b[01_,]+$/.test(word)) return sign * Number.parseInt(bare.slice(2), 2);
  if (/^[-+]?0[0-7_,]+$/.test(word)) return sign * Number.parseInt(bare, 8);
  if (/^[-+]?0x[\da-fA-F_,]+$/.test(word)) return sign * Number.parseInt(bare.slice(2), 16);
  return null;
}

function coreNumber(word: string): number | null {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(word)) {
    return word.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  if (/^\.(?:nan|NaN|NAN)$/.test(word)) return Number.NaN;
  if (/^0o[0-7]+$/.test(word)) return Number.parseInt(word.slice(2), 8);
  if (/^0x[\da-fA-F]+$/.test(word)) return Number.parseInt(word.slice(2), 16);
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(word)) return Number(word);
  return null;
}

// Everything that some reader in use takes for a number: decimal, octal, hexadecimal, binary, sixties, exponents.
const NUMBER_LIKE =
  /^[-+]?(?:\d[\d_,]*\.?[\d_,]*(?:[eE][-+]?[\d_]*)?|\.[\d_,]*(?:[eE][-+]?\d*)?|0[xX][\da-fA-F_,]*|0[oO][0-7_,]*|0[bB][01_,]*|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\.(?:inf|nan))$/i;
const DATE_LIKE = /^[-+]?\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt]\d|[ \t]+\d)/;
const WORD_LIKE = /^(?:~|null|true|false|yes|no|on|off|y|n|=|<<)$/i;

/** Whether every reader of YAML 1.1 and 1.2 takes this word for text. */
export function isTextForAll(word: string): boolean {
  return !(WORD_LIKE.test(word) || NUMBER_LIKE.test(word) || DATE_LIKE.test(word));
}
