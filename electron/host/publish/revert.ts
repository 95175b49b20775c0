// Owns: taking one commit back by a new one: exactly its files, and only where nothing stands against it.
// Must not know: the wire. Nothing that is not committed is touched, staged work stays staged, and no merge is left half done.
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { ExportRecord } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { withLock } from '#host/export/lock.ts';
import { prepareState, type Target } from '#host/export/target.ts';
import { readRegular } from '#host/files/read-file.ts';
import { versionOfBig } from '#host/files/version.ts';
import { checkedOut, mergeBlobs } from '#host/git/blobs.ts';
import { requireCommittable } from '#host/git/commit.ts';
import { listCommits, type Side, type TreeChange, treeChanges } from '#host/git/log.ts';
import { runGit } from '#host/git/run.ts';
import { type Repository, readState } from '#host/git/state.ts';
import { resolveRef } from './branch.ts';
import { type PublishWorld, requirePlace } from './place.ts';
import { readLast } from './published.ts';
import { type Former, revertMessage, type TakenBack, takeBack } from './take-back.ts';

/**
 * Takes `id` back. Throws `git` where its files were changed since in the same lines, have changes that are not committed, or are
 * no plain files, and where no commit can be made now: nothing is written then, and the paths are told.
 */
export async function revertCommit(world: PublishWorld, folder: string, id: string): Promise<TakenBack> {
  const { target, repository } = await requirePlace(folder, world);
  const env = world.env ? { env: world.env } : {};
  await prepareState(target);
  return withLock(target.state, async () => {
    const state = await readState(repository, env);
    requireCommittable(state);
    const parent = await parentOf(repository, id, env);
    const changes = await treeChanges(repository, parent, id, env);
    const outside = changes.filter(({ path }) => !path.startsWith(repository.prefix));
    if (outside.length > 0) {
      throw refuse('revert-outside', 'That commit also changed files outside of this folder.', outside);
    }
    const unclean = changes.filter(({ path }) => state.status.has(below(repository, path)));
    if (unclean.length > 0) {
      const why = 'Some of its files have changes that are not committed. Commit them first.';
      throw refuse('revert-unclean', why, unclean);
    }
    const files = await filesOf(repository, target, changes, env);
    if (files.length === 0) {
      throw new CallError('git', 'That commit was taken back already; there is nothing to do.', {
        problem: 'revert-done',
      });
    }
    const [commit] = await listCommits(repository, [id], 1, env);
    const message = revertMessage(commit?.subject ?? id, id);
    const last = await readLast(target.state);
    return takeBack(world, target, {
      files,
      record: recordAfter(last?.commit === id ? last.record : target.record, files),
      folders: foldersOf(files),
      commit: { message, of: id, made: 'revert' },
    });
  });
}

type Env = Pick<PublishWorld, 'env'>;

/** Below the prefix a repository path is a relative path of the folder. */
const below = (repository: Repository, path: string): RelPath =>
  path.slice(repository.prefix.length) as RelPath;

function refuse(problem: string, message: string, changes: readonly TreeChange[]): CallError {
  const paths = changes.map(({ path }) => path);
  return new CallError('git', `${message} Nothing was changed.`, {
    problem,
    paths: paths.slice(0, 20).join('\n'),
    count: paths.length,
  });
}

async function parentOf(repository: Repository, id: string, env: Env): Promise<string> {
  const options = { cwd: repository.folder, ...env };
  const within = await runGit(['merge-base', '--is-ancestor', id, 'HEAD'], options);
  if (within.code !== 0) {
    throw new CallError('git', 'That commit is not part of this branch.', { problem: 'revert-elsewhere' });
  }
  if ((await resolveRef(repository, `${id}^2`, env)) !== null) {
    throw new CallError(
      'git',
      'That commit is a merge; take it back with git, which asks which side to keep.',
      {
        problem: 'revert-merge',
      },
    );
  }
  const parent = await resolveRef(repository, `${id}^`, env);
  if (parent !== null) return parent;
  const empty = await runGit(['hash-object', '-t', 'tree', '--stdin'], options);
  return empty.stdout.trim();
}

