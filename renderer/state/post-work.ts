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

/** Gives the post's file another slug and date. Throws a CallError. */
export async function renamePost(
  work: Work,
  path: RelPath,
  to: { readonly slug: string; readonly date: string | null },
): Promise<void> {
  const before = await settle(work, path);
  const renamed = await work.client.call('post.rename', { path, base: before.version, ...to });
  await takeOver(work, path, await work.client.call('post.read', { path: renamed.path }));
}

/** Puts posts in another category and offers the way back. */
export async function movePosts(
  work: Work,
  paths: readonly RelPath[],
  categories: readonly string[],
): Promise<void> {
  const done: { readonly before: ReadPost; readonly after: ReadPost }[] = [];
  for (const path of paths) {
    const entry = work.store.get().entries.find((one) => one.path === path);
    if (entry === undefined || sameList(entry.categories, categories)) continue;
    const moved = await work.attempt(() => moveOne(work, path, categories));
    if (moved === null) break;
    done.push(moved);
  }
  const first = done[0];
  if (first === undefined) return;
  const facts = { count: done.length, title: first.after.entry.title, category: categories.join(' › ') };
  work.tell(
    { key: categories.length === 0 ? 'notices.movedOut' : 'notices.moved', facts },
    { undo: () => void undoMoves(work, done) },
  );
}

async function moveOne(work: Work, path: RelPath, categories: readonly string[]) {
  const before = await settle(work, path);
  const after = await work.client.call('post.move', {
    path,
    base: before.version,
    categories: [...categories],
  });
  await takeOver(work, path, after);
  return { before, after };
}

async function undoMoves(
  work: Work,
  moves: readonly { readonly before: ReadPost; readonly after: ReadPost }[],
): Promise<void> {
  for (const { before, after } of moves) {
    await work.attempt(async () => {
      const now = await settle(work, after.path);
      const back = await work.client.call('post.move', {
        path: now.path,
        base: now.version,
        categories: [...before.entry.categories],
      });
      await takeOver(work, now.path, back);
      // Where nothing else was changed in between, the way back restores every byte.
      if (now.text === after.text && back.text !== before.text && back.path === before.path) {
        await work.client.call('post.save', { path: back.path, text: before.text, base: back.version });
        await takeOver(work, back.path, await work.client.call('post.read', { path: back.path }));
      }
    });
  }
}

/** Moves posts to the system's trash and offers to write them again. */
export async function trashPosts(work: Work, paths: readonly RelPath[]): Promise<void> {
  const gone: ReadPost[] = [];
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
