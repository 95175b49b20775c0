// Owns: running the rules over posts.
// Must not know: any one rule, or where a text comes from.
import type { PostEntry } from '#core/journal/entry.ts';
import { postView } from './post-view.ts';
import { rules } from './rules.ts';
import type { CheckContext, Finding, PostView, Remark, Rule } from './types.ts';

export interface CheckOptions {
  /** Ids of rules that are switched off. */
  readonly off?: ReadonlySet<string>;
  /** Ids of the only rules to ask; all that are not off, if left out. */
  readonly only?: ReadonlySet<string>;
}

/** Checks one post: what its entry knows already, then every rule, in the order of the lines. */
export function checkPost(
  entry: PostEntry,
  text: string,
  context: CheckContext,
  options: CheckOptions = {},
): readonly Finding[] {
  const wanted = (id: string): boolean => !options.off?.has(id) && (options.only?.has(id) ?? true);
  const post = postView(entry, text);
  const known = entry.problems.map(
    (problem): Finding => ({ path: entry.path, rule: problem.code, problem, fix: null }),
  );
  const found = rules.flatMap((rule) =>
    wanted(rule.id) ? rule.check(post, context).map((remark) => finding(post, rule, remark)) : [],
  );
  return [...known.filter(({ rule }) => wanted(rule)), ...found].sort(
    ({ problem: a }, { problem: b }) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
  );
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

function finding({ entry, lineOf, offsetOf }: PostView, rule: Rule, remark: Remark): Finding {
  const line = remark.at === null ? 1 : lineOf(remark.at);
  return {
    path: entry.path,
    rule: rule.id,
    problem: {
      code: rule.id,
      severity: remark.severity ?? rule.severity,
      message: remark.message,
      line,
      column: remark.at === null ? 1 : remark.at - offsetOf(line, 1) + 1,
      ...(remark.detail ? { detail: remark.detail } : {}),
    },
    fix: remark.fix ?? null,
  };
}
