// The part of the wire about what a journal's posts say in their front matter, key by key: kinds and values in use, for forms.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
// Before the first schema of this file: it forbids building code from text.
import '#contract/values.ts';
import type { FieldModel } from '#core/frontmatter/types.ts';

const kind = z.enum([
  'text',
  'longText',
  'date',
  'category',
  'tags',
  'layout',
  'image',
  'boolean',
  'number',
  'list',
  'map',
  'raw',
]);

const fieldModel: z.ZodType<FieldModel> = z.object({
  key: z.string(),
  kind,
  count: z.number(),
  share: z.number(),
  suggestions: z.array(z.object({ value: z.string(), count: z.number() })),
  listAs: z.enum(['list', 'words', 'text']).nullable(),
  default: z.unknown(),
});

export const fieldCalls = {
  /** Keys of the newest posts in their usual order, each with its kind and its values, the most used first. */
  'fields.get': { args: z.object({}).strict(), result: z.object({ fields: z.array(fieldModel) }) },
} as const;
