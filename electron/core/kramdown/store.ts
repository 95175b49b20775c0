// Owns: the parts of the current text: which are kept after an edit, definitions of the whole, resolved trees.
// Must not know: HTML.

import type { ConvertedPart } from './convert.ts';
import type { KramdownOptions } from './options.ts';
import { type AbbreviationTable, abbreviationTable } from './parse/abbreviations.ts';
import { applyInlineOptions } from './parse/extension.ts';
import type { Definitions } from './parse/ial.ts';
import { mergeLists } from './parse/ial.ts';
import { normalizeLinkId } from './parse/link-id.ts';
import { type ParsedPart, type PartSource, parsePart, partSource } from './parse/part.ts';
import { resolveTree, sameOptions } from './parse/resolve.ts';
import type { Abbreviation, Finding, FootnoteDefinition, LinkDefinition } from './parse/state.ts';
import { type AttributeList, node } from './tree.ts';
import type { RenderContext, RenderedBlock } from './types.ts';

/** One part with what is known of it. Positions move when text before it changes. */
export interface StoredPart {
  start: number;
  line: number;
  readonly parsed: ParsedPart;
  readonly optionsBefore: KramdownOptions;
  resolved: boolean;
  /** Ids and names looked up while resolving, with what was found. */
  readonly links: Map<string, LinkDefinition | undefined>;
  readonly footnotes: Map<string, boolean>;
  readonly findings: Finding[];
  spanOptions: readonly (readonly [string, string])[] | null;
  converted: ConvertedPart | null;
  /** What was given out last, to be given out again while it is the same. */
  rendered: { readonly line: number; readonly blocks: readonly RenderedBlock[] } | null;
}

export interface Store {
  readonly options: KramdownOptions;
  readonly context: RenderContext;
  /** Takes over a text; gives how many parts were kept. */
  read(markdown: string): number;
  state(): StoreState;
}

export interface StoreState {
  readonly text: string;
  readonly parts: readonly StoredPart[];
  readonly options: KramdownOptions;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** Start of the text that was not read within the time budget, or -1. */
  readonly stoppedAt: number;
  readonly stoppedLine: number;
  /** Did the options of conversion change since the last text? */
  readonly fresh: boolean;
}

interface Definitionset {
  readonly links: ReadonlyMap<string, LinkDefinition>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  readonly alds: Definitions;
  readonly abbreviations: readonly Abbreviation[];
}

export function createStore(options: KramdownOptions, context: RenderContext): Store {
  let text = '';
  let parts: StoredPart[] = [];
  let definitions: Definitionset = {
    links: new Map(),
    footnotes: new Map(),
    alds: new Map(),
    abbreviations: [],
  };
  let globalKey = '';
  let finalOptions = options;
  let stoppedAt = -1;
  let stoppedLine = 0;
  let fresh = true;

  const read = (markdown: string): number => {
    const deadline = deadlineOf(context);
    const next = normalize(markdown);
    const outcome = takeParts(text, next, parts, options, deadline);
    text = next;
    parts = outcome.parts;
    stoppedAt = outcome.stoppedAt;
    stoppedLine = outcome.stoppedLine;
    const before = definitions;
    definitions = collect(parts, options);
    const lastOptions = parts[parts.length - 1]?.parsed.part.options ?? options;
    const key = keyOf(definitions, lastOptions, options);
    const source = partSource(text);
    const table = abbreviationTable(definitions.abbreviations, definitions.alds);
    const allStale = key !== globalKey;
    globalKey = key;
    const changed = allStale ? null : changedIds(before, definitions);
    for (let index = 0; index < parts.length; index++) {
      let part = parts[index];
      if (part === undefined) continue;
      const stale = part.resolved && (allStale || (changed !== null && dependsOn(part, changed)));
      if (stale) {
        const again = parsePart(source, part.start, part.optionsBefore);
        part = { ...storedPart(part.start, part.line, again, part.optionsBefore) };
        parts[index] = part;
        replaceDefinitions(part, definitions);
      }
      if (!part.resolved) {
        if (deadline?.()) {
          stoppedAt = part.start;
          stoppedLine = part.line;
          parts = parts.slice(0, index);
          break;
        }
        resolvePart(part, lastOptions, definitions, table);
      }
    }
    const optionsNow = withSpanOptions(lastOptions, parts);
    fresh = !sameOptions(optionsNow, finalOptions);
    finalOptions = optionsNow;
    return outcome.reused;
  };

  return {
    options,
    context,
    read,
    state: () => ({
      text,
      parts,
      options: finalOptions,
      footnotes: definitions.footnotes,
      stoppedAt,
      stoppedLine,
      fresh,
    }),
  };
}

