// Owns: link definitions, footnote definitions and abbreviation definitions.
// Must not know: where they are used.

import { countLines, nextLine, strip } from '../../chars.ts';
import { type Node, node } from '../../tree.ts';
import { findingAt } from '../findings.ts';
import { normalizeLinkId } from '../link-id.ts';
import { type Cursor, isLater, MAX_DEPTH, reached, subCursor } from '../state.ts';
import { addDefinitionMark, takePending } from './add.ts';
import { indentedRunEnd } from './code.ts';
import { smallIndent } from './lines.ts';
import { readLinkLine } from './link-line.ts';
import type { ParseBlocks } from './registry.ts';

const FOOTNOTE = /\[\^([A-Za-z0-9_][\w-]*)\]:/y;
const ABBREVIATION = /\*\[([^\n]+?)\]:([^\n]*)\n/y;

export function parseLinkDefinition(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 91) return false;
  const found = readLinkLine(text, start);
  reached(cursor, nextLine(text, nextLine(text, pos)));
  if (found === null) return false;
  const { end } = found;
  reached(cursor, nextLine(text, end));
  if (found.id.startsWith('^')) {
    // Meant as a footnote, but its name cannot name one.
    const source = text.slice(start, nextLine(text, start));
    const name = found.id.slice(1);
    const note = findingAt('footnote-name-not-ascii', source, cursor.line, 0, found.id.length + 2, { name });
    cursor.part.findings.push(note);
  }
  const mark = addDefinitionMark(cursor, parent, 'link');
  cursor.part.links.push({
    id: normalizeLinkId(found.id),
    definition: { url: found.url, title: found.title, node: mark },
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
  const end = indentedRunEnd(text, firstEnd, isLater(cursor));
  reached(cursor, nextLine(text, end));
  const content = dedentFootnote(text.slice(start + match[0].length, end));
  const holder = node('li', match[1] ?? '', cursor.line);
  parseBlocks(subCursor(cursor, content, cursor.line), holder);
  takePending(cursor, holder);
  cursor.part.footnotes.push({ name: match[1] ?? '', content: holder });
  const mark = addDefinitionMark(cursor, parent, 'footnote');
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
  const mark = addDefinitionMark(cursor, parent, 'abbreviation');
  mark.extra = strip(match[2] ?? '');
  cursor.part.abbreviations.push({ text: match[1] ?? '', node: mark });
  cursor.line += 1;
  cursor.pos = ABBREVIATION.lastIndex;
  return true;
}
