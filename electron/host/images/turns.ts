// Owns: that long work in small steps lets others have their turn.
// Must not know: what the work is.
import { setImmediate as breathe } from 'node:timers/promises';

/** Milliseconds of work before others get their turn. */
const SLICE = 10;

/** To be asked between two steps: waits for a turn of the others where the work has gone on for long enough. */
export function takeTurns(): { next(): Promise<void> } {
  let started = performance.now();
  return {
    async next() {
      if (performance.now() - started < SLICE) return;
      await breathe();
      started = performance.now();
    },
  };
}
