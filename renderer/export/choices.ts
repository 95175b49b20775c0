// Owns: what the person decided about a plan: steps left out, deletions wanted, conflicts overwritten, and what follows.
// Must not know: how a plan is made, shown or carried out.
import type { ExportPlan, PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';

/** A step as a person sees it: an addition and a deletion of one post are a rename. */
export type StepAction = PlanStep['action'] | 'rename';

/** The order in which actions are shown: what needs a decision first, what does not matter last. */
export const actionOrder: readonly StepAction[] = ['conflict', 'add', 'change', 'rename', 'delete', 'keep'];

export interface Choices {
  /** Additions, changes and renames that are left out. */
  readonly skip: ReadonlySet<RelPath>;
  /** Deletions that are wanted; none is, until a person says so. */
  readonly remove: ReadonlySet<RelPath>;
  /** Conflicts in which ours is taken; the others are left alone. */
  readonly overwrite: ReadonlySet<RelPath>;
}

export const noChoices: Choices = { skip: new Set(), remove: new Set(), overwrite: new Set() };

export const actionOf = ({ action, pair }: PlanStep): StepAction =>
  action === 'add' && pair !== null ? 'rename' : action;

/** The steps that are shown: the old name of a renamed post is part of its rename. */
export const shownSteps = (steps: readonly PlanStep[]): readonly PlanStep[] =>
  steps.filter(({ action, pair }) => action !== 'delete' || pair === null);

export interface StepGroup {
  readonly action: StepAction;
  readonly steps: readonly PlanStep[];
}

/** Shown steps by action; posts before what they bring. */
export function groupSteps(steps: readonly PlanStep[]): readonly StepGroup[] {
  const weight = (step: PlanStep): number => (step.kind === 'post' ? 0 : step.kind === 'image' ? 1 : 2);
  const groups = new Map<StepAction, PlanStep[]>(actionOrder.map((action) => [action, []]));
  for (const step of shownSteps(steps)) groups.get(actionOf(step))?.push(step);
  return [...groups]
    .filter(([, list]) => list.length > 0)
    .map(([action, list]) => ({
      action,
      steps: list.sort((a, b) => weight(a) - weight(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    }));
}

/** Changes one set of a choice. */
export function choose(
  choices: Choices,
  set: keyof Choices,
  paths: readonly RelPath[],
  on: boolean,
): Choices {
  const next = new Set(choices[set]);
  for (const path of paths) {
    if (on) next.add(path);
    else next.delete(path);
  }
  return { ...choices, [set]: next };
}

/** Ticks or unticks steps of any kind that has a tick. */
export function tick(choices: Choices, steps: readonly PlanStep[], on: boolean): Choices {
  const paths = (deletions: boolean): readonly RelPath[] =>
    steps
      .filter(
        ({ action }) => action !== 'keep' && action !== 'conflict' && (action === 'delete') === deletions,
      )
      .map(({ path }) => path);
  return choose(choose(choices, 'skip', paths(false), !on), 'remove', paths(true), on);
}

/** What a person may want ticked at once. */
export type Pick = 'all' | 'known' | 'none';

/**
 * `all`: whatever changed. `known`: posts that the target has already and what they bring, so nothing new appears. `none`: to
 * choose one by one. Deletions are left as they are.
 */
export function pick(choices: Choices, steps: readonly PlanStep[], which: Pick): Choices {
  const known = new Set(
    steps.flatMap((step) => (isKnown(step) && step.source !== null ? [step.source] : [])),
  );
  const out = steps.filter((step) => {
    if (step.action === 'keep' || step.action === 'conflict' || step.action === 'delete' || which === 'all')
      return false;
    if (which === 'none') return true;
    return step.kind === 'post' ? !isKnown(step) : !step.broughtBy.some((post) => known.has(post));
  });
  return { ...choices, skip: new Set(out.map(({ path }) => path)) };
}

const isKnown = (step: PlanStep): boolean => step.kind === 'post' && actionOf(step) !== 'add';

/** Which of the picks the choices are; null: the person's own. */
export function pickOf(choices: Choices, steps: readonly PlanStep[]): Pick | null {
  const same = (which: Pick): boolean => {
    const { skip } = pick(choices, steps, which);
    return skip.size === choices.skip.size && [...skip].every((path) => choices.skip.has(path));
  };
  return (['all', 'known', 'none'] as const).find(same) ?? null;
}

/** Images that only posts left out would bring: they stay at home too. */
export function orphaned(steps: readonly PlanStep[], choices: Choices): ReadonlySet<RelPath> {
  const going = new Set<RelPath>();
  const known = new Set<RelPath>();
  for (const step of steps) {
    if (step.kind !== 'post' || step.source === null) continue;
    known.add(step.source);
    if (!choices.skip.has(step.path)) going.add(step.source);
  }
  const alone = steps.filter(
    (step) =>
      step.kind !== 'post' &&
      step.broughtBy.length > 0 &&
      step.broughtBy.every((post) => known.has(post) && !going.has(post)),
  );
  return new Set(alone.map((step) => step.path));
}

/** Will this step be done? The old name of a renamed post goes exactly if the new one comes. */
export function isGoing(step: PlanStep, choices: Choices, alone: ReadonlySet<RelPath>): boolean {
  if (step.action === 'keep') return false;
  if (step.action === 'conflict') return choices.overwrite.has(step.path);
  if (step.action === 'delete') {
    return step.pair === null ? choices.remove.has(step.path) : !choices.skip.has(step.pair);
  }
  return !choices.skip.has(step.path) && !alone.has(step.path);
}

export interface Decided {
  readonly skip: RelPath[];
  readonly overwrite: RelPath[];
  /** Steps that will be done; a rename is one. */
  readonly count: number;
  /** Files that will be gone from the target, renamed posts not counted. */
  readonly deletions: number;
}

/** What `export.apply` is told, and how much it will do. */
export function decide(plan: ExportPlan, choices: Choices): Decided {
  const alone = orphaned(plan.steps, choices);
  const skip: RelPath[] = [];
  const overwrite: RelPath[] = [];
  let count = 0;
  let deletions = 0;
  for (const step of plan.steps) {
    const going = isGoing(step, choices, alone);
    const part = step.action === 'delete' && step.pair !== null;
    if (going && !part) count += 1;
    if (going && !part && (step.action === 'delete' || step.source === null)) deletions += 1;
    if (step.action === 'conflict') {
      if (going) overwrite.push(step.path);
    } else if (step.action !== 'keep' && !going) skip.push(step.path);
  }
  return { skip, overwrite, count, deletions };
}

/** So many deletions are a slip at worst; more must be said in so many words. */
export const HANDFUL = 5;

/** Must the person type how many files will be deleted? */
export const mustType = (deletions: number): boolean => deletions > HANDFUL;

/** The choices that still make sense for a plan made anew. */
export function carryOver(choices: Choices, plan: ExportPlan): Choices {
  const there = new Map(plan.steps.map((step) => [step.path, step.action]));
  const still = (paths: ReadonlySet<RelPath>, fits: (action: PlanStep['action'] | undefined) => boolean) =>
    new Set([...paths].filter((path) => fits(there.get(path))));
  return {
    skip: still(choices.skip, (action) => action !== undefined),
    remove: still(choices.remove, (action) => action === 'delete'),
    overwrite: still(choices.overwrite, (action) => action === 'conflict'),
  };
}
