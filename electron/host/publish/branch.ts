// Owns: the facts of the current branch and its remote, as far as they are known here.
// Must not know: how they are shown. Asks no remote.
import { stat } from 'node:fs/promises';
import { type Situation, situationOf } from '#core/publish/situation.ts';
import { countCommits, listCommits } from '#host/git/log.ts';
import { type Destination, destinationOf, type Remote, remotesOf } from '#host/git/remotes.ts';
import { type GitOptions, runGit } from '#host/git/run.ts';
import { gitPath, type Repository, type RepositoryState } from '#host/git/state.ts';

export interface BranchState {
  readonly remotes: readonly Remote[];
  readonly destination: Destination | null;
  /** The remote's branch as last seen here; null where it never was. */
  readonly seen: string | null;
  readonly ahead: number | null;
  readonly behind: number | null;
  /** Arguments that name the commits that only this side has; null where there is nowhere to send them. */
  readonly sends: readonly string[] | null;
  readonly shallow: boolean;
  /** Milliseconds since the epoch. */
  readonly fetched: number | null;
  readonly situation: Situation;
}

type Env = Pick<GitOptions, 'env'>;

/** Reads the facts of the current branch. `wanted`: the remote to look at instead of the branch's own. */
export async function readBranch(
  repository: Repository,
  { head, branch }: Pick<RepositoryState, 'head' | 'branch'>,
  wanted: string | null,
  env: Env,
): Promise<BranchState> {
  const remotes = remotesOf(repository.config);
  const destination = branch === null ? null : destinationOf(repository.config, branch, wanted);
  const [seen, shallow, fetched] = await Promise.all([
    destination === null ? null : resolveRef(repository, destination.tracking, env),
    isShallow(repository, env),
    fetchTime(repository, env),
  ]);
  const known = head !== null && seen !== null;
  const [ahead, behind] = known
    ? await Promise.all([
        countCommits(repository, [head, `^${seen}`], env),
        countCommits(repository, [seen, `^${head}`], env),
      ])
    : [0, 0];
  const situation = situationOf({
    branch,
    born: head !== null,
    remotes: remotes.map(({ name }) => name),
    destination,
    seen: seen !== null,
    gone: seen === null && destination?.upstream === true,
    ahead,
    behind,
    shallow,
  });
  const sends =
    head === null || destination === null
      ? null
      : seen !== null
        ? [head, `^${seen}`]
        : // What any branch of that remote has needs no sending.
          [head, '--not', `--remotes=${escapeGlob(destination.remote)}`];
  return {
    remotes,
    destination,
    seen,
    ahead: known ? ahead : null,
    behind: known ? behind : null,
    sends,
    shallow,
    fetched,
    situation,
  };
}

const escapeGlob = (name: string): string => name.replace(/[*?[\\]/g, '\\$&');

const MOST = 50;

/** The commits that a push would send, and those that a step forward would bring; the newest of each. */
export async function pendingOf(
  repository: Repository,
  head: string | null,
  { sends, seen, behind }: BranchState,
  env: Env,
) {
  const [pending, pendingCount, incoming] = await Promise.all([
    sends === null ? [] : listCommits(repository, sends, MOST, env),
    sends === null ? 0 : countCommits(repository, sends, env),
    seen === null || head === null || !behind ? [] : listCommits(repository, [seen, `^${head}`], MOST, env),
  ]);
  return { pending, pendingCount, incoming };
}

/** The commit of a ref; null where there is none. */
export async function resolveRef(repository: Repository, ref: string, { env }: Env): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const result = await runGit(args, { cwd: repository.folder, ...(env ? { env } : {}) });
  return result.code === 0 ? result.stdout.trim() : null;
}

async function isShallow(repository: Repository, { env }: Env): Promise<boolean> {
  const result = await runGit(['rev-parse', '--is-shallow-repository'], {
    cwd: repository.folder,
    ...(env ? { env } : {}),
  });
  return result.stdout.trim() === 'true';
}

async function fetchTime(repository: Repository, env: Env): Promise<number | null> {
  const file = await gitPath(repository, 'FETCH_HEAD', env);
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => null,
  );
}
