// Owns: the journal's images as the media view shows them: each with its users, and what leads nowhere with what it may have meant.
// Must not know: the view.
import type { CallResult } from '#contract/calls.ts';
import type { MediaUser } from '#contract/media-calls.ts';
import { type ImageUser, imageSuggester, urlOfPath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { knownUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';

export async function mediaList(journal: JournalHandle): Promise<CallResult<'media.list'>> {
  const { files, users, pages, broken, unread } = await knownUsage(journal);
  const suggest = broken.length === 0 ? () => [] : imageSuggester(files.map(({ path }) => path));
  return {
    images: files.map(({ path, size, modified }) => ({
      path,
      url: urlOfPath(path),
      size,
      modified,
      users: [...onWire(users.get(path), false), ...onWire(pages.get(path), true)],
    })),
    // Every path of a usage is one that the journal or the disk gave.
    broken: broken.map(({ post, line, path, other }) => ({
      post: post as RelPath,
      line,
      path,
      other: other as RelPath | null,
      near: (other === null ? [...suggest(path)] : [other]) as RelPath[],
    })),
    unread: [...unread],
  };
}

function onWire(users: readonly ImageUser[] | undefined, site: boolean): MediaUser[] {
  return (users ?? []).map(({ post, uses }) => ({
    path: post as RelPath, // as above
    site,
    uses: uses.map(({ line, alt, shows }) => ({ line, alt, shows })),
  }));
}
