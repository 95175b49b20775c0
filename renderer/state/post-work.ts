// Owns: what can be done to posts as files: create, rename, move, delete, reveal, each with its way back.
// Must not know: dialogs, nor how a host does it.
import type { CallArgs, CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Work } from './work.ts';

type ReadPost = CallResult<'post.read'>;

/** Creates a post and opens it; null if it could not be. */
export async function createPost(work: Work, args: CallArgs<'post.create'>): Promise<ReadPost | null> {
  if (!(await work.flush())) return null;
  const created = await work.client.call('post.create', args);
  work.store.dispatch({ type: 'changed', upserted: [created.entry], removed: [] });
  if (await work.openPost(created.path))
    whenShown(work, created.path, () => void work.runInPost('focus-editor'));
  return created;
}

/** Calls back once the post is drawn and no dialog lies over it; not at all if another is opened first. */
function whenShown(work: Work, path: RelPath, shown: () => void): void {
  const stop = work.store.follow(() => {
    const { open, post, dialog } = work.store.get();
    if (open === path && (post?.path !== path || dialog !== null)) return;
    stop();
    if (open !== path) return;
    // A closing dialog gives the focus back in the next frame; we come after it.
    window.requestAnimationFrame(() => window.requestAnimationFrame(shown));
  });
}

/** Gives the post's file another slug and date, with `images` also to the folder of its own images. Throws a CallError. */
export async function renamePost(
  work: Work,
  path: RelPath,
  to: { readonly slug: string; readonly date: string | null },
  images: boolean,
): Promise<void> {
  const { after, undo, count } = await relocate(work, path, to, images);
  const facts = { title: after.entry.title, name: after.path.slice(after.path.lastIndexOf('/') + 1), count };
  work.tell(
    { key: count === 0 ? 'notices.renamed' : 'notices.renamedWith', facts },
    { undo: () => void comeBack(work, [{ path: after.path, undo }]) },
  );
}

/** One post gets another place; gives what it is then, and the way back. */
async function relocate(
  work: Work,
  path: RelPath,
  to: CallArgs<'post.relocate'>['to'],
  images: boolean,
): Promise<{ readonly after: ReadPost; readonly undo: string; readonly count: number }> {
  const before = await settle(work, path);
  const done = await work.client.call('post.relocate', {
    path,
    base: before.version,
    to,
    images,
    dryRun: false,
  });
  const after = await work.client.call('post.read', { path: done.path });
  await takeOver(work, path, after);
  return { after, undo: done.undo ?? '', count: done.images.length };
}

/** Takes relocations back, the last one first: an earlier one may have made room for it. */
async function comeBack(
  work: Work,
  done: readonly { readonly path: RelPath; readonly undo: string }[],
): Promise<void> {
  for (const { path, undo } of [...done].reverse()) {
    await work.attempt(async () => {
      // What is written in the open post goes to the disk first.
      await settle(work, path);
      const back = await work.client.call('post.relocate-back', { undo });
      await takeOver(work, path, await work.client.call('post.read', { path: back.path }));
    });
  }
}

/** Puts posts in another category, with `images` also the folders of their own images, and offers the way back. */
export async function movePosts(
  work: Work,
  paths: readonly RelPath[],
  categories: readonly string[],
  images = false,
): Promise<void> {
  const done: { readonly after: ReadPost; readonly undo: string }[] = [];
  for (const path of paths) {
    const entry = work.store.get().entries.find((one) => one.path === path);
    if (entry === undefined || sameList(entry.categories, categories)) continue;
    const moved = await work.attempt(() => relocate(work, path, { categories: [...categories] }, images));
    if (moved === null) break;
    done.push(moved);
  }
  const first = done[0];
  if (first === undefined) return;
  const facts = { count: done.length, title: first.after.entry.title, category: categories.join(' › ') };
  work.tell(
    { key: categories.length === 0 ? 'notices.movedOut' : 'notices.moved', facts },
    {
      undo: () =>
        void comeBack(
          work,
          done.map(({ after, undo }) => ({ path: after.path, undo })),
        ),
    },
  );
}

/** Moves posts to the system's trash and offers to write them again. */
export async function trashPosts(work: Work, paths: readonly RelPath[]): Promise<void> {
  const gone: ReadPost[] = [];
  // Deleting a post never deletes an image; what nothing uses afterwards is told.
  const only = await work.client.call('image.only', { posts: [...paths].slice(0, 1000) }).catch(() => null);
  for (const path of paths) {
    const before = await work.attempt(async () => {
      const read = await settle(work, path);
      await work.client.call('post.trash', { path, base: read.version });
      return read;
    });
    if (before === null) break;
    if (work.store.get().open === path) work.store.dispatch({ type: 'open-post', path: null });
    work.store.dispatch({ type: 'changed', upserted: [], removed: [path] });
    gone.push(before);
  }
  const first = gone[0];
  if (first === undefined) return;
  const undo = gone.some((read) => read.readOnly) ? undefined : () => void restore(work, gone);
  const images = gone.length === paths.length ? (only?.images ?? []) : [];
  if (images.length > 0) {
    const run = (): void => work.store.dispatch({ type: 'dialog', dialog: { kind: 'left-images', images } });
    work.tell(
      { key: 'notices.imagesLeft', facts: { count: images.length } },
      { action: { key: 'notices.imagesLook', run } },
    );
  }
  work.tell(
    { key: 'notices.trashed', facts: { count: gone.length, title: first.entry.title } },
    undo === undefined ? {} : { undo },
  );
}

async function restore(work: Work, gone: readonly ReadPost[]): Promise<void> {
  for (const { path, text } of gone) {
    const saved = await work.attempt(() => work.client.call('post.save', { path, text, base: null }));
    if (saved !== null) work.store.dispatch({ type: 'changed', upserted: [saved.entry], removed: [] });
  }
  const [only] = gone;
  if (only !== undefined && gone.length === 1) await work.openPost(only.path);
}

export async function revealPost(work: Work, path: RelPath): Promise<void> {
  await work.attempt(() => work.client.call('post.reveal', { path }));
}

/** Saves the post if it is the open one, and gives what is on disk now. */
export async function settle(work: Work, path: RelPath): Promise<ReadPost> {
  if (work.store.get().open === path && !(await work.flush())) {
    throw new CallError('conflict', 'the open post has changes that could not be saved');
  }
  return work.client.call('post.read', { path });
}

/** Follows a post that the host changed at our request: the list, and the editor if it is open there. */
export async function takeOver(work: Work, from: RelPath, read: ReadPost): Promise<void> {
  if (work.store.get().open === from) work.post()?.adopt(read);
  work.store.dispatch({ type: 'moved', from, entry: read.entry });
}

export function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
