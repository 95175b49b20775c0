// Owns: what the person decided about a plan: steps left out, conflicts overwritten, and what follows for images.
// Must not know: how a plan is made or carried out.
import type { ExportPlan, PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';

export type StepAction = PlanStep['action'];

/** The order in which actions are shown: what needs a decision first, what does not matter last. */
export const actionOrder: readonly StepAction[] = ['conflict', 'add', 'change', 'delete', 'keep'];

export interface Choices {
  readonly skip: ReadonlySet<RelPath>;
  readonly overwrite: ReadonlySet<RelPath>;
}

export const noChoices: Choices = { skip: new Set(), overwrite: new Set() };

export interface StepGroup {
  readonly action: StepAction;
  readonly steps: readonly PlanStep[];
}

/** Steps by action; posts before what they bring. */
export function groupSteps(steps: readonly PlanStep[]): readonly StepGroup[] {
  const weight = (step: PlanStep): number => (step.kind === 'post' ? 0 : step.kind === 'image' ? 1 : 2);
  return actionOrder
    .map((action) => ({
      action,
      steps: steps
        .filter((step) => step.action === action)
        .sort((a, b) => weight(a) - weight(b) || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
    }))
    .filter((group) => group.steps.length > 0);
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

/** Images that only posts left out would bring: they stay at home too. */
export function orphaned(steps: readonly PlanStep[], choices: Choices): ReadonlySet<RelPath> {
  const going = new Set<RelPath>();
  for (const step of steps) {
    if (step.kind === 'post' && step.source !== null && !choices.skip.has(step.path)) going.add(step.source);
  }
  const known = new Set(steps.flatMap((step) => (step.kind === 'post' && step.source ? [step.source] : [])));
  const alone = steps.filter(
    (step) =>
      step.kind !== 'post' &&
      step.broughtBy.length > 0 &&
      step.broughtBy.every((post) => known.has(post) && !going.has(post)),
  );
  return new Set(alone.map((step) => step.path));
}

/** Will this step be done? */
export function isGoing(step: PlanStep, choices: Choices, alone: ReadonlySet<RelPath>): boolean {
  if (step.action === 'keep') return false;
  if (step.action === 'conflict') return choices.overwrite.has(step.path);
  return !choices.skip.has(step.path) && !alone.has(step.path);
}

/** What `export.apply` is told, and how many steps it will do. */
export function decide(
  plan: ExportPlan,
  choices: Choices,
): { readonly skip: RelPath[]; readonly overwrite: RelPath[]; readonly count: number } {
  const alone = orphaned(plan.steps, choices);
  const skip: RelPath[] = [];
  const overwrite: RelPath[] = [];
  let count = 0;
  for (const step of plan.steps) {
    const going = isGoing(step, choices, alone);
    if (going) count += 1;
    if (step.action === 'conflict') {
      if (going) overwrite.push(step.path);
    } else if (step.action !== 'keep' && !going) skip.push(step.path);
  }
  return { skip, overwrite, count };
}

/** The choices that still make sense for a plan made anew. */
export function carryOver(choices: Choices, plan: ExportPlan): Choices {
  const there = new Map(plan.steps.map((step) => [step.path, step.action]));
  return {
    skip: new Set([...choices.skip].filter((path) => there.has(path))),
    overwrite: new Set([...choices.overwrite].filter((path) => there.get(path) === 'conflict')),
  };
}
