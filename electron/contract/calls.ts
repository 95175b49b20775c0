// The wire: every call from the page to the host, once, with the schema of its argument and of its result.
// Types, the client and the allow-list of each shell are inferred from this table; nothing else names a call.
import { z } from 'zod';
import { checkCalls } from '#contract/check-calls.ts';
import { fieldCalls } from '#contract/field-calls.ts';
import { imageCalls } from '#contract/image-calls.ts';
import { listCalls, restOfList } from '#contract/list-calls.ts';
import { mediaCalls } from '#contract/media-calls.ts';
import { publishCalls } from '#contract/publish-calls.ts';
import { rulesCalls } from '#contract/rules-calls.ts';
import { targetCalls } from '#contract/target-calls.ts';
import { taxonomyCalls } from '#contract/taxonomy-calls.ts';
import {
  exportPlan,
  folderChoice,
  handle,
  journalInfo,
  postEntry,
  problem,
  relPath,
  settings,
  targetSettings,
  version,
} from '#contract/values.ts';

const none = z.object({}).strict();
const siteDocument = z.object({
  path: relPath,
  collection: z.string().nullable(),
  title: z.string(),
  /** Site-absolute; null where it has no page of its own. */
  url: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
});
/** `rest`: the list is long, and `entries` only its beginning. */
const opened = z.object({
  journal: journalInfo,
  entries: z.array(postEntry),
  rest: restOfList.optional(),
});
const readPost = z.object({
  path: relPath,
  /** The file's text as stored: line endings and BOM included. */
  text: z.string(),
  version,
  entry: postEntry,
  /** Set where the bytes are no valid UTF-8: shown, never written back. */
  readOnly: z.boolean(),
});
const savedPost = z.object({ path: relPath, version, entry: postEntry });
/** A day `YYYY-MM-DD` or a moment `YYYY-MM-DD HH:mm:ss +ZZZZ`, as front matter writes it. */
const dateText = z.string().min(8).max(40);
const title = z.string().min(1).max(500);

