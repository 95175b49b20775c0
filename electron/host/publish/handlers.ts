// Owns: the calls `publish.*` and `export.undo`: which folder is meant, one act at a time there, stopping, and telling how far it is.
// Must not know: how any act is done, or how the page shows it.
import { basename } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { PublishState } from '#contract/publish-calls.ts';
import type { Handlers } from '#contract/transport.ts';
import type { FolderChoice } from '#contract/values.ts';
import { createTargetList } from '#host/export/targets.ts';
import type { Queues } from '#host/files/queues.ts';
import { createBranch, listBranches, switchBranch } from '#host/git/branches.ts';
import { setIdentity } from '#host/git/identity.ts';
import { readState } from '#host/git/state.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { HostEvent, Ports } from '#host/ports.ts';
import { historyOf } from './history.ts';
import { openPlace, type PublishWorld, requirePlace } from './place.ts';
import { revertCommit } from './revert.ts';
import { countPending, lookAt } from './state.ts';
import { askRemote, pushCurrent, type SyncOptions, stepForward } from './sync.ts';
import type { TakenBack } from './take-back.ts';
import { undoExport } from './undo-export.ts';

export interface PublishDeps {
  readonly ports: Pick<Ports, 'dirs' | 'now' | 'log'>;
  /** The open journal, or throws `no-journal`. */
  readonly journal: () => JournalHandle;
  /** Absolute path of a folder the page may name. */
  readonly folderOf: (handle: string) => Promise<string>;
  /** The handle of a folder, for the page. */
  readonly choiceOf: (folder: string) => Promise<FolderChoice>;
  readonly queues: Queues;
  readonly emit: (event: HostEvent) => void;
}

type PublishHandlers = Pick<Handlers, Extract<keyof Handlers, `publish.${string}`> | 'export.undo'>;

/** So many places are asked for commits that wait. */
const PLACES = 4;
/** Milliseconds between two tellings of progress. */
const PACE = 80;

export interface Publishing {
  readonly handlers: PublishHandlers;
  /** Ends a fetch or push that runs: nobody is there any more to hear of it. */
  stop(): void;
}

/** Makes the handlers of `publish.*` and of `export.undo`. */
export function createPublish(deps: PublishDeps): Publishing {
  const { ports, queues } = deps;
  const world: PublishWorld = { data: ports.dirs.data, now: ports.now };
  const targets = createTargetList(ports);
  let running: AbortController | null = null;

  const openRoot = (): string | null => {
    try {
      return deps.journal().root;
    } catch {
      return null;
    }
  };
  const folderFor = async (target: string | null): Promise<string> =>
    target === null ? deps.journal().root : await deps.folderOf(target);
  const look = async (target: string | null, remote: string | null = null): Promise<PublishState> =>
    folderFor(target).then((folder) => lookAt(world, { folder, remote, inPlace: folder === openRoot() }));
  /** One act at a time in a folder. */
  const act = async <T>(target: string | null, job: (folder: string) => Promise<T>): Promise<T> => {
    const folder = await folderFor(target);
    return queues.run([`publish:${folder}`], () => job(folder));
  };
  /** The same for an act that uses the network, which can be stopped and tells how far it is. */
  const online = <T>(
    target: string | null,
    remote: string | null,
    job: (options: SyncOptions) => Promise<T>,
  ): Promise<T> =>
    act(target, async (folder) => {
      if (running !== null) throw new CallError('unavailable', 'A fetch or push is running already.');
      const controller = new AbortController();
      running = controller;
      try {
        return await job({ folder, remote, signal: controller.signal, onProgress: progress(deps.emit) });
      } finally {
        running = null;
      }
    });
  const takenBack = async (target: string | null, done: TakenBack) => ({
    written: [...done.written],
    deleted: [...done.deleted],
    commit: done.commit,
    state: await look(target),
  });

  const handlers: PublishHandlers = {
    'publish.places': async () => {
      const { root } = deps.journal();
      const here = await openPlace(root, world);
      const others = (await targets.list()).filter((folder) => folder !== root);
      const choices = await Promise.all(others.map((folder) => deps.choiceOf(folder)));
      return {
        places: [
          ...(here.usable ? [{ target: null, name: basename(root), kind: 'journal' as const }] : []),
          ...choices.map(({ id, name, kind }) => ({ target: id, name, kind })),
        ],
      };
    },

    'publish.state': ({ target, remote }) => look(target, remote),

    'publish.pending': async () => {
      const journal = deps.journal();
      const places: { target: string | null; name: string; count: number }[] = [];
      const count = async (folder: string, target: string | null): Promise<void> => {
        // A target that cannot be looked at now has nothing to tell here.
        const waiting = await countPending(world, folder).catch(() => 0);
        if (waiting > 0) places.push({ target, name: basename(folder), count: waiting });
      };
      await count(journal.root, null);
      for (const folder of (await targets.list()).slice(0, PLACES)) {
        if (folder !== journal.root) await count(folder, (await deps.choiceOf(folder)).id);
      }
      return { places };
    },

    'publish.branches': async ({ target }) => {
      const { repository } = await requirePlace(await folderFor(target), world);
      const branches = await listBranches(repository);
      return {
        branches: branches.map(({ name, current, upstream, elsewhere, subject }) => ({
          name,
          current,
          upstream,
          elsewhere,
          subject,
        })),
      };
    },

    'publish.switch': async ({ target, branch, create }) => {
      await act(target, async (folder) => {
        const { repository } = await requirePlace(folder, world);
        const state = await readState(repository);
        await (create ? createBranch : switchBranch)(repository, state, branch);
      });
      return look(target);
    },

    'publish.identity': async ({ target, name, email }) => {
      await act(target, async (folder) => {
        const { repository } = await requirePlace(folder, world);
        await setIdentity(repository, { name, email }, undefined);
      });
      return look(target);
    },

    'publish.fetch': async ({ target, remote }) => {
      await online(target, remote, (options) => askRemote(world, options));
      return look(target, remote);
    },

    'publish.forward': async ({ target, remote }) => {
      await act(target, (folder) => stepForward(world, { folder, remote }));
      return look(target, remote);
    },

    'publish.push': async ({ target, remote, head }) => {
      const { count, posts } = await online(target, remote, (options) =>
        pushCurrent(world, { ...options, head }),
      );
      return { pushed: count, posts: [...posts], state: await look(target, remote) };
    },

    'publish.cancel': async () => {
      running?.abort();
      return { stopped: running !== null };
    },

    'publish.history': async ({ target, post }) => {
      const { path, remote, commits } = await historyOf(
        world,
        await folderFor(target),
        deps.journal().root,
        post,
      );
      return { path, remote, commits: [...commits] };
    },

    'publish.revert': async ({ target, commit }) =>
      takenBack(target, await act(target, (folder) => revertCommit(world, folder, commit))),

    'export.undo': async ({ target }) =>
      takenBack(target, await act(target, (folder) => undoExport(world, folder))),
  };
  return { handlers, stop: () => running?.abort() };
}

function progress(emit: PublishDeps['emit']): NonNullable<SyncOptions['onProgress']> {
  let last = 0;
  return ({ doing, what, percent }) => {
    const now = Date.now();
    if (now - last < PACE && percent !== 100) return;
    last = now;
    emit({ name: 'publish.progress', payload: { doing, what, percent } });
  };
}
