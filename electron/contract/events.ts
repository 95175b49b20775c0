// The wire's other direction: what the host tells the page without being asked.
// Events are facts, never commands to compute: a page that missed one is right again after `journal.current`.
import { z } from 'zod';
import { imageStages } from '#contract/image-calls.ts';
import { folderChoice, handle, postEntry, relPath, settings } from '#contract/values.ts';

export const events = {
  'journal.changed': z.object({
    upserted: z.array(postEntry),
    removed: z.array(relPath),
    /** Version (hash) of each upserted file, by path, so that an open post knows its own save from another's. */
    versions: z.record(z.string(), z.string()),
  }),
  /** The folder vanished (or is back): nothing is deleted, editing goes on. */
  'journal.availability': z.object({ available: z.boolean() }),
  'journal.progress': z.object({ done: z.number(), total: z.number() }),
  /** Posts written so far by a running `taxonomy.apply` or `taxonomy.undo`. */
  'taxonomy.progress': z.object({ done: z.number(), total: z.number() }),
  /** How far a running `image.store` with this `job` is. */
  'image.progress': z.object({ job: handle, stage: z.enum(imageStages) }),
  /** How far a running fetch or push is, in git's words; `percent` is null where git does not count. */
  'publish.progress': z.object({
    doing: z.enum(['fetch', 'push']),
    what: z.string(),
    percent: z.number().nullable(),
  }),
  /** Files done so far by a running `media.plan`, `media.apply` or `media.undo`. */
  'media.progress': z.object({ done: z.number(), total: z.number() }),
  'site.changed': z.object({}),
  /** The journal's own settings were changed outside: ask for them again (`rules.get`). */
  'rules.changed': z.object({}),
  'images.changed': z.object({}),
  'settings.changed': settings,
  /** A native menu item was chosen: the id of a page command. */
  'menu.command': z.object({ command: z.string() }),
  /** The person asked from outside for another journal, or a post of it: the page saves what is open, then opens that. */
  'journal.wanted': z.object({ folder: folderChoice, post: relPath.nullable() }),
  /** The window wants to close: the page saves what is open, then answers by closing. */
  'app.closing': z.object({}),
} as const;

export type Events = typeof events;
export type EventName = keyof Events;
export type EventPayload<N extends EventName> = z.output<Events[N]>;
