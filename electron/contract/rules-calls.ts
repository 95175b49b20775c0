// The part of the wire about a journal's own settings: what its posts must have and what new ones start with.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import { version } from '#contract/values.ts';
import type { FieldValue } from '#core/frontmatter/types.ts';
import type { JournalRules } from '#core/journal/rules.ts';

/** A front-matter key: one line, and none of the words that name an object's own machinery. */
const key = z
  .string()
  .min(1)
  .max(200)
  .refine(
    (text) =>
      text.trim() === text &&
      !/[\p{Cc}\u2028\u2029]/u.test(text) &&
      !['__proto__', 'constructor', 'prototype'].includes(text),
    { error: 'not a key' },
  );
const value: z.ZodType<FieldValue, FieldValue> = z.lazy(() =>
  z.union([
    z.string().max(10_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(value).max(1000),
    z.record(key, value),
  ]),
);
const keys = z.array(key).max(200);
const fresh = z.record(key, value).refine((all) => Object.keys(all).length <= 200, { error: 'too many' });
const name = z.string().min(1).max(500);

/** As it stands in `.galley/settings.json` below `posts`. */
export const journalRules: z.ZodType<JournalRules, JournalRules> = z.object({
  all: z.object({ required: keys, fresh }),
  categories: z.array(z.object({ path: z.array(name).min(1).max(20), required: keys, fresh })).max(1000),
});

const stored = z.object({
  rules: journalRules,
  /** Of the file; null where there is none. */
  version: version.nullable(),
  /** The file is there but cannot be read: its rules do not count, and it is kept aside when others are stored. */
  damaged: z.boolean(),
});
export type StoredRules = z.infer<typeof stored>;

export const rulesCalls = {
  'rules.get': { args: z.object({}).strict(), result: stored },
  /** Stores the rules in the journal if its file still is `base`. Error `conflict` else, and nothing written. */
  'rules.set': { args: z.object({ rules: journalRules, base: version.nullable() }), result: stored },
} as const;
