// The part of the wire that brings a long list in pieces: what is seen first comes with the opened journal, the rest when it is asked for.
// Must not know: how a list is kept or shown.
import { z } from 'zod';
import { handle, postEntry } from '#contract/values.ts';

/** Where the rest of a list is got, and how many posts the whole has. */
export const restOfList = z.object({ list: handle, total: z.number().int().nonnegative() });

export const listCalls = {
  /**
   * A piece of a list that was given in part, from the place `from` on. The list is the one of that moment: what changed since comes as
   * `journal.changed`. Error `not-found` where the list is not kept any more: ask for the journal again.
   */
  'journal.entries': {
    args: z.object({
      list: handle,
      from: z.number().int().nonnegative(),
      count: z.number().int().min(1).max(5000),
    }),
    result: z.object({ entries: z.array(postEntry) }),
  },
} as const;