function deadlineOf(context: RenderContext): (() => boolean) | null {
  const { budgetMs, now } = context;
  if (budgetMs === undefined || now === undefined) return null;
  const end = now() + budgetMs;
  return () => now() > end;
}

/** Line ends are newlines, and the text ends with exactly one that is not its own. */
function normalize(markdown: string): string {
  const text = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  return text.endsWith('\n') ? text : `${text}\n`;
}

function storedPart(
  start: number,
  line: number,
  parsed: ParsedPart,
  optionsBefore: KramdownOptions,
): StoredPart {
  return {
    start,
    line,
    parsed,
    optionsBefore,
    resolved: false,
    links: new Map(),
    footnotes: new Map(),
    findings: parsed.part.findings,
    spanOptions: null,
    converted: null,
    rendered: null,
  };
}

interface Taken {
  readonly parts: StoredPart[];
  readonly reused: number;
  readonly stoppedAt: number;
  readonly stoppedLine: number;
}

/** Parts of the new text; those of the old one that an edit cannot have changed are moved over. */
function takeParts(
  old: string,
  next: string,
  oldParts: readonly StoredPart[],
  options: KramdownOptions,
  deadline: (() => boolean) | null,
): Taken {
  const prefix = commonPrefix(old, next);
  const suffix = commonSuffix(old, next, prefix);
  const oldEditEnd = old.length - suffix;
  const shift = next.length - old.length;
  const source: PartSource = partSource(next);
  const parts: StoredPart[] = [];
  let reused = 0;
  let pos = 0;
  let line = 0;
  let before = options;
  let index = 0;
  while (pos < next.length) {
    let candidate = oldParts[index];
    const at = (part: StoredPart): number => (part.start >= oldEditEnd ? part.start + shift : part.start);
    while (candidate !== undefined && at(candidate) < pos) candidate = oldParts[++index];
    if (
      candidate !== undefined &&
      at(candidate) === pos &&
      (candidate.start >= oldEditEnd || candidate.start + candidate.parsed.reach <= prefix) &&
      (candidate.start < oldEditEnd || candidate.start >= oldEditEnd) &&
      sameOptions(candidate.optionsBefore, before)
    ) {
      candidate.start = pos;
      candidate.line = line;
      parts.push(candidate);
      reused++;
      index++;
      pos += candidate.parsed.length;
      line += candidate.parsed.lines;
      before = candidate.parsed.part.options;
      continue;
    }
    if (deadline?.()) return { parts, reused, stoppedAt: pos, stoppedLine: line };
    const parsed = parsePart(source, pos, before);
    parts.push(storedPart(pos, line, parsed, before));
    pos += parsed.length;
    line += parsed.lines;
    before = parsed.part.options;
  }
  return { parts, reused, stoppedAt: -1, stoppedLine: line };
}

const STEP = 4096;

