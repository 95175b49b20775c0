// Owns: looking at a folder on another core, where that saves time.
// Must not know: what this thread does meanwhile.
import { availableParallelism } from 'node:os';
import type { FolderLook } from './look.ts';
import { isSource, startThread } from './threads.ts';
import type { WalkOptions } from './walk.ts';

/** The look of another thread; null where it could not look, or where one is not worth it. */
export async function lookAside(
  root: string,
  options: WalkOptions,
  force = false,
): Promise<FolderLook | null> {
  const url = new URL('./look-worker.ts', import.meta.url);
  if (!force && (isSource(url) || availableParallelism() < 2)) return null;
  return await new Promise((resolve) => {
    const worker = startThread(url, { workerData: { root, options } });
    worker.ref();
    worker.once('message', (look: FolderLook) => resolve(look));
    worker.once('error', () => resolve(null));
    worker.once('exit', () => resolve(null));
  });
}
