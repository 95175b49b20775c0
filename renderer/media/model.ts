// Owns: what the view of images shows: which images, in what order, by what is typed and asked for. Pure.
// Must not know: how images are fetched or drawn.
import type { MediaBroken, MediaFacts, MediaImage } from '#contract/media-calls.ts';
import { findTyped } from '#core/hangul.ts';
import type { RelPath } from '#core/journal/entry.ts';

/** An image with what is reckoned of it once. */
export interface Item {
  readonly image: MediaImage;
  /** Last part of the path, composed. */
  readonly name: string;
  /** The path before it; empty at the root. */
  readonly folder: string;
  /** Places that use it. */
  readonly uses: number;
  /** A place shows it without an alternative text. */
  readonly bare: boolean;
}

export const filters = ['all', 'unused', 'heavy', 'bare', 'broken'] as const;
export type Filter = (typeof filters)[number];

export const orders = ['date', 'name', 'size', 'uses'] as const;
export type Order = (typeof orders)[number];

export type FactsOf = ReadonlyMap<RelPath, MediaFacts>;

export function itemsOf(images: readonly MediaImage[]): readonly Item[] {
  return images.map((image) => {
    const path = image.path.normalize('NFC');
    const at = path.lastIndexOf('/');
    const uses = image.users.flatMap((user) => user.uses);
    return {
      image,
      name: path.slice(at + 1),
      folder: path.slice(0, Math.max(0, at)),
      uses: uses.length,
      bare: uses.some(({ shows, alt }) => shows && alt?.trim() === ''),
    };
  });
}

/** Does the image belong to the filter? `heavy`: bytes from which it counts as heavy. */
export function passes(item: Item, filter: Filter, heavy: number): boolean {
  switch (filter) {
    case 'unused':
      return item.uses === 0;
    case 'heavy':
      return item.image.size >= heavy;
    case 'bare':
      return item.bare;
    default:
      return true;
  }
}

/** How many images each filter has. */
export function countsOf(
  items: readonly Item[],
  broken: readonly MediaBroken[],
  heavy: number,
): Readonly<Record<Filter, number>> {
  const count = (filter: Filter): number =>
    items.reduce((sum, item) => (passes(item, filter, heavy) ? sum + 1 : sum), 0);
  return {
    all: items.length,
    unused: count('unused'),
    heavy: count('heavy'),
    bare: count('bare'),
    broken: broken.length,
  };
}

const wordsOf = (typed: string): readonly string[] => typed.trim().split(/\s+/).filter(Boolean);

/** The images to show, in their order; every typed word is found in the path, also by initial consonants. */
export function visible(
  items: readonly Item[],
  wanted: { readonly filter: Filter; readonly order: Order; readonly typed: string; readonly heavy: number },
): readonly Item[] {
  const words = wordsOf(wanted.typed);
  return items
    .filter(
      (item) =>
        passes(item, wanted.filter, wanted.heavy) &&
        words.every((word) => findTyped(item.name, word) !== null || findTyped(item.folder, word) !== null),
    )
    .sort(ORDER[wanted.order]);
}

const byName = new Intl.Collator(undefined, { numeric: true });
const ORDER: Readonly<Record<Order, (a: Item, b: Item) => number>> = {
  date: (a, b) => b.image.modified - a.image.modified || byName.compare(a.name, b.name),
  name: (a, b) => byName.compare(a.name, b.name) || byName.compare(a.folder, b.folder),
  size: (a, b) => b.image.size - a.image.size || byName.compare(a.name, b.name),
  uses: (a, b) => b.uses - a.uses || byName.compare(a.name, b.name),
};

/** Broken references whose post or path holds every typed word. */
export function visibleBroken(broken: readonly MediaBroken[], typed: string): readonly MediaBroken[] {
  const words = wordsOf(typed);
  return broken.filter(({ post, path }) =>
    words.every((word) => findTyped(path, word) !== null || findTyped(post, word) !== null),
  );
}

/** The images from one to another, both included; the other alone where the one is not shown. */
export function rangeOf(items: readonly Item[], from: RelPath, to: RelPath): readonly RelPath[] {
  const at = (path: RelPath): number => items.findIndex(({ image }) => image.path === path);
  const [one, other] = [at(from), at(to)];
  if (one < 0 || other < 0) return [to];
  return items.slice(Math.min(one, other), Math.max(one, other) + 1).map(({ image }) => image.path);
}
