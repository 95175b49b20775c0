// Owns: which files (images, documents to download) the chosen posts bring along.
// Must not know: how files are read; what exists is asked through a function.

import { isImagePath } from '#core/images/file-kinds.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference, ReferenceBase } from '#core/images/types.ts';
import type { RelPath } from '#core/journal/entry.ts';

/** What the journal's disk says to a path: the file, a file whose name differs in case or Unicode form, or nothing. */
export type Lookup =
  | { readonly found: 'exact' }
  | { readonly found: 'other-name'; readonly path: RelPath }
  | { readonly found: 'nothing' };

const DOWNLOAD =
  /\.(?:mp4|m4v|webm|mov|ogv|mp3|m4a|ogg|wav|flac|pdf|zip|gz|csv|tsv|xlsx?|docx?|pptx?|odt|ods|odp|hwpx?|epub|ipynb)$/i;

/** True for files that go along with a post. A page, a configuration or a script never does, whatever a post says. */
export function isCompanion(path: string): boolean {
  return isImagePath(path) || DOWNLOAD.test(path);
}

/** The files of the journal that the references of a post lead to and that go along with it, each once. */
export function wantedFiles(references: readonly Reference[], base: ReferenceBase): readonly RelPath[] {
  const wanted = new Set<RelPath>();
  for (const reference of references) {
    const path = isCompanion(reference.path) ? resolveReference(reference, base) : null;
    // A resolved path has no empty, `.` or `..` part.
    if (path !== null && !path.includes('\0') && !path.includes('\\')) wanted.add(path as RelPath);
  }
  return [...wanted];
}

export interface PostWants {
  readonly post: RelPath;
  readonly wanted: readonly RelPath[];
}

/**
 * Follows every reference to a file of the journal: file in the journal -> posts that bring it, in the order of the posts. A file
 * whose name is spelled otherwise on disk is brought under that name; one that is missing is for the checks to tell.
 */
export function bringFiles(
  posts: readonly PostWants[],
  lookup: (path: RelPath) => Lookup,
): ReadonlyMap<RelPath, readonly RelPath[]> {
  const files = new Map<RelPath, RelPath[]>();
  for (const { post, wanted } of posts) {
    for (const want of wanted) {
      const there = lookup(want);
      if (there.found === 'nothing') continue;
      const path = there.found === 'exact' ? want : there.path;
      const list = files.get(path);
      if (!list) files.set(path, [post]);
      else if (list.at(-1) !== post) list.push(post);
    }
  }
  return files;
}
