// Tests of how the page's state follows from what happened.
// Must not know: the page's drawing, nor any host.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JournalInfo, Settings } from '#contract/values.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { AppInfo, PostStatus } from '../../renderer/post/post-view.ts';
import type { Action, State } from '../../renderer/state/model.ts';
import { firstState, reduce } from '../../renderer/state/reducer.ts';
import { recall, remember } from '../../renderer/state/remembered.ts';
import { entry, path } from './entries.ts';

// The reducer only carries these through.
const info = { platform: 'linux', settings: {} as Settings } as AppInfo;
const journal = { id: 'journal-1', name: 'blog' } as JournalInfo;
const status = (of: string): PostStatus => ({
  path: path(of),
  save: 'unsaved',
  reason: null,
  words: 1,
  characters: 1,
  minutes: 1,
  line: 1,
  column: 1,
  problems: [],
});

const run = (state: State, ...actions: readonly Action[]): State => actions.reduce(reduce, state);
const first = firstState(info, recall(null), 1440);
const opened = (entries: readonly PostEntry[], state = first): State =>
  run(state, { type: 'opened', journal, entries });

describe('a change on disk', () => {
  test('replaces, adds and removes entries, and keeps the others as they are', () => {
    const [a, b, c] = [entry('a.md'), entry('b.md'), entry('c.md')];
    const newer = entry('b.md', { title: 'B' });
    const d = entry('d.md');
    const state = run(opened([a, b, c]), {
      type: 'changed',
      upserted: [newer, d],
      removed: [path('a.md')],
    });
    expect(state.entries).toEqual([newer, c, d]);
    expect(state.entries[1]).toBe(c);
  });

  test('agrees with a map kept by path, whatever happens', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const step = fc.record({ upserted: fc.uniqueArray(name), removed: fc.uniqueArray(name) });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const model = new Map<string, number>();
        let state = opened([]);
        steps.forEach(({ upserted, removed }, at) => {
          state = run(state, {
            type: 'changed',
            upserted: upserted.map((one) => entry(one, { size: at })),
            removed: removed.map(path),
          });
          for (const one of removed) model.delete(one);
          for (const one of upserted) model.set(one, at);
        });
        const seen = state.entries.map((one): [string, number] => [one.path, one.size]);
        expect(new Map(seen)).toEqual(model);
        expect(seen).toHaveLength(model.size);
      }),
    );
  });

  test('does not close the open post when its file goes, but forgets other chosen ones', () => {
    const state = run(
      opened([entry('a.md'), entry('b.md')]),
      { type: 'open-post', path: path('a.md') },
      { type: 'choose', paths: new Set([path('a.md'), path('b.md')]) },
      { type: 'changed', upserted: [], removed: [path('a.md'), path('b.md')] },
    );
    expect(state.open).toBe('a.md');
    expect([...state.chosen]).toEqual(['a.md']);
  });

  test('that changes nothing gives the same value', () => {
    const state = opened([entry('a.md')]);
    expect(reduce(state, { type: 'refreshed', journal, entries: state.entries }).entries).toBe(state.entries);
  });
});

describe('a post that moves', () => {
  test('stays open, chosen, and with its status, under its new path', () => {
    const state = run(
      opened([entry('a.md'), entry('b.md')]),
      { type: 'open-post', path: path('a.md') },
      { type: 'post-status', status: status('a.md') },
      { type: 'moved', from: path('a.md'), entry: entry('ml/a.md') },
    );
    expect(state.open).toBe('ml/a.md');
    expect([...state.chosen]).toEqual(['ml/a.md']);
    expect(state.post?.path).toBe('ml/a.md');
    expect(state.entries.map((one) => one.path)).toEqual(['b.md', 'ml/a.md']);
  });

  test('whose text alone changed keeps its place', () => {
    const state = run(opened([entry('a.md'), entry('b.md')]), {
      type: 'moved',
      from: path('a.md'),
      entry: entry('a.md', { categories: ['ml'] }),
    });
    expect(state.entries.map((one) => [one.path, one.categories])).toEqual([
      ['a.md', ['ml']],
      ['b.md', []],
    ]);
  });
});