async function filesOf(
  repository: Repository,
  target: Target,
  changes: readonly TreeChange[],
  env: Env,
): Promise<readonly Former[]> {
  // Nothing here is changed in the working tree, so the commit of HEAD tells what stands there.
  const now = await sidesNow(repository, changes, env);
  const files: Former[] = [];
  const against: TreeChange[] = [];
  for (const change of changes) {
    const wanted = await wantedSide(repository, change, now.get(change.path) ?? null, env);
    if (wanted === 'conflict') against.push(change);
    else if (wanted !== 'as it is') files.push(await fileOf(repository, target, change.path, wanted, env));
  }
  if (against.length > 0) {
    const why =
      'Files of that commit were changed again since, in the same places. Edit them by hand instead.';
    throw refuse('revert-conflict', why, against);
  }
  return files;
}

async function sidesNow(
  repository: Repository,
  changes: readonly TreeChange[],
  env: Env,
): Promise<ReadonlyMap<string, Side>> {
  const sides = new Map<string, Side>();
  // In bundles: the system's limit on a command's arguments is far above this many.
  for (let at = 0; at < changes.length; at += 200) {
    const paths = changes.slice(at, at + 200).map(({ path }) => path);
    const args = ['ls-tree', '-z', '--full-tree', 'HEAD', '--', ...paths];
    const result = await runGit(args, { cwd: repository.top, ...env });
    for (const line of result.stdout.split('\0')) {
      const [, mode, blob, path] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      if (mode !== undefined && blob !== undefined && path !== undefined) sides.set(path, { mode, blob });
    }
  }
  return sides;
}

const isPlain = (side: Side | null): boolean => side === null || /^100/.test(side.mode);
const same = (one: Side | null, other: Side | null): boolean =>
  one?.blob === other?.blob && (one === null) === (other === null);

async function wantedSide(
  repository: Repository,
  { before, after }: TreeChange,
  now: Side | null,
  env: Env,
): Promise<Side | null | 'as it is' | 'conflict'> {
  if (same(now, before)) return 'as it is';
  if (![before, after, now].every(isPlain)) return 'conflict';
  if (same(now, after)) return before;
  if (now === null || before === null || after === null) return 'conflict';
  const merged = await mergeBlobs(repository, { ours: now.blob, base: after.blob, theirs: before.blob }, env);
  if (merged === null) return 'conflict';
  return merged === now.blob ? 'as it is' : { mode: now.mode, blob: merged };
}

async function fileOf(
  repository: Repository,
  target: Target,
  path: string,
  wanted: Side | null,
  env: Env,
): Promise<Former> {
  const here = below(repository, path);
  const standing = await readRegular(join(target.root, here));
  const bytes = wanted === null ? null : await checkedOut(repository, wanted.blob, path, env);
  return {
    path: here,
    before: standing?.version ?? null,
    after: bytes === null ? null : await versionOfBig(bytes),
    read: async () => bytes ?? new Uint8Array(),
    mode: wanted?.mode === '100755' ? 0o755 : null,
  };
}

/** Folders that may be empty afterwards, deepest last; git keeps no empty ones either. */
function foldersOf(files: readonly Former[]): readonly string[] {
  const folders = new Set<string>();
  for (const { path, after } of files) {
    const parts = after === null ? path.split('/').slice(0, -1) : [];
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join('/'));
  }
  return [...folders].sort((a, b) => a.length - b.length);
}

/** What an export should take for its own last work from now on: the older state. */
function recordAfter(record: ExportRecord, files: readonly Former[]): ExportRecord {
  const after = new Map(record.files);
  for (const { path, after: hash } of files) {
    const known = after.get(path);
    if (known === undefined) continue;
    if (hash === null) after.delete(path);
    else after.set(path, { ...known, hash });
  }
  return { files: after };
}
