// Owns: reading commits: those between two points, those of one file, and what a commit changed.
// Must not know: why they are asked for.
import type { RelPath } from '#core/journal/entry.ts';
import { type GitOptions, gitError, runGit } from './run.ts';
import type { Repository } from './state.ts';

export interface Commit {
  readonly id: string;
  readonly subject: string;
  readonly author: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

/** A commit that touched a file, and the file's path then, below the repository's top. */
export interface FileCommit extends Commit {
  readonly path: string;
  /** `A` added, `M` changed, `D` deleted, `R` renamed ... */
  readonly change: string;
}

type Env = Pick<GitOptions, 'env'>;

const FORMAT = '--format=%x01%H%x1f%at%x1f%an%x1f%s';
/** No program that the repository names may run because someone reads its log. */
const PLAIN = ['--no-show-signature', '--no-ext-diff', '--no-textconv', '--no-color', '--no-notes'];

const optionsOf = (repository: Repository, { env }: Env): GitOptions => ({
  cwd: repository.folder,
  ...(env ? { env } : {}),
});

/** Commits of `range` (arguments of a revision list), newest first, at most `max`. */
export async function listCommits(
  repository: Repository,
  range: readonly string[],
  max: number,
  env: Env = {},
): Promise<readonly Commit[]> {
  const args = ['log', `--max-count=${max}`, FORMAT, ...PLAIN, '--no-patch', '-z', ...range, '--'];
  const result = await runGit(args, optionsOf(repository, env));
  if (result.code !== 0) throw gitError('git cannot read its log.', result, args);
  return result.stdout.split('\0').flatMap((text) => {
    const commit = parseCommit(text);
    return commit === null ? [] : [commit];
  });
}

/** How many commits `range` has. */
export async function countCommits(
  repository: Repository,
  range: readonly string[],
  env: Env = {},
): Promise<number> {
  const args = ['rev-list', '--count', ...range, '--'];
  const result = await runGit(args, optionsOf(repository, env));
  if (result.code !== 0) throw gitError('git cannot count commits.', result, args);
  return Number(result.stdout.trim());
}

/** The commits that touched `path` (below the folder), newest first, followed through renames. */
export async function commitsOf(
  repository: Repository,
  path: RelPath,
  max: number,
  env: Env = {},
): Promise<readonly FileCommit[]> {
  const args = [
    'log',
    '--follow',
    `--max-count=${max}`,
    FORMAT,
    ...PLAIN,
    '--name-status',
    '-z',
    'HEAD',
    '--',
    path,
  ];
  const result = await runGit(args, optionsOf(repository, env));
  if (result.code !== 0) throw gitError('git cannot read its log.', result, args);
  return parseFileLog(result.stdout);
}

function parseCommit(text: string): Commit | null {
  const start = text.indexOf('\x01');
  if (start < 0) return null;
  const [id = '', time = '0', author = '', ...subject] = text.slice(start + 1).split('\x1f');
  if (!/^[0-9a-f]{40,64}$/.test(id)) return null;
  return { id, subject: subject.join('\x1f').trimEnd(), author, time: Number(time) * 1000 };
}

/** Reads a log of `-z --name-status`: each commit's line, then its letter and one path, or two for a rename. */
export function parseFileLog(output: string): readonly FileCommit[] {
  const commits: FileCommit[] = [];
  const fields = output.split('\0');
  let commit: Commit | null = null;
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] ?? '';
    const next = parseCommit(field);
    if (next !== null) {
      commit = next;
      continue;
    }
    const letters = field.replace(/^\n+/, '');
    if (commit === null || !/^[A-Z]\d*$/.test(letters)) continue;
    const two = /^[RC]/.test(letters);
    const path = fields[at + (two ? 2 : 1)];
    if (path !== undefined) commits.push({ ...commit, path, change: letters.charAt(0) });
    at += two ? 2 : 1;
    commit = null;
  }
  return commits;
}

/** The blob of one side of a change: mode and id; null where there is no file. */
export interface Side {
  readonly mode: string;
  readonly blob: string;
}

export interface TreeChange {
  /** Below the repository's top. */
  readonly path: string;
  readonly before: Side | null;
  readonly after: Side | null;
}

/** What lies between two trees or commits, without renames. */
export async function treeChanges(
  repository: Repository,
  from: string,
  to: string,
  env: Env = {},
): Promise<readonly TreeChange[]> {
  const args = ['diff-tree', '-r', '-z', '--no-renames', '--no-commit-id', '--no-ext-diff', from, to, '--'];
  const result = await runGit(args, optionsOf(repository, env));
  if (result.code !== 0) throw gitError('git cannot tell what that commit changed.', result, args);
  const fields = result.stdout.split('\0');
  const changes: TreeChange[] = [];
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [, oldMode = '', newMode = '', oldBlob = '', newBlob = ''] =
      /^:(\d+) (\d+) ([0-9a-f]+) ([0-9a-f]+) /.exec(fields[at] ?? '') ?? [];
    const side = (mode: string, blob: string): Side | null => (/^0+$/.test(blob) ? null : { mode, blob });
    changes.push({
      path: fields[at + 1] ?? '',
      before: side(oldMode, oldBlob),
      after: side(newMode, newBlob),
    });
  }
  return changes;
}
