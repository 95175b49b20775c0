// Owns: going to a line of a post that may not be open yet.
// Must not know: why one goes there.
import type { RelPath } from '#core/journal/entry.ts';
import type { Work } from '../state/work.ts';

/** A post of any size is there long before this many milliseconds have passed. */
const PATIENCE = 5000;

/** Closes the dialog, opens the post and moves the caret to a 1-based line. */
export async function openAt(work: Work, path: RelPath, line: number): Promise<void> {
  const { store } = work;
  store.dispatch({ type: 'dialog', dialog: null });
  if (!(await work.openPost(path))) return;
  if (await opened(work, path)) work.revealLine(line);
}

/** True once the post tells of itself; false where another one was opened meanwhile, or it takes too long. */
function opened({ store }: Work, path: RelPath): Promise<boolean> {
  const there = (): boolean => store.get().post?.path === path;
  if (there()) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (found: boolean): void => {
      clearTimeout(timer);
      stop();
      // The dialog gives the focus back first.
      setTimeout(() => resolve(found));
    };
    const timer = setTimeout(() => end(false), PATIENCE);
    const stop = store.follow(() => {
      if (there()) end(true);
      else if (store.get().open !== path) end(false);
    });
  });
}
