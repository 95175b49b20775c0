// Owns: finding references written in Markdown: images, links, and the definitions of reference links.
// Must not know: HTML, front matter, or which text is code (it is given a text without).
import { isImagePath } from './file-kinds.ts';
import { readTarget } from './target.ts';
import type { Reference } from './types.ts';

/** References of `text`; `masked` is the same text without code (see `maskCode`). */
export function markdownReferences(text: string, masked: string): readonly Reference[] {
  const found: Reference[] = [];
  for (let at = masked.indexOf(']('); at >= 0; at = masked.indexOf('](', at + 2)) {
    if (isEscaped(masked, at)) continue;
    const open = openingBracket(masked, at);
    if (open === null) continue;
    const place = destination(masked, at + 2);
    if (place === null) continue;
    const target = readTarget(text, place.from, place.to, place.angle ? 'angle' : 'markdown');
    if (target === null) continue;
    const image = masked[open - 1] === '!' && !isEscaped(masked, open - 1);
    const kind = image ? 'image' : 'link';
    found.push({ ...target, kind, shows: image, alt: image ? text.slice(open + 1, at) : null });
  }
  found.push(...definitions(text, masked));
  return found;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

const OPEN = '['.charCodeAt(0);
const CLOSE = ']'.charCodeAt(0);

/** A link's text is not longer than this; the limit keeps a text of nothing but brackets quick. */
const MAX_TEXT = 1000;

/** Nor are so many brackets inside one another. */
const MAX_DEPTH = 50;

/** The `[` that belongs to the `]` at `close`. */
function openingBracket(text: string, close: number): number | null {
  let depth = 0;
  for (let at = close; at >= 0 && close - at < MAX_TEXT; at--) {
    const code = text.charCodeAt(at);
    if (code !== OPEN && code !== CLOSE) continue;
    if (isEscaped(text, at)) continue;
    depth += code === CLOSE ? 1 : -1;
    if (depth === 0) return at;
    if (depth > MAX_DEPTH) return null;
  }
  return null;
}

const MAX_URL = 2000;

/**
 * The destination that begins at `start`, up to the closing parenthesis or a title. As in kramdown, a space may stand in it.
 */
function destination(text: string, start: number): { from: number; to: number; angle: boolean } | null {
  let at = start;
  while (/[ \t\n]/.test(text[at] ?? '')) at++;
  if (text[at] === '<') {
    const end = text.indexOf('>', at);
    const line = text.indexOf('\n', at);
    if (end < 0 || (line >= 0 && line < end)) return null;
    return { from: at + 1, to: end, angle: true };
  }
  const from = at;
  for (let depth = 0; at < text.length && at - from < MAX_URL; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '{' && (text[at + 1] === '{' || text[at + 1] === '%')) {
      const end = text.indexOf(text[at + 1] === '{' ? '}}' : '%}', at);
      if (end < 0) return null;
      at = end + 1;
    } else if (char === ']' && text[at + 1] === '(') return null;
    else if (char === '(') depth++;
    else if (char === ')') {
      if (depth === 0) return at > from ? { from, to: at, angle: false } : null;
      depth--;
    } else if (char === '\n') return null;
    else if ((char === ' ' || char === '\t') && /^[ \t]+["']/.test(text.slice(at, at + 40))) {
      return { from, to: at, angle: false };
    }
  }
  return null;
}

const DEFINITION = /^ {0,3}\[(?!\^)[^\]\n]+\]:[ \t]*(?:<([^>\n]+)>|(\{\{.*?\}\}\S*|\S+))/gm;

function definitions(text: string, masked: string): readonly Reference[] {
  if (!masked.includes(']:')) return [];
  const found: Reference[] = [];
  for (const match of masked.matchAll(DEFINITION)) {
    const written = match[1] ?? match[2] ?? '';
    const end = match.index + match[0].length - (match[1] === undefined ? 0 : 1);
    const setting = match[1] === undefined ? 'markdown' : 'angle';
    const target = readTarget(text, end - written.length, end, setting);
    if (target === null) continue;
    found.push({ ...target, kind: 'definition', shows: isImagePath(target.path), alt: null });
  }
  return found;
}
