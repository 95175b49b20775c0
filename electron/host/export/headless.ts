// Owns: a whole export in one call, for the command line: plan, and where asked, writing and commit.
// Must not know: how arguments are given or results printed.
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { Step } from '#core/export/types.ts';
import { planLines, problemLine } from '#core/export/words.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { readSiteConfig } from '#core/site/config.ts';
import type { ChosenSettings } from '#core/targets/settings.ts';
import type { TargetSettings } from '#core/targets/types.ts';
import type { PostLoss } from '#core/translate/types.ts';
import { lossLines } from '#core/translate/words.ts';
import { createHistory } from '#host/history/store.ts';
import { listJournal } from '#host/journal/list-journal.ts';
import { readConfigFile } from '#host/journal/site-files.ts';
import { type Applied, applyExport } from './apply.ts';
import { formerIn } from './former.ts';
import type { JournalView } from './journal-view.ts';
import type { Outlook } from './outlook.ts';
import { type ExportWorld, prepareExport } from './prepare.ts';
import { rememberSettings } from './target-site.ts';

export interface HeadlessExport extends ExportWorld {
  /** Folders, absolute or relative to the working folder. */
  readonly journal: string;
  readonly target: string;
  /** Only plan. */
  readonly dryRun: boolean;
  readonly commit: boolean;
  /** Commit message; the suggested one if left out. */
  readonly message?: string;
  /** Paths of posts in the journal; all if left out. */
  readonly posts?: readonly RelPath[];
  readonly drafts?: boolean;
  /** How the target is written to; what is left out is remembered or recognised. */
  readonly settings?: ChosenSettings;
  /** Carry out deletions, which are otherwise only told. */
  readonly delete?: boolean;
  /** Conflicting paths of the target to overwrite. */
  readonly overwrite?: readonly RelPath[];
}

export interface HeadlessResult {
  /** 0: done, or nothing to do. 1: conflicts are left, or a check found an error. Failures are thrown (2). */
  readonly exitCode: 0 | 1;
  readonly target: {
    readonly root: string;
    readonly git: boolean;
    readonly branch: string | null;
    /** How it is written to: its generator, folders and forms. */
    readonly settings: TargetSettings;
  };
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
  /** What posts lose or change on their way to another generator. */
  readonly losses: readonly PostLoss[];
  /** Where each post will be found there, by its path in the target. */
  readonly posts: readonly (Outlook & { readonly path: RelPath })[];
  /** The message used, or suggested. */
  readonly message: string;
  /** Null for a dry run. */
  readonly applied: Applied | null;
  /** The same in plain English. */
  readonly lines: readonly string[];
}

/**
 * Exports a journal folder to a target folder. Throws `CallError`: `not-found` (a folder), `git` (a commit that cannot be made, with
 * nothing written, or one that failed), `stale`, `unavailable`. Conflicts and deletions are left alone unless asked for.
 */
export async function exportJournal(options: HeadlessExport): Promise<HeadlessResult> {
  const view = await openView(options);
  const selection = {
    posts: options.posts ?? null,
    drafts: options.drafts ?? false,
    ...(options.settings ? { settings: options.settings } : {}),
  };
  const history = createHistory(join(options.data, 'history'), options.now, () => undefined);
  const world: ExportWorld = { former: formerIn(history), ...options };
  const plan = await prepareExport(world, view, options.target, selection);
  const message = options.message ?? plan.message;
  const kept = options.delete
    ? []
    : plan.steps
        .filter(({ action, pair }) => action === 'delete' && pair === undefined)
        .map(({ path }) => path);
  const overwrite = options.overwrite ?? [];
  const applied = options.dryRun
    ? null
    : await applyExport(world, plan, {
        skip: kept,
        overwrite,
        commit: options.commit && message !== '' ? { message } : null,
      });
  if (applied) await rememberSettings(plan.target.state, plan.site.settings);
  const problems = [...plan.targetProblems, ...plan.problems, ...(applied?.problems ?? [])];
  const forced = new Set(overwrite);
  const conflicts = plan.steps.some(({ action, path }) => action === 'conflict' && !forced.has(path));
  // What stands in the way of a commit counts only where one is wanted.
  const errors = [...(options.commit ? plan.targetProblems : []), ...plan.problems].some(
    ({ severity }) => severity === 'error',
  );
  return {
    exitCode: conflicts || errors ? 1 : 0,
    target: {
      root: plan.target.root,
      git: plan.target.repository !== null,
      branch: plan.git?.branch ?? null,
      settings: plan.site.settings,
    },
    steps: plan.steps,
    problems,
    losses: plan.losses,
    posts: [...plan.addresses].map(([path, outlook]) => ({ path, ...outlook })),
    message,
    applied,
    lines: [
      ...planLines(plan, plan.outgoing.titles),
      ...problems.map(problemLine),
      ...lossLines(plan.losses),
      ...(applied ? outcome(applied, kept.length) : []),
    ],
  };
}

async function openView({ journal, cache, now }: HeadlessExport): Promise<JournalView> {
  const root = await realpath(journal).catch(() => null);
  if (root === null) throw new CallError('not-found', `There is no folder ${journal}.`);
  const { kind, entries } = await listJournal(root, { cacheDir: cache, now: now() });
  const { text, format } = readConfigFile(root);
  const { site } = readSiteConfig({
    kind,
    text,
    format,
    machineZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
  return { root, kind, site: { url: site.url, baseurl: site.baseurl }, entries, zone: site.zone };
}

function outcome(applied: Applied, keptDeletions: number): readonly string[] {
  const { written, deleted, commit } = applied;
  const lines: string[] = [];
  if (written.length > 0) lines.push(`Wrote ${count(written.length)}.`);
  if (deleted.length > 0) lines.push(`Deleted ${count(deleted.length)}.`);
  if (keptDeletions > 0)
    lines.push(`${count(keptDeletions)} not deleted; ask for deletions to carry them out.`);
  if (commit) lines.push(`Committed ${commit.slice(0, 10)}. Nothing was pushed.`);
  return lines;
}

const count = (files: number): string => (files === 1 ? '1 file' : `${files} files`);
