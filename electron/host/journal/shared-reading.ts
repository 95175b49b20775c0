// Owns: dividing paths between threads: each takes the next few from one shared count.
// Must not know: what is done with them.
import type { RelPath } from '#core/journal/entry.ts';

export interface SharedReading {
  readonly paths: readonly RelPath[];
  /** How many paths are taken; one number in shared memory. */
  readonly taken: Int32Array;
}

const BATCH = 50;

/** The next paths to read; empty when all are taken. */
export function takeNext({ paths, taken }: SharedReading): readonly RelPath[] {
  const from = Atomics.add(taken, 0, BATCH);
  return paths.slice(from, from + BATCH);
}
