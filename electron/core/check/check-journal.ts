// Owns: running the rules over posts.
// Must not know: any one rule, or where a text comes from.
import type { PostEntry } from '#core/journal/entry.ts';
import { postView } from './post-view.ts';
import { rules } from './rules.ts';
import type { CheckContext, Finding, Remark, Rule } from './types.ts';

export interface CheckOptions {
  /** Ids of rules that are switched off. */
  readonly off?: ReadonlySet<string>;
}

/** Checks one post: what its entry knows already, then every rule, in the order of the lines. */
export function checkPost(
  entry: PostEntry,
  text: string,
  context: CheckContext,
  options: CheckOptions = {},
): readonly Finding[] {
  const post = postView(entry, text);
  const known = entry.problems.map(
    (problem): Finding => ({ path: entry.path, rule: problem.code, problem, fix: null }),
  );
  const found = rules.flatMap((rule) =>
    rule.check(post, context).map((remark) => finding(entry, rule, remark, post.lineOf)),
  );
  return [...known, ...found]
    .filter(({ rule }) => !options.off?.has(rule))
    .sort((a, b) => (a.problem.line ?? 0) - (b.problem.line ?? 0));
}

/** Checks many posts; findings are in the order of the posts. */
export function checkJournal(
  posts: Iterable<{ readonly entry: PostEntry; readonly text: string }>,
  context: CheckContext,
  options: CheckOptions = {},
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const { entry, text } of posts) findings.push(...checkPost(entry, text, context, options));
  return findings;
}

function finding(entry: PostEntry, rule: Rule, remark: Remark, lineOf: (offset: number) => number): Finding {
  return {
    path: entry.path,
    rule: rule.id,
    problem: {
      code: rule.id,
      severity: rule.severity,
      message: remark.message,
      line: remark.at === null ? 1 : lineOf(remark.at),
      ...(remark.detail ? { detail: remark.detail } : {}),
    },
    fix: remark.fix ?? null,
  };
}
