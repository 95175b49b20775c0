// Owns: how entities, quotes and typographic symbols are written for each `entity_output`.
// Must not know: elements and blocks.

import { namedCodePoint, nameOfCodePoint } from '../entities.ts';
import type { KramdownOptions } from '../options.ts';
import { escapeRaw } from './escape.ts';

// What references to the C1 control characters mean (Windows-1252).
const CP1252 = new Map<number, number>([
  [128, 0x20ac],
  [130, 0x201a],
  [131, 0x0192],
  [132, 0x201e],
  [133, 0x2026],
  [134, 0x2020],
  [135, 0x2021],
  [136, 0x02c6],
  [137, 0x2030],
  [138, 0x0160],
  [139, 0x2039],
  [140, 0x0152],
  [142, 0x017d],
  [145, 0x2018],
  [146, 0x2019],
  [147, 0x201c],
  [148, 0x201d],
  [149, 0x2022],
  [150, 0x2013],
  [151, 0x2014],
  [152, 0x02dc],
  [153, 0x2122],
  [154, 0x0161],
  [155, 0x203a],
  [156, 0x0153],
  [158, 0x017e],
  [159, 0x0178],
]);

/** The character a reference means. */
export function entityCharacter(codePoint: number): string {
  return String.fromCodePoint(CP1252.get(codePoint) ?? codePoint);
}

/** A character reference; `source` is how it was written, or null for one that was not. */
export function writeEntity(codePoint: number, source: string | null, options: KramdownOptions): string {
  if (codePoint < 0) return source ?? '';
  const meant = CP1252.get(codePoint) ?? codePoint;
  const mode = options.entityOutput;
  if (mode === 'as_input' && source !== null) return source;
  const name = nameOfCodePoint(meant);
  if (mode === 'symbolic' && name !== undefined) return `&${name};`;
  if (
    mode === 'as_char' &&
    meant !== 38 &&
    meant !== 60 &&
    meant !== 62 &&
    !(meant >= 0xd800 && meant <= 0xdfff)
  ) {
    return String.fromCodePoint(meant);
  }
  if (name !== undefined && (source === null || /^&[A-Za-z]/.test(source)) && meant < 128) return `&${name};`;
  return source !== null && mode === 'as_char' ? source : `&#${meant};`;
}

const QUOTE_INDEX: Readonly<Record<string, number>> = { lsquo: 0, rsquo: 1, ldquo: 2, rdquo: 3 };

/** The character a quote means, whatever the options put in its place. */
export function quoteText(name: string): string {
  return String.fromCodePoint(namedCodePoint(name) ?? 0);
}

export function writeQuote(name: string, options: KramdownOptions): string {
  const char = options.smartQuotes[QUOTE_INDEX[name] ?? 0] ?? '';
  return writeEntity(char.codePointAt(0) ?? 0, null, options);
}

const SYMBOLS: Readonly<Record<string, readonly string[]>> = {
  hellip: ['hellip'],
  mdash: ['mdash'],
  ndash: ['ndash'],
  laquo: ['laquo'],
  raquo: ['raquo'],
  laquo_space: ['laquo', 'nbsp'],
  raquo_space: ['nbsp', 'raquo'],
  '\\<<': ['lt', 'lt'],
  '\\>>': ['gt', 'gt'],
};

/** The characters a symbol means, whatever the options put in its place; a space of it as a plain one. */
export function symbolText(name: string): string {
  return (SYMBOLS[name] ?? []).map((entity) => String.fromCodePoint(namedCodePoint(entity) ?? 0)).join('');
}

export function writeSymbol(name: string, options: KramdownOptions): string {
  const own = options.typographicSymbols[name];
  if (own !== undefined) return escapeRaw(own);
  return (SYMBOLS[name] ?? [])
    .map((entity) => writeEntity(namedCodePoint(entity) ?? 0, null, options))
    .join('');
}
