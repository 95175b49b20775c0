// Owns: `{:` at a line start: attribute lists, their definitions, and block extensions.
// Must not know: extensions inside text.

import { countLines, nextLine } from '../../chars.ts';
import { lastChild, leaf, type Node } from '../../tree.ts';
import { applyInlineOptions, matchBlockExtension } from '../extension.ts';
import { listBody, mergeLists, parseAttributeList } from '../ial.ts';
import { type Cursor, reached } from '../state.ts';
import { addDefinitionMark } from './add.ts';
import { attributeLineEnd, restIsBlank, smallIndent } from './lines.ts';

const DEFINITION = /\{:([A-Za-z0-9_][\w-]*):((?:\\\}|[^}])+)\}/y;

export function parseBlockExtension(cursor: Cursor, parent: Node): boolean {
  const { text, pos } = cursor;
  const start = smallIndent(text, pos);
  if (start === -1 || text.charCodeAt(start) !== 123 || text.charCodeAt(start + 1) !== 58) return false;
  const third = text.charCodeAt(start + 2);
  if (third === 58) return parseExtension(cursor, parent, start);
  if (third === 47) return false;
  const end = attributeLineEnd(text, pos);
  if (end === -1) {
    reached(cursor, Number.POSITIVE_INFINITY);
    return false;
  }
  reached(cursor, nextLine(text, end));
  DEFINITION.lastIndex = start;
  const definition = DEFINITION.exec(text);
  if (definition !== null && restIsBlank(text, DEFINITION.lastIndex) !== -1) {
    cursor.part.alds.push({ name: definition[1] ?? '', list: parseAttributeList(definition[2] ?? '') });
    addDefinitionMark(cursor, parent, 'ald');
  } else {
    const close = text.lastIndexOf('}', end - 1);
    const list = parseAttributeList(listBody(text, start, close + 1));
    const last = lastChild(parent);
    const takes = last !== undefined && last.type !== 'blank' && (last.type !== 'eob' || takesList(last));
    if (takes && last !== undefined) {
      last.ial = mergeLists(last.ial, list);
      if (last.type === 'p' || last.type === 'dl') last.extra = 'closed';
      else if (last.type === 'codeblock') last.level = 1;
    } else {
      cursor.pending = mergeLists(cursor.pending, list);
    }
  }
  cursor.line += countLines(text, pos, end);
  cursor.pos = end;
  return true;
}

/** Definitions hand an attribute list on to what uses them. */
function takesList(mark: Node): boolean {
  return mark.value === 'link' || mark.value === 'abbreviation' || mark.value === 'footnote';
}

function parseExtension(cursor: Cursor, parent: Node, start: number): boolean {
  const { text, pos } = cursor;
  const match = matchBlockExtension(cursor, start);
  if (match === null) {
    reached(cursor, Number.POSITIVE_INFINITY);
    return false;
  }
  const end = match.end;
  reached(cursor, nextLine(text, end));
  if (match.name === 'comment') {
    if (match.body !== null) {
      const made = leaf('comment', match.body, cursor.line);
      made.flag = true;
      parent.children.push(made);
    }
  } else if (match.name === 'nomarkdown') {
    if (match.body !== null) {
      const made = leaf('raw', match.body, cursor.line);
      made.flag = isForHtml(match.attributes);
      parent.children.push(made);
    }
  } else {
    cursor.part.options = applyInlineOptions(cursor.part.options, match.attributes);
    addDefinitionMark(cursor, parent, 'options');
  }
  cursor.line += countLines(text, pos, end);
  cursor.pos = end;
  return true;
}

function isForHtml(attributes: ReadonlyMap<string, string>): boolean {
  const type = attributes.get('type');
  return type === undefined || type === '' || type.split(/\s+/).includes('html');
}
