// Owns: a commit of exactly the given paths; everything else of the working tree and of the index stays as it is.
// Must not know: plans or records. Never forces, resets, stashes or pushes.
import { CallError } from '#contract/errors.ts';
import type { PathStatus } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { parsePaths } from './parse.ts';
import { type GitOptions, type GitResult, gitError, runGit, withoutSecrets } from './run.ts';
import { plainOutput } from './said.ts';
import type { Repository, RepositoryState } from './state.ts';

export interface CommitRequest {
  /** Below the repository's folder; new, changed or deleted. Paths without a difference are passed over. */
  readonly paths: readonly RelPath[];
  readonly message: string;
  readonly env?: GitOptions['env'];
}

export interface CommitDone {
  /** The new commit's id; null where there was nothing to commit. */
  readonly commit: string | null;
  /** Paths (below the repository's top) that a hook added to the commit. */
  readonly extra: readonly string[];
}

const TIMEOUT = 10 * 60_000;

/** Throws `git` with the first thing that stands in the way of a commit, if any. */
export function requireCommittable(state: RepositoryState): void {
  const problem = state.problems.find(({ severity }) => severity === 'error');
  if (problem) throw new CallError('git', problem.message, { problem: problem.code, ...problem.detail });
}

/**
 * Commits `paths` with the person's own hooks, filters, author and signing. What is staged for other paths stays staged, and
 * a failed commit leaves the index as it was. Throws `git` with a sentence of what is true and what to do.
 */
export async function commitPaths(
  repository: Repository,
  state: RepositoryState,
  request: CommitRequest,
): Promise<CommitDone> {
  requireCommittable(state);
  const paths = request.paths.filter((path) => state.status.has(path));
  if (paths.length === 0) return { commit: null, extra: [] };
  const run = (args: readonly string[], input = ''): Promise<GitResult> =>
    runGit(args, {
      cwd: repository.folder,
      input,
      trusted: true,
      timeout: TIMEOUT,
      ...(request.env ? { env: request.env } : {}),
    });

  const unknown = paths.filter((path) => isUnknown(state.status.get(path)));
  if (unknown.length > 0) {
    // `commit --only` takes just paths that git knows; an empty promise of each new one is enough.
    const args = ['add', '--intent-to-add', '--pathspec-from-file=-', '--pathspec-file-nul'];
    const added = await run(args, list(unknown));
    if (added.code !== 0) {
      await forget(run, unknown);
      throw explain(added, args, state);
    }
  }
  const args = [
    'commit',
    '--only',
    '--quiet',
    '--no-status',
    '--cleanup=whitespace',
    `--message=${request.message}`,
    '--pathspec-from-file=-',
    '--pathspec-file-nul',
  ];
  const result = await run(args, list(paths)).catch(async (error: unknown) => {
    await forget(run, unknown);
    throw error;
  });
  const head = await run(['rev-parse', '--verify', '--quiet', 'HEAD']);
  const commit = head.code === 0 ? head.stdout.trim() : null;
  if (commit === null || commit === state.head) {
    await forget(run, unknown);
    if (result.code === 0 || isNothingToDo(result)) return { commit: null, extra: [] };
    throw explain(result, args, state);
  }
  return { commit, extra: await extraPaths(run, repository, commit, paths) };
}

const isUnknown = (status: PathStatus | undefined): boolean => status?.index === '?';

const list = (paths: readonly string[]): string => paths.map((path) => `${path}\0`).join('');

/** Takes back the promise of paths that did not become part of a commit. The files stay. */
async function forget(
  run: (args: readonly string[], input?: string) => Promise<GitResult>,
  paths: readonly RelPath[],
): Promise<void> {
  if (paths.length > 0) await run(['update-index', '--force-remove', '-z', '--stdin'], list(paths));
}

async function extraPaths(
  run: (args: readonly string[]) => Promise<GitResult>,
  repository: Repository,
  commit: string,
  paths: readonly RelPath[],
): Promise<readonly string[]> {
  const args = ['diff-tree', '--root', '--no-commit-id', '--name-only', '--no-renames', '-r', '-z', commit];
  const listed = await run(args);
  const wanted = new Set(paths.map((path) => repository.prefix + path));
  return parsePaths(listed.stdout).filter((path) => !wanted.has(path));
}

const isNothingToDo = ({ stdout, stderr }: GitResult): boolean =>
  /nothing (added )?to commit|no changes added/.test(stdout + stderr);

const CAUSES: readonly (readonly [RegExp, string, string])[] = [
  [
    /index\.lock/,
    'git-locked',
    'Another git command holds this repository. Wait until it is done, or delete index.lock if none is running.',
  ],
  [
    /tell me who you are|empty ident name|unable to auto-detect email/i,
    'git-identity',
    'git does not know your name and e-mail address. Set user.name and user.email, then commit again.',
  ],
  [
    /partial commit during a/,
    'git-unfinished',
    'A merge, rebase or cherry-pick is in progress. Finish or abort it first.',
  ],
  [
    /gpg failed|failed to sign|signing failed/i,
    'git-sign',
    'The commit could not be signed. Unlock your signing key, then commit again.',
  ],
  [
    /ignored by one of your \.gitignore/,
    'git-ignored',
    "The repository's ignore rules leave some of these files out.",
  ],
  [
    /is in submodule|in unpopulated submodule/,
    'git-submodule',
    'Some of these files belong to a submodule, which has commits of its own.',
  ],
  [/No space left|ENOSPC/i, 'git-no-space', 'There is no space left on the disk.'],
  [/Permission denied|insufficient permission/i, 'git-permission', 'git may not write to its folder.'],
];

/** Words that git itself ends a refusal with; a hook that refuses leaves it without any. */
const GITS_OWN = /^(?:fatal|error|hint): /m;

/** A failed commit in one sentence. The files are written by then, and say so. */
function explain(result: GitResult, args: readonly string[], state: RepositoryState): CallError {
  const cause = CAUSES.find(([pattern]) => pattern.test(result.stderr));
  const plain = gitError('', result, args);
  const hooks = hooksOf(state);
  const byHook = cause === undefined && hooks !== '' && !GITS_OWN.test(result.stderr);
  const sentence =
    cause?.[2] ??
    (byHook
      ? `A hook of this repository refused (${hooks}). What it said is shown; mend that, then commit again.`
      : 'git refused the commit. See what it said, then commit again.');
  const output = withoutSecrets(plainOutput(`${result.stdout}${result.stderr}`).slice(-4000));
  return new CallError('git', `Nothing was committed. ${sentence}`, {
    ...plain.detail,
    ...(byHook ? { hooks } : {}),
    output,
    problem: cause?.[1] ?? (byHook ? 'git-hook' : 'git-refused-commit'),
  });
}

/** The hooks before a commit that are there, by name. */
function hooksOf({ problems }: RepositoryState): string {
  const commands = problems.find(({ code }) => code === 'git-runs-commands')?.detail?.commands;
  if (typeof commands !== 'string') return '';
  const names = commands.split('\n').flatMap((line) => /^hook (.+)$/.exec(line)?.[1] ?? []);
  return names.filter((name) => name !== 'post-commit').join(', ');
}
