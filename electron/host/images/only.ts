// Owns: which images belong to some posts alone, and who uses an image.
// Must not know: what is done with them.
import type { CallResult } from '#contract/calls.ts';
import { urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { journalUsage } from './usage.ts';

/** The images that these posts use and no other post does. */
export async function imagesOnlyOf(
  journal: JournalHandle,
  posts: readonly RelPath[],
): Promise<CallResult<'image.only'>> {
  const { users, files } = await journalUsage(journal);
  const asked: ReadonlySet<string> = new Set(posts);
  const own = files.filter(({ path }) => {
    const using = users.get(path) ?? [];
    return using.length > 0 && using.every(({ post }) => asked.has(post));
  });
  return { images: own.map(({ path, size }) => ({ path, url: urlOfPath(path), size })) };
}

export async function usersOf(
  journal: JournalHandle,
  paths: readonly RelPath[],
): Promise<CallResult<'image.users'>> {
  const { users } = await journalUsage(journal);
  // Every post of a usage is one of the journal's entries.
  return {
    images: paths.map((path) => ({
      path,
      posts: (users.get(path) ?? []).map(({ post }) => post as RelPath),
    })),
  };
}
