// Owns: the blocks given out for one part: generated lists put in, lines made absolute.
// Must not know: parsing, counters.

import type { Marks } from './counters.ts';
import type { StoredPart } from './stored-part.ts';
import type { RenderContext, RenderedBlock } from './types.ts';

/** The same array as last time while nothing about it changed. */
export function renderedBlocks(
  part: StoredPart,
  first: number,
  context: RenderContext,
  marks: Marks,
  toc: string,
  footnotes: string,
): readonly RenderedBlock[] {
  const { converted } = part;
  if (converted === null) return [];
  const line = first + part.line;
  const special = (converted.places?.toc ?? converted.places?.footnotes ?? null) !== null;
  const filled = special ? toc + footnotes : '';
  if (part.rendered !== null && part.rendered.line === line && part.rendered.filled === filled) {
    return part.rendered.blocks;
  }
  const mode = context.sourceLines ?? false;
  const blocks = converted.blocks.map((block): RenderedBlock => {
    let html = block.html;
    if (special) html = html.replace(marks.toc, () => toc).replace(marks.footnotes, () => footnotes);
    const start = line + block.line;
    if (mode === false) return { html, line: start, endLine: line + block.endLine };
    const offset = mode === 'block' ? -block.line : line;
    return lazyBlock(html, start, line + block.endLine, marks.line, offset);
  });
  part.rendered = { line, filled, blocks };
  return blocks;
}

/** Lines are written into the HTML only when it is asked for. */
function lazyBlock(
  source: string,
  line: number,
  endLine: number,
  mark: string,
  offset: number,
): RenderedBlock {
  let html: string | null = null;
  return {
    get html() {
      html ??= fillLines(source, mark, offset);
      return html;
    },
    line,
    endLine,
  };
}

function fillLines(source: string, mark: string, offset: number): string {
  const pieces = source.split(mark);
  let out = pieces[0] ?? '';
  for (let index = 1; index < pieces.length; index++) {
    const piece = pieces[index] ?? '';
    const digits = piece.indexOf('"');
    out += Number(piece.slice(0, digits)) + offset + piece.slice(digits);
  }
  return out;
}
