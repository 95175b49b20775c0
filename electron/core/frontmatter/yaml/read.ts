// Owns: reading a YAML block: each entry by itself, so that one odd value hides no other.
// Must not know: fences, other formats, or how values are changed.

import { nextLine, positionOf } from '../lines.ts';
import type { RawProblem } from '../problems.ts';
import type { Entry, Item, Range, Reason, Shape, Style } from '../types.ts';
import { characterProblems } from './characters.ts';
import { blockItems, flowItems } from './items.ts';
import { loadYaml } from './load.ts';
import { isOddFlow, isOddNode } from './odd.ts';
import { readQuoted } from './quoted.ts';
import { type RawEntry, scanYaml } from './scan.ts';
import { readWord, type Words } from './words.ts';

/** What a block says. `extra` holds keys that are not entries: those of a flow mapping around everything. */
export interface BlockReading {
  readonly entries: readonly Entry[];
  readonly problems: readonly RawProblem[];
  readonly extra: Readonly<Record<string, unknown>> | null;
  readonly readOnly: Reason | null;
}

/** Reads `text[range]`. */
export function readYamlBlock(text: string, range: Range, words: Words): BlockReading {
  const content = text.slice(range.from, range.to);
  const scan = scanYaml(text, range);
  const problems: RawProblem[] = [...scan.problems, ...characterProblems(text, range, content, scan.entries)];
  if (scan.whole >= 0) return wholeReading(text, range, words, problems, scan.whole);
  const block: BlockValues = { text, range, words, content, loaded: undefined };
  const entries = scan.entries.map((raw) => readEntry(block, raw, problems));
  return { entries: shadow(text, entries, problems), problems, extra: null, readOnly: null };
}

interface BlockValues {
  readonly text: string;
  readonly range: Range;
  readonly words: Words;
  readonly content: string;
  /** The whole block, read once it is needed: values that lean on other entries. */
  loaded: Readonly<Record<string, unknown>> | null | undefined;
}

interface Value {
  readonly value: unknown;
  readonly shape: Shape;
  readonly items: readonly Item[] | null;
}

