// Owns: keeping the page's nodes equal to the list of blocks: only changed blocks are made anew, loaded pictures are kept.
// Must not know: the worker, the frame around the page, scrolling.
import { type Chunk, createChunks } from './chunks.ts';
import { guessHtml, type TypedChange } from './guess.ts';
import type { PreviewBlock } from './protocol.ts';
import { retext } from './retext.ts';

/** A block as shown: its nodes stand next to each other; null while it waits to be made. */
export interface ShownBlock {
  line: number;
  endLine: number;
  /** What the nodes were made of. */
  html: string;
  nodes: readonly Node[] | null;
  readonly chunk: Chunk;
}

export interface Patch {
  readonly head: number;
  readonly tail: number;
  readonly shift: number;
  readonly blocks: readonly PreviewBlock[];
}

export interface PatcherOptions {
  readonly page: HTMLElement;
  /** Clean nodes of a block's HTML, ready to be shown. */
  readonly make: (html: string) => DocumentFragment;
  readonly now: () => number;
  /** Runs when the browser has time; used to make the blocks of a long post that are not on the first screen. */
  readonly later: (run: () => void) => void;
  /** Nodes were added, moved or removed. Not told of letters in a text node: where they change a height, the browser says so. */
  readonly onChange: () => void;
}

export interface Patcher {
  apply(patch: Patch): void;
  /** Shows letters that were typed before it is known what they come to; the next patch puts it right. */
  guess(change: TypedChange): void;
  /** Makes every block anew (the addresses changed). */
  redo(): void;
  clear(): void;
  readonly blocks: () => readonly ShownBlock[];
  /** Makes the blocks of these lines now, ahead of their turn. */
  ensure(line: number): void;
}

/** Milliseconds of making blocks at once: less than a frame, so that typing is never held up. */
const SLICE = 7;
/** At least so many blocks are made at once: a screenful. */
const SCREEN = 24;
/** A page with more blocks than this is laid out in chunks. */
const LONG = 400;

export function createPatcher({ page, make, now, later, onChange }: PatcherOptions): Patcher {
  let blocks: ShownBlock[] = [];
  let scheduled = false;
  /** The block that shows a guess, and what it was made of before. */
  let guessed: { readonly block: ShownBlock; readonly html: string } | null = null;
  const chunks = createChunks(page);

  /** The first node that stands after block `index` in its chunk; null at the chunk's end. */
  const nodeAfter = (index: number): Node | null => {
    const chunk = blocks[index]?.chunk;
    for (let at = index + 1; at < blocks.length; at++) {
      const block = blocks[at];
      if (block?.chunk !== chunk) return null;
      const first = block?.nodes?.[0];
      if (first) return first;
    }
    return null;
  };

  const build = (block: ShownBlock): DocumentFragment => {
    const fragment = make(block.html);
    block.nodes = [...fragment.childNodes];
    return fragment;
  };

  const fill = (from: number, to: number, least: number): boolean => {
    const start = now();
    let made = 0;
    for (let at = from; at < to; at++) {
      const block = blocks[at];
      if (!block || block.nodes) continue;
      if (made >= least && now() - start > SLICE) return false;
      block.chunk.element.insertBefore(build(block), nodeAfter(at));
      made++;
    }
    return true;
  };

  /** Turns the block that was guessed back into what it was; true: by new nodes. */
  const takeBack = (): boolean => {
    if (!guessed) return false;
    const { block, html } = guessed;
    guessed = null;
    const anew = block.nodes !== null && !retext(block.nodes, block.html, html);
    if (anew) remake(block, html);
    block.html = html;
    return anew;
  };

  const remake = (block: ShownBlock, html: string): void => {
    const at = blocks.indexOf(block);
    for (const node of block.nodes ?? []) node.parentNode?.removeChild(node);
    block.nodes = null;
    block.html = html;
    fill(at, at + 1, 1);
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    later(() => {
      scheduled = false;
      const done = fill(0, blocks.length, 1);
      onChange();
      if (!done) schedule();
    });
  };

  return {
    apply({ head, tail, shift, blocks: fresh }) {
      const removed = blocks.slice(head, blocks.length - tail);
      let changed = removed.length !== fresh.length || shift !== 0;
      if (guessed && !removed.includes(guessed.block) && takeBack()) changed = true;
      guessed = null;
      if (shift !== 0) {
        for (const block of blocks.slice(blocks.length - tail)) {
          block.line += shift;
          block.endLine += shift;
        }
      }
      if (blocks.length === 0) chunks.reset(fresh.length > LONG);
      const kept = new Set<ShownBlock>();
      let before = blocks[head - 1]?.chunk ?? null;
      const added = fresh.map((block, at): ShownBlock => {
        const old = removed.length === fresh.length ? removed[at] : undefined;
        changed ||= old?.line !== block.line || old.endLine !== block.endLine;
        if (old?.nodes && retext(old.nodes, old.html, block.html)) {
          kept.add(old);
          before = old.chunk;
          return { ...block, nodes: old.nodes, chunk: old.chunk };
        }
        changed = true;
        before = chunks.place(before);
        return { ...block, nodes: null, chunk: before };
      });
      blocks = withStretch(blocks, head, tail, added);
      const gone = removed.filter((block) => !kept.has(block));
      const pictures = picturesOf(gone);
      const ready = fill(head, head + added.length, SCREEN);
      if (pictures.size > 0) keepPictures(added, pictures);
      for (const block of gone) {
        for (const node of block.nodes ?? []) node.parentNode?.removeChild(node);
        chunks.leave(block.chunk);
      }
      if (changed) onChange();
      if (!ready) schedule();
    },
    guess(change) {
      const block = blocks[indexOfLine(blocks, change.line)];
      if (guessed || !block?.nodes || change.line >= block.endLine) return;
      const html = guessHtml(block.html, change);
      if (html === null || html === block.html || !retext(block.nodes, block.html, html)) return;
      guessed = { block, html: block.html };
      block.html = html;
    },
    redo() {
      for (const block of blocks) {
        for (const node of block.nodes ?? []) node.parentNode?.removeChild(node);
        block.nodes = null;
      }
      const ready = fill(0, blocks.length, SCREEN);
      onChange();
      if (!ready) schedule();
    },
    clear() {
      guessed = null;
      blocks = [];
      chunks.reset(false);
      onChange();
    },
    blocks: () => blocks,
    ensure(line) {
      const at = blocks.findIndex((block) => block.endLine > line);
      if (at >= 0 && blocks[at]?.nodes === null) fill(at, Math.min(blocks.length, at + SCREEN), SCREEN);
    },
  };
}

