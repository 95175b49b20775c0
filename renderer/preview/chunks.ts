// Owns: where the blocks of a long page live: in stretches that the browser lays out only when they are looked at.
// Must not know: what a block is made of, scrolling.

/** A stretch of neighbouring blocks. For a page that is not long there is one: the page itself. */
export interface Chunk {
  readonly element: HTMLElement;
  count: number;
}

export interface Chunks {
  /** The chunk for a block that follows one in `before` (null: the first block). */
  place(before: Chunk | null): Chunk;
  /** A block left its chunk. */
  leave(chunk: Chunk): void;
  /** From now on the page is long, or is not. All blocks must have left. */
  reset(long: boolean): void;
}

/** Few enough to lay one out in a frame, many enough that the page has few of them. */
const SIZE = 30;
const MOST = 60;

export function createChunks(page: HTMLElement): Chunks {
  const whole: Chunk = { element: page, count: 0 };
  let long = false;

  const after = (before: Chunk | null): Chunk => {
    const element = page.ownerDocument.createElement('div');
    element.className = 'galley-chunk';
    page.insertBefore(element, before ? before.element.nextSibling : page.firstChild);
    return { element, count: 0 };
  };

  return {
    place(before) {
      if (!long) return whole;
      // A first filling makes chunks of SIZE; writing in one later may let it grow to MOST.
      const room = before && before.count < (before.element.nextSibling ? MOST : SIZE);
      const chunk = room ? before : after(before);
      chunk.count++;
      return chunk;
    },
    leave(chunk) {
      if (chunk === whole) return;
      chunk.count--;
      if (chunk.count === 0) chunk.element.remove();
    },
    reset(next) {
      long = next;
      page.replaceChildren();
    },
  };
}
