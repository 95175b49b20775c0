// Owns: being told by the system that something below a folder changed.
// Must not know: what is in the folder. It only says where to look again; it may say so too often, and says when it cannot watch.
import { type FSWatcher, watch } from 'node:fs';
import { sep } from 'node:path';
import { errnoOf } from '#host/files/file-system.ts';

export interface WatchListener {
  /** Something at this path (below the root, `/` between parts) came, went or changed; `''` is the root itself. */
  readonly touched: (path: string) => void;
  /** The system's limit is reached: from now on some changes go unseen. */
  readonly limited: () => void;
}

export interface FolderWatcher {
  /** The folders to watch, below the root, `''` for the root; replaces the former ones. */
  setFolders(folders: readonly string[]): void;
  addFolders(folders: readonly string[]): void;
  /** Stops watching a folder and all below it. */
  dropFolder(folder: string): void;
  has(folder: string): boolean;
  readonly isLimited: boolean;
  close(): void;
}

export interface WatchOptions {
  /** One watcher for the whole tree, as macOS and Windows have it; elsewhere one for each folder. */
  readonly recursive?: boolean;
  /** For tests of the limit. */
  readonly watch?: typeof watch;
}

/**
 * Watches folders, not files: ten thousand posts in ten folders are ten watchers. A library that watches every file was tried and found
 * to need a thousand times the watches for the same events.
 */
export function watchFolders(
  root: string,
  listener: WatchListener,
  options: WatchOptions = {},
): FolderWatcher {
  const recursive = options.recursive ?? (process.platform === 'darwin' || process.platform === 'win32');
  const start = options.watch ?? watch;
  const watchers = new Map<string, FSWatcher>();
  let folders = new Set<string>();
  let isLimited = false;
  let closed = false;

  const limit = () => {
    if (isLimited) return;
    isLimited = true;
    listener.limited();
  };

  const open = (folder: string): void => {
    if (closed || watchers.has(folder)) return;
    try {
      const made = start(
        folder === '' ? root : `${root}/${folder}`,
        { persistent: false, recursive },
        (_event, name) => {
          const inner = name === null ? '' : recursive ? name.split(sep).join('/') : name;
          listener.touched(inner === '' ? folder : folder === '' ? inner : `${folder}/${inner}`);
        },
      );
      made.on('error', (error) => {
        made.close();
        watchers.delete(folder);
        if (isLimitError(error)) limit();
        else listener.touched(folder);
      });
      watchers.set(folder, made);
    } catch (error) {
      // A folder that vanished meanwhile is told by the watcher of its parent.
      if (isLimitError(error)) limit();
    }
  };

  const shut = (folder: string): void => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };

  return {
    setFolders(next) {
      folders = new Set(next);
      if (recursive) {
        open('');
        return;
      }
      for (const folder of [...watchers.keys()]) if (!folders.has(folder)) shut(folder);
      for (const folder of next) open(folder);
    },
    addFolders(more) {
      for (const folder of more) {
        folders.add(folder);
        if (!recursive) {
          // The folder may be another one under the same name.
          shut(folder);
          open(folder);
        }
      }
    },
    dropFolder(folder) {
      for (const each of [...folders]) {
        if (each !== folder && !each.startsWith(`${folder}/`)) continue;
        folders.delete(each);
        if (!recursive) shut(each);
      }
    },
    has: (folder) => folders.has(folder),
    get isLimited() {
      return isLimited;
    },
    close() {
      closed = true;
      for (const each of watchers.values()) each.close();
      watchers.clear();
    },
  };
}

/** ENOSPC: no watches left; EMFILE: no instances or descriptors left. */
function isLimitError(error: unknown): boolean {
  const code = errnoOf(error);
  return code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE';
}
