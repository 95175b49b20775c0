// Owns: asking the history of posts for states that are known to be the author's own.
// Must not know: why they are asked for.
import type { RelPath } from '#core/journal/entry.ts';
import type { HistoryStore } from '#host/history/store.ts';
import { journalId } from '#host/journal/index-file.ts';

/** Versions that a post of the journal at `root` had, newest first; none where the history cannot be read. */
export function formerIn(history: Pick<HistoryStore, 'list'>) {
  return async (root: string, path: RelPath): Promise<readonly string[]> => {
    const versions = await history.list(journalId(root), path).catch(() => []);
    return versions.map(({ version }) => version);
  };
}
