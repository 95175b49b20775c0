// Owns: what is true of the repository around a folder, and what stands in the way of a commit there.
// Must not know: plans, records, or the page. Runs no command that the repository itself names.
import { access, constants, lstat, readdir, realpath } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { PathStatus } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import {
  type ConfigLine,
  parseConfig,
  parsePaths,
  parseStatus,
  type StatusReport,
  withoutFilters,
} from './parse.ts';
import { type GitOptions, gitError, runGit } from './run.ts';
import { tooOld } from './version.ts';

/** A folder inside a git working tree. All paths absolute and real, but `prefix`. */
export interface Repository {
  /** The folder that was asked for. */
  readonly folder: string;
  readonly top: string;
  readonly gitDir: string;
  /** The folder below `top`, ending in `/`; empty where it is `top`. */
  readonly prefix: string;
  readonly config: readonly ConfigLine[];
}

export interface RepositoryState {
  readonly head: string | null;
  readonly branch: string | null;
  /** Changed files below the folder, by how git holds them. */
  readonly work: WorkCount;
  /** By path below the folder; other parts of the repository are left out. */
  readonly status: ReadonlyMap<RelPath, PathStatus>;
  /** `error`: no commit can be made now. `warning` and `info`: good to know before one. */
  readonly problems: readonly Problem[];
}

/** Numbers of files: a file that is staged and edited since counts in both. */
export interface WorkCount {
  readonly staged: number;
  readonly unstaged: number;
  readonly untracked: number;
}

export type Found =
  | { readonly found: 'none' }
  | { readonly found: 'repository'; readonly repository: Repository }
  /** There is a repository, but git cannot be run or refuses it. */
  | { readonly found: 'unusable'; readonly problem: Problem };

type Env = Pick<GitOptions, 'env'>;

/** Finds the repository whose working tree holds `folder` (a real path). */
export async function findRepository(folder: string, env: Env = {}): Promise<Found> {
  const args = ['rev-parse', '--show-toplevel', '--absolute-git-dir', '--show-prefix'];
  let result: Awaited<ReturnType<typeof runGit>>;
  try {
    result = await runGit(args, { cwd: folder, ...env });
  } catch (error) {
    if (!(error instanceof CallError) || !(await hasGitAbove(folder))) return { found: 'none' };
    return { found: 'unusable', problem: { code: 'git-missing', severity: 'error', message: error.message } };
  }
  const old = await tooOld(folder, env);
  if (old !== null && (await hasGitAbove(folder))) return { found: 'unusable', problem: old };
  if (result.code !== 0) {
    if (/not a git repository|must be run in a work tree/i.test(result.stderr)) return { found: 'none' };
    const dubious = /dubious ownership/.test(result.stderr);
    const message = dubious
      ? 'git refuses this repository because another user owns it. If you trust it, add it to safe.directory.'
      : `git cannot read this repository: ${result.stderr.trim().split('\n')[0] ?? ''}`;
    return { found: 'unusable', problem: { code: 'git-refused', severity: 'error', message } };
  }
  const [top = '', gitDir = '', prefix = ''] = result.stdout.split('\n');
  const repository = { folder, top: await realpath(top), gitDir: await realpath(gitDir), prefix };
  // A `core.worktree` setting may name any folder; ours must really be in it.
  if (resolve(repository.top, prefix) !== resolve(folder)) return { found: 'none' };
  const config = await runGit(['config', '--list', '--show-scope', '-z'], { cwd: folder, ...env });
  return { found: 'repository', repository: { ...repository, config: parseConfig(config.stdout) } };
}

async function hasGitAbove(folder: string): Promise<boolean> {
  for (let at = folder; ; at = resolve(at, '..')) {
    if (await exists(join(at, '.git'))) return true;
    if (resolve(at, '..') === at) return false;
  }
}

/** The absolute path of a file in the repository's git directory (that of this working tree). */
export async function gitPath(repository: Repository, name: string, env: Env = {}): Promise<string> {
  const args = ['rev-parse', '--git-path', name];
  const result = await runGit(args, { cwd: repository.folder, ...env });
  if (result.code !== 0) throw gitError('git does not say where its folder is.', result, args);
  const path = result.stdout.replace(/\n$/, '');
  return isAbsolute(path) ? path : resolve(repository.folder, path);
}

/** Reads the state of the repository below its folder. Throws `git` where git cannot tell. */
export async function readState(repository: Repository, env: Env = {}): Promise<RepositoryState> {
  const [report, nameless, commands] = await Promise.all([
    readStatus(repository, env),
    identity(repository, env),
    commandsOf(repository, env),
  ]);
  const status = new Map<RelPath, PathStatus>();
  for (const [path, letters] of report.paths) {
    // Below the prefix a repository path is a relative path of the folder.
    if (path.startsWith(repository.prefix))
      status.set(path.slice(repository.prefix.length) as RelPath, letters);
  }
  return {
    head: report.head,
    branch: report.branch,
    work: countWork(report),
    status,
    problems: [...(await inTheWay(repository, report)), ...nameless, ...commands],
  };
}

