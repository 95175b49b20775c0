// Owns: the calls `export.*`: plans kept by id until they are carried out or forgotten.
// Must not know: how a plan is made or carried out, or how the page shows it.
import { randomBytes } from 'node:crypto';
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import type { ExportPlan, FolderChoice, PlanStep } from '#contract/values.ts';
import type { Step } from '#core/export/types.ts';
import type { HistoryStore } from '#host/history/store.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { Ports } from '#host/ports.ts';
import type { PostDeps } from '#host/posts/deps.ts';
import { applyExport } from './apply.ts';
import { compareStep } from './compare.ts';
import { formerIn } from './former.ts';
import type { JournalView } from './journal-view.ts';
import { type ExportWorld, type Prepared, prepareExport } from './prepare.ts';
import { recoverExports } from './recover-all.ts';
import { siteOnWire } from './site-on-wire.ts';
import { takeTheirs } from './take.ts';
import { rememberSettings } from './target-site.ts';
import { createTargetList } from './targets.ts';

export interface ExportDeps {
  readonly ports: Pick<Ports, 'dirs' | 'now' | 'log'>;
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  /** Absolute path of a folder the page may name; throws `not-found` for a handle that was never given. */
  readonly folderOf: (handle: string) => Promise<string>;
  /** The handle and look of a folder, for the page. */
  readonly choiceOf: (folder: string) => Promise<FolderChoice>;
  /** Earlier versions of posts: what tells an older state of ours from someone else's edit. */
  readonly history?: Pick<HistoryStore, 'list'>;
  /** Saving posts of the journal, for who takes the target's copy over. */
  readonly posts?: PostDeps;
}

export type ExportHandlers = Pick<
  Handlers,
  'export.targets' | 'export.site' | 'export.plan' | 'export.diff' | 'export.take' | 'export.apply'
>;

/** Plans beyond this many are forgotten, oldest first. */
const MAX_PLANS = 8;

/** Makes the handlers of `export.*`, and ends exports that an earlier run was killed in. */
export function createExportHandlers(deps: ExportDeps): ExportHandlers {
  const { ports } = deps;
  const targets = createTargetList(ports);
  // Exports that were cut off in an earlier run are ended before anyone plans anew.
  const recovered = recoverExports(ports.dirs.data).then(
    (ended) => {
      for (const { problems } of ended) for (const { message } of problems) ports.log('info', message);
    },
    (error: unknown) => ports.log('error', 'an interrupted export could not be ended', error),
  );
  const plans = new Map<string, { readonly plan: Prepared; readonly world: ExportWorld }>();

  const planOf = (id: string) => {
    const found = plans.get(id);
    if (!found) throw new CallError('stale', 'That plan is not known any more. Plan again.', { changed: [] });
    return found;
  };

  return {
    'export.targets': async () => ({
      targets: await Promise.all((await targets.list()).map((root) => deps.choiceOf(root))),
    }),

    'export.site': async ({ target, settings, generator }) => {
      const journal = deps.journal();
      const folder = await deps.folderOf(target);
      return siteOnWire(
        worldOf(deps),
        viewOf(journal),
        folder,
        settings ?? (generator ? { generator } : null),
      );
    },

    'export.plan': async ({ target, posts, drafts, settings }) => {
      const journal = deps.journal();
      await recovered;
      await journal.rescan();
      const world = worldOf(deps);
      const folder = await deps.folderOf(target);
      const plan = await prepareExport(world, viewOf(journal), folder, {
        posts,
        drafts,
        ...(settings ? { settings } : {}),
      });
      await targets.remember(plan.target.root);
      const id = randomBytes(16).toString('base64url');
      plans.set(id, { plan, world });
      for (const old of plans.keys()) if (plans.size > MAX_PLANS) plans.delete(old);
      return onWire(id, plan, await deps.choiceOf(plan.target.root));
    },

    'export.diff': async ({ planId, path }) => {
      const { plan, world } = planOf(planId);
      const step = plan.steps.find((each) => each.path === path);
      if (!step) throw new CallError('not-found', 'That file is not in the plan.', { path });
      return compareStep(world, plan, step);
    },

    'export.take': async ({ planId, path }) => {
      const { plan } = planOf(planId);
      const step = plan.steps.find((each) => each.path === path);
      if (!step) throw new CallError('not-found', 'That file is not in the plan.', { path });
      if (!deps.posts) throw new CallError('unavailable', 'Posts cannot be saved here.');
      const journal = deps.journal();
      if (journal.root !== plan.view.root)
        throw new CallError('stale', 'Another journal is open now. Plan again.');
      return { path: await takeTheirs(deps.posts, journal, plan, step) };
    },

    'export.apply': async ({ planId, skip, overwrite, commit }) => {
      const { plan, world } = planOf(planId);
      const journal = deps.journal();
      if (journal.root !== plan.view.root)
        throw new CallError('stale', 'Another journal is open now. Plan again.');
      await journal.rescan();
      const current = { ...plan, view: viewOf(journal) };
      const done = await applyExport(world, current, { skip, overwrite, commit });
      await rememberSettings(plan.target.state, plan.site.settings);
      plans.delete(planId);
      return {
        written: [...done.written],
        deleted: [...done.deleted],
        commit: done.commit,
        problems: [...done.problems],
      };
    },
  };
}

/** The open journal as an export sees it. */
export function viewOf(journal: JournalHandle): JournalView {
  const { root, info, site } = journal;
  return {
    root,
    kind: info.kind,
    site: { url: site.url, baseurl: site.baseurl },
    entries: journal.entries(),
    zone: site.zone,
  };
}

function worldOf({ ports, history }: ExportDeps): ExportWorld {
  const base = { cache: ports.dirs.cache, data: ports.dirs.data, now: ports.now };
  return history ? { ...base, former: formerIn(history) } : base;
}

function onWire(planId: string, plan: Prepared, choice: FolderChoice): ExportPlan {
  return {
    planId,
    target: {
      id: choice.id,
      name: choice.name,
      git: plan.target.repository !== null,
      branch: plan.git?.branch ?? null,
      problems: [...plan.targetProblems],
    },
    steps: plan.steps.map((step) => stepOnWire(step, plan)),
    problems: [...plan.problems],
    message: plan.message,
    there: {
      settings: { ...plan.site.settings },
      losses: plan.losses.map(({ count = 1, ...loss }) => ({ ...loss, count })),
      posts: [...plan.addresses].map(([path, outlook]) => ({ path, ...outlook })),
    },
  };
}

function stepOnWire(step: Step, { outgoing, target }: Prepared): PlanStep {
  const { action, path, source, kind, size, broughtBy, reason, binary, pair = null } = step;
  const known = source === null ? target.record.files.get(path)?.title : outgoing.titles.get(source);
  const title = kind === 'post' ? (known ?? null) : null;
  return { action, path, source, kind, size, broughtBy: [...broughtBy], reason, binary, pair, title };
}
