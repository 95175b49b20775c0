// Schemas of the values that cross the wire more than once: paths, versions, entries, plans.
// Shapes are core's types; a schema here must accept exactly what core's type says.
import { z } from 'zod';
import type { Appears, PostEntry, RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import type { GeneratorName, TargetSettings } from '#core/targets/types.ts';
import type { LossCode } from '#core/translate/types.ts';

// Before the first schema: none may build code from text, which the page's and the shells' policies forbid.
z.config({ jitless: true });

const isRelPath = (path: string): path is RelPath =>
  path.length > 0 &&
  path.length <= 4096 &&
  !path.includes('\0') &&
  !path.includes('\\') &&
  !/^[A-Za-z]:/.test(path) &&
  path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** A path below the journal's root. The host checks containment again after realpath. */
export const relPath = z.custom<RelPath>((value) => typeof value === 'string' && isRelPath(value), {
  error: 'not a relative path',
});

/** Identity of the bytes of a file: a hash in hex. Two equal versions are equal bytes. */
export const version = z.string().regex(/^[0-9a-f]{16,128}$/);

/** An opaque handle given by the host (a folder it may open, a plan it may apply). */
export const handle = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

export const problem: z.ZodType<Problem> = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'info']),
  message: z.string(),
  line: z.number().int().optional() as z.ZodType<number>, // exactOptionalPropertyTypes: absent, never undefined
  column: z.number().int().optional() as z.ZodType<number>, // likewise
  detail: z.record(z.string(), z.union([z.string(), z.number()])).optional() as z.ZodType<
    Record<string, string | number>
  >, // likewise
});

const appears = z.union([
  z.object({ will: z.literal(true) }),
  z.object({
    will: z.literal(false),
    why: z.enum(['draft', 'unpublished', 'future', 'no-date', 'excluded', 'duplicate-url', 'invalid']),
    detail: z.string().optional() as z.ZodType<string>, // likewise
  }),
]);

export const postEntry: z.ZodType<PostEntry> = z.object({
  path: relPath,
  title: z.string(),
  date: z.string().nullable(),
  time: z.number().nullable(),
  slug: z.string(),
  categories: z.array(z.string()),
  tags: z.array(z.string()),
  layout: z.string().nullable(),
  draft: z.boolean(),
  url: z.string().nullable(),
  appears,
  problems: z.array(problem),
  image: z.string().nullable(),
  excerpt: z.string().optional() as z.ZodType<string>, // likewise
  keys: z.array(z.string()),
  size: z.number(),
  modified: z.number(),
});

/** How the journal is laid out: where posts, drafts and images are. */
export const journalInfo = z.object({
  /** Opaque and stable for this folder on this machine. */
  id: handle,
  /** The folder's own name, shown as the journal's name. */
  name: z.string(),
  kind: z.enum(['jekyll', 'plain']),
  /** True for the copy of the sample journal. */
  sample: z.boolean(),
  /** Folder that new posts go to, e.g. `_posts`; empty string is the root. */
  postsFolder: z.string(),
  draftsFolder: z.string(),
  /** True where the folder is inside a git working tree. */
  git: z.boolean(),
  /** Problems of the folder as a whole (an unreadable `_config.yml`, another Markdown engine ...). */
  problems: z.array(problem),
});
export type JournalInfo = z.infer<typeof journalInfo>;

export const folderChoice = z.object({
  id: handle,
  name: z.string(),
  /** What it looks like from outside. */
  kind: z.enum(['jekyll', 'plain', 'repository', 'folder']),
});
export type FolderChoice = z.infer<typeof folderChoice>;

