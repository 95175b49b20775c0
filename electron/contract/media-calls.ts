// The part of the wire that looks after the journal's images: who uses them, what is broken, and changes of many at once.
// Shapes only; must not know how anything is found or written.
import { z } from 'zod';
import { handle, relPath } from '#contract/values.ts';

/** 1-based line; `alt` is null where the place cannot have one; `shows`: it is a picture there, not a link. */
const use = z.object({ line: z.number(), alt: z.string().nullable(), shows: z.boolean() });
/** `site`: a page, layout, style or data file of the blog that is no post. */
const user = z.object({ path: relPath, uses: z.array(use), site: z.boolean() });
export type MediaUser = z.infer<typeof user>;

const image = z.object({
  path: relPath,
  url: z.string(),
  /** Bytes. */
  size: z.number(),
  /** Milliseconds since the epoch. */
  modified: z.number(),
  users: z.array(user),
});
export type MediaImage = z.infer<typeof image>;

const broken = z.object({
  post: relPath,
  line: z.number(),
  /** What the reference means, below the root. */
  path: z.string(),
  /** The file whose name differs in case or Unicode form only: shown here, missing on the server. */
  other: relPath.nullable(),
  /** Images that it may have meant, the likeliest first. */
  near: z.array(relPath),
});
export type MediaBroken = z.infer<typeof broken>;

const facts = z.object({
  path: relPath,
  /** Pixels as shown; 0 where unknown. */
  width: z.number(),
  height: z.number(),
  /** By its bytes; null where they are no image. */
  format: z.string().nullable(),
  animated: z.boolean(),
});
export type MediaFacts = z.infer<typeof facts>;

const paths = z.array(relPath).min(1).max(20_000);

const change = z.discriminatedUnion('op', [
  /** New names or folders; every reference follows. */
  z.object({
    op: z.literal('move'),
    files: z
      .array(z.object({ from: relPath, to: relPath }))
      .min(1)
      .max(20_000),
  }),
  /** Makes images lighter: as WebP, or in their own format; no wider than `maxWidth` pixels. */
  z.object({
    op: z.literal('convert'),
    paths,
    webp: z.boolean(),
    maxWidth: z.number().int().min(100).max(20_000).nullable(),
    quality: z.number().int().min(30).max(100),
  }),
  /** Points references that lead nowhere (`path`, in one post) to images that are there. */
  z.object({
    op: z.literal('mend'),
    mends: z
      .array(z.object({ post: relPath, path: z.string().min(1).max(2000), to: relPath }))
      .min(1)
      .max(20_000),
  }),
  /** To the system's trash. `used`: also those that posts use, whose references then lead nowhere. */
  z.object({ op: z.literal('trash'), paths, used: z.boolean() }),
]);
export type MediaChange = z.infer<typeof change>;
const op = z.enum(['move', 'convert', 'mend', 'trash']);

const plannedImage = z.object({
  path: relPath,
  /** Where it will be; null: in the trash. */
  to: relPath.nullable(),
  /** Bytes before and after. */
  before: z.number(),
  after: z.number(),
  /** Posts and files whose references lead nowhere once it is in the trash. */
  users: z.array(relPath),
});
const plannedPost = z.object({
  path: relPath,
  title: z.string(),
  site: z.boolean(),
  /** References that are rewritten. */
  references: z.number(),
  hunks: z.array(z.object({ line: z.number(), before: z.array(z.string()), after: z.array(z.string()) })),
});
export type MediaPlannedPost = z.infer<typeof plannedPost>;
/** An image or post that is left as it is, with the closed code of why, and the posts that are the reason. */
const left = z.object({ path: relPath, code: z.string(), message: z.string(), posts: z.array(relPath) });

const plan = z.object({
  planId: handle,
  op,
  images: z.array(plannedImage),
  posts: z.array(plannedPost),
  left: z.array(left),
});
export type MediaPlan = z.infer<typeof plan>;

const done = z.object({
  /** For `media.undo`. */
  id: handle,
  op,
  /** Milliseconds since the epoch. */
  when: z.number(),
  images: z.number(),
  posts: z.array(relPath),
  /** Bytes that the journal holds less. */
  saved: z.number(),
});
export type MediaDone = z.infer<typeof done>;

export const mediaCalls = {
  /** Every image with its uses, and every reference of a post that leads nowhere. */
  'media.list': {
    args: z.object({}).strict(),
    result: z.object({
      images: z.array(image),
      broken: z.array(broken),
      /** Posts that could not be read: what they use is not known. */
      unread: z.array(relPath),
    }),
  },
  /** What the bytes of images say. */
  'media.facts': {
    args: z.object({ paths: z.array(relPath).max(500) }),
    result: z.object({ facts: z.array(facts) }),
  },
  /** Plans a change; long work tells `media.progress` and ends by `media.cancel`. Writes nothing into the journal. */
  'media.plan': { args: z.object({ change }), result: plan },
  'media.cancel': { args: z.object({}).strict(), result: z.object({}) },
  /** The whole text of one post of a plan, before and after. */
  'media.diff': {
    args: z.object({ planId: handle, path: relPath }),
    result: z.object({ before: z.string(), after: z.string() }),
  },
  /** Does exactly the plan, all or nothing. Error `stale` with the paths that changed meanwhile, and nothing written. */
  'media.apply': { args: z.object({ planId: handle }), result: z.object({ done }) },
  /** The changes that can be taken back, the latest first. */
  'media.changes': { args: z.object({}).strict(), result: z.object({ changes: z.array(done) }) },
  /** Takes a change back, byte for byte. Error `stale` with what was changed since, and nothing written. */
  'media.undo': { args: z.object({ id: handle }), result: z.object({ done }) },
} as const;
