// Owns: carrying out a plan for images and taking it back, with the open post and the notice that follow; copying to the clipboard.
// Must not know: how a plan is made or shown.
import { CallError } from '#contract/errors.ts';
import type { MediaChange, MediaDone, MediaPlan } from '#contract/media-calls.ts';
import { writeMarkup } from '#core/images/markup.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Words } from '../state/model.ts';
import { takeOver } from '../state/post-work.ts';
import { type Work, wordsOfFailure } from '../state/work.ts';

/** The catalogue's sentence for a change that was not made: which files stand in the way. */
export function wordsOfRefusal(failure: unknown, undoing: boolean): Words {
  if (!(failure instanceof CallError)) return wordsOfFailure(failure);
  const { changed, count, reason } = failure.detail ?? {};
  if (reason === 'no-library') return { key: 'media.noLibrary' };
  if (failure.code === 'not-found' && undoing) return { key: 'media.noUndo' };
  if (failure.code !== 'stale' || !Array.isArray(changed) || changed.length === 0)
    return wordsOfFailure(failure);
  const facts = {
    count: typeof count === 'number' ? count : changed.length,
    paths: changed.slice(0, 5).map(String).join(', '),
  };
  return { key: undoing ? 'media.editedSince' : 'media.changedMeanwhile', facts };
}

async function flushed(work: Work): Promise<void> {
  if (await work.flush()) return;
  throw new CallError('conflict', 'the open post has changes that could not be saved');
}

/** Plans a change of what the person sees: what is open is saved first. Throws what the host says. */
export async function planChange(work: Work, change: MediaChange): Promise<MediaPlan> {
  await flushed(work);
  return await work.client.call('media.plan', { change });
}

/** Carries the plan out and offers the way back. Throws what the host says; nothing is written then. */
export async function applyPlan(work: Work, planId: string): Promise<MediaDone> {
  await flushed(work);
  const { done } = await work.client.call('media.apply', { planId });
  await follow(work, done);
  work.tell(
    { key: `media.done.${done.op}`, facts: { count: done.op === 'mend' ? done.posts.length : done.images } },
    { undo: () => void undoChange(work, done.id) },
  );
  return done;
}

/** Takes a change back, and says how that went. */
export async function undoChange(work: Work, id: string): Promise<void> {
  try {
    await flushed(work);
    const { done } = await work.client.call('media.undo', { id });
    await follow(work, done);
    work.tell({ key: 'media.undone' });
  } catch (failure) {
    work.tell(wordsOfRefusal(failure, true), { tone: 'error', sticky: true });
  }
}

/** The open post shows what is on disk now. */
async function follow(work: Work, { posts }: MediaDone): Promise<void> {
  const { open } = work.store.get();
  if (open === null || !posts.includes(open)) return;
  await work.attempt(async () => {
    await takeOver(work, open, await work.client.call('post.read', { path: open }));
  });
}

/** What nobody uses goes to the trash at once, with the way back; for what is used `ask` is given the posts. */
export async function trashImages(
  work: Work,
  paths: readonly RelPath[],
  ask: (plan: MediaPlan) => void,
): Promise<void> {
  try {
    const plan = await planChange(work, { op: 'trash', paths: [...paths], used: false });
    if (plan.left.some(({ code }) => code === 'used')) ask(plan);
    else if (plan.images.length > 0) await applyPlan(work, plan.planId);
  } catch (failure) {
    work.tell(wordsOfRefusal(failure, false), { tone: 'error' });
  }
}

/** The image as the journal's own posts write one. */
export async function markupOf(work: Work, url: string, alt: string): Promise<string> {
  const manner = await work.client.call('image.manner', {}).catch(() => null);
  const markup = manner?.markup ?? null;
  return markup === null ? `![${alt}](${url})` : writeMarkup(markup, { url, alt });
}

/** Puts a text on the clipboard; also where the system grants no permission to write it by itself. */
export async function copyText(work: Work, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = document.createElement('textarea');
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  work.tell({ key: 'media.copied', facts: { text } });
}
