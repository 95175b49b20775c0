// Owns: making list records of posts: the file read once, its front matter and first words taken, its facts kept.
// Must not know: the index, the watcher, or who asked.

import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import type { Problem } from '#core/problem.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { errnoOf } from '#host/files/file-system.ts';
import type { IndexRecord } from './index-file.ts';
import { isSettled, type PostFile, readPostFile } from './read-post.ts';

export interface ReadContext {
  readonly root: string;
  readonly site: SiteConfig;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Hash the bytes: for files that changed while the journal is open. */
  readonly hash: boolean;
}

export interface ReadRecord extends IndexRecord {
  readonly version: string | null;
}

/**
 * Reads one post. Null where there is no such file any more; a file that cannot be read has an entry that says so.
 *
 * Front matter is read by our own reader in every case (core/frontmatter), not through gray-matter: it knows all containers, keeps lines
 * and columns of problems, and does 10,000 posts several times faster; two readers would also let one post look different after a scan
 * than after a save.
 */
export function readRecord(context: ReadContext, path: RelPath): ReadRecord | null {
  let file: PostFile | null;
  try {
    file = readPostFile(context.root, path, context.hash);
  } catch (error) {
    return unreadable(context, path, errnoOf(error) ?? 'unknown');
  }
  if (file === null) return null;
  const { text, facts, fault, version } = file;
  const entry = entryOf({
    path,
    text,
    size: facts.size,
    modified: Math.floor(facts.mtime),
    site: context.site,
    now: context.now,
    ...(fault === undefined ? {} : { fault }),
  });
  return {
    entry,
    facts: isSettled(facts, Date.now()) ? facts : { ...facts, mtime: -1 },
    version: version ?? null,
  };
}

function unreadable(context: ReadContext, path: RelPath, code: string): ReadRecord {
  const message = 'The file cannot be read.';
  const fault: Problem = { code: 'unreadable', severity: 'error', message, detail: { code } };
  const { site, now } = context;
  const entry: PostEntry = entryOf({ path, text: '', size: 0, modified: 0, site, now, fault });
  return { entry, facts: { size: 0, mtime: -1, ctime: 0, ino: 0 }, version: null };
}
