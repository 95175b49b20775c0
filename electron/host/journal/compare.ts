// Owns: telling which posts of a folder are as an index knows them, by facts alone.
// Must not know: how a post is read. Loads nothing heavy: the quick path of `galley list` goes through this file.
import type { RelPath } from '#core/journal/entry.ts';
import type { FolderLook } from './look.ts';

/** Known files: paths, and four numbers each (size, mtime, ctime, inode). */
export interface FactTable {
  readonly paths: readonly string[];
  readonly facts: Float64Array;
}

export const NO_FACTS: FactTable = { paths: [], facts: new Float64Array(0) };

export interface Comparison {
  readonly unchanged: readonly RelPath[];
  /** New or changed: to be read. */
  readonly toRead: readonly RelPath[];
  /** Known, and not among the posts any more. */
  readonly removed: readonly string[];
}

/** Compares a look at a folder with known facts. A file that vanished meanwhile counts as changed; reading it will tell. */
export function compareFacts({ walk, facts }: FolderLook, known: FactTable): Comparison {
  const placeOf = new Map<string, number>();
  known.paths.forEach((path, i) => {
    placeOf.set(path, i);
  });
  const unchanged: RelPath[] = [];
  const toRead: RelPath[] = [];
  const old = known.facts;
  walk.posts.forEach((path, i) => {
    const at = placeOf.get(path);
    const same =
      at !== undefined &&
      facts[i * 4] === old[at * 4] &&
      facts[i * 4 + 1] === old[at * 4 + 1] &&
      facts[i * 4 + 2] === old[at * 4 + 2] &&
      facts[i * 4 + 3] === old[at * 4 + 3];
    (same ? unchanged : toRead).push(path);
  });
  if (unchanged.length === known.paths.length) return { unchanged, toRead, removed: [] };
  const present = new Set<string>(walk.posts);
  return { unchanged, toRead, removed: known.paths.filter((path) => !present.has(path)) };
}