/** The last block that begins at or above the line; 0 where none does. */
export function indexOfLine(blocks: readonly ShownBlock[], line: number): number {
  let low = 0;
  let high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((blocks[middle]?.line ?? 0) <= line) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The list with everything between its first `head` and last `tail` items replaced; changed in place where lengths allow it. */
export function withStretch<T>(list: T[], head: number, tail: number, fresh: readonly T[]): T[] {
  if (head + fresh.length + tail !== list.length) {
    return [...list.slice(0, head), ...fresh, ...list.slice(list.length - tail)];
  }
  fresh.forEach((item, at) => {
    list[head + at] = item;
  });
  return list;
}

/** Loaded pictures of blocks that go, by the address they were written with. */
function picturesOf(blocks: readonly ShownBlock[]): Map<string, HTMLImageElement[]> {
  const found = new Map<string, HTMLImageElement[]>();
  for (const image of imagesIn(blocks)) {
    const src = image.dataset.src;
    if (src === undefined || !image.complete || image.naturalWidth === 0) continue;
    found.set(src, [...(found.get(src) ?? []), image]);
  }
  return found;
}

/** Puts a picture that is loaded already in the place of a new one of the same address: no flicker, no jump. */
function keepPictures(blocks: readonly ShownBlock[], pictures: Map<string, HTMLImageElement[]>): void {
  for (const fresh of imagesIn(blocks)) {
    const old = pictures.get(fresh.dataset.src ?? '')?.shift();
    if (!old || old === fresh) continue;
    for (const name of old.getAttributeNames()) {
      if (name !== 'src' && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const name of fresh.getAttributeNames()) {
      const value = fresh.getAttribute(name);
      if (name !== 'src' && value !== null && old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    fresh.replaceWith(old);
    for (const block of blocks) {
      if (block.nodes?.includes(fresh))
        block.nodes = block.nodes.map((node) => (node === fresh ? old : node));
    }
  }
}

function* imagesIn(blocks: readonly ShownBlock[]): Generator<HTMLImageElement> {
  for (const block of blocks) {
    for (const node of block.nodes ?? []) {
      // 1 is Node.ELEMENT_NODE: nodes of the frame are of another realm, so `instanceof` does not tell.
      if (node.nodeType !== 1) continue;
      const element = node as HTMLElement; // see above
      if (element.nodeName === 'IMG')
        yield element as HTMLImageElement; // told by its name
      else yield* element.querySelectorAll('img');
    }
  }
}
