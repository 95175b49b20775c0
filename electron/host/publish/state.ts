// Owns: everything the page shows of a place to publish from, in one value.
// Must not know: how anything is changed. Asks no remote and writes nothing.
import { basename } from 'node:path';
import type { PostAddress, PublishState } from '#contract/publish-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { isPushable } from '#core/publish/situation.ts';
import type { Target } from '#host/export/target.ts';
import { readBlob } from '#host/git/blobs.ts';
import { type Commit, listCommits, treeChanges } from '#host/git/log.ts';
import { runGit } from '#host/git/run.ts';
import { type Repository, type RepositoryState, readState } from '#host/git/state.ts';
import { addressesIn } from './addresses.ts';
import { type BranchState, pendingOf, readBranch, resolveRef } from './branch.ts';
import { remoteCommands } from './commands.ts';
import { openPlace, type PublishWorld } from './place.ts';
import { readLast, readPublished } from './published.ts';

export interface Look {
  /** Absolute path. */
  readonly folder: string;
  /** The remote to look at instead of the branch's own. */
  readonly remote: string | null;
  readonly inPlace: boolean;
}

const RECENT = 20;
/** Addresses of more posts than this are not worked out. */
const MANY_POSTS = 30;

/** Looks at a place. Throws `not-found` for a folder that is gone. */
export async function lookAt(world: PublishWorld, { folder, remote, inPlace }: Look): Promise<PublishState> {
  const place = await openPlace(folder, world);
  const name = basename(folder);
  if (!place.usable) {
    const last = place.target === null ? null : await readLast(place.target.state);
    return { ...withoutRepository(name, inPlace, place.problem), last: last && lastOnWire(last) };
  }
  const { repository, target } = place;
  const env = world.env ? { env: world.env } : {};
  const state = await readState(repository, env);
  const branch = await readBranch(repository, state, remote, env);
  const [{ pending, pendingCount, incoming }, recent, last, posts, commands] = await Promise.all([
    pendingOf(repository, state.head, branch, env),
    recentCommits(repository, state, branch, target.state, env),
    inPlace ? null : readLast(target.state),
    pendingPosts(world, target, repository, state, branch),
    remoteCommands(repository, env),
  ]);
  const errors = state.problems.filter(({ severity }) => severity === 'error');
  const codes = new Set(errors.map(({ code }) => code));
  const quiet = !['git-unfinished', 'git-unmerged', 'git-locked'].some((code) => codes.has(code));
  const { situation } = branch;
  return {
    name,
    inPlace,
    repository: true,
    branch: state.branch,
    head: state.head,
    remotes: branch.remotes.map((each) => ({ ...each })),
    destination: branch.destination && {
      remote: branch.destination.remote,
      branch: branch.destination.branch,
    },
    ahead: branch.ahead,
    behind: branch.behind,
    pending: pending.map(onWire),
    pendingCount,
    incoming: incoming.map(onWire),
    posts: [...posts],
    work: { ...state.work },
    fetched: branch.fetched,
    shallow: branch.shallow,
    situation,
    problems: [
      ...target.problems.filter(({ severity }) => severity !== 'info'),
      // That there is no branch is the situation already.
      ...state.problems.filter(({ code }) => code !== 'git-detached'),
      ...commands,
    ],
    can: {
      commit: errors.length === 0,
      fetch: branch.destination !== null,
      push: isPushable(situation),
      forward: situation.code === 'publish-behind' && quiet,
      branch: quiet,
    },
    recent: [...recent],
    last: last && lastOnWire(last),
  };
}

const onWire = ({ id, subject, author, time }: Commit) => ({ id, subject, author, time });

type Last = NonNullable<Awaited<ReturnType<typeof readLast>>>;

const lastOnWire = ({ when, manifest, commit }: Last): PublishState['last'] => ({
  when,
  files: manifest.notes.length,
  commit,
});

function withoutRepository(name: string, inPlace: boolean, situation: Problem): PublishState {
  return {
    name,
    inPlace,
    repository: false,
    branch: null,
    head: null,
    remotes: [],
    destination: null,
    ahead: null,
    behind: null,
    pending: [],
    pendingCount: 0,
    incoming: [],
    posts: [],
    work: { staged: 0, unstaged: 0, untracked: 0 },
    fetched: null,
    shallow: false,
    situation,
    problems: [],
    can: { commit: false, fetch: false, push: false, forward: false, branch: false },
    recent: [],
    last: null,
  };
}

