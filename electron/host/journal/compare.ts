// Owns: telling which posts of a folder are as an index knows them, by facts alone.
// Must not know: how a post is read. Loads nothing heavy: the quick path of `galley list` is this file.
import { type Stats, statSync } from 'node:fs';
import type { RelPath } from '#core/journal/entry.ts';
import { type FileFacts, factsOf, sameFacts } from './read-post.ts';

export interface Comparison {
  readonly unchanged: readonly RelPath[];
  /** New or changed: to be read. */
  readonly toRead: readonly RelPath[];
  /** Known, and not among the posts any more. */
  readonly removed: readonly string[];
}

/** Compares posts with known facts. A file that vanishes meanwhile counts as changed; reading it will tell. */
export function compareFacts(
  root: string,
  posts: readonly RelPath[],
  known: { readonly size: number; get(path: string): FileFacts | undefined; keys(): Iterable<string> },
): Comparison {
  // Joining strings is what costs here: `path.join` takes as long as the system call.
  const base = root.endsWith('/') ? root : `${root}/`;
  const unchanged: RelPath[] = [];
  const toRead: RelPath[] = [];
  for (const path of posts) {
    const facts = known.get(path);
    if (facts === undefined) {
      toRead.push(path);
      continue;
    }
    const stats = statOrNull(base + path);
    if (stats?.isFile() && sameFacts(factsOf(stats), facts)) unchanged.push(path);
    else toRead.push(path);
  }
  if (unchanged.length === known.size) return { unchanged, toRead, removed: [] };
  const present = new Set<string>(posts);
  const removed = [...known.keys()].filter((path) => !present.has(path));
  return { unchanged, toRead, removed };
}

const QUIET = { throwIfNoEntry: false } as const;

function statOrNull(file: string): Stats | null {
  try {
    return statSync(file, QUIET) ?? null;
  } catch {
    return null;
  }
}
