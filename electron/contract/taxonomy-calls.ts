// The part of the wire that changes many posts at once: operations, plans, applying and taking back.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import { handle, relPath } from '#contract/values.ts';
import type { FieldValue } from '#core/frontmatter/types.ts';
import type { Operation } from '#core/taxonomy/types.ts';

const name = z.string().min(1).max(500);
/** A name to write: no line ends, nothing but spaces, or spaces around it. */
const newName = name.refine((text) => text.trim() === text && !/[\p{Cc}\u2028\u2029]/u.test(text), {
  error: 'not a name',
});
const path = z.array(name).min(1).max(20);
const newPath = z.array(newName).max(20);
const fieldValue: z.ZodType<FieldValue, FieldValue> = z.lazy(() =>
  z.union([
    z.string().max(100_000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(fieldValue),
    z.record(z.string(), fieldValue),
  ]),
);
const key = z.string().min(1).max(200);
const keyChange = z.union([
  z.object({ op: z.literal('set'), key, value: fieldValue }),
  z.object({ op: z.literal('set'), key, value: fieldValue, as: z.enum(['text', 'date']) }),
  z.object({ op: z.literal('remove'), key }),
]);

export const operation: z.ZodType<Operation, Operation> = z.discriminatedUnion('op', [
  z.object({
    op: z.literal('tags'),
    from: z.array(name).min(1).max(1000),
    to: z.array(newName).max(50),
  }),
  z.object({
    op: z.literal('categories'),
    from: z.array(path).min(1).max(1000),
    to: newPath,
    everywhere: z.boolean(),
  }),
  z.object({ op: z.literal('tag-to-category'), tag: name, to: newPath.min(1) }),
  z.object({ op: z.literal('category-to-tag'), from: path, everywhere: z.boolean(), to: newName }),
  z.object({ op: z.literal('key'), change: keyChange }),
]);

/** Lines of a post as they are and as they will be; `line` is the 1-based number of the first before. */
const hunk = z.object({ line: z.number(), before: z.array(z.string()), after: z.array(z.string()) });

const plannedFile = z.object({
  path: relPath,
  title: z.string(),
  /** Where the file goes; null where it stays. */
  newPath: relPath.nullable(),
  hunks: z.array(hunk),
  urlBefore: z.string().nullable(),
  urlAfter: z.string().nullable(),
  /** Another post has, or gets, `urlAfter` too. */
  clash: z.boolean(),
});
export type PlannedFileOnWire = z.infer<typeof plannedFile>;

const refusal = z.object({
  path: relPath,
  title: z.string(),
  /** Closed code of why the post is left alone. */
  code: z.string(),
  message: z.string(),
  line: z.number().nullable(),
});

const taxonomyPlan = z.object({
  planId: handle,
  files: z.array(plannedFile),
  refused: z.array(refusal),
});
export type TaxonomyPlanOnWire = z.infer<typeof taxonomyPlan>;

const moved = z.array(z.object({ from: relPath, to: relPath }));

/** The last change of many posts, as long as it can be taken back. */
const lastChange = z.object({
  operation,
  /** Milliseconds since the epoch. */
  when: z.number(),
  files: z.number(),
});
export type LastChange = z.infer<typeof lastChange>;

export const taxonomyCalls = {
  /** Plans a change of the given posts (null: of all). `redirect`: keep old URLs in `redirect_from`. Writes nothing. */
  'taxonomy.plan': {
    args: z.object({ operation, posts: z.array(relPath).nullable(), redirect: z.boolean() }),
    result: taxonomyPlan,
  },
  /** The whole text of one post of a plan, before and after. */
  'taxonomy.diff': {
    args: z.object({ planId: handle, path: relPath }),
    result: z.object({ before: z.string(), after: z.string() }),
  },
  /**
   * Changes exactly the plan's posts (less `skip`), all or none. Error `stale` (changed meanwhile) or `read-only` (cannot be
   * written) with the paths, and nothing written.
   */
  'taxonomy.apply': {
    args: z.object({ planId: handle, skip: z.array(relPath) }),
    result: z.object({ written: z.array(relPath), moved }),
  },
  'taxonomy.last': { args: z.object({}).strict(), result: z.object({ last: lastChange.nullable() }) },
  /** Takes the last change back, byte for byte. Error `stale` with the posts edited since, and nothing written. */
  'taxonomy.undo': {
    args: z.object({}).strict(),
    result: z.object({ written: z.array(relPath), moved }),
  },
} as const;
