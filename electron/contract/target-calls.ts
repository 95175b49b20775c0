// The part of the wire about a target as a site: its generator, its folders, and an example of what they mean.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import { generator, handle, problem, targetSettings } from '#contract/values.ts';

const targetSite = z.object({
  /** What its own files say it is. */
  detected: generator,
  /** The file or folder that says so; null where nothing does. */
  by: z.string().nullable(),
  /** As chosen, else as remembered from the last export, else as recognised. */
  settings: targetSettings,
  remembered: z.boolean(),
  /** Files can stand beside their post there. */
  canStandBeside: z.boolean(),
  /** One post and one picture of it, as these settings place them. */
  example: z.object({
    post: z.string(),
    url: z.string().nullable(),
    image: z.string(),
    imageUrl: z.string().nullable(),
  }),
  problems: z.array(problem),
});
export type TargetSiteOnWire = z.infer<typeof targetSite>;

export const targetCalls = {
  /** Tells what a target is and what settings would do there. Writes nothing. */
  'export.site': {
    args: z.object({
      target: handle,
      settings: targetSettings.optional(),
      /** The generator chosen by hand, where its folders are to be recognised anew. */
      generator: generator.optional(),
    }),
    result: targetSite,
  },
} as const;