type Env = Pick<PublishWorld, 'env'>;

async function recentCommits(
  repository: Repository,
  { head }: RepositoryState,
  branch: BranchState,
  notes: string,
  env: Env,
) {
  if (head === null) return [];
  const [commits, marks, unpushed] = await Promise.all([
    listCommits(repository, [head], RECENT, env),
    readPublished(notes),
    unpushedOf(repository, branch, env),
  ]);
  const ours = new Set(marks.map(({ commit }) => commit));
  return commits.map((commit) => ({
    ...onWire(commit),
    pushed: isPushed(commit.id, branch, unpushed),
    ours: ours.has(commit.id),
  }));
}

/** Ids of commits that the remote does not have, as far as is known here. */
export async function unpushedOf(
  repository: Repository,
  { sends }: Pick<BranchState, 'sends'>,
  env: Env,
): Promise<ReadonlySet<string>> {
  if (sends === null) return new Set();
  const commits = await listCommits(repository, sends, 10_000, env);
  return new Set(commits.map(({ id }) => id));
}

/** Where there is no remote to speak of, nothing was pushed. */
export const isPushed = (
  id: string,
  { sends }: Pick<BranchState, 'sends'>,
  unpushed: ReadonlySet<string>,
): boolean => sends !== null && !unpushed.has(id);

/** Addresses of the posts that the pending commits add or change. */
async function pendingPosts(
  world: PublishWorld,
  target: Target,
  repository: Repository,
  { head }: RepositoryState,
  branch: BranchState,
): Promise<readonly PostAddress[]> {
  if (head === null || branch.sends === null) return [];
  return addressesBetween(world, target, repository, branch.seen, head);
}

/** Addresses of the posts below the folder that differ from `from` (null: nothing) to `to`, at most a screenful. */
export async function addressesBetween(
  world: PublishWorld,
  target: Pick<Target, 'root' | 'state'>,
  repository: Repository,
  from: string | null,
  to: string,
): Promise<readonly PostAddress[]> {
  const env = world.env ? { env: world.env } : {};
  const base = from === null ? await emptyTree(repository, env) : await mergeBase(repository, from, to, env);
  const changes = await treeChanges(repository, base, to, env);
  const addresses = await addressesIn(target, world.now());
  const { prefix } = repository;
  const posts = changes
    .filter(({ path, after }) => after !== null && path.startsWith(prefix))
    .filter(({ path }) => addresses.isPost(path.slice(prefix.length)))
    .slice(0, MANY_POSTS);
  const found: PostAddress[] = [];
  for (const { path, after } of posts) {
    if (after === null) continue;
    const text = Buffer.from(await readBlob(repository, after.blob, env)).toString('utf8');
    // Below the prefix a repository path is a relative path of the folder.
    const { title, url } = addresses.of(path.slice(prefix.length) as RelPath, text);
    if (url !== null) found.push({ title, url });
  }
  return found;
}

/** The id of a tree without files, which git knows without storing it. */
async function emptyTree(repository: Repository, env: Env): Promise<string> {
  const args = ['hash-object', '-t', 'tree', '--stdin'];
  const result = await runGit(args, { cwd: repository.folder, ...(env.env ? { env: env.env } : {}) });
  return result.stdout.trim();
}

async function mergeBase(repository: Repository, from: string, to: string, env: Env): Promise<string> {
  const result = await runGit(['merge-base', from, to], {
    cwd: repository.folder,
    ...(env.env ? { env: env.env } : {}),
  });
  return result.code === 0 ? result.stdout.trim() : from;
}

/** How many commits wait for a push; 0 where there is nothing to push to. */
export async function countPending(world: PublishWorld, folder: string): Promise<number> {
  const place = await openPlace(folder, world);
  if (!place.usable) return 0;
  const { repository } = place;
  const env = world.env ? { env: world.env } : {};
  const options = { cwd: repository.folder, ...env };
  const named = await runGit(['symbolic-ref', '--quiet', 'HEAD'], options);
  const branch = named.code === 0 ? named.stdout.trim().replace(/^refs\/heads\//, '') : null;
  const head = await resolveRef(repository, 'HEAD', env);
  const facts = await readBranch(repository, { head, branch }, null, env);
  return (await pendingOf(repository, head, facts, env)).pendingCount;
}
