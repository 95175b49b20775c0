// Owns: finding abbreviations in plain text and marking them.
// Must not know: how they are defined or written.

import { isAsciiWordCode } from '../chars.ts';
import { attributes, leaf, type Node, node } from '../tree.ts';
import { applyList, type Definitions } from './ial.ts';
import type { Abbreviation } from './state.ts';

export interface AbbreviationTable {
  readonly pattern: RegExp;
  readonly byText: ReadonlyMap<string, Abbreviation>;
  readonly alds: Definitions;
  readonly later: boolean;
}

export function abbreviationTable(
  list: readonly Abbreviation[],
  alds: Definitions,
  later: boolean,
): AbbreviationTable | null {
  if (list.length === 0) return null;
  const byText = new Map(list.map((entry) => [later ? plainSpaces(entry.text) : entry.text, entry]));
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length);
  const sources = texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const spaced = later
    ? sources.map((source) => source.replaceAll(' ', '[ \\t\\n\\v\\f\\r\\p{Z}]+'))
    : sources;
  return { pattern: new RegExp(spaced.join('|'), later ? 'gu' : 'g'), byText, alds, later };
}

/** For kramdown 2.5 any white space within an abbreviation is as good as a space. */
function plainSpaces(text: string): string {
  return text.replace(/[ \t\n\v\f\r\p{Z}]+/gu, ' ');
}

/** Replaces abbreviations in the texts below `of` that stand at word edges. */
export function markAbbreviations(of: Node, table: AbbreviationTable): void {
  const out: Node[] = [];
  let changed = false;
  for (const child of of.children) {
    if (child.type === 'text' && !(of.type === 'html' && of.model === 'raw')) {
      const parts = splitText(child, table);
      changed ||= parts[0] !== child;
      out.push(...parts);
    } else {
      if (child.children.length > 0) markAbbreviations(child, table);
      out.push(child);
    }
  }
  if (changed) of.children = out;
}

function isWordCodeAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && isAsciiWordCode(text.charCodeAt(at));
}

function splitText(of: Node, table: AbbreviationTable): Node[] {
  const text = of.value;
  const out: Node[] = [];
  let from = 0;
  table.pattern.lastIndex = 0;
  for (let match = table.pattern.exec(text); match !== null; match = table.pattern.exec(text)) {
    const end = match.index + match[0].length;
    const entry = table.byText.get(table.later ? plainSpaces(match[0]) : match[0]);
    if (entry === undefined || isWordCodeAt(text, match.index - 1) || isWordCodeAt(text, end)) {
      table.pattern.lastIndex = match.index + 1;
      continue;
    }
    if (match.index > from) out.push(leaf('text', text.slice(from, match.index), of.line));
    out.push(abbreviation(entry, match[0], of.line, table.alds));
    from = end;
  }
  if (out.length === 0) return [of];
  if (from < text.length) out.push(leaf('text', text.slice(from), of.line));
  return out;
}

function abbreviation(entry: Abbreviation, text: string, line: number, alds: Definitions): Node {
  const made = node('abbr', '', line);
  const attr = attributes(made);
  if (entry.node.ial !== null) applyList(attr, entry.node.ial, alds);
  if (entry.node.extra !== '') attr.set('title', entry.node.extra);
  made.children.push(leaf('text', text, line));
  return made;
}
