// Owns: opening the view of publishing where the last export can be taken back.
// Must not know: how it is taken back.
import type { Work } from '../state/work.ts';

/** Opens the view on the folder that was exported to last; tells so where nothing was. */
export async function showLastExport({ client, store, attempt, tell }: Work): Promise<void> {
  const told = await attempt(() => client.call('publish.places', {}));
  if (told === null) return;
  const first = told.places.find(({ target }) => target !== null);
  if (first === undefined) tell({ key: 'publishing.noExport' });
  else store.dispatch({ type: 'dialog', dialog: { kind: 'publishing', target: first.target } });
}
