// Owns: the span pass: span sources become children, attribute lists are laid on, abbreviations and hard breaks set.
// Must not know: how blocks were found, or HTML.

import type { KramdownOptions } from '../options.ts';
import type { Node } from '../tree.ts';
import { leaf } from '../tree.ts';
import { type AbbreviationTable, markAbbreviations } from './abbreviations.ts';
import { applyOwnList } from './ial.ts';
import { lintRawHtml } from './lint-html.ts';
import { lintSpans } from './lint-spans.ts';
import type { SpanDocument } from './span/context.ts';
import { parseSpans } from './span/index.ts';
import type { Finding } from './state.ts';

export interface ResolveContext {
  readonly document: SpanDocument;
  readonly abbreviations: AbbreviationTable | null;
  /** Inside HTML and footnotes GFM's line breaks do not count. */
  readonly insideHtml: boolean;
  readonly findings: Finding[];
}

const LOOSE_ENDS: ReadonlySet<Node['type']> = new Set<Node['type']>(['li', 'dd', 'blockquote']);

/** Turns everything below `parent` from block structure into the finished tree. */
export function resolveTree(parent: Node, context: ResolveContext): void {
  const last = parent.children.findLast((child) => child.type !== 'eob');
  for (const child of parent.children) {
    // A break at the end of text that stands in a block for itself is none; in the document it is one.
    if (child.type === 'loose') child.flag = child === last && LOOSE_ENDS.has(parent.type);
    resolveBlock(child, context);
  }
  dropMarks(parent);
}

/** Marks go, and blank lines that then meet become one. */
function dropMarks(parent: Node): void {
  if (!parent.children.some((child) => child.type === 'eob')) return;
  const kept: Node[] = [];
  for (const child of parent.children) {
    if (child.type === 'eob') continue;
    if (child.type === 'blank' && kept[kept.length - 1]?.type === 'blank') continue;
    kept.push(child);
  }
  parent.children = kept;
}

function resolveBlock(of: Node, context: ResolveContext): void {
  if (of.type === 'blank' || of.type === 'text') return;
  if (of.type === 'eob') {
    // A footnote definition keeps its content here.
    for (const holder of of.children) resolveTree(holder, { ...context, insideHtml: true });
    return;
  }
  applyOwnList(of, context.document.alds);
  if (of.type === 'html' && of.model === 'raw' && !context.insideHtml) lintRawHtml(of, context.findings);
  if (!of.spans) {
    resolveTree(of, of.type === 'html' && !context.insideHtml ? { ...context, insideHtml: true } : context);
    return;
  }
  const { options } = context.document;
  of.spans = false;
  const source = of.value;
  parseSpans(source, of.line, of, context.document);
  lintSpans(of, source, context.findings);
  if (of.type !== 'html') of.value = '';
  if (options.input === 'GFM' && !context.insideHtml && of.type !== 'html') breakLines(of, options.hardWrap);
  if (context.abbreviations !== null) markAbbreviations(of, context.abbreviations);
}

const INLINE: ReadonlySet<Node['type']> = new Set<Node['type']>(['em', 'strong', 'a']);

/** GFM's line breaks in plain text: every newline with `hard`, else one behind a backslash. */
function breakLines(of: Node, hard: boolean): void {
  const mark = hard ? '\n' : '\\\n';
  if (!of.children.some((child) => needsBreak(child, mark))) return;
  const endsBlock = of.type === 'loose' ? of.flag : !INLINE.has(of.type);
  const out: Node[] = [];
  for (const child of of.children) {
    if (child.type !== 'text' || !child.value.includes(mark)) {
      if (child.type !== 'html' && child.type !== 'del') breakLines(child, hard);
      out.push(child);
      continue;
    }
    const pieces = child.value.split(mark);
    // A mark at the very end breaks nothing.
    const open =
      endsBlock && pieces[pieces.length - 1] === '' && child === of.children[of.children.length - 1];
    if (open) pieces.pop();
    pieces.forEach((piece, index) => {
      const text = index === 0 ? piece : `\n${piece}`;
      if (text !== '') out.push(leaf('text', text, child.line));
      if (index < pieces.length - 1) out.push(leaf('br', '', child.line));
    });
    if (open) out.push(leaf('text', '\n', child.line));
  }
  of.children = out;
}

function needsBreak(of: Node, mark: string): boolean {
  if (of.type === 'text') return of.value.includes(mark);
  return of.type !== 'html' && of.type !== 'del' && of.children.some((child) => needsBreak(child, mark));
}

export function sameOptions(a: KramdownOptions, b: KramdownOptions): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