function countWork({ paths }: StatusReport): WorkCount {
  let staged = 0;
  let unstaged = 0;
  let untracked = 0;
  for (const { index, tree } of paths.values()) {
    if (index === '?') untracked++;
    else {
      if (index !== '.') staged++;
      if (tree !== '.') unstaged++;
    }
  }
  return { staged, unstaged, untracked };
}

async function readStatus(repository: Repository, env: Env): Promise<StatusReport> {
  const args = [
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=all',
    '--no-renames',
    '--ignore-submodules=all',
    '--',
    '.',
  ];
  const config = withoutFilters(repository.config);
  const result = await runGit(args, { cwd: repository.folder, config, ...env });
  if (result.code !== 0) throw gitError('git cannot read the state of this repository.', result, args);
  return parseStatus(result.stdout);
}

const UNFINISHED = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
] as const;

async function inTheWay(repository: Repository, report: StatusReport): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  const stop = (code: string, message: string, detail: Problem['detail'] = {}): void => {
    problems.push({ code, severity: 'error', message, detail });
  };
  const under = new Set<string>();
  for (const [file, work] of UNFINISHED) {
    if (under.has(work) || !(await exists(join(repository.gitDir, file)))) continue;
    under.add(work);
    stop('git-unfinished', `A ${work} is in progress in this repository. Finish or abort it first.`, {
      work,
    });
  }
  if (report.unmerged.length > 0) {
    stop(
      'git-unmerged',
      'Some files of this repository have unresolved merge conflicts. Resolve them first.',
      {
        count: report.unmerged.length,
      },
    );
  }
  if (report.branch === null && under.size === 0) {
    stop('git-detached', 'This repository is on no branch (detached HEAD). Switch to a branch first.');
  }
  if (await exists(join(repository.gitDir, 'index.lock'))) {
    stop(
      'git-locked',
      'Another git command is running here, or one was killed and left index.lock behind. If none is running, delete that file.',
      { file: join(repository.gitDir, 'index.lock') },
    );
  }
  return problems;
}

async function identity(repository: Repository, env: Env): Promise<readonly Problem[]> {
  const [author, committer] = await Promise.all(
    ['GIT_AUTHOR_IDENT', 'GIT_COMMITTER_IDENT'].map((name) =>
      runGit(['var', name], { cwd: repository.folder, ...env }),
    ),
  );
  if (author?.code === 0 && committer?.code === 0) return [];
  return [
    {
      code: 'git-identity',
      severity: 'error',
      message:
        'git does not know your name and e-mail address. Set them once: git config --global user.name "..." and user.email "...".',
    },
  ];
}

const COMMIT_HOOKS = ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit'];

/** What a commit here will run beside git itself: hooks, and filters that the repository's configuration names. */
async function commandsOf(repository: Repository, env: Env): Promise<readonly Problem[]> {
  const own = repository.config.filter(({ scope }) => scope === 'local' || scope === 'worktree');
  const asked = await runGit(['rev-parse', '--git-path', 'hooks'], {
    cwd: repository.folder,
    trusted: true,
    ...env,
  });
  const folder = resolve(repository.folder, asked.stdout.replace(/\n$/, ''));
  const names = await readdir(folder).catch((): string[] => []);
  const commands: string[] = [];
  for (const hook of COMMIT_HOOKS) {
    if (names.includes(hook) && (await isExecutable(join(folder, hook)))) commands.push(`hook ${hook}`);
  }
  for (const { key, value } of own) {
    if (value && /^filter\..+\.(clean|process)$|^gpg\.(.+\.)?program$/.test(key))
      commands.push(`${key}: ${value}`);
  }
  if (commands.length === 0) return [];
  return [
    {
      code: 'git-runs-commands',
      severity: 'info',
      message: `A commit here runs commands that this repository names: ${commands.join(', ')}.`,
      detail: { commands: commands.join('\n') },
    },
  ];
}

/** Of `paths` (below the folder) those that the repository's ignore rules leave out. */
export async function ignoredPaths(
  repository: Repository,
  paths: readonly RelPath[],
  env: Env = {},
): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const args = ['check-ignore', '-z', '--stdin'];
  // This command knows no literal paths; `./` keeps a leading `:` from being magic.
  const input = paths.map((path) => `./${path}\0`).join('');
  const result = await runGit(args, { cwd: repository.folder, input, patterns: true, ...env });
  if (result.code > 1) throw gitError('git cannot tell which files are ignored.', result, args);
  return new Set(parsePaths(result.stdout).map((path) => path.replace(/^\.\//, '')));
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function exists(file: string): Promise<boolean> {
  return lstat(file).then(
    () => true,
    () => false,
  );
}
