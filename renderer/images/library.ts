// Owns: the journal's images as the picker shows them, and finding some of them by what is typed.
// Must not know: how they are drawn, or what is done with one.
import type { Client } from '#contract/transport.ts';
import { comparable, typedTest } from '#core/hangul.ts';
import type { RelPath } from '#core/journal/entry.ts';

export interface LibraryImage {
  readonly path: RelPath;
  readonly url: string;
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  /** Posts that use it. */
  readonly users: number;
}

/** Every image of the journal with how many posts use it, the newest first. */
export async function loadImages(client: Pick<Client, 'call'>): Promise<readonly LibraryImage[]> {
  const { images } = await client.call('media.list', {});
  return images
    .toSorted((a, b) => b.modified - a.modified)
    .map(({ path, url, size, modified, users }) => ({ path, url, size, modified, users: users.length }));
}

/** Address of the small picture of an image; another state of the file is another address. */
export function thumbUrl(mediaBase: string, { path, modified, size }: LibraryImage): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return `${mediaBase}.thumb/${encoded}?v=${Math.floor(modified)}-${size}`;
}

/** The images whose folder or name holds every typed word; initial consonants count. */
export function findImages(images: readonly LibraryImage[], typed: string): readonly LibraryImage[] {
  if (typed.trim() === '') return images;
  const occursIn = typedTest(typed);
  return images.filter(({ path }) => occursIn(comparable(path)));
}
