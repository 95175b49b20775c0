// Owns: cutting a document into parts at places where parsing can begin anew, and parsing one part.
// Must not know: what is done with parts.

import { SPACE, TAB } from '../chars.ts';
import type { KramdownOptions } from '../options.ts';
import { type Node, node } from '../tree.ts';
import { parseBlock } from './block/index.ts';
import type { TagReader } from './html-tag.ts';
import type { Cursor, Misses, Part } from './state.ts';

/** What parsing the parts of one text shares. */
export interface PartSource {
  readonly text: string;
  readonly misses: Misses;
  tags: TagReader | null;
}

export interface ParsedPart {
  readonly part: Part;
  readonly length: number;
  readonly lines: number;
  /** Length of text from the part's start that decided it; Infinity: everything behind it. */
  readonly reach: number;
}

export function partSource(text: string): PartSource {
  return { text, misses: { from: new Map() }, tags: null };
}

/** Can a part end here: behind a blank line, before something that looks at nothing earlier? */
function canCut(text: string, pos: number, root: Node): boolean {
  const { children } = root;
  const last = children[children.length - 1];
  if (last?.type !== 'blank') return false;
  const before = children[children.length - 2];
  if (before === undefined || before.type === 'dl') return false;
  const code = text.charCodeAt(pos);
  const indented = code === SPACE || code === TAB;
  if (indented && before.type === 'codeblock') return false;
  let at = pos;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  // A colon may define the paragraph before, an attribute list looks at the blank line before it.
  return text.charCodeAt(at) !== 58 && text.charCodeAt(at) !== 123;
}

/** Parses from `start` (a place where a part can begin) to the next place where one can. */
export function parsePart(source: PartSource, start: number, options: KramdownOptions): ParsedPart {
  const { text } = source;
  const root = node('p', '', 0);
  const part: Part = {
    root,
    links: [],
    footnotes: [],
    abbreviations: [],
    alds: [],
    findings: [],
    options,
    reach: start,
  };
  const cursor: Cursor = {
    text,
    pos: start,
    line: 0,
    part,
    depth: 0,
    closing: null,
    pending: null,
    top: true,
    misses: source.misses,
    tags: source.tags,
  };
  while (cursor.pos < text.length) {
    parseBlock(cursor, root);
    if (cursor.pending === null && canCut(text, cursor.pos, root)) break;
  }
  source.tags = cursor.tags;
  // The cut itself looked at the first characters of the next line.
  const reach = Math.max(part.reach, cursor.pos + 80);
  return { part, length: cursor.pos - start, lines: cursor.line, reach: reach - start };
}
