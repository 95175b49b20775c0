// Owns: the branches of a repository: which there are, a new one, and changing to another where nothing can get lost.
// Must not know: remotes beyond what a branch follows, or the page.
import { CallError } from '#contract/errors.ts';
import { refusalOf } from './refusal.ts';
import { type GitOptions, type GitResult, gitError, runGit } from './run.ts';
import type { Repository, RepositoryState } from './state.ts';

export interface Branch {
  readonly name: string;
  readonly current: boolean;
  readonly upstream: string | null;
  /** Open in another working folder of the repository, so that it cannot be changed to here. */
  readonly elsewhere: boolean;
  readonly subject: string;
  /** Seconds since the epoch. */
  readonly time: number;
}

type Env = Pick<GitOptions, 'env'>;

const MANY = 200;

/** Local branches, the last used first. */
export async function listBranches(repository: Repository, { env }: Env = {}): Promise<readonly Branch[]> {
  const format = [
    '%(refname)',
    '%(HEAD)',
    '%(upstream:short)',
    '%(worktreepath)',
    '%(committerdate:unix)',
    '%(contents:subject)',
  ].join('%00');
  const args = [
    'for-each-ref',
    `--format=${format}`,
    `--count=${MANY}`,
    '--sort=-committerdate',
    'refs/heads',
  ];
  const result = await runGit(args, { cwd: repository.folder, ...(env ? { env } : {}) });
  if (result.code !== 0) throw gitError('git cannot list the branches.', result, args);
  return result.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [ref = '', head, upstream = '', path = '', time = '0', subject = ''] = line.split('\0');
      const current = head === '*';
      return {
        name: ref.replace(/^refs\/heads\//, ''),
        current,
        upstream: upstream === '' ? null : upstream,
        elsewhere: !current && path !== '',
        subject,
        time: Number(time),
      };
    });
}

/**
 * Changes to the branch `name`. Refused (`git`) while anything is unfinished or a known file has changes that are not committed;
 * files that git does not know, ignored ones too, are never overwritten.
 */
export async function switchBranch(
  repository: Repository,
  state: RepositoryState,
  name: string,
  { env }: Env = {},
): Promise<void> {
  requireNothingUnfinished(state);
  const { staged, unstaged } = state.work;
  if (staged + unstaged > 0) {
    throw new CallError(
      'git',
      'There are changes here that are not committed; on another branch they would be mixed with its files. Commit them first.',
      { problem: 'branch-unclean', count: Math.max(staged, unstaged) },
    );
  }
  if (name.startsWith('-')) throw noSuchBranch(name);
  const listed = await listBranches(repository, env ? { env } : {});
  if (!listed.some((branch) => branch.name === name)) throw noSuchBranch(name);
  const args = ['switch', '--no-guess', '--no-overwrite-ignore', '--no-recurse-submodules', '--quiet', name];
  const result = await runSwitch(repository, args, env);
  if (result.code !== 0) throw notSwitched(result);
}

/** Makes a branch at the current commit and changes to it: no file changes, and changes that are not committed come along. */
export async function createBranch(
  repository: Repository,
  state: RepositoryState,
  name: string,
  { env }: Env = {},
): Promise<void> {
  requireNothingUnfinished(state);
  const options = { cwd: repository.folder, ...(env ? { env } : {}) };
  const valid = name.startsWith('-') ? null : await runGit(['check-ref-format', '--branch', name], options);
  if (valid?.code !== 0 || valid.stdout.trim() !== name) {
    throw new CallError('refused', 'That is no name for a branch.', { problem: 'branch-name', name });
  }
  const listed = await listBranches(repository, env ? { env } : {});
  if (listed.some((branch) => branch.name === name)) {
    throw new CallError('exists', 'There is a branch with this name.', { problem: 'branch-exists', name });
  }
  const result = await runSwitch(repository, ['switch', '--no-track', '--quiet', '--create', name], env);
  if (result.code !== 0) throw notSwitched(result);
}

const runSwitch = (
  repository: Repository,
  args: readonly string[],
  env: GitOptions['env'],
): Promise<GitResult> =>
  runGit(args, { cwd: repository.folder, trusted: true, timeout: 10 * 60_000, ...(env ? { env } : {}) });

/** A detached head is no hindrance to leaving it. */
function requireNothingUnfinished(state: RepositoryState): void {
  const problem = state.problems.find(
    ({ code, severity }) => severity === 'error' && code !== 'git-detached' && code !== 'git-identity',
  );
  if (problem) throw new CallError('git', problem.message, { problem: problem.code, ...problem.detail });
}

const noSuchBranch = (name: string): CallError =>
  new CallError('not-found', 'There is no such branch.', { problem: 'branch-missing', name });

function notSwitched(result: GitResult): CallError {
  const { paths, detail } = refusalOf(result);
  if (paths.length > 0) {
    return new CallError(
      'git',
      'Files here that git does not know have the names of files of that branch. Put them elsewhere first; nothing was changed.',
      { ...detail, problem: 'branch-overlap' },
    );
  }
  return new CallError('git', 'git did not change to that branch. What it said is shown.', {
    ...detail,
    problem: 'branch-refused',
  });
}
