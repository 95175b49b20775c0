// Owns: the calls about a journal's own settings.
// Must not know: where they are kept, or what they are used for.
import type { Handlers } from '#contract/transport.ts';
import type { Queues } from '#host/files/queues.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { readRules, writeRules } from './store.ts';

export interface RulesDeps {
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  readonly queues: Queues;
  readonly now: () => number;
}

export function rulesHandlers(deps: RulesDeps): Pick<Handlers, 'rules.get' | 'rules.set'> {
  return {
    'rules.get': () => readRules(deps.journal().root),
    'rules.set': ({ rules, base }) => {
      const { root, info } = deps.journal();
      return deps.queues.run([`rules:${info.id}`], () => writeRules(root, rules, base, deps.now()));
    },
  };
}
