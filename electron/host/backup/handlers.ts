// Owns: the calls about unsaved text.
// Must not know: how backups are stored, or how posts are saved.
import type { Handlers } from '#contract/transport.ts';
import { locate } from '#host/files/contain.ts';
import { checkPostPath } from '#host/files/names.ts';
import type { Queues } from '#host/files/queues.ts';
import { readRegular } from '#host/files/read-file.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { BackupStore } from './store.ts';

export interface BackupDeps {
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  readonly backups: BackupStore;
  readonly queues: Queues;
  readonly now: () => number;
}

export function backupHandlers(
  deps: BackupDeps,
): Pick<Handlers, 'backup.put' | 'backup.drop' | 'backup.list'> {
  const { backups, queues } = deps;
  const lock = (journal: string, path: string) => [`backup:${journal}:${path}`];
  return {
    'backup.put': ({ path, text, base }) => {
      const journal = deps.journal();
      checkPostPath(path, journal.entry(path) !== null);
      const { id } = journal.info;
      return queues.run(lock(id, path), async () => {
        await backups.put(id, { path, text, base, saved: deps.now() });
        return {};
      });
    },
    'backup.drop': ({ path }) => {
      const { id } = deps.journal().info;
      return queues.run(lock(id, path), async () => {
        await backups.drop(id, path);
        return {};
      });
    },
    'backup.list': async () => {
      const { root, info } = deps.journal();
      const items = await backups.list(info.id);
      const onDisk = async (path: (typeof items)[number]['path']) => {
        // A backup is offered whatever became of its file: gone, a folder, or a link that leads out.
        const found = await locate(root, path)
          .then((located) => readRegular(located.file))
          .catch(() => null);
        return found?.version ?? null;
      };
      return {
        backups: await Promise.all(items.map(async (item) => ({ ...item, onDisk: await onDisk(item.path) }))),
      };
    },
  };
}
