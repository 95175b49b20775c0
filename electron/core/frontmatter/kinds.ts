// Owns: what kind of field a key gets, from its name and the values that posts give it.
// Must not know: posts, forms, or how fields look.

import { isDateKey, parseDateText } from './dates.ts';
import type { FieldKind } from './types.ts';

/** What is counted of one key over all posts. */
export interface KeyCount {
  count: number;
  nulls: number;
  booleans: number;
  numbers: number;
  lists: number;
  maps: number;
  texts: number;
  dates: number;
  images: number;
  long: number;
  /** Strings that hold several words parted by spaces. */
  words: number;
}

export function emptyCount(): KeyCount {
  return {
    count: 0,
    nulls: 0,
    booleans: 0,
    numbers: 0,
    lists: 0,
    maps: 0,
    texts: 0,
    dates: 0,
    images: 0,
    long: 0,
    words: 0,
  };
}

const IMAGE = /\.(?:avif|bmp|gif|jpe?g|png|svg|webp)(?:[?#].*)?$/i;
const IMAGE_KEY =
  /(?:^|[-_.])(?:image|img|thumb(?:nail)?|cover|teaser|banner|photo|logo|avatar|header-img)(?:$|[-_.])/i;
const LONG_KEY = /^(?:description|excerpt|summary|abstract|subtitle|intro|lead)$/i;
const LONG = 80;

/** Adds one value. */
export function countValue(counted: KeyCount, value: unknown): void {
  counted.count++;
  if (value === null || value === undefined) counted.nulls++;
  else if (typeof value === 'boolean') counted.booleans++;
  else if (typeof value === 'number') counted.numbers++;
  else if (Array.isArray(value)) {
    if (value.some((item) => typeof item === 'object' && item !== null)) counted.maps++;
    else counted.lists++;
  } else if (typeof value === 'object') counted.maps++;
  else if (typeof value === 'string') {
    counted.texts++;
    if (parseDateText(value) !== null) counted.dates++;
    if (IMAGE.test(value)) counted.images++;
    if (value.length > LONG || value.includes('\n')) counted.long++;
    if (/\S\s+\S/.test(value)) counted.words++;
  }
}

/** The kind that fits most of the values; the names that blogs agree on decide first. */
export function kindOf(key: string, counted: KeyCount): FieldKind {
  const valued = counted.count - counted.nulls;
  const most = (part: number): boolean => valued > 0 && part * 2 > valued;
  if (most(counted.maps)) return 'map';
  if (/^categor(?:y|ies)$/i.test(key)) return 'category';
  if (/^(?:tags?|keywords)$/i.test(key)) return 'tags';
  if (/^layout$/i.test(key)) return 'layout';
  if (most(counted.booleans)) return 'boolean';
  if (most(counted.lists)) return 'list';
  if (most(counted.dates) || (isDateKey(key) && !most(counted.texts - counted.dates))) return 'date';
  if (most(counted.numbers)) return 'number';
  if (most(counted.images) || (IMAGE_KEY.test(key) && valued === 0)) return 'image';
  if (IMAGE_KEY.test(key) && most(counted.texts) && counted.long === 0) return 'image';
  if (LONG_KEY.test(key) || counted.long * 4 > valued) return 'longText';
  return 'text';
}

/** The kind that one post's value needs, given what the key usually is: a form must be able to hold what is there. */
export function kindFor(usual: FieldKind, value: unknown): FieldKind {
  if (value === null || value === undefined) return usual;
  if (Array.isArray(value)) {
    if (value.some((item) => typeof item === 'object' && item !== null)) return 'map';
    return usual === 'category' || usual === 'tags' ? usual : 'list';
  }
  if (typeof value === 'object') return 'map';
  if (typeof value === 'boolean') return 'boolean';
  const named = usual === 'category' || usual === 'tags' || usual === 'layout';
  if (typeof value === 'number') return named ? usual : 'number';
  const text = String(value);
  if (usual === 'date') return parseDateText(text) === null ? 'text' : 'date';
  if (usual === 'boolean' || usual === 'number' || usual === 'list' || usual === 'map' || usual === 'raw') {
    return parseDateText(text) === null ? 'text' : 'date';
  }
  return usual === 'text' && text.includes('\n') ? 'longText' : usual;
}
