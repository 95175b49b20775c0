// Owns: fetching and storing what the journal asks of its posts.
// Must not know: how it is shown or edited.
import { CallError } from '#contract/errors.ts';
import type { JournalRules } from '#core/journal/rules.ts';
import type { Work } from './work.ts';

/** Reads the journal's own settings again. A host that cannot give them leaves those that are known. */
export async function loadRules({ client, store }: Pick<Work, 'client' | 'store'>): Promise<void> {
  const stored = await client.call('rules.get', {}).catch(() => null);
  if (stored !== null) store.dispatch({ type: 'rules', stored });
}

/** Stores them; where another program changed them meanwhile, nothing is written and theirs are shown. */
export async function setRules(work: Work, rules: JournalRules): Promise<void> {
  const { version: base } = work.store.get().rules;
  try {
    const stored = await work.client.call('rules.set', { rules, base });
    work.store.dispatch({ type: 'rules', stored });
  } catch (failure) {
    const other = failure instanceof CallError && failure.code === 'conflict';
    if (other) {
      await loadRules(work);
      work.tell({ key: 'settings.journal.changed' }, { tone: 'error' });
    } else await work.attempt(() => Promise.reject(failure));
  }
}
