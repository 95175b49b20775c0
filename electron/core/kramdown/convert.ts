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
  /** Set when it holds a list that may stand for the contents or the footnotes. */
  readonly places: Places | null;
}

/** Which places were taken before a part, and by what in it. */
export interface Places {
  readonly tocTaken: boolean;
  readonly footnotesTaken: boolean;
  readonly toc: Node | null;
  readonly footnotes: Node | null;
}

/** `conversion.events` and `.headers` must be empty; they are given away with the result. */
export function convertPart(root: Node, first: boolean, conversion: Conversion): ConvertedPart {
  const blocks: PartBlock[] = [];
  conversion.place.met = false;
  const tocTaken = conversion.tocMark.node !== null;
  const footnotesTaken = conversion.footnotesMark.node !== null;
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
    places: conversion.place.met
      ? {
          tocTaken,
          footnotesTaken,
          toc: tocTaken ? null : conversion.tocMark.node,
          footnotes: footnotesTaken ? null : conversion.footnotesMark.node,
        }
      : null,
  };
}
