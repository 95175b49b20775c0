// The part of the wire about checks before publishing: the rules, what they find in one post or all, and making fixes.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import { problem, relPath } from '#contract/values.ts';

const ruleId = z.string().regex(/^[a-z][a-z0-9-]{0,99}$/);

const rulesOf = z.object({
  rules: z.array(
    z.object({
      id: ruleId,
      severity: z.enum(['error', 'warning', 'info']),
      /** Its fixes need no look. */
      mends: z.boolean(),
    }),
  ),
  /** Rules that this journal has switched off. */
  off: z.array(ruleId),
  /** The journal's settings are there but cannot be read. */
  damaged: z.boolean(),
});
export type CheckRules = z.infer<typeof rulesOf>;

const finding = z.object({
  path: relPath,
  rule: z.string(),
  problem,
  /** `check.fix` can mend it. */
  fixable: z.boolean(),
});
export type CheckFinding = z.infer<typeof finding>;

const place = z.object({ path: relPath, rule: ruleId, line: z.number().int(), column: z.number().int() });

export const checkCalls = {
  'check.rules': { args: z.object({}).strict(), result: rulesOf },
  /** Switches exactly these rules off in the journal. Error `refused` where its settings are damaged, `conflict` where they changed. */
  'check.set': { args: z.object({ off: z.array(ruleId).max(200) }), result: rulesOf },
  /** Checks every post as it is on disk; drafts only where asked for. */
  'check.journal': {
    args: z.object({ drafts: z.boolean() }),
    result: z.object({ findings: z.array(finding), posts: z.number() }),
  },
  /** Checks one post as it is on disk. Error `not-found`. */
  'check.post': { args: z.object({ path: relPath }), result: z.object({ findings: z.array(finding) }) },
  /**
   * Makes the fixes of these findings, each post saved like any other; earlier versions stay in its history. A finding that is
   * not there any more is left out.
   */
  'check.fix': {
    args: z.object({ places: z.array(place).min(1).max(5000) }),
    result: z.object({ fixed: z.number(), posts: z.array(relPath) }),
  },
} as const;
