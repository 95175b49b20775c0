// Owns: header ids: GFM's rule, kramdown's own rule, and numbering of repeats.
// Must not know: where ids are written.

import type { Node } from '../tree.ts';
import { entityCharacter, quoteText, symbolText } from './characters.ts';
import type { Conversion } from './state.ts';

const NOT_GFM = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- \t]/gu;

/** GFM: the header's text without markup; it may be empty. */
export function gfmId(header: Node, conversion: Conversion): string {
  const base = plainText(header, true).toLowerCase().replace(NOT_GFM, '').replace(/[ \t]/g, '-');
  return answerGfm(base, conversion);
}

export function answerGfm(base: string, conversion: Pick<Conversion, 'ids' | 'events'>): string {
  const seen = conversion.ids.gfm.get(base) ?? 0;
  conversion.ids.gfm.set(base, seen + 1);
  const id = seen === 0 ? base : `${base}-${seen}`;
  conversion.events.push({ kind: 'gfm', key: base, answer: id });
  return id;
}

/** kramdown: ASCII letters, digits, spaces and hyphens of the source, from the first letter on. */
export function plainId(header: Node, conversion: Conversion): string {
  const { options } = conversion;
  const gfm = options.input === 'GFM';
  const text = options.autoIdStripping || gfm ? plainText(header, gfm) : header.extra;
  const base = asciiId(text);
  return answerPlain(base === '' ? 'section' : base, conversion);
}

/** Text as an id by kramdown's own rule. */
export function asciiId(text: string): string {
  return text
    .replace(/^[^a-zA-Z]+/gm, '')
    .replace(/[^a-zA-Z0-9 -]/g, '')
    .replaceAll(' ', '-')
    .toLowerCase();
}

export function answerPlain(base: string, conversion: Pick<Conversion, 'ids' | 'events'>): string {
  const seen = conversion.ids.plain.get(base);
  conversion.ids.plain.set(base, seen === undefined ? 0 : seen + 1);
  const id = seen === undefined ? base : `${base}-${seen + 1}`;
  conversion.events.push({ kind: 'plain', key: base, answer: id });
  return id;
}

/** Text of an element without markup; with GFM code, math and characters count, footnotes and images never do. */
export function plainText(of: Node, gfm: boolean): string {
  let out = '';
  for (const child of of.children) {
    switch (child.type) {
      case 'text':
        out += child.value;
        break;
      case 'codespan':
      case 'math':
        if (gfm) out += child.value;
        break;
      case 'entity':
        if (gfm) out += child.level < 0 ? child.value : entityCharacter(child.level);
        break;
      case 'quote':
        if (gfm) out += quoteText(child.value);
        break;
      case 'symbol':
        if (gfm) out += symbolText(child.value);
        break;
      case 'br':
      case 'footnote':
      case 'img':
      case 'comment':
        break;
      default:
        out += plainText(child, gfm);
    }
  }
  return out;
}