export const calls = {
  'app.info': {
    args: none,
    result: z.object({
      version: z.string(),
      platform: z.enum(['darwin', 'win32', 'linux']),
      locale: z.string(),
      /** A native folder dialog exists (`folder.pick`). */
      canPickFolder: z.boolean(),
      /** The system's file manager can show a file. */
      canReveal: z.boolean(),
      /** The shell has a native menu that sends `menu.command` events. */
      hasMenu: z.boolean(),
      /** Prefix of image URLs: `mediaBase + encoded relative path`. */
      mediaBase: z.string(),
      settings,
    }),
  },
  'settings.set': { args: settings.partial(), result: settings },
  /** Small, opaque state of the page (pane sizes, last journal's selection), kept by the host. */
  'ui.load': { args: none, result: z.object({ state: z.string().nullable() }) },
  'ui.save': { args: z.object({ state: z.string().max(100_000) }), result: none },

  /** Native dialog; null when cancelled. */
  'folder.pick': {
    args: z.object({ purpose: z.enum(['journal', 'target']) }),
    result: z.object({ folder: folderChoice.nullable() }),
  },
  /** In-page folder chooser: below the user's home, hidden folders left out. `parent: null` asks for the start. */
  'folder.list': {
    args: z.object({ parent: handle.nullable() }),
    result: z.object({
      here: folderChoice,
      /** Display names from the start down to here. */
      trail: z.array(folderChoice),
      children: z.array(folderChoice),
    }),
  },
  'journal.recent': {
    args: none,
    result: z.object({ recent: z.array(folderChoice.extend({ opened: z.number() })) }),
  },
  /** Opens a chosen folder, a recent one, or (`sample`) a copy of the sample journal. */
  'journal.open': {
    args: z.union([z.object({ folder: handle }), z.object({ sample: z.literal(true) })]),
    result: opened,
  },
  /** The journal that is open in this process, if any. */
  'journal.current': { args: none, result: z.object({ opened: opened.nullable() }) },
  'journal.close': { args: none, result: none },
  /** What the preview's Liquid and links need: configuration, includes, data, posts. */
  'site.model': {
    args: none,
    result: z.object({
      /** Parsed `_config.yml`, empty where there is none. */
      config: z.record(z.string(), z.unknown()),
      includes: z.record(z.string(), z.string()),
      data: z.record(z.string(), z.unknown()),
      /** Text of the blog's own stylesheets, in order, if found. */
      styles: z.array(z.object({ path: relPath, css: z.string() })),
      /** Pages (`collection` null) and documents of collections, with their front matter over the site's defaults. */
      documents: z.array(siteDocument),
      problems: z.array(problem),
    }),
  },

  'post.read': { args: z.object({ path: relPath }), result: readPost },
  /** Writes only if the disk still is `base` (null: the file must not exist). Else error `conflict` with the disk's text. */
  'post.save': {
    args: z.object({ path: relPath, text: z.string(), base: version.nullable() }),
    result: savedPost,
  },
  'post.create': {
    args: z.object({
      title,
      categories: z.array(z.string().max(200)).max(20),
      date: dateText,
      draft: z.boolean(),
      /** Overrides the slug made from the title. */
      slug: z.string().max(200).optional(),
    }),
    result: readPost,
  },
  /** New file name and date part; the text stays. */
  'post.rename': {
    args: z.object({
      path: relPath,
      base: version,
      slug: z.string().min(1).max(200),
      date: dateText.nullable(),
    }),
    result: savedPost,
  },
  /** Puts the post in another category: the folder or the front-matter value, whichever gives it now. */
  'post.move': {
    args: z.object({ path: relPath, base: version, categories: z.array(z.string().max(200)).max(20) }),
    result: readPost,
  },
  /**
   * Makes a post of a draft: out of `_drafts`, the day in its file name, `draft: true` and its like taken out. Its `date` is
   * changed only with `setDate`. In a git repository the index follows, as `git mv` does it.
   */
  'post.promote': {
    args: z.object({ path: relPath, base: version, date: dateText, setDate: z.boolean() }),
    result: readPost,
  },
  /** Makes a draft of a post. `dated`: whether its file name keeps the day; left out: where nothing else holds it. */
  'post.demote': {
    args: z.object({ path: relPath, base: version, dated: z.boolean().optional() }),
    result: readPost,
  },
  /** To the system's trash, with the version that was seen. */
  'post.trash': { args: z.object({ path: relPath, base: version }), result: none },
  'post.reveal': { args: z.object({ path: relPath }), result: none },

  /** Unsaved text, kept outside the journal until a verified save. */
  'backup.put': {
    args: z.object({ path: relPath, text: z.string(), base: version.nullable() }),
    result: none,
  },
  'backup.drop': { args: z.object({ path: relPath }), result: none },
  'backup.list': {
    args: none,
    result: z.object({
      backups: z.array(
        z.object({
          path: relPath,
          text: z.string(),
          base: version.nullable(),
          saved: z.number(),
          onDisk: version.nullable(),
        }),
      ),
    }),
  },
  'history.list': {
    args: z.object({ path: relPath }),
    result: z.object({ versions: z.array(z.object({ version, saved: z.number(), size: z.number() })) }),
  },
  'history.read': { args: z.object({ path: relPath, version }), result: z.object({ text: z.string() }) },

  'image.list': {
    args: none,
    result: z.object({
      images: z.array(z.object({ path: relPath, url: z.string(), size: z.number(), modified: z.number() })),
    }),
  },

  /** Which posts use which image, which references lead nowhere (`other`: the file of nearly that name), what nobody uses. */
  'image.usage': {
    args: none,
    result: z.object({
      images: z.array(z.object({ path: relPath, posts: z.array(relPath) })),
      broken: z.array(
        z.object({ post: relPath, line: z.number(), path: z.string(), other: relPath.nullable() }),
      ),
      unused: z.array(relPath),
    }),
  },

  'export.targets': { args: none, result: z.object({ targets: z.array(folderChoice) }) },
  /** Plans an export of the given posts (null: all that are no drafts) to a chosen target folder. Writes nothing. */
  'export.plan': {
    args: z.object({
      target: handle,
      posts: z.array(relPath).nullable(),
      drafts: z.boolean(),
      /** How the target is written to; left out: as remembered, or as recognised. */
      settings: targetSettings.optional(),
    }),
    result: exportPlan,
  },
  /** Both sides of one step as text; null: absent or binary. */
  'export.diff': {
    args: z.object({ planId: handle, path: relPath }),
    result: z.object({ before: z.string().nullable(), after: z.string().nullable() }),
  },
  /**
   * Ends a conflict the other way: the target's text becomes the journal's, whose own stays in the post's history. Error `stale`
   * where either changed since the plan, `refused` where the target has the post in another form.
   */
  'export.take': { args: z.object({ planId: handle, path: relPath }), result: z.object({ path: relPath }) },
  /** Does exactly the plan's steps (less `skip`); error `stale` and nothing written if anything changed since. */
  'export.apply': {
    args: z.object({
      planId: handle,
      skip: z.array(relPath),
      /** Conflicting paths to overwrite all the same; other conflicts are left alone. */
      overwrite: z.array(relPath),
      /** Commit exactly these paths with this message; null: no commit. */
      commit: z.object({ message: z.string().min(1).max(10_000) }).nullable(),
    }),
    result: z.object({
      written: z.array(relPath),
      deleted: z.array(relPath),
      commit: z.string().nullable(),
      problems: z.array(problem),
    }),
  },

  ...checkCalls,
  ...fieldCalls,
  ...imageCalls,
  ...listCalls,
  ...mediaCalls,
  ...publishCalls,
  ...rulesCalls,
  ...targetCalls,
  ...taxonomyCalls,
} as const;

export type Calls = typeof calls;
export type CallName = keyof Calls;
export type CallArgs<N extends CallName> = z.input<Calls[N]['args']>;
export type CallResult<N extends CallName> = z.output<Calls[N]['result']>;
