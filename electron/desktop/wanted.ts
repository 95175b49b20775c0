// Owns: what the person asked for from outside, kept until there is a page that listens.
// Must not know: where the wish came from, or what the page does with it.
import type { Want } from './arguments.ts';

export interface Wishes {
  /** The last wish counts. */
  wish(want: Want | null): void;
  /** The page has asked for its journal, so it hears events from now on. */
  pageListens(): void;
  /** There is no page, or a new one that does not listen yet. */
  pageGone(): void;
}

/** `tell` passes a wish on; a failure of it is the page's to see. */
export function keepWishes(tell: (want: Want) => void): Wishes {
  let listening = false;
  let waiting: Want | null = null;
  const pass = (): void => {
    if (!listening || waiting === null) return;
    tell(waiting);
    waiting = null;
  };
  return {
    wish(want) {
      waiting = want ?? waiting;
      pass();
    },
    pageListens() {
      listening = true;
      pass();
    },
    pageGone() {
      listening = false;
    },
  };
}