function commonPrefix(a: string, b: string): number {
  const limit = Math.min(a.length, b.length);
  let at = 0;
  while (at + STEP <= limit && a.slice(at, at + STEP) === b.slice(at, at + STEP)) at += STEP;
  while (at < limit && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function commonSuffix(a: string, b: string, prefix: number): number {
  const limit = Math.min(a.length, b.length) - prefix;
  let count = 0;
  while (
    count + STEP <= limit &&
    a.slice(a.length - count - STEP, a.length - count) === b.slice(b.length - count - STEP, b.length - count)
  ) {
    count += STEP;
  }
  while (count < limit && a.charCodeAt(a.length - 1 - count) === b.charCodeAt(b.length - 1 - count)) count++;
  return count;
}

function collect(parts: readonly StoredPart[], options: KramdownOptions): Definitionset {
  const links = new Map<string, LinkDefinition>();
  const footnotes = new Map<string, FootnoteDefinition>();
  const alds = new Map<string, AttributeList>();
  const abbreviations = new Map<string, Abbreviation>();
  for (const [id, { url, title }] of Object.entries(options.linkDefs)) {
    links.set(normalizeLinkId(id), { url, title, node: node('eob', 'link', 0) });
  }
  for (const { parsed } of parts) {
    const { part } = parsed;
    for (const { id, definition } of part.links) links.set(id, definition);
    for (const definition of part.footnotes) footnotes.set(definition.name, definition);
    for (const entry of part.abbreviations) abbreviations.set(entry.text, entry);
    for (const { name, list } of part.alds) alds.set(name, mergeLists(alds.get(name) ?? null, list));
  }
  return { links, footnotes, alds, abbreviations: [...abbreviations.values()] };
}

/** After a part was parsed again: the maps must hold its new objects. */
function replaceDefinitions(part: StoredPart, definitions: Definitionset): void {
  for (const definition of part.parsed.part.footnotes) {
    if (definitions.footnotes.has(definition.name)) {
      // The maps were made by `collect` and are ours to set right.
      (definitions.footnotes as Map<string, FootnoteDefinition>).set(definition.name, definition);
    }
  }
}

/** Everything whose change touches any text: attribute definitions, abbreviations, options. */
function keyOf(definitions: Definitionset, last: KramdownOptions, base: KramdownOptions): string {
  const { alds, abbreviations } = definitions;
  const options = last === base ? '' : JSON.stringify(last);
  if (alds.size === 0 && abbreviations.length === 0) return options;
  return JSON.stringify([
    [...alds],
    abbreviations.map((entry) => [entry.text, entry.node.extra, entry.node.ial]),
    options,
  ]);
}

interface ChangedIds {
  readonly links: ReadonlySet<string>;
  readonly footnotes: ReadonlySet<string>;
}

function linkKey(definition: LinkDefinition | undefined): string {
  return definition === undefined
    ? ''
    : JSON.stringify([definition.url, definition.title, definition.node.ial]);
}

function changedIds(before: Definitionset, after: Definitionset): ChangedIds | null {
  const links = new Set<string>();
  const footnotes = new Set<string>();
  for (const [id, definition] of before.links) {
    const now = after.links.get(id);
    if (now !== definition && linkKey(now) !== linkKey(definition)) links.add(id);
  }
  for (const id of after.links.keys()) if (!before.links.has(id)) links.add(id);
  for (const name of before.footnotes.keys()) if (!after.footnotes.has(name)) footnotes.add(name);
  for (const name of after.footnotes.keys()) if (!before.footnotes.has(name)) footnotes.add(name);
  return links.size === 0 && footnotes.size === 0 ? null : { links, footnotes };
}

function dependsOn(part: StoredPart, changed: ChangedIds): boolean {
  for (const id of part.links.keys()) if (changed.links.has(id)) return true;
  for (const name of part.footnotes.keys()) if (changed.footnotes.has(name)) return true;
  return false;
}

function resolvePart(
  part: StoredPart,
  options: KramdownOptions,
  definitions: Definitionset,
  abbreviations: AbbreviationTable | null,
): void {
  const spanOptions: (readonly [string, string])[] = [];
  resolveTree(part.parsed.part.root, {
    abbreviations,
    insideHtml: false,
    document: {
      options,
      alds: definitions.alds,
      link(id) {
        const found = definitions.links.get(id);
        part.links.set(id, found);
        return found;
      },
      hasFootnote(name) {
        const found = definitions.footnotes.has(name);
        part.footnotes.set(name, found);
        return found;
      },
      note(finding) {
        part.findings.push(finding);
      },
      setOption(key, value) {
        spanOptions.push([key, value]);
      },
    },
  });
  part.spanOptions = spanOptions.length === 0 ? null : spanOptions;
  part.resolved = true;
}

/** Options that posts set inside text count for the conversion of the whole. */
function withSpanOptions(options: KramdownOptions, parts: readonly StoredPart[]): KramdownOptions {
  let result = options;
  for (const part of parts) {
    if (part.spanOptions !== null) result = applyInlineOptions(result, new Map(part.spanOptions));
  }
  return result;
}
