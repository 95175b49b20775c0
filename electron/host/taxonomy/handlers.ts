// Owns: the calls `taxonomy.*`: plans kept by id until they are carried out or forgotten, and the last change.
// Must not know: how a plan is made or carried out, or how the page shows it.
import { randomBytes } from 'node:crypto';
import { CallError } from '#contract/errors.ts';
import type { TaxonomyPlanOnWire } from '#contract/taxonomy-calls.ts';
import type { Handlers } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { applyEdits } from '#core/text.ts';
import type { Place } from '#host/export/undo-log.ts';
import { locate } from '#host/files/contain.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { HostEvent, Ports } from '#host/ports.ts';
import { type PostDeps, postKey } from '#host/posts/deps.ts';
import { followChange, followUndo } from './aftermath.ts';
import { applyChange } from './apply.ts';
import { changedMeanwhile } from './check.ts';
import { type Prepared, prepareChange } from './prepare.ts';
import { placeFor, readRecord } from './state.ts';
import { pathsOf, undoChange } from './undo.ts';

export interface TaxonomyDeps extends Pick<PostDeps, 'journal' | 'queues' | 'history' | 'backups'> {
  readonly ports: Ports;
  readonly emit: (event: HostEvent) => void;
}

export type TaxonomyHandlers = Pick<
  Handlers,
  'taxonomy.plan' | 'taxonomy.diff' | 'taxonomy.apply' | 'taxonomy.last' | 'taxonomy.undo'
>;

/** Plans beyond this many are forgotten, oldest first. */
const MAX_PLANS = 8;
/** Milliseconds between two tellings of progress. */
const PACE = 100;

export interface Taxonomy {
  readonly handlers: TaxonomyHandlers;
  /** Resolves when the history has everything. */
  idle(): Promise<void>;
}

export function createTaxonomy(deps: TaxonomyDeps): Taxonomy {
  const { ports, queues } = deps;
  const plans = new Map<string, Prepared>();
  let keeping: Promise<void> = Promise.resolve();
  const placeOf = (journal: JournalHandle): Place => placeFor(ports.dirs.data, journal.info.id, journal.root);
  const planOf = (id: string, journal: JournalHandle): Prepared => {
    const plan = plans.get(id);
    if (plan?.journal !== journal.info.id) throw changedMeanwhile([]);
    return plan;
  };
  /** One change at a time, and no save of its posts in between. */
  const alone = <T>(journal: JournalHandle, paths: readonly RelPath[], job: () => Promise<T>): Promise<T> => {
    const posts = [...new Set(paths)].map((path) => postKey(journal, path));
    return queues.run([`taxonomy:${journal.info.id}`, `new:${journal.info.id}`, ...posts], job);
  };
  const progress = (): ((done: number, total: number) => void) => {
    let last = 0;
    return (done, total) => {
      if (done < total && Date.now() - last < PACE) return;
      last = Date.now();
      deps.emit({ name: 'taxonomy.progress', payload: { done, total } });
    };
  };

  const handlers: TaxonomyHandlers = {
    'taxonomy.plan': async ({ operation, posts, redirect }) => {
      const plan = await prepareChange(deps.journal(), { operation, posts, redirect }, ports.now());
      const id = randomBytes(16).toString('base64url');
      plans.set(id, plan);
      for (const old of plans.keys()) if (plans.size > MAX_PLANS) plans.delete(old);
      return onWire(id, plan);
    },

    'taxonomy.diff': async ({ planId, path }) => {
      const journal = deps.journal();
      const file = planOf(planId, journal).files.find((each) => each.path === path);
      if (!file) throw new CallError('not-found', 'That post is not in the plan.', { path });
      const found = await readRegular((await locate(journal.root, path)).file);
      if (found?.version !== file.version) throw changedMeanwhile([path]);
      const before = textOf(found.bytes).text;
      return { before, after: applyEdits(before, file.edits) };
    },

    'taxonomy.apply': async ({ planId, skip }) => {
      const journal = deps.journal();
      const plan = planOf(planId, journal);
      return await alone(journal, pathsOf(plan.files), async () => {
        const options = { skip: new Set(skip), now: ports.now(), onProgress: progress() };
        const done = await applyChange(placeOf(journal), journal, plan, options);
        plans.delete(planId);
        const { kept } = await followChange(deps, journal, done);
        keeping = kept;
        return {
          written: done.record.files.map(({ path, newPath }) => newPath ?? path),
          moved: done.record.files.flatMap(({ path, newPath }) =>
            newPath === null ? [] : [{ from: path, to: newPath }],
          ),
        };
      });
    },

    'taxonomy.last': async () => {
      const record = await readRecord(placeOf(deps.journal()));
      if (record === null || !record.undoable) return { last: null };
      const { operation, when, files } = record;
      return { last: { operation, when, files: files.length } };
    },

    'taxonomy.undo': async () => {
      const journal = deps.journal();
      const files = (await readRecord(placeOf(journal)))?.files ?? [];
      return await alone(journal, pathsOf(files), async () => {
        const { record } = await undoChange(placeOf(journal), journal, progress());
        await followUndo(deps, journal, record.files);
        return {
          written: record.files.map(({ path }) => path),
          moved: record.files.flatMap(({ path, newPath }) =>
            newPath === null ? [] : [{ from: newPath, to: path }],
          ),
        };
      });
    },
  };
  return { handlers, idle: () => keeping };
}

function onWire(planId: string, { files, refused }: Prepared): TaxonomyPlanOnWire {
  return {
    planId,
    files: files.map(({ path, title, newPath, hunks, urlBefore, urlAfter, clash }) => ({
      path,
      title,
      newPath,
      hunks: hunks.map(({ line, before, after }) => ({ line, before: [...before], after: [...after] })),
      urlBefore,
      urlAfter,
      clash,
    })),
    refused: refused.map(({ path, title, code, message, line = null }) => ({
      path,
      title,
      code,
      message,
      line,
    })),
  };
}
