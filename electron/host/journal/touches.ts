// Owns: gathering what the watcher says until it pauses, so that a burst of events is one look.
// Must not know: what a look is.

export interface Touches {
  add(path: string): void;
  /** Looks at these once more after a longer pause; the look is then told that they were doubted before. */
  later(paths: readonly string[]): void;
  close(): void;
}

/** Pause after the last event, and the longest wait from the first one, in milliseconds. */
const QUIET = 12;
const LONGEST = 120;
/** Programs that replace a file by deleting and writing it, or by emptying it first, are done after this. */
const DOUBT = 250;

/** `look` gets the touched paths, and those among them that were put off before. */
export function createTouches(
  look: (paths: ReadonlySet<string>, doubted: ReadonlySet<string>) => void,
): Touches {
  let touched = new Set<string>();
  let doubted = new Set<string>();
  let first = 0;
  let timer: NodeJS.Timeout | null = null;
  const waiting = new Set<NodeJS.Timeout>();

  const flush = () => {
    timer = null;
    const paths = touched;
    const before = doubted;
    touched = new Set();
    doubted = new Set();
    look(paths, before);
  };

  const arm = () => {
    const now = performance.now();
    if (timer === null) first = now;
    else clearTimeout(timer);
    timer = setTimeout(flush, Math.max(0, Math.min(QUIET, first + LONGEST - now)));
  };

  return {
    add(path) {
      touched.add(path);
      arm();
    },
    later(paths) {
      if (paths.length === 0) return;
      const wait = setTimeout(() => {
        waiting.delete(wait);
        for (const path of paths) {
          touched.add(path);
          doubted.add(path);
        }
        arm();
      }, DOUBT);
      waiting.add(wait);
    },
    close() {
      if (timer !== null) clearTimeout(timer);
      for (const wait of waiting) clearTimeout(wait);
      waiting.clear();
    },
  };
}
