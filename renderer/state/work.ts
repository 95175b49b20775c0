// Owns: what the frame does with the host: opening journals and posts, and telling the person how it went.
// Must not know: how anything is drawn, nor the open post's text beyond the seam (`PostApi`).
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { Client } from '#contract/transport.ts';
import type { FolderChoice, Settings } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { PostApi, PostCommand } from '../post/post-view.ts';
import { gather, gathered } from './gather.ts';
import type { Words } from './model.ts';
import { loadRules } from './rules-work.ts';
import type { Store } from './store.ts';

export interface Work {
  readonly client: Client;
  readonly store: Store;
  /** The open post's seam, given by the post while it is shown. */
  setPost(api: PostApi | null): void;
  runInPost(command: PostCommand): boolean;
  revealLine(line: number): void;
  post(): PostApi | null;
  /** Saves what is open; false: it could not be, stay. */
  flush(): Promise<boolean>;
  openPost(path: RelPath | null): Promise<boolean>;
  openFolder(folder: FolderChoice): Promise<void>;
  openSample(): Promise<void>;
  chooseFolder(): Promise<void>;
  closeJournal(): Promise<void>;
  refresh(): Promise<void>;
  reloadRecent(): Promise<void>;
  setSettings(change: Partial<Settings>): Promise<void>;
  tell(words: Words, options?: NoticeOptions): void;
  /** Runs a piece of work; a failure becomes a notice, and gives null. */
  attempt<T>(work: () => Promise<T>): Promise<T | null>;
}

export interface NoticeOptions {
  readonly tone?: 'info' | 'error';
  readonly sticky?: boolean;
  readonly undo?: () => void;
  readonly action?: { readonly key: string; readonly run: () => void };
}

/** The catalogue's sentence for a failure. */
export function wordsOfFailure(failure: unknown): Words {
  if (!(failure instanceof CallError)) return { key: 'errors.internal', facts: { message: String(failure) } };
  const facts: Record<string, string | number> = { message: failure.message };
  for (const [key, value] of Object.entries(failure.detail ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') facts[key] = value;
  }
  // The line's own failure: the host may or may not have done it.
  if (facts.lost === 1) return { key: 'errors.lost', facts };
  // What git refused has words of its own, where it is known why.
  if (failure.code === 'git' && typeof facts.problem === 'string') {
    return { key: `problems.${facts.problem}`, facts: { ...facts, defaultValue: failure.message } };
  }
  return { key: `errors.${failure.code}`, facts };
}

export function createWork(client: Client, store: Store): Work {
  let api: PostApi | null = null;
  let lastNotice = 0;
  /** Lists that were asked for; only the last one counts. */
  let taking = 0;

  const tell = (words: Words, options: NoticeOptions = {}): void => {
    lastNotice += 1;
    const { tone = 'info', sticky = false, undo = null, action = null } = options;
    store.dispatch({ type: 'notice', notice: { id: lastNotice, tone, words, sticky, undo, action } });
  };

  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (failure) {
      tell(wordsOfFailure(failure), { tone: 'error' });
      return null;
    }
  };

  const flush = async (): Promise<boolean> => (api === null ? true : await api.flush());

  const open = async (argument: { folder: string } | { sample: true }): Promise<void> => {
    if (!(await flush())) return;
    store.dispatch({ type: 'opening' });
    const opened = await attempt(() => client.call('journal.open', argument));
    if (opened === null) {
      store.dispatch({ type: 'open-failed' });
      return;
    }
    await Promise.all([take(opened), loadBackups()]);
  };

  /** A journal that was open already keeps its view and its open post. */
  const take = async (opened: CallResult<'journal.open'>): Promise<void> => {
    const { journal, entries, rest } = opened;
    const known = store.get().journal?.id === journal.id;
    void loadRules({ client, store });
    if (rest === undefined || !known) {
      const awaited = rest === undefined ? 0 : Math.max(0, rest.total - entries.length);
      store.dispatch(
        known ? { type: 'refreshed', journal, entries } : { type: 'opened', journal, entries, awaited },
      );
    }
    if (rest === undefined) return;
    // The beginning of the list is there to be used; the rest follows.
    taking += 1;
    const turn = taking;
    const isLast = (): boolean => turn === taking && store.get().journal?.id === journal.id;
    try {
      const whole = await gather(client, opened);
      if (isLast())
        store.dispatch({ type: 'refreshed', journal, entries: gathered(whole, store.get().entries) });
    } catch (failure) {
      // When the line was lost, the next one asks for everything anyway.
      if (isLast() && failure instanceof CallError && failure.code === 'not-found') await refresh();
    }
  };

  const loadBackups = async (): Promise<void> => {
    const list = await attempt(() => client.call('backup.list', {}));
    if (list !== null) store.dispatch({ type: 'backups', backups: list.backups });
    tellTakenUp();
  };

  /** A post that is opened takes up its text from a crash by itself; the person is told that it did. */
  const tellTakenUp = (): void => {
    const { open: path, backups, entries } = store.get();
    if (path === null || !backups.some((backup) => backup.path === path)) return;
    store.dispatch({ type: 'backup-gone', path });
    const title = entries.find((entry) => entry.path === path)?.title ?? path;
    tell({ key: 'recovery.takenUp', facts: { title } }, { sticky: true });
  };

  const refresh = async (): Promise<void> => {
    const current = await attempt(() => client.call('journal.current', {}));
    const opened = current?.opened ?? null;
    if (opened === null) {
      const { journal, phase } = store.get();
      if (phase === 'opening' || (current !== null && journal !== null)) store.dispatch({ type: 'closed' });
      return;
    }
    const known = store.get().journal?.id === opened.journal.id;
    await Promise.all([take(opened), known ? undefined : loadBackups()]);
  };

  const reloadRecent = async (): Promise<void> => {
    const list = await attempt(() => client.call('journal.recent', {}));
    if (list !== null) store.dispatch({ type: 'recent', recent: list.recent });
  };

  return {
    client,
    store,
    setPost(next) {
      api = next;
    },
    runInPost: (command) => api?.run(command) ?? false,
    revealLine: (line) => api?.reveal(line),
    post: () => api,
    flush,
    async openPost(path) {
      if (path === store.get().open) {
        store.dispatch({ type: 'open-post', path });
        return true;
      }
      if (!(await flush())) {
        tell({ key: 'notices.stay' }, { tone: 'error' });
        return false;
      }
      store.dispatch({ type: 'open-post', path });
      tellTakenUp();
      return true;
    },
    openFolder: (folder) => open({ folder: folder.id }),
    openSample: () => open({ sample: true }),
    async chooseFolder() {
      if (!store.get().info.canPickFolder) {
        store.dispatch({ type: 'dialog', dialog: { kind: 'folder', purpose: 'journal' } });
        return;
      }
      const picked = await attempt(() => client.call('folder.pick', { purpose: 'journal' }));
      if (picked?.folder) await open({ folder: picked.folder.id });
    },
    async closeJournal() {
      if (!(await flush())) return;
      await attempt(() => client.call('journal.close', {}));
      store.dispatch({ type: 'closed' });
      await reloadRecent();
    },
    refresh,
    reloadRecent,
    async setSettings(change) {
      const settings = await attempt(() => client.call('settings.set', change));
      if (settings !== null) store.dispatch({ type: 'settings', settings });
    },
    tell,
    attempt,
  };
}
