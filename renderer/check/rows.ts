// Owns: findings as the rows of a list: filtered, by post, with totals.
// Must not know: how rows are drawn, or what finds anything.
import type { CheckFinding } from '#contract/check-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Severity } from '#core/problem.ts';

export interface Filter {
  /** Null: every rule. */
  readonly rule: string | null;
  /** The mildest severity that is shown. */
  readonly least: Severity;
}

export type Row =
  | { readonly kind: 'post'; readonly path: RelPath; readonly count: number }
  | { readonly kind: 'finding'; readonly finding: CheckFinding };

const weight: Readonly<Record<Severity, number>> = { error: 2, warning: 1, info: 0 };

export const fits = ({ rule, problem }: CheckFinding, filter: Filter): boolean =>
  (filter.rule === null || rule === filter.rule) && weight[problem.severity] >= weight[filter.least];

/** One row for each post that has something to show, then its findings, in the order they came. */
export function rowsOf(findings: readonly CheckFinding[], filter: Filter): readonly Row[] {
  const byPost = new Map<RelPath, CheckFinding[]>();
  for (const finding of findings) {
    if (!fits(finding, filter)) continue;
    const list = byPost.get(finding.path);
    if (list) list.push(finding);
    else byPost.set(finding.path, [finding]);
  }
  return [...byPost].flatMap(([path, list]): readonly Row[] => [
    { kind: 'post', path, count: list.length },
    ...list.map((finding): Row => ({ kind: 'finding', finding })),
  ]);
}

/** How often each rule speaks, most often first; equal ones by name. */
export function ruleCounts(
  findings: readonly CheckFinding[],
): readonly { readonly rule: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return [...counts]
    .map(([rule, count]) => ({ rule, count }))
    .sort((a, b) => b.count - a.count || (a.rule < b.rule ? -1 : 1));
}

export interface Totals {
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  /** Posts that have a finding. */
  readonly posts: number;
}

export function totalsOf(findings: readonly CheckFinding[]): Totals {
  const totals = { error: 0, warning: 0, info: 0 };
  for (const { problem } of findings) totals[problem.severity] += 1;
  return { ...totals, posts: new Set(findings.map(({ path }) => path)).size };
}

/** Where `check.fix` finds it again. */
export const placeOf = ({ path, rule, problem }: CheckFinding) => ({
  path,
  rule,
  line: problem.line ?? 1,
  column: problem.column ?? 1,
});
