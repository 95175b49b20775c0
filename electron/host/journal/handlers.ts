// Owns: the calls `journal.*`, `folder.*` and `site.model`, and which journal is the open one.
// Must not know: posts, images, exports.
import { realpath } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import type { HostEvent, Ports } from '#host/ports.ts';
import { createFolders, type Folders } from './folders.ts';
import type { JournalEvent, JournalHandle } from './handle.ts';
import { openJournal } from './open-journal.ts';
import { createPieces, type Pieces } from './pieces.ts';
import { createRecent } from './recent.ts';
import { isSample, sampleJournal } from './sample.ts';
import { siteFilesOf } from './site-model.ts';
import { tellInPieces } from './tell.ts';

export interface JournalDeps {
  readonly ports: Ports;
  readonly emit: (event: HostEvent) => void;
  /** Told after a journal was opened (null: closed), before its first event. */
  readonly onOpen?: (journal: JournalHandle | null) => void;
}

export type JournalHandlers = Folders['handlers'] &
  Pieces['handlers'] &
  Pick<Handlers, 'journal.recent' | 'journal.open' | 'journal.current' | 'journal.close' | 'site.model'>;

export interface Journals extends Pick<Folders, 'choiceOf' | 'folderOf'> {
  readonly handlers: JournalHandlers;
  /** The open journal; throws `no-journal` where there is none. */
  journal(): JournalHandle;
  /** The open journal, or null. */
  current(): JournalHandle | null;
  /** Opens a folder by its absolute path; its list equals the disk. Throws `not-found` or `io`; the former journal then stays open. */
  openFolder(folder: string): Promise<JournalHandle>;
  close(): Promise<void>;
}

/** Makes the handlers. One journal is open at a time; opening another closes it once the new one is read. */
export function createJournalHandlers(deps: JournalDeps): Journals {
  const { ports, emit } = deps;
  const folders = createFolders(ports);
  const recent = createRecent(ports);
  const pieces = createPieces();
  const tell = tellInPieces(emit);
  let current: JournalHandle | null = null;
  /** Openings come one after another, so that the last one asked for is the one that stays. */
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  const open = (folder: string): Promise<JournalHandle> =>
    inTurn(async () => {
      const root = await realpath(folder).catch(() => {
        throw new CallError('not-found', 'The folder is not there.');
      });
      if (current !== null && current.root === root) {
        await current.rescan();
        return current;
      }
      const journal = await openJournal(root, {
        now: ports.now,
        log: ports.log,
        cacheDir: ports.dirs.cache,
        sample: await isSample(ports, root),
        onProgress: (done, total) => emit({ name: 'journal.progress', payload: { done, total } }),
      });
      const former = current;
      current = journal;
      deps.onOpen?.(journal);
      journal.onChange((event) => {
        const told = toWire(event);
        if (current === journal && told !== null) tell(told);
      });
      await former?.close();
      await recent.remember(root);
      return journal;
    });

  const journal = (): JournalHandle => {
    if (current === null) throw new CallError('no-journal', 'No journal is open.');
    return current;
  };

  const close = (): Promise<void> =>
    inTurn(async () => {
      const former = current;
      current = null;
      if (former === null) return;
      deps.onOpen?.(null);
      await former.close();
    });

  return {
    choiceOf: folders.choiceOf,
    folderOf: folders.folderOf,
    journal,
    current: () => current,
    async openFolder(folder) {
      const opened = await open(folder);
      await opened.verified;
      return opened;
    },
    close,
    handlers: {
      ...folders.handlers,
      ...pieces.handlers,
      'journal.recent': async () => {
        const list = await recent.list();
        const choices = list.map(async ({ folder, opened }) => ({
          ...(await folders.choiceOf(folder)),
          opened,
        }));
        return { recent: await Promise.all(choices) };
      },
      'journal.open': async (args) => {
        const folder = 'sample' in args ? await sampleJournal(ports) : await folders.folderOf(args.folder);
        return pieces.opened(await open(folder));
      },
      'journal.current': async () => {
        // A page may be quicker than the folder that the program was started with.
        await turn;
        // A page that comes back into view asks this. Where the system cannot watch, that is the time to look.
        if (current?.info.problems.some(({ code }) => code === 'watch-limited')) void current.rescan();
        return { opened: current === null ? null : pieces.opened(current) };
      },
      'journal.close': async () => {
        await close();
        return {};
      },
      'site.model': async () => {
        const { config, includes, data, styles, documents, problems } = await siteFilesOf(
          journal().root,
          ports.now(),
        );
        return {
          config: { ...config },
          includes: { ...includes },
          data: { ...data },
          styles: [...styles],
          documents: [...documents],
          problems: [...problems],
        };
      },
    },
  };
}

function toWire(event: JournalEvent): HostEvent | null {
  switch (event.kind) {
    case 'changed': {
      const { upserted, removed, versions } = event.change;
      return {
        name: 'journal.changed',
        payload: { upserted: [...upserted], removed: [...removed], versions: { ...versions } },
      };
    }
    case 'availability':
      return { name: 'journal.availability', payload: { available: event.available } };
    case 'progress':
      return { name: 'journal.progress', payload: { done: event.done, total: event.total } };
    case 'site':
      return { name: 'site.changed', payload: {} };
    case 'rules':
      return { name: 'rules.changed', payload: {} };
    case 'images':
      return { name: 'images.changed', payload: {} };
  }
}
