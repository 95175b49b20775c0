// Owns: names for files and folders made from what a person wrote: legal on every system, short enough, composed.
// Must not know: dates, posts, folders on disk.
import { romanise } from './hangul.ts';

export type SlugStyle = 'keep' | 'romanise';

/** Longest name part in UTF-8 bytes: with date and extension the file stays below 143 bytes, the tightest limit in use. */
export const MAX_SLUG_BYTES = 120;

/**
 * Makes the slug of a title: lower case, words joined by hyphens, letters of every script kept. `romanise` writes Korean in Latin
 * letters and drops accents, so that the slug is ASCII. Never empty: `untitled` where nothing is left.
 */
export function slugOf(title: string, style: SlugStyle): string {
  const source =
    style === 'romanise'
      ? romanise(title)
          .normalize('NFKD')
          .replace(/\p{M}+/gu, '')
      : title;
  const kept = style === 'romanise' ? /[^a-z0-9_]+/gu : /[^\p{L}\p{M}\p{N}_]+/gu;
  const slug = source
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’ʼ]/gu, '')
    .replace(kept, '-')
    .replace(/^-+|-+$/gu, '');
  const short = cutBytes(slug, MAX_SLUG_BYTES);
  return avoidReserved(short === '' ? 'untitled' : short);
}

/**
 * Makes a name that a person gave usable as (part of) a file name and otherwise leaves it alone: what no system takes becomes a
 * hyphen, invisible characters go, no dot or space at the end, composed. Never empty.
 */
export function safeName(name: string): string {
  const clean = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/[<>:"/\\|?*]+/gu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const short = cutBytes(clean, MAX_SLUG_BYTES);
  return avoidReserved(short === '' ? 'untitled' : short);
}

// Windows takes these for devices, with any extension.
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/iu;

function avoidReserved(name: string): string {
  return RESERVED.test(name) ? name.replace(RESERVED, '$&-') : name;
}

function cutBytes(text: string, limit: number): string {
  let bytes = 0;
  let end = 0;
  let word = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > limit) break;
    if (char === '-' || char === ' ') word = end;
    end += char.length;
  }
  if (end === text.length) return text;
  // A whole word is better to read than half of one, unless that loses most of the name.
  const cut = word > end / 2 ? word : end;
  const rest = text.slice(0, cut);
  // Not between a letter and its mark.
  return (/^\p{M}/u.test(text.slice(cut)) ? rest.replace(/\P{M}\p{M}*$/u, '') : rest).replace(
    /[-\s.]+$/u,
    '',
  );
}
