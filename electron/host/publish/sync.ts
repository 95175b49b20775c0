// Owns: the acts between a repository and its remote: asking, stepping forward, sending; each looks before it acts.
// Must not know: the wire or the page. Nothing is ever forced, reset, merged or stashed.
import { CallError } from '#contract/errors.ts';
import type { PostAddress } from '#contract/publish-calls.ts';
import { isPushable } from '#core/publish/situation.ts';
import type { Target } from '#host/export/target.ts';
import { fastForward } from '#host/git/fast-forward.ts';
import { fetchRemote } from '#host/git/fetch.ts';
import { countCommits } from '#host/git/log.ts';
import { pushBranch } from '#host/git/push.ts';
import type { Destination } from '#host/git/remotes.ts';
import type { Far } from '#host/git/said.ts';
import { type Repository, type RepositoryState, readState } from '#host/git/state.ts';
import { type BranchState, readBranch } from './branch.ts';
import { hasPrePush } from './commands.ts';
import { type PublishWorld, requirePlace } from './place.ts';
import { addressesBetween } from './state.ts';

export interface SyncOptions {
  readonly folder: string;
  readonly remote: string | null;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Far & { readonly doing: 'fetch' | 'push' }) => void;
}

interface Seen {
  readonly target: Target;
  readonly repository: Repository;
  readonly state: RepositoryState;
  readonly branch: BranchState;
}

async function look(world: PublishWorld, folder: string, remote: string | null): Promise<Seen> {
  const { repository, target } = await requirePlace(folder, world);
  const env = world.env ? { env: world.env } : {};
  const state = await readState(repository, env);
  return { repository, target, state, branch: await readBranch(repository, state, remote, env) };
}

const asError = ({ situation }: BranchState): CallError =>
  new CallError('git', situation.message, { problem: situation.code, ...situation.detail });

function destinationIn(branch: BranchState): Destination {
  if (branch.destination === null) throw asError(branch);
  return branch.destination;
}

/** Asks the remote what is new; nothing else changes. Throws `git` with the cause, `cancelled`. */
export async function askRemote(world: PublishWorld, options: SyncOptions): Promise<void> {
  const seen = await look(world, options.folder, options.remote);
  await fetch(world, seen, destinationIn(seen.branch), options);
}

function fetch(
  world: PublishWorld,
  { repository }: Seen,
  to: Destination,
  { signal, onProgress }: SyncOptions,
): Promise<void> {
  return fetchRemote(repository, to.remote, {
    ...(to.fetched ? {} : { branch: to.branch }),
    ...(world.env ? { env: world.env } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onFar: (far) => onProgress({ ...far, doing: 'fetch' }) } : {}),
  });
}

/**
 * Brings the current branch to where the remote's was last seen. Throws `git` where that is no step forward, where something is
 * unfinished, or where files that are not committed are in the way; nothing changed then.
 */
export async function stepForward(
  world: PublishWorld,
  { folder, remote }: Pick<SyncOptions, 'folder' | 'remote'>,
): Promise<void> {
  const { repository, state, branch } = await look(world, folder, remote);
  if (branch.situation.code === 'publish-up-to-date' || branch.situation.code === 'publish-ahead') return;
  if (branch.situation.code !== 'publish-behind' || branch.seen === null) throw asError(branch);
  const problem = state.problems.find(
    ({ code }) => code === 'git-unfinished' || code === 'git-unmerged' || code === 'git-locked',
  );
  if (problem) throw new CallError('git', problem.message, { problem: problem.code, ...problem.detail });
  await fastForward(repository, branch.seen, world.env);
}

export interface Pushed {
  /** Commits that the remote has now and had not before. */
  readonly count: number;
  /** Addresses of the posts in them. */
  readonly posts: readonly PostAddress[];
}

/**
 * Asks the remote, and sends it the current branch where that is a fast-forward. `head`: the commit that the person saw; `stale`
 * where it is another by now. Throws `git` with what is true and nothing sent; `cancelled`.
 */
export async function pushCurrent(
  world: PublishWorld,
  options: SyncOptions & { readonly head: string | null },
): Promise<Pushed> {
  const { folder, remote, signal, onProgress } = options;
  const first = await look(world, folder, remote);
  requireHead(first, options.head);
  if (first.branch.situation.code === 'publish-unborn') throw asError(first.branch);
  const to = destinationIn(first.branch);
  await fetch(world, first, to, options);
  const second = await look(world, folder, remote);
  requireHead(second, options.head);
  const { repository, state, branch } = second;
  if (branch.situation.code === 'publish-up-to-date') return { count: 0, posts: [] };
  if (
    !isPushable(branch.situation) ||
    state.branch === null ||
    state.head === null ||
    branch.sends === null
  ) {
    throw asError(branch);
  }
  const env = world.env ? { env: world.env } : {};
  const [count, hooks] = await Promise.all([
    countCommits(repository, branch.sends, env),
    hasPrePush(repository, env),
  ]);
  const posts = await addressesBetween(world, second.target, repository, branch.seen, state.head);
  const changed = await pushBranch(repository, state.branch, destinationIn(branch), {
    ...env,
    hooks,
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onFar: (far) => onProgress({ ...far, doing: 'push' }) } : {}),
  });
  // Git itself remembers the push only where a plain fetch would see that branch.
  if (!to.fetched) await fetch(world, second, to, options).catch(() => undefined);
  return changed ? { count, posts } : { count: 0, posts: [] };
}

function requireHead({ state }: Seen, head: string | null): void {
  if (head === null || state.head === head) return;
  throw new CallError(
    'stale',
    'Since this was shown, the branch has come to another commit. Nothing was pushed; look at it again.',
    { problem: 'publish-stale' },
  );
}
