// Owns: the current text with its parts, the definitions of the whole, and resolving one part.
// Must not know: HTML.

import { changedDefinitions, collect, type DefinitionSet, dependsOn } from './definitions.ts';
import type { TocHeader } from './html/state.ts';
import { type Taken, takeParts } from './keep.ts';
import type { KramdownOptions } from './options.ts';
import { type AbbreviationTable, abbreviationTable } from './parse/abbreviations.ts';
import { applyInlineOptions } from './parse/extension.ts';
import { type PartSource, parsePart, partSource } from './parse/part.ts';
import { resolveTree, sameOptions } from './parse/resolve.ts';
import type { FootnoteDefinition } from './parse/state.ts';
import type { Assembled } from './patch.ts';
import type { StoredPart } from './stored-part.ts';
import type { Node } from './tree.ts';
import type { RenderContext } from './types.ts';
import { partsWith } from './words.ts';

export interface Store {
  readonly context: RenderContext;
  readonly memo: TocMemo;
  /** Takes over a text; gives how many parts were kept. */
  read(markdown: string): number;
  state(): StoreState;
  /** The finished tree of a part. */
  resolve(part: StoredPart): Node;
  /** Gives the tree up; what conversion made of it is kept. */
  release(part: StoredPart): void;
  /** Options after all that posts set inside text; true: they differ from those of `state`, which now has them. */
  settleOptions(): boolean;
  /** Leaves out the parts from this one on. */
  stopAt(index: number): void;
}

/** The last result, and the last table of contents with what it was made of. */
export interface TocMemo {
  assembled: Assembled | null;
  last: {
    readonly list: Node;
    readonly headers: readonly TocHeader[];
    readonly options: KramdownOptions;
    readonly html: string;
  } | null;
  /** Links of the contents as they are written with these options. */
  links: {
    readonly options: KramdownOptions;
    readonly known: WeakMap<TocHeader, { readonly prefix: string; readonly written: Node }>;
  } | null;
}

export interface StoreState {
  readonly text: string;
  /** A string that does not occur in the text. */
  readonly mark: string;
  readonly parts: readonly StoredPart[];
  /** What the last reading changed; null: it may have changed more than the parts named there would be. */
  readonly change: Change | null;
  /** Options of conversion. */
  readonly options: KramdownOptions;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  /** Start and line of the text that was not read within the time budget; -1: all was. */
  readonly stoppedAt: number;
  readonly stoppedLine: number;
  readonly expired: () => boolean;
}

/** The parts at both ends are those of the last text; `gone` stood between them. */
export type Change = Pick<Taken, 'head' | 'tail' | 'gone' | 'lineShift'>;

const NOTHING: DefinitionSet = { links: new Map(), footnotes: new Map(), alds: new Map(), abbreviations: [] };

