// Owns: what a finished span text tells a writer: marks left as text, bare addresses, references to nothing.
// Must not know: how spans are parsed; it looks at the result only, so that no discarded attempt speaks.

import type { Node } from '../tree.ts';
import { findingAt } from './findings.ts';
import type { Finding } from './state.ts';

const WORTH_A_LOOK = /\*\*|\]|_|:\/\//;
// Hangul, kana and Chinese characters: what follows a word without a space in these languages.
const PARTICLE = '[\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3]';
const UNDERSCORED = new RegExp(`(?<![\\p{L}\\p{N}_])_[^_\\s](?:[^_\\n]*[^_\\s])?_(?=${PARTICLE})`, 'gu');
const STARS = /\*\*/g;
const ADDRESS = /https?:\/\/[^\s<>"'`()[\]]+/g;
const REFERENCE = /\[([^[\]\n]+)\]\[([^[\]\n]*)\]/g;
const FOOTNOTE = /\[\^([^[\]\s]+)\](:?)/g;
const FOOTNOTE_NAME = /^[A-Za-z0-9_][\w-]*$/;
const LATER_DEFINITION = /\n {0,3}(\[(\^?)[^\]\n]+\]:)[ \t]*\S/g;
const PARENTHESISED = /^(\d+\)) \S/;
const TIGHT_HEADER = /^(#{2,6})[^#\s]/;

// Places looked up in one block; more than that helps nobody, and each takes a search of the source.
const MOST = 100;
const COUNT = '#';

/** Adds findings of a block whose spans were parsed from `source`. */
export function lintSpans(of: Node, source: string, findings: Finding[]): void {
  const seen = new Map<string, number>();
  walk(of, source, findings, seen, false);
  if (of.type === 'p') lintParagraph(source, of.line, findings);
}

function walk(
  of: Node,
  source: string,
  findings: Finding[],
  seen: Map<string, number>,
  inLink: boolean,
): void {
  for (const child of of.children) {
    if (child.type === 'text') {
      const raw = of.type === 'html' && of.model === 'raw';
      if (!raw && WORTH_A_LOOK.test(child.value)) lintText(child, source, findings, seen, inLink);
      continue;
    }
    if (child.type === 'html' && child.model !== 'block' && child.level === -2) {
      add('unclosed-html', `<${child.extra}`, child, source, findings, seen, { name: child.extra });
    }
    if (child.children.length > 0)
      walk(child, source, findings, seen, inLink || child.type === 'a' || child.extra === 'a');
  }
}

function lintText(
  of: Node,
  source: string,
  findings: Finding[],
  seen: Map<string, number>,
  inLink: boolean,
): void {
  const { value } = of;
  if (value.includes('**')) {
    for (const match of value.matchAll(STARS))
      addIn('emphasis-unclosed', of, match.index, 2, source, findings, seen);
  }
  if (value.includes('_')) {
    for (const match of value.matchAll(UNDERSCORED)) {
      addIn('underscore-emphasis-before-particle', of, match.index, match[0].length, source, findings, seen);
    }
  }
  if (!inLink && value.includes('://')) {
    for (const match of value.matchAll(ADDRESS)) {
      const url = match[0].replace(/[.,;:!?]+$/, '');
      addIn('bare-url-not-link', of, match.index, url.length, source, findings, seen, { url });
    }
  }
  if (!value.includes(']')) return;
  for (const match of value.matchAll(REFERENCE)) {
    const [whole, text = '', id = ''] = match;
    if (text.startsWith('^') || id.startsWith('^')) continue;
    const name = id === '' ? text : id;
    addIn('undefined-reference-link', of, match.index, whole.length, source, findings, seen, { id: name });
  }
  for (const match of value.matchAll(FOOTNOTE)) {
    const [, name = '', colon] = match;
    const ascii = FOOTNOTE_NAME.test(name);
    // A definition that is none is told of elsewhere.
    if (ascii && colon === ':') continue;
    const code = ascii ? 'undefined-footnote' : 'footnote-name-not-ascii';
    addIn(code, of, match.index, name.length + 3, source, findings, seen, { name });
  }
}

/** Finds a piece of a text in the source: with its neighbourhood first, then alone, each time behind the last one. */
function addIn(
  code: string,
  of: Node,
  at: number,
  length: number,
  source: string,
  findings: Finding[],
  seen: Map<string, number>,
  detail?: Readonly<Record<string, string | number>>,
): void {
  const told = seen.get(COUNT) ?? 0;
  if (told >= MOST) return;
  seen.set(COUNT, told + 1);
  const { value } = of;
  const piece = value.slice(at, at + length);
  const from = seen.get(code) ?? 0;
  let found = -1;
  for (const width of [8, 1]) {
    const before = value.slice(Math.max(0, at - width), at);
    const near = before + value.slice(at, at + length + width);
    found = source.indexOf(near, Math.max(0, from - before.length));
    if (found !== -1) {
      found += before.length;
      break;
    }
  }
  // A short piece alone could be anything, an escaped one for example.
  if (found === -1 && length > 3) found = source.indexOf(piece, from);
  if (found === -1) return;
  seen.set(code, found + length);
  findings.push(findingAt(code, source, of.line, found, found + length, detail));
}

function add(
  code: string,
  piece: string,
  of: Node,
  source: string,
  findings: Finding[],
  seen: Map<string, number>,
  detail: Readonly<Record<string, string | number>>,
): void {
  const found = source.indexOf(piece, seen.get(code) ?? 0);
  if (found === -1) return;
  seen.set(code, found + piece.length);
  findings.push(findingAt(code, source, of.line, found, found + piece.length, detail));
}

function lintParagraph(source: string, line: number, findings: Finding[]): void {
  if (source.includes(']:')) {
    for (const match of source.matchAll(LATER_DEFINITION)) {
      const [whole, mark = '', caret] = match;
      const from = match.index + whole.indexOf(mark);
      const kind = caret === '^' ? 'footnote' : 'link';
      findings.push(
        findingAt('definition-after-paragraph', source, line, from, from + mark.length, { kind }),
      );
    }
  }
  const number = PARENTHESISED.exec(source)?.[1];
  if (number !== undefined) {
    findings.push(findingAt('list-number-with-parenthesis', source, line, 0, number.length));
  }
  const hashes = TIGHT_HEADER.exec(source)?.[1];
  if (hashes !== undefined) findings.push(findingAt('header-without-space', source, line, 0, hashes.length));
}
