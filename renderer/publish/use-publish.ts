// Owns: one place to publish from as the page knows it: its state, the act that runs, how far it is, and how the last one ended.
// Must not know: how any of it is drawn.
import { useCallback, useEffect, useState } from 'react';
import type { PostAddress, PublishState } from '#contract/publish-calls.ts';
import type { Client } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { useWork } from '../state/work-context.ts';
import { type Failure, failureOf } from './failure.ts';

export type Act = 'fetch' | 'forward' | 'push' | 'branch' | 'identity' | 'revert' | 'undo';

export interface Far {
  readonly what: string;
  readonly percent: number | null;
}

/** How the last act ended well. */
export type Ended =
  | {
      readonly act: 'push';
      readonly count: number;
      readonly to: string;
      readonly posts: readonly PostAddress[];
    }
  | { readonly act: 'fetch' | 'forward' | 'branch' | 'identity' }
  | {
      readonly act: 'revert' | 'undo';
      readonly files: readonly RelPath[];
      readonly commit: string | null;
    };

export interface Publish {
  /** Null until it was looked at. */
  readonly state: PublishState | null;
  readonly busy: Act | null;
  readonly far: Far | null;
  readonly failure: Failure | null;
  readonly ended: Ended | null;
  /** The remote to look at; null: the branch's own. */
  readonly remote: string | null;
  chooseRemote(name: string): void;
  fetch(): void;
  forward(): void;
  push(): void;
  stop(): void;
  switchTo(branch: string, create: boolean): void;
  setIdentity(name: string, email: string): void;
  revert(commit: string): void;
  undo(): void;
}

/** Looks at `target` (null: the open journal) and does there what is asked for, one act at a time. */
export function usePublish(target: string | null): Publish {
  const work = useWork();
  const { client } = work;
  const [state, setState] = useState<PublishState | null>(null);
  const [remote, setRemote] = useState<string | null>(null);
  const [busy, setBusy] = useState<Act | null>(null);
  const [far, setFar] = useState<Far | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [ended, setEnded] = useState<Ended | null>(null);

  useEffect(() => {
    let here = true;
    client.call('publish.state', { target, remote }).then(
      (next) => here && setState(next),
      (thrown: unknown) => here && setFailure(failureOf(thrown)),
    );
    return () => {
      here = false;
    };
  }, [client, target, remote]);
  useEffect(() => client.on('publish.progress', ({ what, percent }) => setFar({ what, percent })), [client]);

  const run = useCallback(
    async (act: Act, job: (client: Client) => Promise<readonly [PublishState, Ended]>): Promise<void> => {
      setBusy(act);
      setFar(null);
      setFailure(null);
      setEnded(null);
      try {
        const [next, end] = await job(client);
        setState(next);
        setEnded(end);
      } catch (thrown) {
        // Part of it may be done: a fetch before a push, files before their commit.
        const next = await client.call('publish.state', { target, remote }).catch(() => null);
        if (next !== null) setState(next);
        setFailure(failureOf(thrown));
      } finally {
        setBusy(null);
      }
    },
    [client, target, remote],
  );
  /** What is open is saved first where files of the journal may change. */
  const runOnFiles: typeof run = async (act, job) => {
    if (await work.flush()) await run(act, job);
  };

  return {
    state,
    busy,
    far,
    failure,
    ended,
    remote,
    chooseRemote: setRemote,
    fetch: () =>
      void run('fetch', async ({ call }) => [
        await call('publish.fetch', { target, remote }),
        { act: 'fetch' },
      ]),
    forward: () =>
      void runOnFiles('forward', async ({ call }) => [
        await call('publish.forward', { target, remote }),
        { act: 'forward' },
      ]),
    push: () => {
      const head = state?.head;
      if (!head) return;
      void run('push', async ({ call }) => {
        const done = await call('publish.push', { target, remote, head });
        const { destination } = done.state;
        const to = destination === null ? '' : `${destination.remote}/${destination.branch}`;
        return [done.state, { act: 'push', count: done.pushed, to, posts: done.posts }];
      });
    },
    stop: () => void client.call('publish.cancel', {}).catch(() => undefined),
    switchTo: (branch, create) =>
      void runOnFiles('branch', async ({ call }) => [
        await call('publish.switch', { target, branch, create }),
        { act: 'branch' },
      ]),
    setIdentity: (name, email) =>
      void run('identity', async ({ call }) => [
        await call('publish.identity', { target, name, email }),
        { act: 'identity' },
      ]),
    revert: (commit) =>
      void runOnFiles('revert', async ({ call }) => {
        const done = await call('publish.revert', { target, commit });
        const files = [...done.written, ...done.deleted];
        return [done.state, { act: 'revert', files, commit: done.commit }];
      }),
    undo: () => {
      if (target === null) return;
      void runOnFiles('undo', async ({ call }) => {
        const done = await call('export.undo', { target });
        const files = [...done.written, ...done.deleted];
        return [done.state, { act: 'undo', files, commit: done.commit }];
      });
    },
  };
}
