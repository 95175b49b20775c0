// Owns: the commit message suggested for what is chosen of a plan.
// Must not know: how a message is worded, or what the person made of it.
import type { ExportPlan } from '#contract/values.ts';
import { suggestMessage } from '#core/export/message.ts';
import type { Step } from '#core/export/types.ts';
import { type Choices, isGoing, orphaned } from './choices.ts';

/** The message for the steps that will be done; a conflict in which ours is taken counts as a change. Empty: nothing is chosen. */
export function messageFor({ steps }: ExportPlan, choices: Choices): string {
  const alone = orphaned(steps, choices);
  const going = steps.flatMap((step): readonly Step[] => {
    const waits = step.action === 'keep' && step.reason === 'uncommitted';
    if (!waits && !isGoing(step, choices, alone)) return [];
    const { pair, title: _title, reason, action, ...rest } = step;
    const counts = action === 'conflict' ? (step.source === null ? 'delete' : 'change') : action;
    return [
      {
        ...rest,
        action: counts,
        // The host's closed codes; the wire has them as text.
        reason: reason as Step['reason'],
        before: null,
        after: null,
        ...(pair === null ? {} : { pair }),
      },
    ];
  });
  const titles = steps.flatMap(({ source, title }) =>
    source === null || title === null ? [] : [[source, title] as const],
  );
  const former = steps.flatMap(({ path, source, title }) =>
    source === null && title !== null ? [[path, title] as const] : [],
  );
  return suggestMessage(going, new Map(titles), new Map(former));
}
