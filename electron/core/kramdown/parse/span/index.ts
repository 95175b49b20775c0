// Owns: which construct each special character belongs to, in which order, and parsing a whole span text.
// Must not know: the constructs' own syntax.

import type { KramdownOptions } from '../../options.ts';
import { leaf, type Node, node } from '../../tree.ts';
import { parseCodeSpan } from './code.ts';
import { createSpans, type Handler, run, type SpanDocument } from './context.ts';
import { parseEmphasis, parseStrikethrough } from './emphasis.ts';
import { parseBackslash, parseEscape, parseNewline } from './escape.ts';
import { parseSpanExtension } from './extension.ts';
import { parseSpanHtml } from './html.ts';
import { parseLink } from './link.ts';
import {
  parseAutolink,
  parseDashes,
  parseDots,
  parseEntity,
  parseFootnoteMarker,
  parseInlineMath,
  parseLeftGuillemet,
  parseRightGuillemet,
} from './small.ts';
import { parseSmartQuote } from './smart-quotes.ts';

function table(entries: Readonly<Record<string, Handler>>): readonly (Handler | null)[] {
  const out: (Handler | null)[] = new Array<Handler | null>(128).fill(null);
  for (const [char, handler] of Object.entries(entries)) out[char.charCodeAt(0)] = handler;
  return out;
}

function withoutBreaks(entries: Readonly<Record<string, Handler>>): readonly (Handler | null)[] {
  const { '\n': _newline, ...rest } = entries;
  return table({ ...rest, '\\': parseEscape });
}

const atAngle: Handler = (spans, parent) =>
  parseAutolink(spans, parent) || parseSpanHtml(spans, parent, true) || parseLeftGuillemet(spans, parent);
const atAnglePlain: Handler = (spans, parent) =>
  parseAutolink(spans, parent) || parseSpanHtml(spans, parent, true);
const atBracket: Handler = (spans, parent) => parseFootnoteMarker(spans, parent) || parseLink(spans, parent);

const BASE: Readonly<Record<string, Handler>> = {
  '`': parseCodeSpan,
  '*': parseEmphasis,
  _: parseEmphasis,
  '<': atAnglePlain,
  '[': atBracket,
  '!': parseLink,
  '"': parseSmartQuote,
  "'": parseSmartQuote,
  $: parseInlineMath,
  '{': parseSpanExtension,
  '&': parseEntity,
  '\n': parseNewline,
  '\\': parseBackslash,
};
const TYPOGRAPHY: Readonly<Record<string, Handler>> = {
  '<': atAngle,
  '>': parseRightGuillemet,
  '-': parseDashes,
  '.': parseDots,
};

const KRAMDOWN = table({ ...BASE, ...TYPOGRAPHY });
const GFM = table({ ...BASE, ...TYPOGRAPHY, '~': parseStrikethrough });
const GFM_PLAIN = table({ ...BASE, '~': parseStrikethrough });
// With hard wrapping every newline breaks: marks for single breaks are text.
const GFM_HARD = withoutBreaks({ ...BASE, ...TYPOGRAPHY, '~': parseStrikethrough });
const GFM_PLAIN_HARD = withoutBreaks({ ...BASE, '~': parseStrikethrough });
const CODE_AND_HTML = table({
  '`': parseCodeSpan,
  '<': (spans, parent) => {
    // What stands inside an element is read in full.
    const { handlers } = spans;
    spans.handlers = handlersFor(spans.document.options);
    const taken = parseSpanHtml(spans, parent, true);
    spans.handlers = handlers;
    return taken;
  },
});

function handlersFor(options: KramdownOptions): readonly (Handler | null)[] {
  if (options.input !== 'GFM') return KRAMDOWN;
  if (options.hardWrap) return options.gfmQuirkNoAutoTypographic ? GFM_PLAIN_HARD : GFM_HARD;
  return options.gfmQuirkNoAutoTypographic ? GFM_PLAIN : GFM;
}

const SPECIAL = /[`*_<[!"'${&\n\\>.~-]/;

/** Parses span source into children of `parent`. `line` is counted from the part's first line. */
export function parseSpans(text: string, line: number, parent: Node, document: SpanDocument): void {
  if (text === '') return;
  if (!SPECIAL.test(text)) {
    parent.children.push(leaf('text', text, line));
    return;
  }
  run(createSpans(text, line, document, handlersFor(document.options)), parent, null);
}

export interface PlainPiece {
  /** Code, text, or the name of an element. */
  readonly text: string;
  readonly code: boolean;
}

/** Top-level pieces of a text in which only code spans and HTML elements are read. */
export function parsePlainPieces(text: string, options: KramdownOptions): PlainPiece[] {
  const root = node('p', '', 0);
  const nothing: SpanDocument = {
    options,
    alds: new Map(),
    link: () => undefined,
    hasFootnote: () => false,
    setOption: () => {},
  };
  run(createSpans(text, 0, nothing, CODE_AND_HTML), root, null);
  return root.children.map((child) => ({
    text: child.type === 'html' ? child.extra : child.value,
    code: child.type === 'codespan',
  }));
}
