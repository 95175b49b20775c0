// Owns: which posts use which files, which references lead nowhere, and which images nobody uses.
// Must not know: how texts and lists of files are read or kept fresh.
import { isImagePath } from './file-kinds.ts';
import { findReferences } from './references.ts';
import { resolveReference } from './resolve.ts';
import type { ReferenceBase } from './types.ts';

/** One place of a post that uses an image of the journal. */
export interface ImageUse {
  /** Path below the root that the reference means, composed (NFC). */
  readonly path: string;
  /** 1-based. */
  readonly line: number;
  /** It shows the picture; else it links to it. */
  readonly shows: boolean;
  /** Null where the place cannot have one. */
  readonly alt: string | null;
}

/** The uses of images in one text, in its order. */
export function imageUses(text: string, base: ReferenceBase): readonly ImageUse[] {
  const uses: ImageUse[] = [];
  let line = 1;
  let at = 0;
  for (const reference of findReferences(text)) {
    if (!isImagePath(reference.path)) continue;
    const path = resolveReference(reference, base);
    if (path === null) continue;
    for (; at < reference.from; at++) if (text.charCodeAt(at) === 10) line++;
    uses.push({ path, line, shows: reference.shows, alt: altOf(reference.kind, reference.alt) });
  }
  return uses;
}

/** An `<img>` without `alt` has none, which counts as an empty one; front matter and includes have no place for it. */
function altOf(kind: string, alt: string | null): string | null {
  return kind === 'html' ? (alt ?? '') : alt;
}

/** A reference whose file is not there. `other`: a file whose name differs in case or Unicode form only; it breaks on the server. */
export interface BrokenUse extends ImageUse {
  readonly post: string;
  readonly other: string | null;
}

export interface Usage {
  /** Image file (as on disk) to the posts that use it, each once, in the order of the posts. */
  readonly users: ReadonlyMap<string, readonly string[]>;
  readonly broken: readonly BrokenUse[];
  /** Images that no post uses. */
  readonly unused: readonly string[];
}

/** Joins the uses of all posts with the images on disk. */
export function usageOf(
  posts: Iterable<readonly [post: string, uses: readonly ImageUse[]]>,
  images: readonly string[],
): Usage {
  const exact = new Map(images.map((image) => [image.normalize('NFC'), image]));
  const loose = new Map(images.map((image) => [image.normalize('NFC').toLowerCase(), image]));
  const users = new Map<string, string[]>();
  const broken: BrokenUse[] = [];
  for (const [post, uses] of posts) {
    for (const use of uses) {
      const file = exact.get(use.path);
      if (file === undefined) {
        broken.push({ ...use, post, other: loose.get(use.path.toLowerCase()) ?? null });
        continue;
      }
      const list = users.get(file);
      if (list === undefined) users.set(file, [post]);
      else if (list.at(-1) !== post) list.push(post);
    }
  }
  return { users, broken, unused: images.filter((image) => !users.has(image)) };
}
