// A journal on disk with everything that the calls on posts need, real except for the trash, which is a folder.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Settings } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { backupHandlers } from '#host/backup/handlers.ts';
import { createBackups } from '#host/backup/store.ts';
import { createQueues } from '#host/files/queues.ts';
import { historyHandlers } from '#host/history/handlers.ts';
import { createHistory } from '#host/history/store.ts';
import type { ImageDeps } from '#host/images/deps.ts';
import { imageHandlers } from '#host/images/handlers.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { PostDeps } from '#host/posts/deps.ts';
import { postHandlers } from '#host/posts/handlers.ts';
import { defaultSettings } from '#host/settings/defaults.ts';
import { openTestJournal } from './journal.ts';

/** A path that a test wrote itself and knows to be relative. */
export const rel = (path: string): RelPath => path as RelPath;

export interface World {
  readonly root: string;
  readonly data: string;
  readonly trashFolder: string;
  readonly journal: Awaited<ReturnType<typeof openTestJournal>>;
  readonly calls: ReturnType<typeof postHandlers> &
    ReturnType<typeof backupHandlers> &
    ReturnType<typeof historyHandlers> &
    ReturnType<typeof imageHandlers>;
  /** Resolves when nothing is left to write. */
  idle(): Promise<void>;
}

export interface WorldOptions {
  readonly site?: Partial<SiteConfig>;
  readonly settings?: Partial<Settings>;
  readonly trash?: (file: string) => Promise<void>;
}

/** What the handlers of the host need, all of it below `folder`. */
export function hostDeps(
  folder: string,
  journal: () => JournalHandle,
  options: Pick<WorldOptions, 'settings' | 'trash'> = {},
): PostDeps & ImageDeps {
  const data = join(folder, 'data');
  let clock = 1_700_000_000_000;
  const now = () => clock++;
  const log = () => undefined;
  return {
    journal,
    settings: () => ({ ...defaultSettings, ...options.settings }),
    backups: createBackups(join(data, 'backups'), now, log),
    history: createHistory(join(data, 'history'), now, log),
    queues: createQueues(),
    ports: {
      dirs: { config: data, cache: data, data, documents: data, home: data },
      now,
      log,
      trash: options.trash ?? ((file) => rename(file, join(folder, 'trash', basename(file)))),
    },
  };
}

/** Writes `files` (path to content) below `root` and opens it as a journal. */
export async function openWorld(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  options: WorldOptions = {},
): Promise<World> {
  const root = join(folder, 'journal');
  const data = join(folder, 'data');
  const trashFolder = join(folder, 'trash');
  await mkdir(root, { recursive: true });
  await mkdir(trashFolder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  const journal = await openTestJournal(root, options.site);
  const deps = hostDeps(folder, () => journal, options);
  return {
    root,
    data,
    trashFolder,
    journal,
    calls: {
      ...postHandlers(deps),
      ...backupHandlers({ ...deps, now: deps.ports.now }),
      ...historyHandlers(deps),
      ...imageHandlers(deps),
    },
    idle: async () => {
      await deps.queues.idle();
      await deps.history.idle();
    },
  };
}
