// Owns: taking the target's copy of a post over into the journal: the other way out of a conflict.
// Must not know: the wire, or how a conflict is found.
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { type PostDeps, postKey } from '#host/posts/deps.ts';
import { savePost } from '#host/posts/save.ts';
import { createInspector } from './inspect.ts';
import { readSource } from './journal-view.ts';
import type { Prepared } from './prepare.ts';

/**
 * Saves the target's text of a conflicting post in the journal, whose own stays among its earlier versions; gives the post's path.
 * Throws `refused` where the target's form is not the journal's (it was translated on the way), or the step is no such conflict;
 * `stale` where either side changed since the plan; `not-utf8`.
 */
export async function takeTheirs(
  deps: PostDeps,
  journal: JournalHandle,
  plan: Prepared,
  step: Step,
): Promise<RelPath> {
  const { source, path, before, action, kind } = step;
  if (action !== 'conflict' || kind !== 'post' || source === null || before === null || plan.inPlace) {
    throw new CallError('refused', 'Only a post that both sides have can be taken over.', { path });
  }
  return deps.queues.run([postKey(journal, source)], async () => {
    const [ours, ready] = await Promise.all([
      readSource(journal.root, source),
      plan.outgoing.read(path).catch(() => null),
    ]);
    const there = createInspector(plan.target.root)(path).is === 'file';
    const theirs = there ? await readRegular(join(plan.target.root, path)).catch(() => null) : null;
    if (!ours || !ready || theirs?.version !== before) {
      throw new CallError(
        'stale',
        'One of the two files changed since the plan was made. Look at the new plan.',
        {
          changed: [path],
        },
      );
    }
    if (!Buffer.from(ours.bytes).equals(Buffer.from(ready))) {
      throw new CallError(
        'refused',
        'The blog has the post in another form than the journal, so it cannot be taken over as it is.',
        { path },
      );
    }
    const { text, misfit } = textOf(theirs.bytes);
    if (misfit !== null)
      throw new CallError('not-utf8', 'The file in the target is no UTF-8 text.', { path });
    await savePost(deps, journal, source, text, ours.version);
    return source;
  });
}
