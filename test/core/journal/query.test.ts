// The list's own arithmetic: tree, counts, near-duplicates, filters, order, groups, facets.
import { describe, expect, it } from 'vitest';
import { categoryTree, nearDuplicates, tagCounts } from '#core/journal/categories.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { excerptOf } from '#core/journal/excerpt.ts';
import { facetsOf, filterPosts, groupPosts, highlightIn, sortPosts } from '#core/journal/query.ts';
import { nextDue, settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';

const { site } = readSiteConfig({ kind: 'jekyll', text: 'timezone: Asia/Seoul\n', machineZone: 'UTC' });
const now = Date.UTC(2026, 10, 20);

function entry(path: string, front: string, body = 'Body', modified = 0): PostEntry {
  const text = `---\n${front}\n---\n${body}\n`;
  return entryOf({ path: path as RelPath, text, size: text.length, modified, site, now });
}

const posts = [
  entry('_posts/2024-10-03-a.md', 'title: 부트캠프를 마치며\ncategories: [ml, 부트캠프]\ntags: [회고, ML]'),
  entry('_posts/2023-01-02-b.md', 'title: Rust notes\ncategories: [ml]\ntags: [rust, ml]'),
  entry('_posts/2023-05-02-c.md', 'title: Walk\ntags: [rust]\npublished: false'),
  entry('_drafts/d.md', 'title: 초안', 'Body', 5),
  entry('_posts/2024-12-24-e.md', 'title: X: y\ncategories: [일상]'),
];
const titles = (entries: readonly PostEntry[]) => entries.map(({ title }) => title);

describe('categories and tags', () => {
  it('make a tree with counts', () => {
    const tree = categoryTree(posts, 'ko');
    expect(tree.without).toBe(2);
    expect(tree.roots.map(({ name, own, total }) => [name, own, total])).toEqual([
      ['일상', 1, 1],
      ['ml', 1, 2],
    ]);
    expect(tree.roots[1]?.children).toMatchObject([
      { name: '부트캠프', path: ['ml', '부트캠프'], own: 1, total: 1 },
    ]);
    expect(tree.roots[1]?.lastUsed).toBe(posts[0]?.time);
  });

  it('take composed and decomposed names for one category', () => {
    const twice = [
      entry('_posts/2024-01-01-x.md', 'categories: [한글]'),
      entry('_posts/2024-01-02-y.md', `categories: [${'한글'.normalize('NFD')}]`),
    ];
    expect(categoryTree(twice).roots).toHaveLength(1);
    expect(filterPosts(twice, { category: ['한글'] })).toHaveLength(2);
  });

  it('count tags and find those that are probably one', () => {
    const counts = tagCounts(posts, 'en');
    expect(counts.map(({ name, count }) => [name, count])).toEqual([
      ['rust', 2],
      ['ml', 1],
      ['ML', 1],
      ['회고', 1],
    ]);
    const named = [
      'ML',
      'ml',
      'deep-learning',
      'Deep Learning',
      'tags',
      'tag',
      'class',
      '한글',
      '한글'.normalize('NFD'),
      'c++',
      'c',
    ].map((name) => ({ name, count: 1, lastUsed: null }));
    expect(nearDuplicates(named).map((group) => group.map(({ name }) => name))).toEqual([
      ['ML', 'ml'],
      ['deep-learning', 'Deep Learning'],
      ['tags', 'tag'],
      ['한글', '한글'.normalize('NFD')],
    ]);
  });
});

describe('queries', () => {
  it('choose', () => {
    expect(titles(filterPosts(posts, { category: ['ml'] }))).toEqual(['부트캠프를 마치며', 'Rust notes']);
    expect(titles(filterPosts(posts, { category: ['ml', '부트캠프'] }))).toEqual(['부트캠프를 마치며']);
    expect(titles(filterPosts(posts, { category: null }))).toEqual(['Walk', '초안']);
    expect(titles(filterPosts(posts, { tag: 'rust' }))).toEqual(['Rust notes', 'Walk']);
    expect(titles(filterPosts(posts, { draft: true }))).toEqual(['Walk', '초안']);
    expect(titles(filterPosts(posts, { year: 2023 }))).toEqual(['Rust notes', 'Walk']);
    expect(titles(filterPosts(posts, { year: null }))).toEqual(['초안']);
    expect(titles(filterPosts(posts, { problem: true }))).toHaveLength(1);
    expect(titles(filterPosts(posts, { appears: false }))).toEqual(['Walk', '초안']);
    expect(titles(filterPosts(posts, { text: 'ㅂㅌㅋㅍ' }))).toEqual(['부트캠프를 마치며']);
    expect(titles(filterPosts(posts, { text: 'ml ru' }))).toEqual(['Rust notes']);
    expect(filterPosts(posts, {})).toEqual(posts);
  });

  it('order and group', () => {
    const newest = sortPosts(posts, 'newest');
    expect(newest.map(({ path }) => path)).toEqual([
      '_drafts/d.md',
      '_posts/2024-12-24-e.md',
      '_posts/2024-10-03-a.md',
      '_posts/2023-05-02-c.md',
      '_posts/2023-01-02-b.md',
    ]);
    expect(sortPosts(posts, 'oldest')).toEqual([...newest].reverse());
    expect(sortPosts(posts, 'modified')[0]?.title).toBe('초안');
    expect(titles(sortPosts(posts, 'title', 'ko')).slice(0, 2)).toEqual(['부트캠프를 마치며', '초안']);
    expect(groupPosts(newest, 'year').map(({ key, entries }) => [key, entries.length])).toEqual([
      ['', 1],
      ['2024', 2],
      ['2023', 2],
    ]);
    expect(groupPosts(newest, 'month').map(({ key }) => key)).toEqual([
      '',
      '2024-12',
      '2024-10',
      '2023-05',
      '2023-01',
    ]);
    expect(groupPosts(newest, 'category').map(({ key }) => key)).toEqual(['', '일상', 'ml / 부트캠프', 'ml']);
    expect(groupPosts(newest, 'none')).toHaveLength(1);
  });

  it('count what each further choice would give', () => {
    const facets = facetsOf(posts, { tag: 'rust', year: 2023 });
    expect(facets.all).toBe(2);
    expect(facets.tags.get('ml')).toBe(1);
    expect([...facets.years]).toEqual([[2023, 2]]);
    expect(facets.categories.get(null)).toBe(1);
    expect(facets.drafts).toBe(1);
    expect(facets.hidden).toBe(1);
    expect(facetsOf(posts, {}).problems).toBe(1);
  });

  it('mark what was typed in a title', () => {
    expect(highlightIn('나의 부트캠프', 'ㅂㅌ')).toEqual({ from: 3, to: 5 });
    expect(highlightIn('나의 부트캠프', 'zzz')).toBeNull();
  });
});

describe('settling', () => {
  it('gives entries back themselves when nothing changes, and lets future posts come', () => {
    const future = entry('_posts/2026-12-24-f.md', 'title: F');
    const settled = settle([...posts, future], site, now);
    expect(future.appears).toMatchObject({ will: false, why: 'future' });
    expect(settle(settled, site, now).every((each, i) => each === settled[i])).toBe(true);
    expect(nextDue(settled, now)).toBe(future.time);
    const later = settle(settled, site, (future.time ?? 0) + 1000);
    expect(later.at(-1)?.appears).toEqual({ will: true });
    expect(later.slice(0, -1).every((each, i) => each === settled[i])).toBe(true);
    expect(settle(later, site, now).at(-1)?.appears).toEqual(future.appears);
  });
});

describe('the first words', () => {
  const words = (body: string) => excerptOf(body, 0);
  it.each([
    ['## Heading\n\nFirst *words* of `it`.\n', 'First words of it.'],
    ['![picture](/a.png)\n\n[A link](http://x) and ~~that~~\n', 'A link and that'],
    ['```js\ncode\n```\nAfter\n', 'After'],
    ['{% include x.html %}\n{: .class}\n- one\n- two\n', 'one two'],
    ['> 인용 **강조**를 쓴다\n', '인용 강조를 쓴다'],
    ['<div class="x">Inside</div>\n', 'Inside'],
    ['snake_case_name and _em_\n', 'snake_case_name and em'],
    ['| a | b |\n|---|---|\n\nText\n', 'Text'],
    ['\n\n', ''],
  ])('%j', (body, wanted) => {
    expect(words(body)).toBe(wanted);
  });

  it('are cut at a word', () => {
    const long = words('단어가 이어지는 문장이다 '.repeat(30));
    expect(long.length).toBeLessThanOrEqual(141);
    expect(long.endsWith('…')).toBe(true);
  });
});
