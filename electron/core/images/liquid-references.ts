// Owns: finding image paths given to Liquid tags: `{% include figure.html src="/a.png" %}` and the like.
// Must not know: Markdown, HTML, or what a tag does with its parameters.
import { imageExtensions } from './file-kinds.ts';
import { readTarget } from './target.ts';
import type { Reference } from './types.ts';

const TAG = /\{%-?\s*(?!link\b|raw\b|highlight\b)[a-z_]+\s(?:[^%]|%(?!\})){0,2000}?%\}/g;
const STRING = new RegExp(
  `(["'])((?:(?!\\1)[^\\n])*\\.(?:${imageExtensions})(?:[?#](?:(?!\\1)[^\\n])*)?)\\1`,
  'gi',
);

/** References of `text`; `masked` is the same text without code (see `maskCode`). */
export function liquidReferences(text: string, masked: string): readonly Reference[] {
  if (!masked.includes('{%')) return [];
  const found: Reference[] = [];
  for (const tag of masked.matchAll(TAG)) {
    for (const string of tag[0].matchAll(STRING)) {
      const from = tag.index + string.index + 1;
      const target = readTarget(text, from, from + (string[2] ?? '').length, 'liquid-string');
      if (target !== null) found.push({ ...target, kind: 'include', shows: true, alt: null });
    }
  }
  return found;
}
