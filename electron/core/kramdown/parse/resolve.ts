// Owns: the span pass: span sources become children, attribute lists are laid on, abbreviations and hard breaks set.
// Must not know: how blocks were found, or HTML.

import type { KramdownOptions } from '../options.ts';
import type { Node } from '../tree.ts';
import { node } from '../tree.ts';
import { type AbbreviationTable, markAbbreviations } from './abbreviations.ts';
import { applyOwnList } from './ial.ts';
import type { SpanDocument } from './span/context.ts';
import { parseSpans } from './span/index.ts';

export interface ResolveContext {
  readonly document: SpanDocument;
  readonly abbreviations: AbbreviationTable | null;
}

/** Turns everything below `parent` from block structure into the finished tree. */
export function resolveTree(parent: Node, context: ResolveContext): void {
  for (const child of parent.children) resolveBlock(child, context);
}

function resolveBlock(of: Node, context: ResolveContext): void {
  if (of.type === 'blank' || of.type === 'text') return;
  if (of.type === 'eob') {
    // A footnote definition keeps its content here.
    for (const holder of of.children) resolveTree(holder, context);
    return;
  }
  applyOwnList(of, context.document.alds);
  if (!of.spans) {
    resolveTree(of, context);
    return;
  }
  of.spans = false;
  const source = of.value;
  parseSpans(source, of.line, of, context.document);
  if (of.type !== 'html') of.value = '';
  const { options } = context.document;
  if (options.input === 'GFM' && options.hardWrap && of.type === 'p') breakLines(of);
  if (context.abbreviations !== null) markAbbreviations(of, context.abbreviations);
}

/** Every newline in plain text becomes a line break. */
function breakLines(of: Node): void {
  const out: Node[] = [];
  for (const child of of.children) {
    if (child.type !== 'text' || !child.value.includes('\n')) {
      if (child.type !== 'html') breakLines(child);
      out.push(child);
      continue;
    }
    const lines = child.value.split('\n');
    lines.forEach((line, index) => {
      const last = index === lines.length - 1;
      const follows = index === 0 && line === '' && out[out.length - 1]?.type === 'br';
      const text = index === 0 ? line : `\n${line}`;
      const shown = last ? text : text.replace(/ +$/, '');
      if (shown !== '') out.push(node('text', shown, child.line));
      if (!last && !follows) out.push(node('br', '', child.line));
    });
  }
  of.children = out;
}

export function sameOptions(a: KramdownOptions, b: KramdownOptions): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
