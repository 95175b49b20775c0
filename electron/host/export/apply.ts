// Owns: carrying out a plan: nothing if anything changed since, else exactly its steps, the record, and the commit.
// Must not know: the wire, or how a plan is decided.
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { updateRecord, writeRecord } from '#core/export/record.ts';
import type { Blocked, Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { FileSystem } from '#host/files/file-system.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { commitPaths, requireCommittable } from '#host/git/commit.ts';
import { readState } from '#host/git/state.ts';
import { noteCommit } from '#host/publish/published.ts';
import { withLock } from './lock.ts';
import { type ExportWorld, type Prepared, prepareExport } from './prepare.ts';
import { folderId, prepareState } from './target.ts';
import { runTransaction, type Write } from './transaction.ts';
import { RECORD } from './undo-log.ts';

export interface ApplyOptions {
  /** Steps to leave out. */
  readonly skip: readonly RelPath[];
  /** Conflicts to carry out all the same. */
  readonly overwrite: readonly RelPath[];
  readonly commit: { readonly message: string } | null;
  /** The disk; tests put one that fails here. */
  readonly fs?: FileSystem;
}

export interface Applied {
  readonly written: readonly RelPath[];
  readonly deleted: readonly RelPath[];
  /** The new commit's id; null where none was asked for, or nothing was left to commit. */
  readonly commit: string | null;
  readonly problems: readonly Problem[];
}

const BLOCKED: ReadonlySet<string> = new Set<Blocked>([
  'symlink',
  'not-a-file',
  'nested-repository',
  'unreadable',
]);

/**
 * Plans again and compares: throws `stale` with what changed, `git` where a commit is asked for that cannot be made, both with
 * nothing written. Then writes all steps or none, remembers them, and commits exactly their paths. A commit that fails leaves
 * the files written, and says so.
 */
export async function applyExport(
  world: ExportWorld,
  plan: Prepared,
  options: ApplyOptions,
): Promise<Applied> {
  const { state, root } = plan.target;
  await prepareState(plan.target);
  const steps = await withLock(state, async () => {
    const now = await prepareExport(world, plan.view, root, plan.selection);
    requireSame(plan, now);
    if (options.commit) requireRepository(now);
    const chosen = chooseSteps(now.steps, options);
    if (!now.inPlace) await write(world, now, chosen, options.fs);
    return chosen;
  });
  const { commit, problems } = options.commit
    ? await commitSteps(world, plan, steps, options.commit.message)
    : { commit: null, problems: [] };
  const done = steps.filter(({ action }) => action !== 'keep');
  return {
    written: done.filter(({ after, source }) => after !== null && source !== null).map(({ path }) => path),
    deleted: done.filter(({ source }) => source === null).map(({ path }) => path),
    commit,
    problems,
  };
}

function requireSame(plan: Prepared, now: Prepared): void {
  const facts = ({ action, before, after, reason, source }: Step): string =>
    [action, before, after, reason, source].join(' ');
  const old = new Map(plan.steps.map((step) => [step.path, facts(step)]));
  const changed: string[] = [];
  for (const step of now.steps) {
    if (old.get(step.path) !== facts(step)) changed.push(step.path);
    old.delete(step.path);
  }
  changed.push(...old.keys());
  const branch = plan.git?.branch !== now.git?.branch || plan.git?.head !== now.git?.head;
  if (changed.length === 0 && !branch) return;
  const what =
    changed.length > 0 ? `${changed.length} of its files changed` : 'the repository is at another commit';
  throw new CallError(
    'stale',
    `Since the plan was made, ${what}. Nothing was written; look at the new plan.`,
    {
      changed: changed.slice(0, 100),
      count: changed.length,
      branch,
    },
  );
}

function requireRepository({ target, git }: Prepared): void {
  if (!target.repository || !git) {
    const problem = target.problems.find(({ severity }) => severity === 'error');
    throw new CallError(
      'git',
      problem?.message ?? 'The target is in no git repository, so nothing can be committed.',
      {
        problem: problem?.code ?? 'git-none',
      },
    );
  }
  requireCommittable(git);
}

/** Steps to carry out, and equal files that only need the commit. */
function chooseSteps(steps: readonly Step[], { skip, overwrite }: ApplyOptions): readonly Step[] {
  const byPath = new Map(steps.map((step) => [step.path, step]));
  for (const path of [...skip, ...overwrite]) {
    if (!byPath.has(path)) throw new CallError('refused', 'That file is not in the plan.', { path });
  }
  const skipped = new Set(skip);
  const forced = new Set(overwrite);
  return steps.filter(({ path, action, reason }) => {
    if (skipped.has(path)) return false;
    if (action !== 'conflict') return true;
    if (!forced.has(path)) return false;
    if (BLOCKED.has(reason)) {
      throw new CallError(
        'refused',
        'That path of the target is a link, a folder or another repository; it is left alone.',
        {
          path,
          reason,
        },
      );
    }
    return true;
  });
}

async function write(
  world: ExportWorld,
  now: Prepared,
  steps: readonly Step[],
  fs: FileSystem | undefined,
): Promise<void> {
  const { target, outgoing } = now;
  const record = updateRecord(target.record, folderId(now.view.root), steps, outgoing.titles);
  const text = writeRecord(record, randomUUID());
  const writes = steps
    .filter(({ action }) => action !== 'keep')
    .map(({ path, before, after }): Write => ({ path, before, after, read: () => outgoing.read(path) }));
  const place = { root: target.root, state: target.state, ...(fs ? { fs } : {}) };
  if (writes.length === 0) {
    // Equal files are remembered too, so that a later edit of ours is known to be ours.
    if (hasNews(target.record.files, record.files)) {
      await writeAtomic(join(target.state, RECORD), Buffer.from(text), 'any', fs ? { fs } : {});
    }
    return;
  }
  const marker = await mark(world, target);
  await runTransaction(place, writes, text, world.now());
  await rm(marker, { force: true });
}

function hasNews(before: Prepared['target']['record']['files'], after: typeof before): boolean {
  if (before.size !== after.size) return true;
  for (const [path, file] of after) if (before.get(path)?.hash !== file.hash) return true;
  return false;
}

/** Remembers where an export runs, so that the next start can end it; gives the file to remove when it is done. */
export async function mark(
  world: Pick<ExportWorld, 'data'>,
  target: Pick<Prepared['target'], 'root' | 'state'>,
): Promise<string> {
  const folder = openExports(world.data);
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${folderId(target.root)}.json`);
  await writeFile(file, JSON.stringify({ root: target.root, state: target.state }));
  return file;
}

/** Folder of the markers of running exports. */
export const openExports = (data: string): string => join(data, 'export', 'running');

async function commitSteps(
  world: ExportWorld,
  plan: Prepared,
  steps: readonly Step[],
  message: string,
): Promise<{ readonly commit: string | null; readonly problems: readonly Problem[] }> {
  const { repository } = plan.target;
  if (!repository) return { commit: null, problems: [] };
  const env = world.env ? { env: world.env } : {};
  const paths = steps
    .filter(({ action, reason }) => action !== 'keep' || reason === 'uncommitted')
    .map(({ path }) => path);
  try {
    const state = await readState(repository, env);
    const { commit, extra } = await commitPaths(repository, state, { paths, message, ...env });
    if (commit !== null) await noteCommit(plan.target.state, commit, plan.inPlace ? 'in-place' : 'export');
    const problems = extra.map(
      (path): Problem => ({
        code: 'git-hook-added',
        severity: 'warning',
        message: `A hook of the repository added ${path} to the commit.`,
        detail: { path },
      }),
    );
    return { commit, problems };
  } catch (error) {
    if (!(error instanceof CallError) || plan.inPlace) throw error;
    throw new CallError(error.code, `The files are written to the target. ${error.message}`, {
      ...error.detail,
      written: paths.length,
    });
  }
}
