// Owns: texts of HTML read as Markdown's: white space, character references, quotes and symbols.
// Must not know: elements.

import { namedCodePoint } from '../entities.ts';
import { leaf, type Node } from '../tree.ts';

const REFERENCE = /&(?:([\w:][-\w.:]*);|#(\d+);|#x([0-9a-fA-F]+);)/g;
const QUOTES: ReadonlySet<string> = new Set(['lsquo', 'rsquo', 'ldquo', 'rdquo']);
const SYMBOLS: ReadonlySet<string> = new Set(['mdash', 'ndash', 'hellip', 'laquo', 'raquo']);

/** A text as texts and what its references mean; runs of white space are one space unless `keepSpace`. */
export function readTexts(of: Node, keepSpace: boolean): Node[] {
  const text = keepSpace ? of.value : of.value.replace(/[ \t\n\v\f\r]+/g, ' ');
  const out: Node[] = [];
  let from = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const made = reference(match, of.line);
    if (match.index > from) out.push(leaf('text', text.slice(from, match.index), of.line));
    // A reference to nothing is an ampersand, and text behind it.
    out.push(made ?? ampersand(of.line));
    from = match.index + (made === null ? 1 : match[0].length);
  }
  if (from < text.length) out.push(leaf('text', text.slice(from), of.line));
  return out;
}

const LAST_CODE_POINT = 0x10ffff;

function reference(match: RegExpMatchArray, line: number): Node | null {
  const [source, name, decimal, hex] = match;
  if (name !== undefined && QUOTES.has(name)) return leaf('quote', name, line);
  if (name !== undefined && SYMBOLS.has(name)) return leaf('symbol', name, line);
  const codePoint =
    name !== undefined
      ? namedCodePoint(name)
      : decimal !== undefined
        ? Number(decimal)
        : Number.parseInt(hex ?? '', 16);
  if (codePoint === undefined || codePoint > LAST_CODE_POINT) return null;
  const entity = leaf('entity', source, line);
  entity.level = codePoint;
  return entity;
}

function ampersand(line: number): Node {
  const made = leaf('entity', '&amp;', line);
  made.level = 38;
  return made;
}
