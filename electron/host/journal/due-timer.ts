// Owns: waking up when a future post becomes due.
// Must not know: posts.

export interface DueTimer {
  /** Waits for the next moment; replaces what was waited for. */
  arm(): void;
  close(): void;
}

export interface DueTimerOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** The next moment, or null. */
  readonly next: () => number | null;
  readonly fire: () => void;
}

/** Timers are short of a month, and the machine may sleep meanwhile: look again after an hour at the latest. */
const LONGEST = 3_600_000;

export function createDueTimer({ now, next, fire }: DueTimerOptions): DueTimer {
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  const clear = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const arm = () => {
    clear();
    const at = closed ? null : next();
    if (at === null) return;
    // The site counts in whole seconds.
    timer = setTimeout(
      () => {
        fire();
        arm();
      },
      Math.min(Math.max(at - now(), 0) + 1000, LONGEST),
    );
    timer.unref();
  };
  return {
    arm,
    close() {
      closed = true;
      clear();
    },
  };
}
