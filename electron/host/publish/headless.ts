// Owns: a whole publication in one call, for the command line: export with a commit, and where asked, the push.
// Must not know: how arguments are given or results printed.
import { realpath } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import type { PublishState } from '#contract/publish-calls.ts';
import type { Problem } from '#core/problem.ts';
import { exportJournal, type HeadlessExport, type HeadlessResult } from '#host/export/headless.ts';
import { lookAt } from './state.ts';
import { type Pushed, pushCurrent, type SyncOptions } from './sync.ts';

export interface HeadlessPublish extends Omit<HeadlessExport, 'commit'> {
  readonly push: boolean;
  /** The remote to push to; the branch's own if left out. */
  readonly remote?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: NonNullable<SyncOptions['onProgress']>;
}

/** What git did not do, and why. */
export interface Refusal {
  readonly problem: string;
  readonly message: string;
  /** What git, a hook or the remote said. */
  readonly output: string;
}

export interface PublishResult {
  /**
   * 0: done, or nothing to do. 1: conflicts are left alone, a check found an error (then nothing is pushed), or something changed
   * meanwhile. 3: git refused the commit or the push. Anything else that fails is thrown (2).
   */
  readonly exitCode: 0 | 1 | 3;
  /** Null where the commit was refused, and then nothing was written unless `refused` says so. */
  readonly exported: Omit<HeadlessResult, 'exitCode' | 'lines'> | null;
  /** The repository afterwards. */
  readonly git: Pick<
    PublishState,
    | 'branch'
    | 'head'
    | 'destination'
    | 'ahead'
    | 'behind'
    | 'pending'
    | 'pendingCount'
    | 'posts'
    | 'situation'
  >;
  /** Null where no push was asked for, or none was tried. */
  readonly pushed: Pushed | null;
  readonly refused: Refusal | null;
  /** The same in plain English. */
  readonly lines: readonly string[];
}

/** Exports, commits, and with `push` sends the branch to its remote. Throws `CallError` for a folder that is not there. */
export async function publishJournal(options: HeadlessPublish): Promise<PublishResult> {
  const lines: string[] = [];
  let exported: HeadlessResult | null = null;
  let pushed: Pushed | null = null;
  let refused: Refusal | null = null;
  let stale = false;
  try {
    exported = await exportJournal({ ...options, commit: true });
    // Only the push below decides whether anything was pushed.
    lines.push(...exported.lines.map((line) => line.replace(/ Nothing was pushed\.$/, '')));
    const errors = exported.problems.filter(isFinding);
    if (options.push && !options.dryRun && errors.length > 0) {
      lines.push(
        'Not pushed, because a check found an error. Mend it; or run this again to push all the same.',
      );
    } else if (options.push && !options.dryRun) {
      pushed = await push(options);
    }
  } catch (error) {
    if (!(error instanceof CallError) || (error.code !== 'git' && error.code !== 'stale')) throw error;
    stale = error.code === 'stale';
    refused = asRefusal(error);
    lines.push(refused.message, ...refused.output.split('\n').filter((line) => line !== ''));
  }
  const state = await look(options);
  if (pushed !== null) lines.push(...pushLines(pushed, state));
  else if (refused === null) lines.push(...waiting(state));
  const { exitCode = 0, lines: _, ...facts } = exported ?? { lines: [] };
  return {
    exitCode: refused === null ? exitCode : stale ? 1 : 3,
    exported: exported === null ? null : (facts as Omit<HeadlessResult, 'exitCode' | 'lines'>), // all of it but these two
    git: {
      branch: state.branch,
      head: state.head,
      destination: state.destination,
      ahead: state.ahead,
      behind: state.behind,
      pending: state.pending,
      pendingCount: state.pendingCount,
      posts: state.posts,
      situation: state.situation,
    },
    pushed,
    refused,
    lines,
  };
}

/** Of the checks, not of git: what git has against a commit has refused it before. */
const isFinding = ({ severity, code }: Problem): boolean =>
  severity === 'error' && !/^(?:git|target|in-place|record|export)-/.test(code);

async function push({
  target,
  data,
  now,
  env,
  remote,
  signal,
  onProgress,
}: HeadlessPublish): Promise<Pushed> {
  return pushCurrent(
    { data, now, ...(env ? { env } : {}) },
    {
      folder: target,
      remote: remote ?? null,
      head: null,
      ...(signal ? { signal } : {}),
      ...(onProgress ? { onProgress } : {}),
    },
  );
}

async function look({ journal, target, data, now, env, remote }: HeadlessPublish): Promise<PublishState> {
  const [from, to] = await Promise.all([journal, target].map((folder) => realpath(folder)));
  const world = { data, now, ...(env ? { env } : {}) };
  return lookAt(world, { folder: to ?? target, remote: remote ?? null, inPlace: from === to });
}

function asRefusal({ message, detail = {} }: CallError): Refusal {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    problem: text(detail.problem),
    message,
    output: (text(detail.output) || text(detail.stderr)).trim(),
  };
}

function pushLines({ count, posts }: Pushed, { destination }: PublishState): readonly string[] {
  const to = destination === null ? '' : ` to ${destination.remote}/${destination.branch}`;
  if (count === 0) return [`Nothing to push${to}.`];
  return [`Pushed ${commits(count)}${to}.`, ...posts.map(({ title, url }) => `${url} "${title}"`)];
}

function waiting({ pendingCount, situation }: PublishState): readonly string[] {
  if (pendingCount === 0) return situation.severity === 'info' ? [] : [situation.message];
  return [`Nothing was pushed; ${commits(pendingCount)} can be.`];
}

const commits = (count: number): string => (count === 1 ? '1 commit' : `${count} commits`);
