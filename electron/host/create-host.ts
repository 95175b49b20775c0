// Owns: putting the host together: each part gets what it needs, and the page gets one table of handlers and one stream of events.
// Must not know: how any part works, or which shell asks.
import { join } from 'node:path';
import type { Handlers } from '#contract/transport.ts';
import { relPath } from '#contract/values.ts';
import { backupHandlers } from '#host/backup/handlers.ts';
import { createBackups } from '#host/backup/store.ts';
import { checkHandlers } from '#host/check/handlers.ts';
import { createExportHandlers } from '#host/export/handlers.ts';
import { fieldHandlers } from '#host/fields/handlers.ts';
import { createQueues } from '#host/files/queues.ts';
import { sweepLeftovers } from '#host/files/sweep.ts';
import { historyHandlers } from '#host/history/handlers.ts';
import { createHistory } from '#host/history/store.ts';
import { imageHandlers } from '#host/images/handlers.ts';
import { readMedia } from '#host/images/media.ts';
import { loadSharp } from '#host/images/sharp.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { createJournalHandlers } from '#host/journal/handlers.ts';
import { createMedia } from '#host/media/handlers.ts';
import { recoverMedia } from '#host/media/recover.ts';
import { createThumbs } from '#host/media/thumbs.ts';
import type { Host, HostEvent, Ports } from '#host/ports.ts';
import { postHandlers } from '#host/posts/handlers.ts';
import { createPublish } from '#host/publish/handlers.ts';
import { rulesHandlers } from '#host/rules/handlers.ts';
import { createSettings } from '#host/settings/handlers.ts';
import { createTaxonomy } from '#host/taxonomy/handlers.ts';
import { recoverTaxonomy } from '#host/taxonomy/recover.ts';

/** Before the path of an image in its URL: the small picture of it. */
const THUMBS = '.thumb/';

/** Makes the host of one process: no journal is open yet. `ports` are the shell's; the host ends with `close`. */
export async function createHost(ports: Ports): Promise<Host> {
  const { dirs, now, log } = ports;
  const listeners = new Set<(event: HostEvent) => void>();
  const emit = (event: HostEvent): void => {
    for (const listener of listeners) listener(event);
  };

  const settings = await createSettings(ports, (changed) =>
    emit({ name: 'settings.changed', payload: changed }),
  );
  const queues = createQueues();
  const backups = createBackups(join(dirs.data, 'backups'), now, log);
  const history = createHistory(join(dirs.data, 'history'), now, log);
  // Before anything reads a post: a change of many posts that was cut off in an earlier run is ended.
  await recoverTaxonomy(ports);
  await recoverMedia(ports);
  // What an earlier process left when it was killed goes; nobody waits for it.
  const sweep = (folder: string): void => void sweepLeftovers(folder);
  for (const folder of [dirs.config, dirs.data, dirs.cache]) sweep(folder);
  const onOpen = (opened: JournalHandle | null): void => {
    if (opened !== null) sweep(opened.root);
  };
  const journals = createJournalHandlers({ ports, emit, onOpen });
  const journal = () => journals.journal();
  const shared = { ports, journal, settings: settings.current, queues, backups, history, now };
  const taxonomy = createTaxonomy({ ...shared, emit });
  const media = createMedia({ ...shared, emit });
  const thumbs = createThumbs(join(dirs.cache, 'thumbs'), () => loadSharp(log));
  const { folderOf, choiceOf } = journals;
  const publishing = createPublish({ ports, journal, folderOf, choiceOf, queues, emit });

  const handlers: Handlers = {
    'app.info': async () => ({
      version: ports.version,
      platform: ports.platform,
      locale: ports.locale,
      canPickFolder: ports.pickFolder !== undefined,
      canReveal: ports.reveal !== undefined,
      hasMenu: ports.hasMenu,
      mediaBase: ports.mediaBase,
      settings: settings.current(),
    }),
    ...settings.handlers,
    ...journals.handlers,
    ...postHandlers(shared),
    ...backupHandlers(shared),
    ...historyHandlers(shared),
    ...imageHandlers({ ...shared, emit }),
    ...checkHandlers(shared),
    ...fieldHandlers(shared),
    ...rulesHandlers(shared),
    ...taxonomy.handlers,
    ...media.handlers,
    ...publishing.handlers,
    ...createExportHandlers({
      ports,
      journal,
      folderOf: journals.folderOf,
      choiceOf: journals.choiceOf,
      history,
      posts: shared,
    }),
  };

  return {
    handlers,
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    async openFolder(folder) {
      await journals.openFolder(folder);
    },
    async wantFolder(folder, post) {
      const path = relPath.safeParse(post);
      const choice = await journals.choiceOf(folder);
      emit({
        name: 'journal.wanted',
        payload: { folder: choice, post: path.success ? path.data : null },
      });
    },
    async media(encodedPath) {
      const open = journals.current();
      if (open === null) return null;
      // No image of a hidden folder is ever served, so this name is free.
      const small = encodedPath.startsWith(THUMBS) ? encodedPath.slice(THUMBS.length) : null;
      return small === null ? await readMedia(open.root, encodedPath) : await thumbs.read(open.root, small);
    },
    async close() {
      publishing.stop();
      await queues.idle();
      await taxonomy.idle();
      await media.idle();
      await history.idle();
      await settings.idle();
      await journals.close();
      listeners.clear();
    },
  };
}
