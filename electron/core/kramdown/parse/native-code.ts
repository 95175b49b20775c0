// Owns: `code` and `pre` elements made native code: their text, and the language told by a class.
// Must not know: other elements.

import { stripEnd } from '../chars.ts';
import { namedCodePoint } from '../entities.ts';
import { attributes, type Node } from '../tree.ts';
import { readTexts } from './native-text.ts';

const HIGHLIGHTER = /\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*/g;

/** false: it holds something that code cannot. */
export function makeCode(of: Node, name: 'code' | 'pre'): boolean {
  const value = plainText(of);
  if (value === null) return false;
  if (name === 'code') {
    const own = of.attr?.get('class');
    if (own !== undefined) of.attr?.set('class', own.replace(HIGHLIGHTER, ''));
  } else {
    const inner = of.children.length === 1 && of.children[0]?.extra === 'code' ? of.children[0] : null;
    const language = /\blanguage-\S+/.exec(inner?.attr?.get('class') ?? '')?.[0];
    if (language !== undefined) {
      const attr = attributes(of);
      attr.set('class', stripEnd(`${language} ${attr.get('class') ?? ''}`));
    }
  }
  of.type = name === 'code' ? 'codespan' : 'codeblock';
  of.extra = '';
  of.flag = false;
  of.level = 0;
  of.value = value;
  of.children = [];
  return true;
}

/** Text of the element and all in it with references resolved, or null when one means no character. */
function plainText(of: Node): string | null {
  const raw = { ...of, value: texts(of) };
  let out = '';
  for (const piece of readTexts(raw, true)) {
    if (piece.type === 'text') out += piece.value;
    else if (piece.type === 'entity') out += String.fromCodePoint(piece.level);
    else out += String.fromCodePoint(namedCodePoint(piece.value) ?? 0);
  }
  return out;
}

function texts(of: Node): string {
  return of.children.map((child) => (child.type === 'text' ? child.value : texts(child))).join('');
}