export const settings = z.object({
  language: z.enum(['system', 'ko', 'en']),
  theme: z.enum(['system', 'light', 'dark']),
  autosave: z.boolean(),
  /** Milliseconds of pause before an autosave. */
  autosaveDelay: z.number().int().min(200).max(60_000),
  editorFont: z.enum(['mono', 'reading']),
  editorSize: z.number().int().min(10).max(32),
  slugStyle: z.enum(['keep', 'romanise']),
  /** Folder template of stored images below the journal's root, e.g. `assets/img/{category}/{slug}`. */
  imageFolder: z.string().min(1).max(300),
  imageName: z.string().min(1).max(200),
  /** Reference form: as the post does it, or always one. */
  imageMarkup: z.enum(['auto', 'markdown', 'html', 'center']),
  imageConvert: z.boolean(),
  imageMaxWidth: z.number().int().min(200).max(10_000),
  imageMaxHeight: z.number().int().min(200).max(20_000),
  imageQuality: z.number().int().min(30).max(100),
  /** The file as it came: not kept, kept in `_originals` beside (which no blog publishes), or stored instead of a WebP. */
  imageOriginal: z.enum(['drop', 'beside', 'instead']),
  /** Originals keep the place, camera and author that are written in them. */
  imagePrivate: z.boolean(),
  /** Bytes. */
  imageLimit: z.number().int().min(1024),
  /** Bytes from which the media view calls an image heavy. */
  imageHeavy: z.number().int().min(10_240).max(100_000_000),
  syncScroll: z.boolean(),
  previewPaper: z.boolean(),
});
export type Settings = z.infer<typeof settings>;

export const planStep = z.object({
  action: z.enum(['add', 'change', 'keep', 'conflict', 'delete']),
  /** Path in the target, below its root. */
  path: relPath,
  /** Path in the journal; null for a deletion. */
  source: relPath.nullable(),
  kind: z.enum(['post', 'image', 'file']),
  /** Bytes of the new content. */
  size: z.number(),
  /** Posts (paths in the journal) that bring this file. */
  broughtBy: z.array(relPath),
  /** Closed code of why: `new`, `edited`, `same`, `target-edited`, `target-newer`, `removed`, ... */
  reason: z.string(),
  binary: z.boolean(),
  /** A renamed post is an addition and a deletion that name each other's path here; else null. */
  pair: relPath.nullable(),
  /** Of a post: in the journal, or as it was when it was last exported; else null. */
  title: z.string().nullable(),
});
export type PlanStep = z.infer<typeof planStep>;

export const generator: z.ZodType<GeneratorName, GeneratorName> = z.enum([
  'jekyll',
  'hugo',
  'hexo',
  'astro',
  'eleventy',
  'plain',
]);
/** A folder of a target: no dots, no git directory; empty is its root. */
const targetFolder = z
  .string()
  .max(500)
  .refine((path) => path === '' || isRelPath(path), { error: 'not a folder of the target' });
export const targetSettings: z.ZodType<TargetSettings, TargetSettings> = z.object({
  generator,
  content: targetFolder,
  images: targetFolder,
  beside: z.boolean(),
  names: z.enum(['slug', 'date-slug']),
  format: z.enum(['yaml', 'toml']),
});

/** What a post loses or changes on its way to another generator. */
const loss = z.object({
  path: relPath,
  line: z.number().nullable(),
  /** A closed code of core, which the page has words for. */
  code: z.custom<LossCode>((value) => typeof value === 'string' && /^[a-z-]{3,40}$/.test(value)),
  weight: z.enum(['lost', 'changed']),
  what: z.string(),
  /** Places of the post that it is about; 1 where the line says it all. */
  count: z.number(),
});
export type LossOnWire = z.infer<typeof loss>;

export const exportPlan = z.object({
  planId: handle,
  target: z.object({
    id: handle,
    name: z.string(),
    git: z.boolean(),
    branch: z.string().nullable(),
    /** Things that stand in the way of a commit (merge in progress ...). */
    problems: z.array(problem),
  }),
  steps: z.array(planStep),
  problems: z.array(problem),
  /** Suggested commit message. */
  message: z.string(),
  /** The target as a site: how it is written to, what is lost, and where each outgoing post will be. */
  there: z.object({
    settings: targetSettings,
    losses: z.array(loss),
    /** `path` is the post's in the target, `url` percent-encoded; null where nobody can know it. */
    posts: z.array(
      z.object({
        path: relPath,
        url: z.string().nullable(),
        appears: appears as z.ZodType<Appears>, // exactOptionalPropertyTypes: absent, never undefined
      }),
    ),
  }),
});
export type ExportPlan = z.infer<typeof exportPlan>;
