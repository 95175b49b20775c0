// Owns: the plan of a journal that is the blog repository itself: nothing is copied, git tells what changed.
// Must not know: how a commit is made.
import type { OutgoingFile, Step, StepReason } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { RepositoryState } from '#host/git/state.ts';
import type { JournalView, Selection } from './journal-view.ts';
import type { Outgoing } from './outgoing.ts';
import type { Target } from './target.ts';

/**
 * Steps for the chosen posts, and the images they bring, that differ from the last commit. A post that is gone from the folder is
 * a deletion where everything is chosen. Other changed files are counted in a problem, and stay uncommitted.
 */
export function planInPlace(
  view: JournalView,
  selection: Selection,
  outgoing: Outgoing,
  target: Target,
  git: RepositoryState | null,
): { readonly steps: readonly Step[]; readonly problems: readonly Problem[] } {
  if (!git || !target.repository) {
    return {
      steps: [],
      problems: [
        {
          code: 'in-place-no-git',
          severity: 'error',
          message: 'The journal is the target and is in no git repository: there is nothing to export.',
        },
      ],
    };
  }
  const files = new Map(outgoing.files.map((file) => [file.source, file]));
  const steps: Step[] = [];
  let others = 0;
  for (const [path, status] of git.status) {
    const file = files.get(path);
    if (file) steps.push(stepFor(file, status.index === '?' || status.index === 'A'));
    else if (selection.posts === null && isGonePost(path, status.index + status.tree, view))
      steps.push(gone(path));
    else others++;
  }
  steps.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  if (others === 0) return { steps, problems: [] };
  const message =
    others === 1
      ? 'One other file has changes that are not part of this plan; it stays as it is.'
      : `${others} other files have changes that are not part of this plan; they stay as they are.`;
  return {
    steps,
    problems: [{ code: 'other-changes', severity: 'info', message, detail: { count: others } }],
  };
}

function stepFor(file: OutgoingFile, added: boolean): Step {
  const reason: StepReason = added ? 'new' : 'edited';
  return {
    action: added ? 'add' : 'change',
    path: file.source,
    source: file.source,
    kind: file.kind,
    size: file.size,
    broughtBy: file.broughtBy,
    reason,
    binary: file.binary,
    before: file.hash,
    after: file.hash,
  };
}

const isGonePost = (path: RelPath, letters: string, view: JournalView): boolean =>
  letters.includes('D') &&
  (view.kind === 'jekyll' ? /(?:^|\/)_posts\//.test(path) : true) &&
  /\.(?:md|markdown|mkd|mkdn|mkdown|html)$/i.test(path);

function gone(path: RelPath): Step {
  return {
    action: 'delete',
    path,
    source: null,
    kind: 'post',
    size: 0,
    broughtBy: [],
    reason: 'removed',
    binary: false,
    before: null,
    after: null,
  };
}
