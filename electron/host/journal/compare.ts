// Owns: telling which posts of a folder are as an index knows them, by facts alone.
// Must not know: how a post is read. Loads nothing heavy: the quick path of `galley list` goes through this file.
import type { RelPath } from '#core/journal/entry.ts';
import type { FolderLook } from './look.ts';
import type { FileFacts } from './read-post.ts';

export interface Comparison {
  readonly unchanged: readonly RelPath[];
  /** New or changed: to be read. */
  readonly toRead: readonly RelPath[];
  /** Known, and not among the posts any more. */
  readonly removed: readonly string[];
}

/** Compares a look at a folder with known facts. A file that vanished meanwhile counts as changed; reading it will tell. */
export function compareFacts(
  { walk, facts }: FolderLook,
  known: { readonly size: number; get(path: string): FileFacts | undefined; keys(): Iterable<string> },
): Comparison {
  const unchanged: RelPath[] = [];
  const toRead: RelPath[] = [];
  walk.posts.forEach((path, i) => {
    const old = known.get(path);
    const same =
      old !== undefined &&
      facts[i * 4] === old.size &&
      facts[i * 4 + 1] === old.mtime &&
      facts[i * 4 + 2] === old.ctime &&
      facts[i * 4 + 3] === old.ino;
    (same ? unchanged : toRead).push(path);
  });
  if (unchanged.length === known.size) return { unchanged, toRead, removed: [] };
  const present = new Set<string>(walk.posts);
  const removed = [...known.keys()].filter((path) => !present.has(path));
  return { unchanged, toRead, removed };
}
