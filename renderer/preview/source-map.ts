// Owns: the two-way map between source lines and heights in the page, measured only where it is asked.
// Must not know: the editor, who scrolls whom.
import type { ShownBlock } from './patcher.ts';

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
  const shown = blocks.filter((block) => block.nodes?.some((node) => node.nodeType === 1));

  const spanAt = (index: number): Span | null => {
    const block = shown[index];
    const rect = block && rectOf(block);
    if (!block || !rect) return null;
    const next = shown[index + 1];
    const nextRect = next && rectOf(next);
    // The gap below a block belongs to it, so that the map has no holes.
    return {
      line: block.line,
      endLine: Math.max(block.line + 1, next?.line ?? block.endLine),
      top: rect.top + offset(),
      bottom: Math.max(rect.bottom, nextRect?.top ?? rect.bottom) + offset(),
    };
  };

  const indexOfLine = (line: number): number => {
    let low = 0;
    let high = shown.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((shown[middle]?.line ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const indexOfTop = (top: number): number => {
    let low = 0;
    let high = shown.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const block = shown[middle];
      const rect = block && rectOf(block);
      if (rect && rect.top + offset() <= top) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  /** Pieces inside a block that know their line (list items, rows, quoted paragraphs), in order of both line and height. */
  const pieces = (index: number): readonly Span[] => {
    const outer = spanAt(index);
    const block = shown[index];
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

  const first = (): Span | null => spanAt(0);

  return {
    topOf(line) {
      const start = first();
      if (!start) return 0;
      if (line < start.line) return start.line === 0 ? start.top : (start.top * line) / start.line;
      const found = pieces(indexOfLine(line));
      const span = found.findLast((piece) => piece.line <= line) ?? found[0];
      if (!span) return end();
      const part = Math.min(1, (line - span.line) / Math.max(1, span.endLine - span.line));
      return span.top + part * (span.bottom - span.top);
    },
    lineAt(top) {
      const start = first();
      if (!start) return 0;
      if (top < start.top) return start.top === 0 ? 0 : (start.line * Math.max(0, top)) / start.top;
      const found = pieces(indexOfTop(top));
      const span = found.findLast((piece) => piece.top <= top) ?? found[0];
      if (!span) return 0;
      const part = Math.min(1, (top - span.top) / Math.max(1, span.bottom - span.top));
      return span.line + part * (span.endLine - span.line);
    },
    blockOf: (line) => (shown.length === 0 ? null : spanAt(indexOfLine(line))),
    spanOf(line) {
      if (shown.length === 0) return null;
      const found = pieces(indexOfLine(line));
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
