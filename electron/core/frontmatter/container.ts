// Owns: where the front matter of a text begins and ends, and in which language it is.
// Must not know: how the keys in it are read.

import { lineEndAt, nextLine, skipBlanks } from './lines.ts';
import type { Format, Generator, Range } from './types.ts';

/** The place of a block. `block` includes the fences, `content` is what stands between them. */
export interface Container {
  readonly format: Format;
  readonly block: Range;
  readonly content: Range;
  readonly bodyFrom: number;
}

export type Found =
  | { readonly kind: 'found'; readonly container: Container }
  | { readonly kind: 'none'; readonly bodyFrom: number }
  | { readonly kind: 'unclosed'; readonly bodyFrom: number; readonly opener: Range };

/**
 * Finds the block of `text`. Known forms: `---` closed by `---` or `...`, four and more dashes closed by as many, `+++`
 * (TOML), JSON from the first brace or between `---`, and (Hexo) entries with a closing `---` only. Fences may carry
 * spaces behind them. Blank lines before the opener are accepted except by Jekyll, which then sees no front matter.
 */
export function findContainer(text: string, generator?: Generator): Found {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let at = start;
  if (generator !== 'jekyll') {
    for (let line = at; ; ) {
      const end = lineEndAt(text, line, text.length);
      if (skipBlanks(text, line, end) < end) break;
      const next = nextLine(text, end, text.length);
      if (next === line || next >= text.length) break;
      line = next;
      at = line;
    }
  }
  const end = lineEndAt(text, at, text.length);
  const fence = fenceLength(text, at, end);
  if (fence !== 0 && !(generator === 'jekyll' && fence > 3)) return fenced(text, at, end, fence, start);
  const jsonEnd =
    generator === 'jekyll' || !/^\{\s*"/.test(text.slice(at, at + 200)) ? -1 : jsonObjectEnd(text, at);
  const afterJson = jsonEnd < 0 ? 0 : lineEndAt(text, jsonEnd, text.length);
  if (jsonEnd > 0 && skipBlanks(text, jsonEnd, afterJson) === afterJson) {
    const range = { from: at, to: jsonEnd };
    const bodyFrom = nextLine(text, afterJson, text.length);
    return { kind: 'found', container: { format: 'json', block: range, content: range, bodyFrom } };
  }
  const closer = generator === 'jekyll' ? null : withoutOpener(text, at, generator === 'hexo');
  return closer ?? { kind: 'none', bodyFrom: start };
}

/** 3 and more for a line of dashes, -3 for `+++`, 0 for anything else. */
function fenceLength(text: string, from: number, lineEnd: number): number {
  const code = text.charCodeAt(from);
  if (code !== 45 && code !== 43) return 0;
  let i = from;
  while (i < lineEnd && text.charCodeAt(i) === code) i++;
  const length = i - from;
  if (length < 3 || skipBlanks(text, i, lineEnd) < lineEnd) return 0;
  if (code === 45) return length;
  return length === 3 ? -3 : 0;
}

function fenced(text: string, from: number, openerEnd: number, fence: number, start: number): Found {
  const contentFrom = nextLine(text, openerEnd, text.length);
  for (let line = contentFrom; line < text.length; ) {
    const end = lineEndAt(text, line, text.length);
    if (closes(text, line, end, fence)) {
      const content = { from: contentFrom, to: line };
      const format = fence < 0 ? 'toml' : 'yaml';
      const bodyFrom = nextLine(text, end, text.length);
      return { kind: 'found', container: { format, block: { from, to: end }, content, bodyFrom } };
    }
    line = nextLine(text, end, text.length);
  }
  return { kind: 'unclosed', bodyFrom: start, opener: { from, to: openerEnd } };
}

function closes(text: string, line: number, end: number, fence: number): boolean {
  if (fenceLength(text, line, end) === fence) return true;
  return fence === 3 && text.startsWith('...', line) && skipBlanks(text, line + 3, end) === end;
}

// A body may begin with "Note: …" over a rule, so without Hexo's word for it one key must be a known one.
const ENTRY = /^[A-Za-z_][\w-]*[ \t]*:(?:[ \t]|$)/;
const LATER = /^(?:[ \t]|-(?:[ \t]|$)|#|$|[^\s:#-][^:]*:(?:[ \t]|$))/;
const KNOWN =
  /^(?:title|date|layout|tags?|categor(?:y|ies)|updated|permalink|comments|author|description)[ \t]*:/;

/** Entries from the first line on, closed by dashes: Hexo lets the opener away. */
function withoutOpener(text: string, from: number, hexo: boolean): Found | null {
  let known = hexo;
  let first = true;
  for (let line = from; line < text.length; ) {
    const end = lineEndAt(text, line, text.length);
    const content = text.slice(line, end);
    if (fenceLength(text, line, end) >= 3) {
      if (first || !known) return null;
      const bodyFrom = nextLine(text, end, text.length);
      const block = { from, to: end };
      return { kind: 'found', container: { format: 'yaml', block, content: { from, to: line }, bodyFrom } };
    }
    if (KNOWN.test(content)) known = true;
    // Only entries, indented lines, list items, comments and blank lines can stand before the closer.
    const fits = first ? ENTRY.test(content) : LATER.test(content);
    if (!fits) return null;
    first = false;
    line = nextLine(text, end, text.length);
  }
  return null;
}

/** Where the JSON object that starts at `from` ends, or -1. Strings are skipped; nothing else is judged. */
function jsonObjectEnd(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    const char = text[i];
    if (char === '"') {
      for (i++; i < text.length && text[i] !== '"'; i++) if (text[i] === '\\') i++;
    } else if (char === '{' || char === '[') depth++;
    else if (char === '}' || char === ']') {
      depth--;
      if (depth === 0) return i + 1;
    }
  }
  return -1;
}
