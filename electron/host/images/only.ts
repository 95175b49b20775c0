// Owns: which images belong to some posts alone, and who uses an image.
// Must not know: what is done with them.
import type { CallResult } from '#contract/calls.ts';
import { urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { journalUsage } from './usage.ts';

/** The images that these posts use and nothing else does: no other post, no page, layout or style. */
export async function imagesOnlyOf(
  journal: JournalHandle,
  posts: readonly RelPath[],
): Promise<CallResult<'image.only'>> {
  const { users, pages, files } = await journalUsage(journal);
  const asked: ReadonlySet<string> = new Set(posts);
  const own = files.filter(({ path }) => {
    const using = users.get(path) ?? [];
    return !pages.has(path) && using.length > 0 && using.every(({ post }) => asked.has(post));
  });
  return { images: own.map(({ path, size }) => ({ path, url: urlOfPath(path), size })) };
}

export async function usersOf(
  journal: JournalHandle,
  paths: readonly RelPath[],
): Promise<CallResult<'image.users'>> {
  const { users, pages } = await journalUsage(journal);
  const all = (path: RelPath) => [...(users.get(path) ?? []), ...(pages.get(path) ?? [])];
  // Every path of a usage is one that the journal or the disk gave.
  return {
    images: paths.map((path) => ({
      path,
      posts: all(path).map(({ post }) => post as RelPath),
    })),
  };
}
