// Owns: the order in which block constructs are tried at a line start.
// Must not know: the constructs' own syntax.

import { countLines, isBlankLine, isSpaceCode, NEWLINE, nextLine, SPACE, TAB } from '../../chars.ts';
import { lastChild, leaf, type Node, node, spanBlock } from '../../tree.ts';
import type { Cursor } from '../state.ts';
import { addBlock } from './add.ts';
import { parseFencedCode, parseIndentedCode } from './code.ts';
import { parseDefinitionList } from './definition-list.ts';
import { parseAbbreviation, parseFootnoteDefinition, parseLinkDefinition } from './definitions.ts';
import { parseBlockExtension } from './extension.ts';
import { parseAtxHeader, parseSetextHeader } from './header.ts';
import { parseHtmlBlock } from './html.ts';
import { endMarkerEnd, ruleEnd, smallIndent } from './lines.ts';
import { parseList } from './list.ts';
import { parseMathBlock } from './math.ts';
import { parseParagraph } from './paragraph.ts';
import { parseQuote } from './quote.ts';
import { parseTable } from './table.ts';

/** Blank lines at the cursor become (or join) a `blank`; a new one uses up a waiting attribute list. */
function parseBlank(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  let at = pos;
  while (at < text.length && isBlankLine(text, at)) at = nextLine(text, at);
  if (at === pos) return false;
  const last = lastChild(parent);
  const blank = text.slice(pos, at);
  if (last?.type === 'blank') {
    last.value += blank;
  } else {
    parent.children.push(leaf('blank', blank, cursor.line));
    cursor.pending = null;
  }
  cursor.line += countLines(text, pos, at);
  cursor.pos = at;
  return true;
}

function parseRule(cursor: Cursor, parent: Node): boolean {
  const end = ruleEnd(cursor.text, cursor.pos);
  if (end === -1) return false;
  addBlock(cursor, parent, leaf('hr', '', cursor.line));
  cursor.line += 1;
  cursor.pos = end;
  return true;
}

function parseEndMarker(cursor: Cursor, parent: Node): boolean {
  const end = endMarkerEnd(cursor.text, cursor.pos);
  if (end === -1) return false;
  addBlock(cursor, parent, node('eob', '', cursor.line));
  cursor.line += 1;
  cursor.pos = end;
  return true;
}

function hasTabIndent(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === TAB) return true;
  return false;
}

/** Parses one block at the cursor. false: an end tag that closes the container was met. */
export function parseBlock(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  let at = pos;
  while (text.charCodeAt(at) === SPACE || text.charCodeAt(at) === TAB) at++;
  const code = text.charCodeAt(at);
  // Letters and everything beyond ASCII can only begin a setext header, a table or a paragraph.
  const plain = code > 127 || (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  if (at - pos >= 4 || (at > pos && text.charCodeAt(pos) === TAB) || !plain) {
    if ((code <= 32 || code === NEWLINE) && parseBlank(cursor, parent)) return true;
    if (parseIndentedCode(cursor, parent)) return true;
    if ((code === 96 || code === 126) && parseFencedCode(cursor, parent)) return true;
    if (code === 62 && parseQuote(cursor, parent, parseBlocks)) return true;
    if (code === 35 && parseAtxHeader(cursor, parent)) return true;
    if ((code === 42 || code === 45 || code === 95) && parseRule(cursor, parent)) return true;
    if (parseList(cursor, parent, parseBlocks)) return true;
    if (code === 58 && parseDefinitionList(cursor, parent, parseBlocks)) return true;
    if (code === 60) {
      const outcome = parseHtmlBlock(cursor, parent, parseBlocks);
      if (outcome !== 'no') return outcome === 'block';
    }
  }
  if (parseSetextHeader(cursor, parent)) return true;
  if ((code === 36 || code === 92) && parseMathBlock(cursor, parent)) return true;
  if (parseTable(cursor, parent)) return true;
  if (code === 91) {
    if (parseFootnoteDefinition(cursor, parent, parseBlocks)) return true;
    if (parseLinkDefinition(cursor, parent)) return true;
  }
  if (code === 42 && parseAbbreviation(cursor, parent)) return true;
  if (code === 123 && parseBlockExtension(cursor, parent)) return true;
  if (code === 94 && parseEndMarker(cursor, parent)) return true;
  if (smallIndent(text, pos) === -1 || isSpaceCode(text.charCodeAt(at)) || hasTabIndent(text, pos, at)) {
    // A line that begins with a mixed indent is no paragraph: it stands there as plain text.
    const end = nextLine(text, pos);
    const last = lastChild(parent);
    if (last?.type === 'loose') last.value += text.slice(pos, end);
    else parent.children.push(spanBlock('loose', text.slice(pos, end), cursor.line));
    cursor.line += 1;
    cursor.pos = end;
    return true;
  }
  parseParagraph(cursor, parent);
  return true;
}

/** Parses blocks until the text ends, or the end tag of `cursor.closing` was taken. */
export function parseBlocks(cursor: Cursor, parent: Node): void {
  while (cursor.pos < cursor.text.length) {
    if (!parseBlock(cursor, parent)) return;
  }
}
