// The part of the wire that brings images in: storing with progress and cancel, second thoughts about what was stored, and
// the images that follow a post. Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import { handle, postEntry, relPath, version } from '#contract/values.ts';
import type { Markup } from '#core/images/markup.ts';

const bytes = z.instanceof(Uint8Array);
const name = z.string().max(255);

/** What a host can make of a dropped file: as the settings say, a WebP, or the file as it came (less its private facts). */
export const imageFormat = z.enum(['setting', 'webp', 'original']);

const storeArgs = {
  post: relPath,
  name,
  bytes,
  categories: z.array(z.string()),
  slug: z.string(),
};

const stored = z.object({
  path: relPath,
  /** URL to write into a post: root-absolute. */
  url: z.string(),
  width: z.number(),
  height: z.number(),
  size: z.number(),
  reused: z.boolean(),
  /** False where the image library is missing: stored as it came, less its private facts. */
  converted: z.boolean(),
});
export type StoredImage = z.infer<typeof stored>;

export const imageStages = ['waiting', 'converting', 'writing'] as const;
export type ImageStage = (typeof imageStages)[number];

const markup: z.ZodType<Markup, Markup> = z.object({
  kind: z.enum(['markdown', 'html', 'center', 'figure', 'include']),
  width: z.string().nullable(),
  height: z.string().nullable(),
  alt: z.boolean(),
  template: z.string().nullable(),
  prefix: z.string(),
});

/** Lines of a post that change, 1-based, as they are and as they will be. */
const lineChange = z.object({ line: z.number(), before: z.string(), after: z.string() });
const moved = z.object({ from: relPath, to: relPath });

export const imageCalls = {
  /**
   * Sniffs, limits, converts, names and stores; the same bytes give the file that is there. `job` is the page's own name for
   * this work, under which `image.progress` events tell of it and `image.cancel` ends it (error `cancelled`, no file left).
   */
  'image.store': {
    args: z.object({ ...storeArgs, job: handle.optional(), format: imageFormat.optional() }),
    result: stored,
  },
  'image.cancel': { args: z.object({ job: handle }), result: z.object({}).strict() },
  /**
   * Puts a second form of a stored image beside it: another name, another format (`bytes`: the file as it came, needed for
   * that), or both. The first one stays until `image.settle`.
   */
  'image.adjust': {
    args: z.object({
      ...storeArgs,
      bytes: bytes.nullable(),
      /** The stored image that is adjusted; `name` is its new name without extension. */
      path: relPath,
      format: imageFormat.nullable(),
      /** The file as it came is kept with place, camera and author in it. */
      private: z.boolean(),
    }),
    result: stored.extend({ swap: handle }),
  },
  /** Makes sure that the file of this side of an adjustment is on disk (undo and redo). */
  'image.ready': {
    args: z.object({ swap: handle, side: z.enum(['before', 'after']) }),
    result: z.object({}).strict(),
  },
  /** The text with this side is saved: the other side's file goes if the host made it and no post uses it. */
  'image.settle': {
    args: z.object({ swap: handle, side: z.enum(['before', 'after']) }),
    result: z.object({ removed: relPath.nullable() }),
  },
  /** The posts (and pages, layouts, styles of the blog) that use each of these images. */
  'image.users': {
    args: z.object({ paths: z.array(relPath).max(1000) }),
    result: z.object({ images: z.array(z.object({ path: relPath, posts: z.array(relPath) })) }),
  },
  /** How the journal keeps and writes its images, learned from its posts; nulls where nothing is clear. */
  'image.manner': {
    args: z.object({}).strict(),
    result: z.object({
      folder: z.string().nullable(),
      markup: markup.nullable(),
      /** A post to show an example with; null in an empty journal. */
      example: z
        .object({ categories: z.array(z.string()), slug: z.string(), date: z.string().nullable() })
        .nullable(),
      baseurl: z.string(),
    }),
  },
  /** The images that these posts use and nothing else does, with their sizes in bytes: what goes with them, or stays behind unused. */
  'image.only': {
    args: z.object({ posts: z.array(relPath).min(1).max(1000) }),
    result: z.object({ images: z.array(z.object({ path: relPath, url: z.string(), size: z.number() })) }),
  },
  /**
   * Gives a post another file name (`slug`, `date`) or other categories; with `images` its own image folder moves too and
   * every reference follows, all or nothing. `dryRun` only tells what would change. Error `refused` where images would land
   * on others.
   */
  'post.relocate': {
    args: z.object({
      path: relPath,
      base: version,
      to: z.union([
        z.object({ slug: z.string().min(1).max(200), date: z.string().min(8).max(40).nullable() }).strict(),
        z.object({ categories: z.array(z.string().max(200)).max(20) }).strict(),
      ]),
      images: z.boolean(),
      dryRun: z.boolean(),
    }),
    result: z.object({
      path: relPath,
      version,
      entry: postEntry.nullable(),
      /** The folder that belongs to this post alone, and where it goes; null where it has none or it stays. */
      folder: z.object({ from: z.string(), to: z.string() }).nullable(),
      images: z.array(moved),
      /** Files of these names are in the new folder already: with `images` it would be refused. */
      taken: z.boolean(),
      changes: z.array(lineChange),
      /** For `post.relocate-back`; null for a dry run. */
      undo: handle.nullable(),
    }),
  },
  /** Takes a relocation back: a post not edited since gets its very bytes again. */
  'post.relocate-back': {
    args: z.object({ undo: handle }),
    result: z.object({ from: relPath, path: relPath, version }),
  },
} as const;
