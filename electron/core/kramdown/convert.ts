// Owns: turning one part's finished tree into blocks of HTML, with what it asked of the document's counters.
// Must not know: sessions, caching, parsing.

import { writeBlock } from './html/blocks.ts';
import type { Conversion, CounterEvent, TocHeader } from './html/state.ts';
import type { Node } from './tree.ts';

/** A top-level block; lines are counted from the part's first line. */
export interface PartBlock {
  readonly html: string;
  readonly line: number;
  readonly endLine: number;
}

export interface ConvertedPart {
  readonly blocks: readonly PartBlock[];
  readonly events: readonly CounterEvent[];
  readonly headers: readonly TocHeader[];
  /** Holds a list that stands for the contents or the footnotes. */
  readonly special: boolean;
}

/** `conversion.events` and `.headers` must be empty; they are given away with the result. */
export function convertPart(root: Node, first: boolean, conversion: Conversion): ConvertedPart {
  const blocks: PartBlock[] = [];
  const tocBefore = conversion.tocMark.node;
  const footnotesBefore = conversion.footnotesMark.node;
  let html = '';
  let line = 0;
  let endLine = 0;
  const close = (): void => {
    if (html !== '') blocks.push({ html, line, endLine });
    html = '';
  };
  for (const child of root.children) {
    // The part before ended with a blank line, which stands for this one too.
    if (!first && child.type === 'blank' && child === root.children[0]) continue;
    // Blank lines belong to the block before them.
    if (child.type !== 'blank') {
      close();
      line = child.line;
      endLine = child.endLine;
    } else if (html === '') {
      line = child.line;
      endLine = child.endLine;
    }
    html += writeBlock(child, root, 0, conversion);
  }
  close();
  return {
    blocks,
    events: conversion.events,
    headers: conversion.headers,
    special: tocBefore !== conversion.tocMark.node || footnotesBefore !== conversion.footnotesMark.node,
  };
}
