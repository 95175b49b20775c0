// Tests of how posts are put in order for the library and the list.
// Must not know: how they are drawn.
import { describe, expect, test } from 'vitest';
import { rangeOf } from '../../renderer/list/range.ts';
import { visiblePosts, visibleRows } from '../../renderer/state/list.ts';
import { shelve } from '../../renderer/state/shelf.ts';
import { entry, path } from './entries.ts';

const broken = [{ code: 'yaml-invalid', severity: 'error', message: 'x', line: 3 }] as const;
const entries = [
  entry('a.md', {
    title: '부트캠프 참여 후기',
    date: '2024-10-03',
    categories: ['ml', 'bootcamp'],
    tags: ['ml'],
  }),
  entry('b.md', { title: 'Older', date: '2023-01-02', categories: ['ml'], tags: ['ml', 'walk'] }),
  entry('c.md', { title: 'No date', draft: true, modified: 5 }),
  entry('d.md', { title: 'Broken', date: '2024-12-31T23:30:00+09:00', categories: ['42'], problems: broken }),
];
const later = entry('e.md', { title: 'Later', appears: { will: false, why: 'future' }, date: '2024-06-01' });
const all = { kind: 'all' } as const;

describe('the library', () => {
  const shelf = shelve(entries);

  test('counts', () => {
    expect(shelf).toMatchObject({ all: 4, drafts: 1, uncategorised: 1, problems: 1 });
  });

  test('has the tree of categories, each with what is in it and below', () => {
    const bootcamp = { name: 'bootcamp', path: ['ml', 'bootcamp'], total: 1, children: [] };
    expect(shelf.tree).toMatchObject([
      { name: '42', path: ['42'], total: 1, children: [] },
      { name: 'ml', path: ['ml'], total: 2, children: [bootcamp] },
    ]);
  });

  test('has tags by use', () => {
    expect(shelf.tags).toMatchObject([
      { name: 'ml', count: 2 },
      { name: 'walk', count: 1 },
    ]);
  });
});

describe('the list', () => {
  const titles = (view: Parameters<typeof visiblePosts>[0]['view'], filter = ''): readonly string[] =>
    visiblePosts({ entries, view, filter, sort: 'newest' }).map((post) => post.title);

  test('shows the newest first, and what has no date on top', () => {
    expect(titles(all)).toEqual(['No date', 'Broken', '부트캠프 참여 후기', 'Older']);
  });

  test('shows the posts of a view', () => {
    expect(titles({ kind: 'category', path: ['ml'] })).toEqual(['부트캠프 참여 후기', 'Older']);
    expect(titles({ kind: 'category', path: ['ml', 'bootcamp'] })).toEqual(['부트캠프 참여 후기']);
    expect(titles({ kind: 'tag', tag: 'walk' })).toEqual(['Older']);
    expect(titles({ kind: 'drafts' })).toEqual(['No date']);
    expect(titles({ kind: 'uncategorised' })).toEqual(['No date']);
    expect(titles({ kind: 'problems' })).toEqual(['Broken']);
  });

  test('shows apart what will not appear although it is no draft', () => {
    const more = [...entries, later];
    const shown = visiblePosts({ entries: more, view: { kind: 'hidden' }, filter: '', sort: 'newest' });
    expect(shown.map((post) => post.title)).toEqual(['Later']);
    expect(shelve(more).hidden).toBe(1);
  });

  test('is narrowed by initial consonants, half syllables, decomposed text, tags and categories', () => {
    expect(titles(all, 'ㅂㅌㅋㅍ')).toEqual(['부트캠프 참여 후기']);
    expect(titles(all, '참ㅇ')).toEqual(['부트캠프 참여 후기']);
    expect(titles(all, '후기'.normalize('NFD'))).toEqual(['부트캠프 참여 후기']);
    expect(titles(all, 'WALK')).toEqual(['Older']);
    expect(titles(all, 'ml old')).toEqual(['Older']);
    expect(titles(all, 'nowhere')).toEqual([]);
  });

  test('has a heading for each year as the posts write it, with its count', () => {
    const rows = visibleRows({ entries, view: all, filter: '', sort: 'newest' }).map((row) =>
      row.kind === 'group' ? [row.label, row.count] : row.entry.title,
    );
    expect(rows).toEqual([
      ['', 1],
      'No date',
      ['2024', 2],
      'Broken',
      '부트캠프 참여 후기',
      ['2023', 1],
      'Older',
    ]);
  });

  test('by title has no years', () => {
    const rows = visibleRows({ entries, view: all, filter: '', sort: 'title' });
    expect(rows.map((row) => (row.kind === 'post' ? row.entry.title : row.label))).toEqual([
      'Broken',
      'No date',
      'Older',
      '부트캠프 참여 후기',
    ]);
  });

  test('chooses from one post to another in either direction', () => {
    const posts = visiblePosts({ entries, view: all, filter: '', sort: 'newest' });
    expect(rangeOf(posts, path('a.md'), path('c.md'))).toEqual(['c.md', 'd.md', 'a.md']);
    expect(rangeOf(posts, path('c.md'), path('a.md'))).toEqual(['c.md', 'd.md', 'a.md']);
    expect(rangeOf(posts, path('gone.md'), path('a.md'))).toEqual(['a.md']);
  });
});
