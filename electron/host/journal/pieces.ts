// Owns: giving a long list to a page in pieces: its beginning at once, and the rest of that same list when it is asked for.
// Must not know: what is in an entry, or how it travels.
import { randomBytes } from 'node:crypto';
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { JournalHandle } from './handle.ts';

/** More than any window shows at once. */
const FIRST = 200;
/** A list that is hardly longer comes whole. */
const WHOLE = 500;
/** Lists that several pages may be fetching at the same time. */
const KEPT = 4;

export interface Pieces {
  readonly handlers: Pick<Handlers, 'journal.entries'>;
  /** The journal with its list, or with the beginning of a long one. */
  opened(journal: JournalHandle): CallResult<'journal.open'>;
}

export function createPieces(): Pieces {
  const lists = new Map<string, readonly PostEntry[]>();
  const keep = (entries: readonly PostEntry[]): string => {
    const list = randomBytes(16).toString('base64url');
    lists.set(list, entries);
    for (const old of lists.keys()) {
      if (lists.size <= KEPT) break;
      lists.delete(old);
    }
    return list;
  };
  return {
    opened(journal) {
      const entries = journal.entries();
      if (entries.length <= WHOLE) return { journal: journal.info, entries: [...entries] };
      const rest = { list: keep(entries), total: entries.length };
      return { journal: journal.info, entries: entries.slice(0, FIRST), rest };
    },
    handlers: {
      'journal.entries': async ({ list, from, count }) => {
        const entries = lists.get(list);
        if (entries === undefined) throw new CallError('not-found', 'That list is not kept any more.');
        if (from + count >= entries.length) lists.delete(list);
        return { entries: entries.slice(from, from + count) };
      },
    },
  };
}