describe('an open post', () => {
  test('is not given the late status of the one that was left', () => {
    const state = run(
      opened([entry('a.md'), entry('b.md')]),
      { type: 'open-post', path: path('a.md') },
      { type: 'open-post', path: path('b.md') },
      { type: 'post-status', status: status('a.md') },
    );
    expect(state.post).toBeNull();
  });
});

describe('opening', () => {
  test('a first journal takes the page, another leaves the open one in sight until it is there', () => {
    expect(run(first, { type: 'closed' }, { type: 'opening' }).phase).toBe('opening');
    expect(run(first, { type: 'closed' }, { type: 'opening' }, { type: 'open-failed' }).phase).toBe('start');
    const state = run(
      opened([entry('a.md')]),
      { type: 'open-post', path: path('a.md') },
      { type: 'opening' },
    );
    expect([state.phase, state.open]).toEqual(['journal', 'a.md']);
    expect(run(state, { type: 'refreshed', journal, entries: state.entries }).open).toBe('a.md');
  });
});

describe('the sample journal', () => {
  const entries = [
    entry('draft.md'),
    entry('old.md', { date: '2024-01-01' }),
    entry('new.md', { date: '2024-02-01' }),
  ];
  const sample = { ...journal, sample: true };

  test('lies open at its newest post the first time, and only then', () => {
    const state = run(first, { type: 'opened', journal: sample, entries });
    expect(state.open).toBe('new.md');
    const again = run(
      state,
      { type: 'open-post', path: null },
      { type: 'closed' },
      { type: 'opened', journal: sample, entries },
    );
    expect(again.open).toBeNull();
  });
});

describe('what is remembered', () => {
  const entries = [entry('a.md'), entry('b.md')];
  const used = run(
    opened(entries),
    { type: 'view', view: { kind: 'category', path: ['ml', '부트캠프'] } },
    { type: 'open-post', path: path('b.md') },
    { type: 'fold', key: '["ml"]', folded: true },
    { type: 'panes', panes: { library: false, postsWidth: 333 } },
    { type: 'layout', layout: { ...first.layout, previewWidth: 'phone', form: false } },
  );

  test('comes back with the journal', () => {
    const next = opened(entries, firstState(info, recall(remember(used)), 1440));
    expect(next.view).toEqual(used.view);
    expect(next.open).toBe('b.md');
    expect(next.folded).toEqual(['["ml"]']);
    expect(next.panes).toEqual(used.panes);
    expect(next.layout).toEqual(used.layout);
  });

  test('leaves out a post that is gone', () => {
    const next = opened([entry('a.md')], firstState(info, recall(remember(used)), 1440));
    expect(next.open).toBeNull();
  });

  test('of a closed journal comes back when it is opened again', () => {
    const next = opened(entries, run(used, { type: 'closed' }));
    expect(next.open).toBe('b.md');
    expect(next.view).toEqual(used.view);
  });

  test('is as on the first day where the text is anything else', () => {
    const fresh = recall(null);
    for (const text of ['', '{', '[]', 'null', '{"panes":7,"layout":[],"journals":{"x":null}}']) {
      expect(recall(text).panes).toEqual(fresh.panes);
      expect(recall(text).layout).toEqual(fresh.layout);
    }
    fc.assert(
      fc.property(fc.json(), (text) => {
        const { layout } = recall(text);
        expect(layout.editor || layout.preview).toBe(true);
      }),
    );
  });

  test('is bounded, and keeps the journal used last', () => {
    let state = first;
    for (let i = 0; i < 80; i++) {
      state = run(
        state,
        { type: 'opened', journal: { ...journal, id: `j${i}` }, entries },
        { type: 'closed' },
      );
    }
    const kept = Object.keys(recall(remember(state)).journals);
    expect(kept).toHaveLength(30);
    expect(kept.at(-1)).toBe('j79');
  });
});
