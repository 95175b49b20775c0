// Owns: ending changes of many posts that an earlier run was killed in: all posts are then old, or all new.
// Must not know: plans, or which posts the list shows.
import { existsSync } from 'node:fs';
import { CallError } from '#contract/errors.ts';
import { withLock } from '#host/export/lock.ts';
import { type Place, type Recovery, recover, transactionIn } from '#host/export/undo-log.ts';
import type { Ports } from '#host/ports.ts';
import { knownPlaces } from './state.ts';

/** Ends an interrupted change at `place`, if there is one. The caller holds the lock. */
export async function endInterrupted(place: Place): Promise<Recovery> {
  if (!existsSync(transactionIn(place.state))) return { found: 'nothing', foreign: [] };
  return await recover(place);
}

/**
 * Ends interrupted changes of all journals. A journal that is away now, or that another process works on, stays for the next time.
 * Never throws: what cannot be ended now is logged.
 */
export async function recoverTaxonomy({ dirs, log }: Pick<Ports, 'dirs' | 'log'>): Promise<void> {
  for (const place of await knownPlaces(dirs.data)) {
    if (!existsSync(transactionIn(place.state)) || !existsSync(place.root)) continue;
    try {
      const { found, foreign } = await withLock(place.state, () => endInterrupted(place));
      log('info', `a change of many posts had been interrupted: ${found}`, { root: place.root, foreign });
    } catch (error) {
      const busy = error instanceof CallError && error.code === 'unavailable';
      if (!busy) log('error', 'an interrupted change of many posts could not be ended', error);
    }
  }
}
