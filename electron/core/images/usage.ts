// Owns: which posts use which files, which references lead nowhere, and which images nobody uses.
// Must not know: how texts and lists of files are read or kept fresh.
import { imageExtensions, isImagePath } from './file-kinds.ts';
import { findReferences } from './references.ts';
import { resolveReference } from './resolve.ts';
import type { ReferenceBase } from './types.ts';
import { isVague } from './vague.ts';

const NAMED = new RegExp(`\\.(?:${imageExtensions})`, 'i');

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
  /** A bare name in front matter or an include: the theme alone knows which folder it puts before. */
  readonly vague?: true;
}

/** The uses of images in one text, in its order. */
export function imageUses(text: string, base: ReferenceBase): readonly ImageUse[] {
  if (!mayNameImage(text)) return [];
  const uses: ImageUse[] = [];
  let line = 1;
  let at = 0;
  for (const reference of findReferences(text)) {
    if (!isImagePath(reference.path)) continue;
    const path = resolveReference(reference, base);
    if (path === null) continue;
    for (let end = text.indexOf('\n', at); end >= 0 && end < reference.from; end = text.indexOf('\n', at)) {
      line++;
      at = end + 1;
    }
    const alt = altOf(reference.kind, reference.alt);
    const use = { path: detached(path), line, shows: reference.shows, alt: alt && detached(alt) };
    const vague = isVague(reference);
    uses.push(vague ? { ...use, path: detached(reference.path.normalize('NFC')), vague } : use);
  }
  return uses;
}

/** A text of its own: a part of a longer text would keep that alive, and uses are kept for as long as a journal is open. */
function detached(part: string): string {
  return part.split('').join('');
}

const ENCODED = /%[2-7][0-9a-f]|&#/i;

/** False for a text that names no image in any spelling: most of it need not be read then. */
function mayNameImage(text: string): boolean {
  return NAMED.test(text) || ENCODED.test(text);
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

/** A post that uses an image, with the places where it does. */
export interface ImageUser {
  readonly post: string;
  readonly uses: readonly ImageUse[];
}

export interface Usage {
  /** Image file (as on disk) to the posts that use it, each once, in the order of the posts. */
  readonly users: ReadonlyMap<string, readonly ImageUser[]>;
  readonly broken: readonly BrokenUse[];
  /** Images that no post uses. */
  readonly unused: readonly string[];
}

/** The images on disk by their composed names, and by the same in small letters. */
export interface ImageNames {
  readonly images: readonly string[];
  readonly exact: ReadonlyMap<string, string>;
  readonly loose: ReadonlyMap<string, string>;
  /** Images by the last part of their composed paths. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

export function imageNames(images: readonly string[]): ImageNames {
  const byName = new Map<string, string[]>();
  for (const image of images) {
    const name = lastPart(image.normalize('NFC'));
    byName.set(name, [...(byName.get(name) ?? []), image]);
  }
  return {
    images,
    byName,
    exact: new Map(images.map((image) => [image.normalize('NFC'), image])),
    loose: new Map(images.map((image) => [image.normalize('NFC').toLowerCase(), image])),
  };
}

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The files that a use means: one, none (it is broken), or for a bare name all that it may mean. */
function filesOf({ path, vague }: ImageUse, { exact, byName }: ImageNames): readonly string[] {
  const file = exact.get(path);
  if (vague !== true) return file === undefined ? [] : [file];
  return (byName.get(lastPart(path)) ?? []).filter((image) =>
    `/${image.normalize('NFC')}`.endsWith(`/${path}`),
  );
}

/** The uses of one post, before and after it changed; empty where it was not there, or is gone. */
export interface ChangedUses {
  readonly post: string;
  readonly before: readonly ImageUse[];
  readonly after: readonly ImageUse[];
}

const nothing: Usage = { users: new Map(), broken: [], unused: [] };

/** Joins the uses of all posts with the images on disk. */
export function usageOf(
  posts: Iterable<readonly [post: string, uses: readonly ImageUse[]]>,
  names: ImageNames,
): Usage {
  return changedUsage(
    nothing,
    Array.from(posts, ([post, after]) => ({ post, before: [], after })),
    names,
  );
}

/**
 * The usage after some posts have changed, for the price of those alone; the images are the same ones. A changed post comes last
 * among the users of its images.
 */
export function changedUsage(usage: Usage, changes: readonly ChangedUses[], names: ImageNames): Usage {
  const { images, loose } = names;
  const users = new Map<string, readonly ImageUser[]>(usage.users);
  const gone = new Set(changes.filter(({ before }) => before.length > 0).map(({ post }) => post));
  const broken = gone.size === 0 ? [...usage.broken] : usage.broken.filter(({ post }) => !gone.has(post));
  for (const { post, before } of changes) {
    for (const file of before.flatMap((use) => filesOf(use, names))) {
      const left = users.get(file)?.filter((user) => user.post !== post);
      if (left?.length === 0) users.delete(file);
      else if (left !== undefined) users.set(file, left);
    }
  }
  // Lists that were made here may be added to; those of the former usage may not.
  const own = new Map<string, { post: string; uses: ImageUse[] }[]>();
  for (const { post, after } of changes) {
    for (const use of after) {
      const files = filesOf(use, names);
      // What only the theme can find may well be there.
      if (files.length === 0 && use.vague !== true)
        broken.push({ ...use, post, other: loose.get(use.path.toLowerCase()) ?? null });
      for (const file of files) {
        const list = own.get(file) ?? [];
        const last = list.at(-1);
        if (last?.post === post) last.uses.push(use);
        else list.push({ post, uses: [use] });
        if (list.length === 1) own.set(file, list);
      }
    }
  }
  for (const [file, list] of own) {
    const former = users.get(file);
    users.set(file, former === undefined ? list : [...former, ...list]);
  }
  return { users, broken, unused: images.filter((image) => !users.has(image)) };
}
