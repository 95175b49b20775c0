// Owns: the two-way map between source lines and heights in the page, measured only where it is asked.
// Must not know: the editor, who scrolls whom.
import { indexOfLine, type ShownBlock } from './patcher.ts';

/** Where a stretch of lines is shown: `top..bottom` are pixels from the top of the scrolled document. */
export interface Span {
  readonly line: number;
  readonly endLine: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Geometry {
  /** Pixels from the top of the document of the start of a fractional line. */
  topOf(line: number): number;
  /** The fractional line shown at that height. */
  lineAt(top: number): number;
  /** The smallest shown piece that has the line. */
  spanOf(line: number): Span | null;
  /** The whole block that has the line. */
  blockOf(line: number): Span | null;
}

/** `offset`: how far the document is scrolled; `end`: the height of all of it. Both are asked when they are needed. */
export function createGeometry(
  blocks: readonly ShownBlock[],
  offset: () => number,
  end: () => number,
): Geometry {
  // Nothing here looks at all blocks: a long post has thousands, and this is asked with each key.
  const isShown = (index: number): boolean =>
    blocks[index]?.nodes?.some((node) => node.nodeType === 1) === true;

  /** The nearest shown block from `index` on in steps of 1 or -1; null where there is none. */
  const shownFrom = (index: number, step: 1 | -1): number | null => {
    for (let at = index; at >= 0 && at < blocks.length; at += step) if (isShown(at)) return at;
    return null;
  };

  const spanAt = (index: number | null): Span | null => {
    const block = index === null ? undefined : blocks[index];
    const rect = block && rectOf(block);
    if (index === null || !block || !rect) return null;
    const nextIndex = shownFrom(index + 1, 1);
    const next = nextIndex === null ? undefined : blocks[nextIndex];
    const nextRect = next && rectOf(next);
    // The gap below a block belongs to it, so that the map has no holes.
    return {
      line: block.line,
      endLine: Math.max(block.line + 1, next?.line ?? block.endLine),
      top: rect.top + offset(),
      bottom: Math.max(rect.bottom, nextRect?.top ?? rect.bottom) + offset(),
    };
  };

  /** The last shown block that begins at or above the line, else the first shown one. */
  const shownAt = (line: number): number | null => {
    const index = indexOfLine(blocks, line);
    return shownFrom(index, -1) ?? shownFrom(index, 1);
  };

  const indexOfTop = (top: number): number | null => {
    const start = shownFrom(0, 1);
    if (start === null) return null;
    let low = start;
    let high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const index = shownFrom(middle, -1) ?? low;
      const block = blocks[index];
      const rect = block && rectOf(block);
      // Between `low` and `middle` nothing is shown: they are one place.
      if (index <= low || (rect && rect.top + offset() <= top)) low = middle;
      else high = index - 1;
    }
    return shownFrom(low, -1);
  };

  /** Pieces inside a block that know their line (list items, rows, quoted paragraphs), in order of both line and height. */
  const pieces = (index: number | null): readonly Span[] => {
    const outer = spanAt(index);
    const block = index === null ? undefined : blocks[index];
    if (!outer || !block) return [];
    const marks: { line: number; top: number }[] = [{ line: outer.line, top: outer.top }];
    for (const element of linedElements(block)) {
      const line = block.line + Number(element.getAttribute('data-line'));
      const last = marks.at(-1);
      if (!last || line <= last.line || line >= outer.endLine) continue;
      const rect = element.getBoundingClientRect();
      if (rect.height === 0) continue;
      const top = rect.top + offset();
      if (top >= last.top) marks.push({ line, top });
    }
    return marks.map((mark, at) => ({
      line: mark.line,
      endLine: marks[at + 1]?.line ?? outer.endLine,
      top: mark.top,
      bottom: marks[at + 1]?.top ?? outer.bottom,
    }));
  };

  return {
    topOf(line) {
      const first = shownFrom(0, 1);
      if (first === null) return 0;
      const startLine = blocks[first]?.line ?? 0;
      if (line < startLine) return ((spanAt(first)?.top ?? 0) * line) / startLine;
      const found = pieces(shownAt(line));
      const span = found.findLast((piece) => piece.line <= line) ?? found[0];
      if (!span) return end();
      const part = Math.min(1, (line - span.line) / Math.max(1, span.endLine - span.line));
      return span.top + part * (span.bottom - span.top);
    },
    lineAt(top) {
      const index = indexOfTop(top);
      const found = pieces(index);
      const start = found[0];
      if (!start) return 0;
      // Only the first block can lie wholly below the height.
      if (top < start.top && index === shownFrom(0, 1))
        return start.top === 0 ? 0 : (start.line * Math.max(0, top)) / start.top;
      const span = found.findLast((piece) => piece.top <= top) ?? start;
      const part = Math.min(1, (top - span.top) / Math.max(1, span.bottom - span.top));
      return span.line + part * (span.endLine - span.line);
    },
    blockOf: (line) => spanAt(shownAt(line)),
    spanOf(line) {
      const found = pieces(shownAt(line));
      return found.findLast((piece) => piece.line <= line) ?? found[0] ?? null;
    },
  };
}

interface Rect {
  readonly top: number;
  readonly bottom: number;
}

/** The box around a block's elements; null where it shows nothing. */
function rectOf(block: ShownBlock): Rect | null {
  let rect: Rect | null = null;
  for (const node of block.nodes ?? []) {
    if (node.nodeType !== 1) continue;
    const { top, bottom, height, width } = (node as Element).getBoundingClientRect(); // 1 is ELEMENT_NODE
    if (height === 0 && width === 0) continue;
    rect = rect ? { top: Math.min(rect.top, top), bottom: Math.max(rect.bottom, bottom) } : { top, bottom };
  }
  return rect;
}

function linedElements(block: ShownBlock): readonly Element[] {
  const found: Element[] = [];
  for (const node of block.nodes ?? []) {
    if (node.nodeType === 1) found.push(...(node as Element).querySelectorAll('[data-line]')); // 1 is ELEMENT_NODE
  }
  return found;
}
