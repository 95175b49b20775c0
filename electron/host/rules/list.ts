// Owns: a list of posts seen with what the journal asks of them, for who has no running host.
// Must not know: how the list was made. Loaded only where a journal has settings.
import type { PostEntry } from '#core/journal/entry.ts';
import { withMissing } from '#core/journal/rules.ts';
import { readRules } from './store.ts';

/** The entries with a problem for each key that their journal asks for and they lack. Settings that cannot be read ask for nothing. */
export async function entriesByRules(
  root: string,
  entries: readonly PostEntry[],
): Promise<readonly PostEntry[]> {
  const stored = await readRules(root).catch(() => null);
  return stored === null ? entries : entries.map((entry) => withMissing(entry, stored.rules));
}
