// Owns: what the posts and the other files of a blog become where images get other paths, as a plan.
// Must not know: why the images move, or how files are written.
import { followMoves, followMovesInSite } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { hunksOf } from '#core/taxonomy/hunks.ts';
import type { Edit } from '#core/text.ts';
import { createInspector } from '#host/export/inspect.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { realPath } from '#host/taxonomy/prepare.ts';
import type { Left, PlannedPost } from './model.ts';

export interface Followers {
  readonly posts: readonly PlannedPost[];
  /** Files that use an image and cannot be rewritten: its move would leave them broken. */
  readonly stuck: readonly Left[];
}

/** Plans what follows the moves `moved` (old path to new, as on disk). Every user of a moved image is in one of the two lists. */
export async function planFollowers(
  journal: JournalHandle,
  usage: JournalUsage,
  moved: ReadonlyMap<string, RelPath>,
): Promise<Followers> {
  const { baseurl, url } = journal.site;
  const composed = new Map([...moved].map(([from, to]) => [from.normalize('NFC'), to]));
  const follow = (path: string): RelPath | null => composed.get(path) ?? null;
  const byEnd = endFollower(usage, composed);
  const users = (of: JournalUsage['users']): readonly string[] => [
    ...new Set([...moved.keys()].flatMap((image) => (of.get(image) ?? []).map(({ post }) => post))),
  ];
  const posts: PlannedPost[] = [];
  const stuck: Left[] = [];
  const plan = async (path: RelPath, site: boolean): Promise<void> => {
    const read = await readText(journal, path);
    if ('code' in read) {
      stuck.push(read);
      return;
    }
    const { text, version } = read;
    const edits = site
      ? followMovesInSite(path, text, { baseurl, url }, follow)
      : followMoves(text, { post: path, baseurl, url }, follow, { post: path, baseurl, url }, byEnd);
    if (edits.length > 0) posts.push(planned(journal, path, site, version, text, edits));
  };
  // Users are paths that the journal or the disk gave.
  for (const path of users(usage.users)) await plan(path as RelPath, false);
  for (const path of users(usage.pages)) await plan(path as RelPath, true);
  return { posts, stuck };
}

/**
 * New spellings of paths of which the theme knows the beginning: with the same beginning as before. Null where several images end like
 * that, where the beginning is another, and for bare names, which may be anything.
 */
function endFollower(
  { files }: JournalUsage,
  composed: ReadonlyMap<string, RelPath>,
): (path: string) => string | null {
  const all = files.map((file) => `/${file.path.normalize('NFC')}`);
  return (path) => {
    if (!path.includes('/')) return null;
    const [only, ...others] = all.filter((image) => image.endsWith(`/${path}`));
    if (only === undefined || others.length > 0) return null;
    const to = composed.get(only.slice(1));
    const head = only.slice(1, only.length - path.length);
    return to?.normalize('NFC').startsWith(head) === true ? to.normalize('NFC').slice(head.length) : null;
  };
}

export function planned(
  journal: JournalHandle,
  path: RelPath,
  site: boolean,
  version: string,
  text: string,
  edits: readonly Edit[],
): PlannedPost {
  const title = journal.entry(path)?.title ?? path;
  return { path, title, site, version, edits, hunks: hunksOf(text, edits) };
}

/** The text of a post as it is now, or why it cannot be rewritten. */
export async function readText(
  journal: JournalHandle,
  path: RelPath,
): Promise<{ readonly text: string; readonly version: string } | Left> {
  const left = (code: string, message: string): Left => ({ path, code, message, posts: [] });
  try {
    const at = await locate(journal.root, path);
    const found = at.exists ? await readRegular(at.file) : null;
    if (found === null) return left('gone', 'The file is not there any more.');
    if (createInspector(at.root)(realPath(at.root, at.file)).is === 'blocked')
      return left('blocked', 'The file is in another repository or behind a link.');
    if ((found.facts.mode & 0o200n) === 0n) return left('read-only', 'The file is write-protected.');
    const { text, misfit } = textOf(found.bytes);
    return misfit === null
      ? { text, version: found.version }
      : left('not-utf8', 'The file is no UTF-8 text.');
  } catch (error) {
    return left('unreadable', error instanceof Error ? error.message : String(error));
  }
}
