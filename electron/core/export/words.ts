// Owns: plain English for a plan and its outcome, as the command line prints it.
// Must not know: how a plan was made. The page has its own words for the same codes.

import type { Plan, Step, StepReason } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

const REASON: Readonly<Record<StepReason, string>> = {
  new: '',
  edited: '',
  former: 'the target has an earlier version',
  same: '',
  uncommitted: 'written, not committed yet',
  'target-newer': 'edited in the target since the last export',
  'target-edited': 'edited here and in the target since the last export',
  'target-removed': 'deleted in the target since the last export',
  'target-different': 'the target has another file of that name',
  staged: 'git holds a third version in its index',
  removed: 'no longer in the journal',
  'now-draft': 'now a draft',
  'removed-target-edited': 'no longer in the journal, but edited in the target',
  symlink: 'a symbolic link is in the way',
  'not-a-file': 'a folder or another kind of file is in the way',
  'nested-repository': 'belongs to another git repository',
  unreadable: 'cannot be read in the target',
};

/** One step in one line: action, path, title, and why where that is not plain. */
export function stepLine(step: Step, titles: ReadonlyMap<RelPath, string>): string {
  const title = step.kind === 'post' && step.source !== null ? titles.get(step.source) : undefined;
  const why = REASON[step.reason];
  const renamed = step.action === 'add' && step.pair !== undefined;
  return [
    (renamed ? 'rename' : step.action).padEnd(9),
    step.path,
    ...(title ? [`"${title}"`] : []),
    ...(renamed ? [`(was ${step.pair})`] : why ? [`(${why})`] : []),
  ].join(' ');
}

/** The lines of a plan: everything that is not kept, then how many are. */
export function planLines(
  { steps }: Pick<Plan, 'steps'>,
  titles: ReadonlyMap<RelPath, string>,
): readonly string[] {
  const kept = steps.filter(({ action, reason }) => action === 'keep' && reason !== 'uncommitted').length;
  const lines = steps
    .filter(({ action, reason }) => action !== 'keep' || reason === 'uncommitted')
    // The old name of a renamed post is told with the new one.
    .filter(({ action, pair }) => action !== 'delete' || pair === undefined)
    .map((step) => stepLine(step, titles));
  if (lines.length === 0) lines.push('Nothing to export.');
  if (kept > 0) lines.push(`${kept} ${kept === 1 ? 'file is' : 'files are'} up to date.`);
  return lines;
}

/** A problem in one line, with the place it is about. */
export function problemLine({ severity, message, line, detail }: Problem): string {
  const path = typeof detail?.path === 'string' ? detail.path : null;
  const place =
    path === null || message.startsWith(path) ? '' : `${path}${line === undefined ? '' : `:${line}`}: `;
  return `${severity}: ${place}${message}`;
}