function readEntry(block: BlockValues, raw: RawEntry, problems: RawProblem[]): Entry {
  const { text } = block;
  const { value: extent } = raw;
  const keyText = text.slice(raw.keyFrom, raw.keyTo);
  const quotedKey = keyText.startsWith('"') || keyText.startsWith("'");
  const key = (quotedKey ? readQuoted(keyText) : null) ?? keyText;
  const token = text.slice(extent.from, extent.to);
  let read: Value;
  const oddKey = quotedKey && readQuoted(keyText) === null;
  const oddNode = /[&*!]/.test(token) || extent.anchor || extent.tag ? isOddNode(text, raw) : false;
  const oddFlow = extent.style === 'flow' && isOddFlow(token);
  if (extent.problem === null && (oddKey || oddNode || oddFlow)) {
    problems.push({ code: 'unreadable', from: oddKey ? raw.keyFrom : extent.from, to: extent.to, key });
    read = { value: token, shape: 'unreadable', items: null };
  } else if (extent.problem !== null) read = { value: token, shape: 'unreadable', items: null };
  else {
    const leans = extent.style === 'alias' || key === '<<';
    const alone = leans ? null : simple(block, raw, token);
    read =
      alone ??
      (leans || /[\s[{,]\*/.test(token)
        ? leaning(block, raw, key, problems)
        : loaded(block, raw, key, problems));
  }
  return {
    from: raw.from,
    to: extent.end,
    key,
    keyFrom: raw.keyFrom,
    keyTo: raw.keyTo,
    separator: raw.colon,
    valueFrom: extent.from,
    valueTo: extent.to,
    value: read.value,
    shape: read.shape,
    items: read.items,
    style: extent.style,
    shadowed: false,
    readOnly: whyReadOnly(raw, key, token, read),
  };
}

/** Words, quoted texts and lists of them, without a parser; null for anything more. */
function simple(block: BlockValues, raw: RawEntry, token: string): Value | null {
  const { text, words } = block;
  const { value: extent } = raw;
  if (extent.tag || extent.anchor) return null;
  const style: Style = extent.style;
  if (style === 'empty') return { value: null, shape: 'null', items: null };
  if (style === 'plain' && !extent.lines) {
    const { value, shape } = readWord(token, words);
    return { value, shape, items: null };
  }
  if (style === 'single' || style === 'double') {
    const value = readQuoted(token);
    return value === null ? null : { value, shape: 'text', items: null };
  }
  const range = { from: extent.from, to: extent.to };
  const items =
    style === 'flow' && token.startsWith('[')
      ? flowItems(text, range, words)
      : style === 'block' && token.startsWith('-')
        ? blockItems(text, range, words)
        : null;
  return items === null ? null : { value: items.map((item) => item.value), shape: 'list', items };
}

/** Parses the entry alone. */
function loaded(block: BlockValues, raw: RawEntry, key: string, problems: RawProblem[]): Value {
  const { text, words } = block;
  const { value: extent } = raw;
  const source = text.slice(raw.from, extent.next);
  const result = loadYaml(source, words);
  if (!result.ok) {
    const from = Math.min(positionOf(text, raw.from, result.line, result.column), extent.end);
    problems.push({ code: 'unreadable', from, to: extent.end, key, detail: { reason: result.message } });
    return { value: text.slice(extent.from, extent.to), shape: 'unreadable', items: null };
  }
  const value = onlyValue(result.value);
  return { value, shape: shapeOf(value, extent.style), items: null };
}

/** An alias or a merge: the value stands elsewhere in the block. */
function leaning(block: BlockValues, raw: RawEntry, key: string, problems: RawProblem[]): Value {
  const { value: extent } = raw;
  if (block.loaded === undefined) {
    const result = loadYaml(block.content, block.words);
    block.loaded = result.ok && isMap(result.value) ? result.value : null;
    if (!result.ok && result.message.includes('alias')) {
      const from = positionOf(block.text, block.range.from, result.line, result.column);
      problems.push({ code: 'unknown-alias', from, to: from, key, detail: { reason: result.message } });
    }
  }
  if (block.loaded === null) {
    return { value: block.text.slice(extent.from, extent.to), shape: 'unreadable', items: null };
  }
  const value = key === '<<' ? block.loaded : block.loaded[key];
  return { value, shape: shapeOf(value, extent.style), items: null };
}

function whyReadOnly(raw: RawEntry, key: string, token: string, read: Value): Reason | null {
  const { value: extent } = raw;
  if (extent.problem !== null || read.shape === 'unreadable') {
    return { code: 'broken', message: `the value of "${key}" cannot be read` };
  }
  if (key === '<<') return { code: 'merge-key', message: 'a merge key takes its values from another key' };
  if (extent.style === 'alias') return { code: 'alias', message: `"${key}" repeats the value of an anchor` };
  if (extent.anchor) return { code: 'anchor', message: `"${key}" carries an anchor that other keys may use` };
  if (extent.tag) return { code: 'tag', message: `"${key}" carries a tag that says how to read it` };
  if (read.items !== null || (read.shape !== 'list' && read.shape !== 'map')) return null;
  if (/(?:^|[\s[{,])[&*][^\s,\]}]/.test(token)) {
    return { code: 'alias', message: `"${key}" uses anchors` };
  }
  if (extent.style === 'flow' && extent.comment) {
    return { code: 'comment-inside', message: `a comment stands inside the list of "${key}"` };
  }
  return { code: 'nested', message: `"${key}" holds nested values` };
}

function shapeOf(value: unknown, style: Style): Shape {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'object') return 'map';
  return typeof value === 'string' && style === 'plain' && readWord(value, 'psych').shape === 'date'
    ? 'date'
    : 'text';
}

function onlyValue(document: unknown): unknown {
  if (!isMap(document)) return document;
  const values = Object.values(document);
  return values.length === 1 ? values[0] : document;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Marks all but the last of equal keys, and says so. */
function shadow(text: string, entries: readonly Entry[], problems: RawProblem[]): readonly Entry[] {
  const last = new Map<string, number>();
  for (let i = 0; i < entries.length; i++) last.set(entries[i]?.key ?? '', i);
  if (last.size === entries.length) return entries;
  return entries.map((entry, index) => {
    if (last.get(entry.key) === index) return entry;
    const { key, keyFrom: from, keyTo: to } = entry;
    // What does not count can go without changing what is read.
    const fix = [{ from: entry.from, to: nextLine(text, entry.to, text.length), insert: '' }];
    problems.push({ code: 'duplicate-key', severity: 'warning', from, to, key, detail: { key }, fix });
    return { ...entry, shadowed: true };
  });
}

function wholeReading(
  text: string,
  range: Range,
  words: Words,
  problems: RawProblem[],
  at: number,
): BlockReading {
  const result = loadYaml(text.slice(range.from, range.to), words);
  const readOnly: Reason = { code: 'nested', message: 'the block is written in a way that is left alone' };
  if (result.ok && isMap(result.value)) return { entries: [], problems, extra: result.value, readOnly };
  if (result.ok) problems.push({ code: 'not-a-mapping', from: at, to: at });
  else {
    const from = positionOf(text, range.from, result.line, result.column);
    problems.push({ code: 'unreadable', from, to: from, detail: { reason: result.message } });
  }
  return { entries: [], problems, extra: null, readOnly };
}
