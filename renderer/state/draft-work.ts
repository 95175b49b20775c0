// Owns: publishing a draft and taking posts back to the drafts, each with its way back.
// Must not know: what is asked before, nor how a host does it.
import type { CallResult } from '#contract/calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { parsePostFileName } from '#core/site/post-path.ts';
import { settle, takeOver } from './post-work.ts';
import type { Work } from './work.ts';

type ReadPost = CallResult<'post.read'>;

/** Makes a post of the draft and offers the way back. Throws a CallError. */
export async function promotePost(
  work: Work,
  path: RelPath,
  wish: { readonly date: string; readonly setDate: boolean },
): Promise<void> {
  const before = await settle(work, path);
  const after = await work.client.call('post.promote', { path, base: before.version, ...wish });
  await takeOver(work, path, after);
  work.tell(
    { key: 'notices.published', facts: { title: after.entry.title } },
    { undo: () => void work.attempt(() => undoPromotion(work, before, after)) },
  );
}

async function undoPromotion(work: Work, before: ReadPost, after: ReadPost): Promise<void> {
  const now = await settle(work, after.path);
  const dated = dayInName(before.path) !== null;
  const back =
    after.path === before.path
      ? now
      : await work.client.call('post.demote', { path: now.path, base: now.version, dated });
  await takeOver(work, now.path, back);
  await restoreText(work, before, { now, after, back });
}

/** Makes drafts of the posts that are none, and offers the way back. */
export async function demotePosts(work: Work, paths: readonly RelPath[]): Promise<void> {
  const done: { readonly before: ReadPost; readonly after: ReadPost }[] = [];
  for (const path of paths) {
    if (work.store.get().entries.find((entry) => entry.path === path)?.draft !== false) continue;
    const demoted = await work.attempt(async () => {
      const before = await settle(work, path);
      const after = await work.client.call('post.demote', { path, base: before.version });
      await takeOver(work, path, after);
      return { before, after };
    });
    if (demoted === null) break;
    done.push(demoted);
  }
  const [first] = done;
  if (first === undefined) return;
  work.tell(
    { key: 'notices.unpublished', facts: { count: done.length, title: first.after.entry.title } },
    { undo: () => void undoDemotions(work, done) },
  );
}

async function undoDemotions(
  work: Work,
  done: readonly { readonly before: ReadPost; readonly after: ReadPost }[],
): Promise<void> {
  for (const { before, after } of done) {
    await work.attempt(async () => {
      const now = await settle(work, after.path);
      const date = dayInName(before.path);
      const back =
        after.path === before.path || date === null
          ? now
          : await work.client.call('post.promote', {
              path: now.path,
              base: now.version,
              date,
              setDate: false,
            });
      await takeOver(work, now.path, back);
      await restoreText(work, before, { now, after, back });
    });
  }
}

/** Where nothing else was changed in between, the way back restores every byte. */
async function restoreText(
  work: Work,
  before: ReadPost,
  { now, after, back }: Readonly<Record<'now' | 'after' | 'back', ReadPost>>,
): Promise<void> {
  if (now.text !== after.text || back.text === before.text || back.path !== before.path) return;
  await work.client.call('post.save', { path: back.path, text: before.text, base: back.version });
  await takeOver(work, back.path, await work.client.call('post.read', { path: back.path }));
}

function dayInName(path: RelPath): string | null {
  return parsePostFileName(path.slice(path.lastIndexOf('/') + 1)).dateText;
}
