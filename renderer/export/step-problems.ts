// Owns: which of a plan's problems belong to which of its steps.
// Must not know: how problems are found or shown.
import type { ExportPlan, PlanStep } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';

export interface PlanProblems {
  /** The problems of each step, by its path. */
  readonly bySteps: ReadonlyMap<RelPath, readonly Problem[]>;
  /** Those that are about no step, or about all. */
  readonly others: readonly Problem[];
}

/** A problem names its file in the journal or in the target; of two steps that fit, the first counts. */
export function planProblems({ steps, problems }: Pick<ExportPlan, 'steps' | 'problems'>): PlanProblems {
  const byName = new Map<string, PlanStep>();
  for (const step of steps) {
    for (const name of [step.path, step.source])
      if (name !== null && !byName.has(name)) byName.set(name, step);
  }
  const bySteps = new Map<RelPath, Problem[]>();
  const others: Problem[] = [];
  for (const problem of problems) {
    const path = problem.detail?.path;
    const step = typeof path === 'string' ? byName.get(path) : undefined;
    if (step === undefined) {
      others.push(problem);
      continue;
    }
    const list = bySteps.get(step.path);
    if (list === undefined) bySteps.set(step.path, [problem]);
    else list.push(problem);
  }
  return { bySteps, others };
}
