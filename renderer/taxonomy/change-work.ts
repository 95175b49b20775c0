// Owns: carrying out a plan for many posts and taking it back, with the open post, the list's view and the notice that follow.
// Must not know: how a plan is made or shown.
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import type { View, Words } from '../state/model.ts';
import { takeOver } from '../state/post-work.ts';
import { type Work, wordsOfFailure } from '../state/work.ts';

type Changed = CallResult<'taxonomy.apply'>;

/** The catalogue's sentence for a change that was not made: which posts stand in the way. */
export function wordsOfRefusal(failure: unknown, undoing: boolean): Words {
  if (!(failure instanceof CallError) || !failure.detail) return wordsOfFailure(failure);
  const { changed, paths, count } = failure.detail;
  const named: unknown = changed ?? paths;
  if (!Array.isArray(named) || named.length === 0) return wordsOfFailure(failure);
  const facts = {
    count: typeof count === 'number' ? count : named.length,
    paths: named.slice(0, 5).map(String).join(', '),
  };
  if (failure.code === 'read-only') return { key: 'taxonomy.cannotWrite', facts };
  return { key: undoing ? 'taxonomy.editedSince' : 'taxonomy.changedMeanwhile', facts };
}

/** Carries the plan out. Throws what the host says; nothing is written then. */
export async function applyPlan(
  work: Work,
  planId: string,
  skip: readonly RelPath[],
  operation: Operation,
): Promise<void> {
  if (!(await work.flush()))
    throw new CallError('conflict', 'the open post has changes that could not be saved');
  const changed = await work.client.call('taxonomy.apply', { planId, skip: [...skip] });
  await follow(work, changed);
  followView(work, operation);
  work.tell(
    { key: 'taxonomy.done', facts: { count: changed.written.length } },
    { undo: () => void undoLast(work) },
  );
}

/** Takes the last change back, and says how that went. */
export async function undoLast(work: Work): Promise<boolean> {
  try {
    if (!(await work.flush()))
      throw new CallError('conflict', 'the open post has changes that could not be saved');
    const changed = await work.client.call('taxonomy.undo', {});
    await follow(work, changed);
    work.tell({ key: 'taxonomy.undone', facts: { count: changed.written.length } });
    return true;
  } catch (failure) {
    work.tell(wordsOfRefusal(failure, true), { tone: 'error', sticky: true });
    return false;
  }
}

/** The open post shows what is on disk now, at its new place. */
async function follow(work: Work, { written, moved }: Changed): Promise<void> {
  const { open } = work.store.get();
  if (open === null) return;
  const to = moved.find(({ from }) => from === open)?.to ?? (written.includes(open) ? open : null);
  if (to === null) return;
  await work.attempt(async () => {
    await takeOver(work, open, await work.client.call('post.read', { path: to }));
  });
}

/** A list that shows what was renamed goes on showing it. */
function followView({ store }: Work, operation: Operation): void {
  const view = viewAfter(store.get().view, operation);
  if (view !== null) store.dispatch({ type: 'view', view });
}

/** The view that shows the same posts after the operation; null where it stays. */
export function viewAfter(view: View, operation: Operation): View | null {
  if (view.kind === 'tag' && operation.op === 'tags' && operation.from.includes(view.tag)) {
    const [tag] = operation.to;
    return tag === undefined ? { kind: 'all' } : { kind: 'tag', tag };
  }
  if (view.kind === 'tag' && operation.op === 'tag-to-category' && operation.tag === view.tag)
    return { kind: 'category', path: operation.to };
  if (view.kind !== 'category' || operation.op !== 'categories') return null;
  const { from, to, everywhere } = operation;
  const here = everywhere
    ? view.path.indexOf(from[0]?.[0] ?? '') + 1
    : Math.max(
        0,
        ...from
          .filter((path) => path.every((name, at) => view.path[at] === name))
          .map(({ length }) => length),
      );
  if (here === 0) return null;
  const head = everywhere ? [...view.path.slice(0, here - 1), ...to] : to;
  const path = [...head, ...view.path.slice(here)];
  return path.length === 0 ? { kind: 'all' } : { kind: 'category', path };
}