export function createStore(options: KramdownOptions, context: RenderContext): Store {
  let source: PartSource = partSource('');
  let parts: StoredPart[] = [];
  let definitions = NOTHING;
  let abbreviations: AbbreviationTable | null = null;
  let lastOptions = options;
  let finalOptions = options;
  let mark = '';
  let stoppedAt = -1;
  let stoppedLine = 0;
  let expired: () => boolean = () => false;
  let change: Change | null = null;
  let first = true;
  /** Those that set options inside their text. */
  const setters = new Set<StoredPart>();
  /** Options that posts set inside text count for the conversion of the whole. */
  const withSpanOptions = (): KramdownOptions => {
    if (setters.size === 0) return lastOptions;
    let result = lastOptions;
    for (const { spanOptions } of parts) {
      if (spanOptions !== null) result = applyInlineOptions(result, new Map(spanOptions));
    }
    return result;
  };

  /** Forgets what was made of a part: it is resolved and converted again. */
  const forget = (part: StoredPart): void => {
    part.converted = null;
    part.rendered = null;
    change = null;
  };

  return {
    context,
    memo: { assembled: null, last: null, links: null },
    read(markdown) {
      expired = deadlineOf(context);
      const before = source.text;
      source = partSource(normalize(markdown));
      const taken = takeParts(before, source, parts, options, expired);
      parts = taken.parts;
      stoppedAt = taken.stoppedAt;
      stoppedLine = taken.stoppedLine;
      change = taken;
      for (const part of taken.gone) setters.delete(part);
      const between = parts.slice(taken.head, parts.length - taken.tail);
      for (const part of between) if (part.spanOptions !== null) setters.add(part);
      const newMark = markFor(source.text, mark, taken);
      if (newMark !== mark) for (const part of parts) forget(part);
      mark = newMark;
      const old = definitions;
      const oldLast = lastOptions;
      lastOptions = parts[parts.length - 1]?.parsed.part.options ?? options;
      if (first || taken.gone.some(defines) || between.some(defines)) definitions = collect(parts, options);
      first = false;
      if (definitions !== old || lastOptions !== oldLast) {
        const changed = changedDefinitions(old, definitions);
        if (changed !== null && changed.words.size > 0) {
          abbreviations = abbreviationTable(
            definitions.abbreviations,
            definitions.alds,
            options.kramdownVersion === '2.5',
          );
        }
        if (!sameOptions(lastOptions, oldLast)) for (const part of parts) forget(part);
        else if (changed !== null) {
          for (const part of parts) if (dependsOn(part, changed)) forget(part);
          for (const part of partsWith(changed.words, source.text, parts)) forget(part);
        }
      }
      const now = withSpanOptions();
      if (!sameOptions(now, finalOptions)) {
        for (const part of parts) forget(part);
        finalOptions = now;
      }
      return taken.reused;
    },
    state: () => ({
      text: source.text,
      mark,
      parts,
      change,
      options: finalOptions,
      footnotes: definitions.footnotes,
      stoppedAt,
      stoppedLine,
      expired,
    }),
    resolve(part) {
      if (part.tree === 'gone') {
        const end = part.start + part.parsed.length;
        const before = part.parsed.part.footnotes;
        part.parsed = parsePart(source, part.start, part.optionsBefore, (pos) => pos === end);
        // The same definitions again: where one of them counts, its new content does.
        part.parsed.part.footnotes.forEach((definition, index) => {
          const { name } = definition;
          if (definitions.footnotes.get(name) === before[index]) definitions.footnotes.set(name, definition);
        });
      }
      part.tree = 'gone';
      resolvePart(part, lastOptions, definitions, abbreviations);
      if (part.spanOptions === null) setters.delete(part);
      else setters.add(part);
      return part.parsed.part.root;
    },
    release(part) {
      part.parsed.part.root.children = [];
    },
    settleOptions() {
      const now = withSpanOptions();
      if (sameOptions(now, finalOptions)) return false;
      finalOptions = now;
      for (const part of parts) forget(part);
      return true;
    },
    stopAt(index) {
      const part = parts[index];
      if (part === undefined) return;
      stoppedAt = part.start;
      stoppedLine = part.line;
      parts = parts.slice(0, index);
    },
  };
}

/** Halves of surrogate pairs the wrong way round; no reference is written as one, and no text should hold one. */
const MARK = '\udfff\ud800';

/** A string that is not in the text; the last one was not in the last text, so only what is new is looked through. */
function markFor(text: string, last: string, { from, to }: Taken): string {
  const near = text.slice(Math.max(0, from - last.length), to + last.length);
  if (last !== '' && !near.includes(last)) return last;
  let mark = MARK;
  while (text.includes(mark)) mark += '\ud801';
  return mark;
}

/** Does it define anything for the whole document? */
function defines({ parsed: { part } }: StoredPart): boolean {
  return (
    part.links.length > 0 ||
    part.footnotes.length > 0 ||
    part.abbreviations.length > 0 ||
    part.alds.length > 0
  );
}

function deadlineOf(context: RenderContext): () => boolean {
  const { budgetMs, now } = context;
  if (budgetMs === undefined || now === undefined) return () => false;
  const end = now() + budgetMs;
  return () => now() > end;
}

/** Line ends are newlines, and the text ends with one. */
function normalize(markdown: string): string {
  const text = markdown.includes('\r') ? markdown.replace(/\r\n?/g, '\n') : markdown;
  return text.endsWith('\n') ? text : `${text}\n`;
}

function resolvePart(
  part: StoredPart,
  options: KramdownOptions,
  definitions: DefinitionSet,
  abbreviations: AbbreviationTable | null,
): void {
  const spanOptions: (readonly [string, string])[] = [];
  const { findings, root } = part.parsed.part;
  part.links = null;
  part.footnotes = null;
  resolveTree(root, {
    abbreviations,
    insideHtml: false,
    findings,
    document: {
      options,
      alds: definitions.alds,
      link(id) {
        const found = definitions.links.get(id);
        part.links ??= new Map();
        part.links.set(id, found);
        return found;
      },
      hasFootnote(name) {
        const found = definitions.footnotes.has(name);
        part.footnotes ??= new Map();
        part.footnotes.set(name, found);
        return found;
      },
      setOption(key, value) {
        spanOptions.push([key, value]);
      },
    },
  });
  part.findings = findings;
  part.told = null;
  part.spanOptions = spanOptions.length === 0 ? null : spanOptions;
}
