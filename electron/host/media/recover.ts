// Owns: ending changes of images that an earlier run was killed in: everything is then old, or everything new.
// Must not know: plans, or what a change was for.
import { existsSync } from 'node:fs';
import { CallError } from '#contract/errors.ts';
import { withLock } from '#host/export/lock.ts';
import { transactionIn } from '#host/export/undo-log.ts';
import type { Ports } from '#host/ports.ts';
import { endInterrupted } from '#host/taxonomy/recover.ts';
import { knownPlaces } from './state.ts';

/**
 * Ends interrupted changes of images in all journals. A journal that is away now, or that another process works on, stays for the next
 * time. Never throws: what cannot be ended now is logged.
 */
export async function recoverMedia({
  dirs,
  log,
}: Pick<Ports, 'log'> & { readonly dirs: Pick<Ports['dirs'], 'data'> }): Promise<void> {
  for (const place of await knownPlaces(dirs.data)) {
    if (!existsSync(transactionIn(place.state)) || !existsSync(place.root)) continue;
    try {
      const { found, foreign } = await withLock(place.state, () => endInterrupted(place));
      log('info', `a change of images had been interrupted: ${found}`, { root: place.root, foreign });
    } catch (error) {
      const busy = error instanceof CallError && error.code === 'unavailable';
      if (!busy) log('error', 'an interrupted change of images could not be ended', error);
    }
  }
}
