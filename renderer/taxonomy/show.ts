// Owns: opening the view of categories and tags: what is open is saved first, so that a plan is made of what the person sees.
// Must not know: what the view does.
import type { RelPath } from '#core/journal/entry.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import type { Work } from '../state/work.ts';

/** Shows the view, or the preview of a wish that is clear already. */
export async function showTaxonomy(
  work: Work,
  wish: Operation | null,
  tab: 'categories' | 'tags' = 'categories',
): Promise<void> {
  if (await work.flush()) work.store.dispatch({ type: 'dialog', dialog: { kind: 'taxonomy', wish, tab } });
}

/** Asks for a key of the front matter of these posts. */
export async function showKeyEdit(work: Work, paths: readonly RelPath[]): Promise<void> {
  if (await work.flush()) work.store.dispatch({ type: 'dialog', dialog: { kind: 'edit-key', paths } });
}
