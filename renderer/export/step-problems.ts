// Owns: which of a plan's problems belong to which of its steps.
// Must not know: how problems are found or shown.
import type { ExportPlan, PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

/** The step that a problem is about: it names the file in the journal or in the target; undefined where it is about all. */
export function stepOf({ steps }: ExportPlan, problem: Problem): PlanStep | undefined {
  const path = problem.detail?.path;
  return path === undefined ? undefined : steps.find((step) => step.source === path || step.path === path);
}

/** The problems of each step, by its path. */
export function problemsByStep(plan: ExportPlan): ReadonlyMap<RelPath, readonly Problem[]> {
  const found = new Map<RelPath, Problem[]>();
  for (const problem of plan.problems) {
    const step = stepOf(plan, problem);
    if (step === undefined) continue;
    const list = found.get(step.path);
    if (list === undefined) found.set(step.path, [problem]);
    else list.push(problem);
  }
  return found;
}
