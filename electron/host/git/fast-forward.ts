// Owns: bringing the current branch to where its remote is, where that is only a step ahead.
// Must not know: what a remote is; the commit is here already. Never merges, rebases, resets or stashes.
import { CallError } from '#contract/errors.ts';
import { refusalOf } from './refusal.ts';
import { type GitOptions, runGit } from './run.ts';
import type { Repository } from './state.ts';

/**
 * Moves the current branch and its files forward to `commit`. Changes that are not committed stay as they are; where one of them
 * is in the way nothing happens at all. Throws `git` with the files in the way.
 */
export async function fastForward(
  repository: Repository,
  commit: string,
  env: GitOptions['env'],
): Promise<void> {
  const args = [
    'merge',
    '--ff-only',
    '--no-autostash',
    // Ignored files are files of the person too.
    '--no-overwrite-ignore',
    '--no-stat',
    '--quiet',
    commit,
  ];
  const result = await runGit(args, {
    cwd: repository.folder,
    trusted: true,
    timeout: 10 * 60_000,
    ...(env ? { env } : {}),
  });
  if (result.code === 0) return;
  const { paths, detail } = refusalOf(result);
  if (paths.length > 0) {
    throw new CallError(
      'git',
      'Files that are not committed here would be overwritten by what is new at the remote, so nothing was changed. Commit them or put them elsewhere, then try again.',
      { ...detail, problem: 'forward-overlap' },
    );
  }
  if (/not possible to fast-forward|diverging/i.test(result.stderr)) {
    throw new CallError(
      'git',
      'Both sides have commits of their own, so this is no step forward. Nothing was changed.',
      { ...detail, problem: 'publish-diverged' },
    );
  }
  throw new CallError('git', 'git did not bring the branch forward. What it said is shown.', {
    ...detail,
    problem: 'forward-refused',
  });
}
