// Owns: the journal's images as the page holds them: fetched once, fresh after every change on disk, facts as they come.
// Must not know: how anything is drawn.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallResult } from '#contract/calls.ts';
import type { MediaDone, MediaFacts } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Work } from '../state/work.ts';
import type { FactsOf } from './model.ts';

type List = CallResult<'media.list'>;

export interface Media {
  /** Null until it is there. */
  readonly list: List | null;
  readonly facts: FactsOf;
  /** What can be taken back, the latest first. */
  readonly changes: readonly MediaDone[];
  reload(): Promise<void>;
}

const PAUSE = 250;
const BATCH = 200;

export function useMedia(work: Work): Media {
  const [list, setList] = useState<List | null>(null);
  const [changes, setChanges] = useState<readonly MediaDone[]>([]);
  const [facts, setFacts] = useState<FactsOf>(new Map());
  /** Of which state of a file its facts are. */
  const read = useRef(new Map<RelPath, string>());
  const turn = useRef(0);

  const reload = useCallback(async (): Promise<void> => {
    turn.current += 1;
    const mine = turn.current;
    const fetched = await work.attempt(async () => ({
      list: await work.client.call('media.list', {}),
      changes: (await work.client.call('media.changes', {})).changes,
    }));
    if (fetched === null || mine !== turn.current) return;
    setList(fetched.list);
    setChanges(fetched.changes);
    const states = new Map(
      fetched.list.images.map(({ path, size, modified }) => [path, `${size} ${modified}`] as const),
    );
    const wanted = [...states].filter(([path, state]) => read.current.get(path) !== state);
    for (let at = 0; at < wanted.length; at += BATCH) {
      const batch = wanted.slice(at, at + BATCH);
      const paths = batch.map(([path]) => path);
      const some = await work.client.call('media.facts', { paths }).catch(() => null);
      if (some === null || mine !== turn.current) return;
      for (const [path, state] of batch) read.current.set(path, state);
      setFacts((before) => withFacts(before, some.facts));
    }
  }, [work]);

  useEffect(() => {
    void reload();
    let timer: number | undefined;
    const later = (): void => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void reload(), PAUSE);
    };
    const stops = [
      work.client.on('journal.changed', later),
      work.client.on('images.changed', later),
      work.client.on('site.changed', later),
    ];
    return () => {
      turn.current += 1;
      window.clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [work, reload]);

  return { list, facts, changes, reload };
}

function withFacts(before: FactsOf, some: readonly MediaFacts[]): FactsOf {
  const next = new Map(before);
  for (const each of some) next.set(each.path, each);
  return next;
}
