// Owns: the calls about earlier versions of a post.
// Must not know: how versions are stored.
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { HistoryStore } from './store.ts';

export interface HistoryDeps {
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  readonly history: HistoryStore;
}

export function historyHandlers(deps: HistoryDeps): Pick<Handlers, 'history.list' | 'history.read'> {
  return {
    'history.list': async ({ path }) => ({
      versions: [...(await deps.history.list(deps.journal().info.id, path))],
    }),
    'history.read': async ({ path, version }) => {
      const bytes = await deps.history.read(deps.journal().info.id, path, version);
      if (bytes === null) throw new CallError('not-found', 'That version is not kept any more.');
      return { text: textOf(bytes).text };
    },
  };
}
