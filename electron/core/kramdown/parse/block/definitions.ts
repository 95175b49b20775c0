// Owns: link definitions, footnote definitions and abbreviation definitions.
// Must not know: where they are used.

import { countLines, nextLine, strip } from '../../chars.ts';
import { lastChild, type Node, node } from '../../tree.ts';
import { normalizeLinkId } from '../link-id.ts';
import { type Cursor, MAX_DEPTH, reached, subCursor } from '../state.ts';
import { addDefinitionMark, takePending } from './add.ts';
import { indentedRunEnd } from './code.ts';
import { smallIndent } from './lines.ts';
import type { ParseBlocks } from './registry.ts';

const LINK =
  /\[([^\n\]]+)\]:[ \t]*(?:<([^\n>]*)>|([^'"\n]*[^'"\s][^'"\n]*?))(?:(?:[ \t]*\n|[ \t]+)[ \t]*(["'])([^\n]+?)\4)?[ \t]*\n/y;
const FOOTNOTE = /\[\^([A-Za-z0-9_][\w-]*)\]:/y;
const ABBREVIATION = /\*\[([^\n]+?)\]:([^\n]*)\n/y;

export function parseLinkDefinition(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 91) return false;
  if (lastChild(parent)?.type === 'p') return false;
  LINK.lastIndex = start;
  const match = LINK.exec(text);
  if (match === null) return false;
  const end = LINK.lastIndex;
  reached(cursor, nextLine(text, end));
  const mark = addDefinitionMark(parent, cursor.line, 'link');
  takePending(cursor, mark);
  cursor.part.links.push({
    id: normalizeLinkId(match[1] ?? ''),
    definition: { url: match[2] ?? strip(match[3] ?? ''), title: match[5] ?? null, node: mark },
  });
  cursor.line += countLines(text, pos, end);
  cursor.pos = end;
  return true;
}

export function parseFootnoteDefinition(cursor: Cursor, parent: Node, parseBlocks: ParseBlocks): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 91 || text.charCodeAt(start + 1) !== 94) return false;
  if (cursor.depth >= MAX_DEPTH) return false;
  FOOTNOTE.lastIndex = start;
  const match = FOOTNOTE.exec(text);
  if (match === null) return false;
  const firstEnd = nextLine(text, FOOTNOTE.lastIndex);
  const end = indentedRunEnd(text, firstEnd);
  reached(cursor, nextLine(text, end));
  const content = text.slice(FOOTNOTE.lastIndex, firstEnd) + dedentFootnote(text.slice(firstEnd, end));
  const holder = node('li', match[1] ?? '', cursor.line);
  parseBlocks(subCursor(cursor, content, cursor.line), holder);
  takePending(cursor, holder);
  cursor.part.footnotes.push({ name: match[1] ?? '', content: holder });
  const mark = addDefinitionMark(parent, cursor.line, 'footnote');
  mark.children.push(holder);
  cursor.line += countLines(text, pos, end);
  cursor.pos = end;
  return true;
}

/** Takes one indent off each line; unlike in code, lazy lines stay lines. */
function dedentFootnote(run: string): string {
  return run.replace(/^(?:\t| {4})/gm, '');
}

export function parseAbbreviation(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 42 || text.charCodeAt(start + 1) !== 91) return false;
  ABBREVIATION.lastIndex = start;
  const match = ABBREVIATION.exec(text);
  if (match === null) return false;
  const mark = addDefinitionMark(parent, cursor.line, 'abbreviation');
  mark.extra = strip(match[2] ?? '');
  takePending(cursor, mark);
  cursor.part.abbreviations.push({ text: match[1] ?? '', node: mark });
  cursor.line += 1;
  cursor.pos = ABBREVIATION.lastIndex;
  return true;
}
