// Owns: what the state of a branch and its remote means for someone who wants to publish: one code and one sentence.
// Must not know: how any of it was found out, or git itself.
import type { Problem } from '#core/problem.ts';

export interface BranchFacts {
  /** Null where HEAD is on no branch. */
  readonly branch: string | null;
  /** There is at least one commit. */
  readonly born: boolean;
  /** Names of the remotes. */
  readonly remotes: readonly string[];
  /** Where the branch goes; null where nothing says so. */
  readonly destination: { readonly remote: string; readonly branch: string } | null;
  /** The remote's branch was seen: `ahead` and `behind` are known. */
  readonly seen: boolean;
  /** The branch follows one that the remote had once, and has no more. */
  readonly gone: boolean;
  readonly ahead: number;
  readonly behind: number;
  /** Old commits are cut off here. */
  readonly shallow: boolean;
}

/** Codes of `situationOf`, for the catalogue of words. */
export const situations = [
  'publish-detached',
  'publish-unborn',
  'publish-no-remote',
  'publish-choose-remote',
  'publish-gone',
  'publish-first',
  'publish-up-to-date',
  'publish-ahead',
  'publish-behind',
  'publish-diverged',
] as const;

export type SituationCode = (typeof situations)[number];

export interface Situation extends Problem {
  readonly code: SituationCode;
}

/** What is true of the branch, and what can be done about it. `info`: nothing is in the way of a push. */
export function situationOf(facts: BranchFacts): Situation {
  const { branch, destination, ahead, behind } = facts;
  if (branch === null) {
    return say(
      'publish-detached',
      'warning',
      'The repository is on no branch (detached HEAD), so there is nothing to push to. Make a branch here or change to one.',
    );
  }
  const at = { branch, ahead, behind };
  if (!facts.born) {
    return say(
      'publish-unborn',
      'info',
      `The branch ${branch} has no commit yet. The first export with a commit begins it.`,
      at,
    );
  }
  if (facts.remotes.length === 0) {
    return say(
      'publish-no-remote',
      'warning',
      'This repository has no remote, so there is nowhere to push to. Commits stay on this machine. Add one with: git remote add origin ADDRESS.',
      at,
    );
  }
  if (destination === null) {
    return say(
      'publish-choose-remote',
      'warning',
      `The branch ${branch} has no remote of its own and there are several. Choose the one to push to.`,
      { ...at, remotes: facts.remotes.join(', ') },
    );
  }
  const there = { ...at, remote: destination.remote, to: `${destination.remote}/${destination.branch}` };
  if (!facts.seen) {
    return facts.gone
      ? say(
          'publish-gone',
          'info',
          `The remote has no branch ${there.to} any more. A push makes it again with all commits of ${branch}.`,
          there,
        )
      : say(
          'publish-first',
          'info',
          `The branch ${branch} was never pushed to ${destination.remote}. The first push makes ${there.to} and follows it from then on.`,
          there,
        );
  }
  if (ahead > 0 && behind > 0) {
    const cut = facts.shallow ? ' This copy is cut off (shallow); git fetch --unshallow may show more.' : '';
    return say(
      'publish-diverged',
      'warning',
      `Both sides have commits of their own: ${ahead} here, ${behind} at ${there.to}. Galley overwrites neither; bring them together with git (git pull --rebase, or git merge), then push.${cut}`,
      there,
    );
  }
  if (behind > 0) {
    return say(
      'publish-behind',
      'warning',
      `${there.to} has ${commits(behind)} that are not here. Bring this branch forward first.`,
      { ...there, count: behind },
    );
  }
  if (ahead > 0) {
    return say('publish-ahead', 'info', `${commits(ahead)} to push to ${there.to}.`, there);
  }
  return say('publish-up-to-date', 'info', `${there.to} has everything.`, there);
}

const commits = (count: number): string => (count === 1 ? '1 commit' : `${count} commits`);

const say = (
  code: SituationCode,
  severity: Problem['severity'],
  message: string,
  detail: Problem['detail'] = {},
): Situation => ({ code, severity, message, detail });

/** Nothing is in the way of a push, and there is something to push. */
export const isPushable = ({ code }: Situation): boolean =>
  code === 'publish-ahead' || code === 'publish-first' || code === 'publish-gone';
