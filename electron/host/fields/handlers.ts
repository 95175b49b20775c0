// Owns: the call about the keys of a journal's posts.
// Must not know: how they are counted.
import type { Handlers } from '#contract/transport.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { createFieldCounter } from './collect.ts';

export function fieldHandlers(deps: { readonly journal: () => JournalHandle }): Pick<Handlers, 'fields.get'> {
  const counter = createFieldCounter();
  return {
    'fields.get': async () => {
      const fields = await counter.fields(deps.journal());
      return { fields: [...fields] };
    },
  };
}
