// Owns: deleting a post, always by way of the system's trash.
// Must not know: how a shell reaches the trash.
import { lstat } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { keepVersion, locatePost, type PostDeps, readBase } from './deps.ts';

/** Moves the post to the trash if the disk still is `base`. Nothing is ever unlinked. Run it in the post's queue. */
export async function trashPost(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  base: string,
): Promise<void> {
  const at = await locatePost(journal, path);
  const found = await readBase(at, base);
  await keepVersion(deps, journal, path, found);
  try {
    // The link itself where the post is one: what it points to may belong to other posts.
    await deps.ports.trash(at.name);
  } catch (error) {
    deps.ports.log('error', 'the trash refused a post', error);
    throw new CallError('unavailable', 'The system trash did not take the post; it is where it was.');
  }
  const left = await lstat(at.name).catch(() => null);
  await journal.refresh([path]);
  if (left !== null) throw new CallError('io', 'The post is still there.');
}
