// Owns: one look at a folder as it is now: its posts and the facts of each file.
// Must not know: what is in a post, or what was known before.
import { type Stats, statSync } from 'node:fs';
import { type Walk, type WalkOptions, walkJournal } from './walk.ts';

export interface FolderLook {
  readonly walk: Walk;
  /** Four numbers a post: size, mtime, ctime, inode (see `factsOf`); size NaN where the file is gone. */
  readonly facts: Float64Array;
}

/** Walks a folder and asks for the facts of every post. Throws where the root itself cannot be read. */
export function lookAtFolder(root: string, options: WalkOptions): FolderLook {
  const walk = walkJournal(root, options);
  // Joining strings is what costs here: `path.join` takes as long as the system call.
  const base = root.endsWith('/') ? root : `${root}/`;
  const facts = new Float64Array(walk.posts.length * 4);
  walk.posts.forEach((path, i) => {
    const stats = statOrNull(base + path);
    if (stats?.isFile()) {
      facts[i * 4] = stats.size;
      facts[i * 4 + 1] = stats.mtimeMs;
      facts[i * 4 + 2] = stats.ctimeMs;
      facts[i * 4 + 3] = stats.ino;
    } else facts[i * 4] = Number.NaN;
  });
  return { walk, facts };
}

const QUIET = { throwIfNoEntry: false } as const;

function statOrNull(file: string): Stats | null {
  try {
    return statSync(file, QUIET) ?? null;
  } catch {
    return null;
  }
}
