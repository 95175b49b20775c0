// Owns: the steps of a plan as the rows of a list: filtered, by action, groups that can be folded.
// Must not know: how rows are drawn, or what was decided about them.
import type { PlanStep } from '#contract/values.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { groupSteps, type StepAction } from './choices.ts';

export interface StepFilter {
  /** Part of a title or path; empty: all. */
  readonly text: string;
  /** Null: all. */
  readonly category: string | null;
}

export type StepRow =
  | {
      readonly kind: 'group';
      readonly action: StepAction;
      readonly steps: readonly PlanStep[];
      readonly open: boolean;
    }
  | { readonly kind: 'step'; readonly step: PlanStep };

export type Entries = ReadonlyMap<RelPath, PostEntry>;

const plain = (text: string): string => text.normalize('NFC').toLowerCase();

/** Steps that the filter lets through. An image goes with the posts that bring it. */
export function filterSteps(
  steps: readonly PlanStep[],
  { text, category }: StepFilter,
  entries: Entries,
): readonly PlanStep[] {
  const wanted = plain(text.trim());
  if (wanted === '' && category === null) return steps;
  return steps.filter((step) => {
    const posts = postsOf(step, entries);
    const inCategory = category === null || posts.some(({ categories }) => categories.includes(category));
    const named = [step.path, step.pair ?? '', step.title ?? '', ...posts.map(({ title }) => title)];
    return inCategory && (wanted === '' || named.some((name) => plain(name).includes(wanted)));
  });
}

function postsOf(step: PlanStep, entries: Entries): readonly PostEntry[] {
  const paths = step.kind === 'post' ? (step.source === null ? [] : [step.source]) : step.broughtBy;
  return paths.flatMap((path) => entries.get(path) ?? []);
}

/** The rows of the filtered steps; a folded group is its head alone. */
export function stepRows(
  steps: readonly PlanStep[],
  filter: StepFilter,
  entries: Entries,
  folded: ReadonlySet<StepAction>,
): readonly StepRow[] {
  return groupSteps(filterSteps(steps, filter, entries)).flatMap(
    ({ action, steps: list }): readonly StepRow[] => {
      const open = !folded.has(action);
      const head: StepRow = { kind: 'group', action, steps: list, open };
      if (!open) return [head];
      return [head, ...list.map((step): StepRow => ({ kind: 'step', step }))];
    },
  );
}

/** First categories of the posts of a plan, most often first. */
export function categoriesOf(steps: readonly PlanStep[], entries: Entries): readonly string[] {
  const counts = new Map<string, number>();
  for (const step of steps) {
    if (step.action === 'keep' || step.kind !== 'post' || step.source === null) continue;
    for (const name of entries.get(step.source)?.categories ?? [])
      counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, one], [b, two]) => two - one || (a < b ? -1 : 1)).map(([name]) => name);
}
