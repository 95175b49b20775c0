// Owns: that jobs on one file run one after the other, in the order they were asked for.
// Must not know: what the jobs do.

export interface Queues {
  /** Runs `job` once every earlier job on any of `keys` has ended; gives what it gives. */
  run<T>(keys: readonly string[], job: () => Promise<T>): Promise<T>;
  /** Resolves when no job is left. */
  idle(): Promise<void>;
}

/** Makes a set of queues, empty at first. */
export function createQueues(): Queues {
  const tails = new Map<string, Promise<unknown>>();
  return {
    run<T>(keys: readonly string[], job: () => Promise<T>) {
      const done = Promise.allSettled(keys.map((key) => tails.get(key))).then(job);
      const tail = done.then(
        () => undefined,
        () => undefined,
      );
      for (const key of keys) tails.set(key, tail);
      void tail.then(() => {
        for (const key of keys) if (tails.get(key) === tail) tails.delete(key);
      });
      return done;
    },
    async idle() {
      while (tails.size > 0) await Promise.allSettled([...tails.values()]);
    },
  };
}
