// A long list that comes in pieces is, when it is here, the list of the host, whatever changed on the way.
// Must not know: a host, or how the list is drawn.
import { expect, test } from 'vitest';
import { createClient } from '#contract/transport.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { AppInfo } from '../../renderer/post/post-view.ts';
import { gather, gathered } from '../../renderer/state/gather.ts';
import type { Action } from '../../renderer/state/model.ts';
import { firstState, reduce } from '../../renderer/state/reducer.ts';
import { type Remembered, recall } from '../../renderer/state/remembered.ts';
import { entry, path } from './entries.ts';

const info = { platform: 'linux', settings: {} } as AppInfo; // the reducer only carries these through
const journal = { id: 'j', name: 'blog' } as Extract<Action, { type: 'opened' }>['journal'];
const list = Array.from({ length: 4321 }, (_, i) => entry(`${i}.md`));
const opened = { journal, entries: list.slice(0, 200), rest: { list: 'abc', total: list.length } };

interface Change {
  readonly upserted: readonly PostEntry[];
  readonly removed: readonly string[];
}

/** A line whose host tells of `changes`, one before each piece that it gives. */
function lineWith(changes: readonly Change[]) {
  const asked: number[] = [];
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const client = createClient({
    request: async (name, args) => {
      const { from, count } = args as { from: number; count: number }; // what gather asks
      expect(name).toBe('journal.entries');
      const change = changes[asked.length];
      asked.push(from);
      if (change !== undefined) for (const listener of listeners) listener('journal.changed', change);
      return { ok: true, value: { entries: list.slice(from, from + count) } };
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  });
  return { client, asked, listeners };
}

test('comes whole, in pieces that follow each other', async () => {
  const { client, asked, listeners } = lineWith([]);
  const whole = await gather(client, opened);
  expect(gathered(whole, opened.entries)).toEqual(list);
  expect(asked).toEqual([200, 2200, 4200]);
  expect(listeners.size).toBe(0);
});

test('keeps what changed, came and went while it was on its way', async () => {
  const edited = entry('7.md', { title: 'Edited' });
  const far = entry('3000.md', { title: 'Edited too' });
  const fresh = entry('new.md');
  const { client } = lineWith([
    { upserted: [edited, fresh], removed: ['9.md'] },
    { upserted: [far], removed: ['4300.md'] },
  ]);
  let state = reduce(firstState(info, recall(null), 1440), {
    type: 'opened',
    journal,
    entries: opened.entries,
    awaited: list.length - opened.entries.length,
  });
  client.on('journal.changed', ({ upserted, removed }) => {
    state = reduce(state, { type: 'changed', upserted, removed });
  });
  const whole = await gather(client, opened);
  state = reduce(state, { type: 'refreshed', journal, entries: gathered(whole, state.entries) });
  expect(state.awaited).toBe(0);
  const expected = list
    .filter((one) => one.path !== '9.md' && one.path !== '4300.md')
    .map((one) => (one.path === edited.path ? edited : one.path === far.path ? far : one));
  const byPath = (entries: readonly PostEntry[]) =>
    [...entries].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  expect(byPath(state.entries)).toEqual(byPath([...expected, fresh]));
});

test('opens the post of last time before the whole list is here, and leaves it if it is not in it', () => {
  const seen: Remembered = {
    ...recall(null),
    journals: { j: { view: { kind: 'all' }, open: path('4000.md'), folded: [] } },
  };
  const first = firstState(info, seen, 1440);
  const partly = reduce(first, { type: 'opened', journal, entries: opened.entries, awaited: 4121 });
  expect(partly.open).toBe('4000.md');
  expect(reduce(partly, { type: 'refreshed', journal, entries: list }).open).toBe('4000.md');
  expect(reduce(partly, { type: 'refreshed', journal, entries: list.slice(0, 3000) }).open).toBeNull();
  expect(reduce(first, { type: 'opened', journal, entries: opened.entries }).open).toBeNull();
});
