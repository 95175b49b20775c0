// Owns: cutting a document into parts at places where parsing can begin anew, and parsing one part.
// Must not know: what is done with parts.

import { nextLine, SPACE, TAB } from '../chars.ts';
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
  readonly bars: { from: number; next: number };
}

export interface ParsedPart {
  readonly part: Part;
  readonly length: number;
  readonly lines: number;
  /** Length of text from the part's start that decided it; Infinity: everything behind it. */
  readonly reach: number;
}

export function partSource(text: string): PartSource {
  return { text, misses: { from: null }, tags: null, bars: { from: 0, next: -1 } };
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

/** Attribute lists run over line ends: how far the text was searched for their closing braces. */
function bracesReach(text: string, from: number, to: number): number {
  const part = text.slice(from, to);
  let reach = 0;
  for (let at = part.indexOf('{:'); at !== -1; at = part.indexOf('{:', at + 2)) {
    const close = text.indexOf('}', from + at);
    if (close === -1) return Number.POSITIVE_INFINITY;
    reach = Math.max(reach, nextLine(text, close));
    if (close >= to) break;
  }
  return reach;
}

/** Sets where blocks end: at the next one, or where the cursor is. An added line may belong to the last block. */
function markEnds(root: Node, from: number, line: number): void {
  const { children } = root;
  for (let index = Math.max(0, from); index < children.length; index++) {
    const child = children[index];
    if (child !== undefined) child.endLine = children[index + 1]?.line ?? line;
  }
}

/** Parts are about so long: small enough to be parsed in no time, large enough to be few. */
const PART_SIZE = 1000;

/**
 * Parses from `start` (a place where a part can begin) to a place where the next one can: when the part is long
 * enough, or when a part that is kept begins there.
 */
export function parsePart(
  source: PartSource,
  start: number,
  options: KramdownOptions,
  isKnownStart: (pos: number) => boolean,
): ParsedPart {
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
  if (source.tags !== null) source.tags.far = 0;
  const cursor: Cursor = {
    text,
    pos: start,
    line: 0,
    part,
    depth: 0,
    closing: null,
    closed: false,
    pending: null,
    top: true,
    misses: source.misses,
    bars: source.bars,
    tags: source.tags,
  };
  while (cursor.pos < text.length) {
    const count = root.children.length;
    parseBlock(cursor, root);
    markEnds(root, Math.min(count, root.children.length) - 1, cursor.line);
    const wanted = cursor.pos - start >= PART_SIZE || isKnownStart(cursor.pos);
    if (wanted && cursor.pending === null && canCut(text, cursor.pos, root)) break;
  }
  source.tags = cursor.tags;
  // The cut itself looked at the next line.
  const reach = Math.max(
    part.reach,
    nextLine(text, cursor.pos),
    source.tags?.far ?? 0,
    bracesReach(text, start, cursor.pos),
  );
  // At the end of the text it counted that nothing follows.
  const end = reach >= text.length ? text.length + 1 : reach;
  return { part, length: cursor.pos - start, lines: cursor.line, reach: Math.max(reach, end) - start };
}
