// Owns: deleting an image that nobody uses, by way of the system's trash.
// Must not know: how a shell reaches the trash.
import { CallError } from '#contract/errors.ts';
import { isImagePath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate } from '#host/files/contain.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { PostDeps } from '#host/posts/deps.ts';
import { certainUsage } from './usage.ts';

/** Moves the image to the trash. Throws `refused` with the posts that use it, if any do. */
export async function trashImage(deps: PostDeps, journal: JournalHandle, path: RelPath): Promise<void> {
  if (!isImagePath(path) || path.split('/').some((part) => part.startsWith('.'))) {
    throw new CallError('refused', 'That file is no image of the journal.', { path });
  }
  const at = await locate(journal.root, path);
  if (!at.exists) throw new CallError('not-found', 'The image is not there any more.', { path });
  const { users, pages } = await certainUsage(journal);
  const posts = [...(users.get(path) ?? []), ...(pages.get(path) ?? [])].map(({ post }) => post);
  if (posts.length > 0) throw new CallError('refused', 'Posts use that image.', { path, posts });
  try {
    await deps.ports.trash(at.name);
  } catch (error) {
    deps.ports.log('error', 'the trash refused an image', error);
    throw new CallError('unavailable', 'The system trash did not take the image; it is where it was.');
  }
  await journal.refresh([path]);
}
