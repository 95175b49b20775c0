// Changes of many posts on a real journal: the plan, the transaction, taking it back, and everything that stands in the way.
import { chmodSync, existsSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CallError } from '#contract/errors.ts';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import { versionOf } from '#host/files/version.ts';
import { writeJournal } from '#test/support/journal-generator.ts';
import {
  change,
  closeHost,
  filesIn,
  newBase,
  openHost,
  planAll,
  post,
  rel,
  rename,
  scene,
} from './support.ts';

const failure = async (job: Promise<unknown>): Promise<CallError> => {
  try {
    await job;
  } catch (error) {
    if (error instanceof CallError) return error;
    throw error;
  }
  throw new Error('it did not fail');
};

const merge: Operation = { op: 'tags', from: ['ml', 'vision'], to: ['machine-learning'] };

describe('a merge of two tags over 500 posts', () => {
  test('shows every difference first, changes only those values, and is taken back to the byte after a restart', async () => {
    const base = newBase({});
    const root = join(base, 'blog');
    writeJournal(root, { posts: 3600, median: 800 });
    const before = filesIn(root);
    const host = await openHost(base);
    const plan = await planAll(host, merge);
    expect(plan.refused).toEqual([]);
    expect(plan.files.length).toBeGreaterThan(500);
    expect(filesIn(root)).toEqual(before);
    const done = await host.handlers['taxonomy.apply']({ planId: plan.planId, skip: [] });
    expect(done.written.length).toBe(plan.files.length);
    const after = filesIn(root);
    const planned = new Set<string>(plan.files.map(({ path }) => path));
    let untouched = 0;
    for (const [path, text] of Object.entries(after)) {
      const old = before[path] ?? '';
      if (!planned.has(path)) {
        expect(text).toBe(old);
        untouched++;
        continue;
      }
      // Only the value of `tags` is another; nothing of its other names and of their order is lost.
      const front = readFrontMatter(text);
      const was = readFrontMatter(old);
      expect(text.slice(front.bodyFrom)).toBe(old.slice(was.bodyFrom));
      const raw = (source: string, { entries }: typeof front) =>
        entries.filter(({ key }) => key !== 'tags').map(({ from, to }) => source.slice(from, to));
      expect(raw(text, front)).toEqual(raw(old, was));
      const wanted = (was.data.tags as readonly unknown[]).map((tag) =>
        tag === 'ml' || tag === 'vision' ? 'machine-learning' : tag,
      );
      expect(front.data.tags).toEqual([...new Set(wanted)]);
    }
    expect(untouched).toBeGreaterThan(1000);
    const { opened } = await host.handlers['journal.current']({});
    expect(opened?.entries.some(({ tags }) => tags.includes('ml'))).toBe(false);
    await closeHost(host);

    const again = await openHost(base);
    expect((await again.handlers['taxonomy.last']({})).last).toMatchObject({
      operation: merge,
      files: plan.files.length,
    });
    await again.handlers['taxonomy.undo']({});
    expect(filesIn(root)).toEqual(before);
    expect((await again.handlers['taxonomy.last']({})).last).toBeNull();
    expect((await failure(again.handlers['taxonomy.undo']({}))).code).toBe('not-found');
  }, 300_000);
});

describe('a plan', () => {
  test('tells the lines, the addresses and the moves, and writes nothing', async () => {
    const base = newBase(scene);
    const host = await openHost(base);
    const plan = await planAll(host, rename);
    expect(plan.files.map(({ path, newPath, hunks }) => [path, newPath, hunks])).toEqual([
      [
        'ml/_posts/2024-01-04-d.md',
        '기계학습/_posts/2024-01-04-d.md',
        [{ line: 2, before: ['categories: [ml]'], after: ['categories: [기계학습]'] }],
      ],
      ['ml/_posts/2024-01-03-c.md', '기계학습/_posts/2024-01-03-c.md', []],
      [
        '_posts/2024-01-02-b.md',
        null,
        [{ line: 2, before: ['category: "ml"'], after: ['category: "기계학습"'] }],
      ],
      [
        '_posts/2024-01-01-a.md',
        null,
        [
          {
            line: 2,
            before: ['categories: [ml, deep]  # here'],
            after: ['categories: [기계학습, deep]  # here'],
          },
        ],
      ],
    ]);
    expect(plan.files[3]).toMatchObject({
      urlBefore: '/ml/deep/2024/01/01/a.html',
      urlAfter: '/%EA%B8%B0%EA%B3%84%ED%95%99%EC%8A%B5/deep/2024/01/01/a.html',
    });
    const diff = await host.handlers['taxonomy.diff']({
      planId: plan.planId,
      path: rel('_posts/2024-01-01-a.md'),
    });
    expect(diff.before).toBe(scene['_posts/2024-01-01-a.md']);
    expect(diff.after).toBe(diff.before.replace('[ml,', '[기계학습,'));
    expect(filesIn(join(base, 'blog'))).toEqual(filesIn(join(newBase(scene), 'blog')));
  });

  test('for a selection leaves the others, and what is skipped stays', async () => {
    const base = newBase(scene);
    const host = await openHost(base);
    const posts = [rel('_posts/2024-01-01-a.md'), rel('_posts/2024-01-02-b.md')];
    const plan = await host.handlers['taxonomy.plan']({ operation: rename, posts, redirect: false });
    expect(plan.files.map(({ path }) => path).sort()).toEqual(posts);
    await host.handlers['taxonomy.apply']({ planId: plan.planId, skip: [posts[1] ?? rel('x')] });
    expect(filesIn(join(base, 'blog'))).toEqual({
      ...filesIn(join(newBase(scene), 'blog')),
      '_posts/2024-01-01-a.md': scene['_posts/2024-01-01-a.md']?.replace('[ml,', '[기계학습,'),
    });
  });

  test('names what cannot be read as text or changed without loss, and changes the rest', async () => {
    const base = newBase({
      '_posts/2024-01-01-a.md': post('tags: [ml]'),
      '_posts/2024-01-02-b.md': post('title: A: b\ntags: [ml]'),
      '_posts/2024-01-03-c.md': post('tags: [ml]'),
    });
    const bad = join(base, 'blog/_posts/2024-01-03-c.md');
    const bytes = Buffer.concat([readFileSync(bad), Buffer.from([0xff, 0xfe, 0x80])]);
    writeFileSync(bad, bytes);
    const host = await openHost(base);
    const plan = await planAll(host, { op: 'tags', from: ['ml'], to: ['x'] });
    expect(plan.files.map(({ path }) => path)).toEqual(['_posts/2024-01-01-a.md']);
    expect(plan.refused.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['_posts/2024-01-02-b.md', 'broken'],
      ['_posts/2024-01-03-c.md', 'not-utf8'],
    ]);
    await host.handlers['taxonomy.apply']({ planId: plan.planId, skip: [] });
    expect(readFileSync(bad)).toEqual(bytes);
  });
});

describe('applying', () => {
  test('is aborted as a whole where one file changed, went, or cannot be written', async () => {
    const base = newBase(scene);
    const root = join(base, 'blog');
    const host = await openHost(base);
    const file = join(root, '_posts/2024-01-02-b.md');

    const first = await planAll(host, rename);
    writeFileSync(file, post('category: ml\ntitle: by another program'));
    const changed = filesIn(root);
    const stale = await failure(host.handlers['taxonomy.apply']({ planId: first.planId, skip: [] }));
    expect([stale.code, stale.detail?.changed]).toEqual(['stale', ['_posts/2024-01-02-b.md']]);
    expect(filesIn(root)).toEqual(changed);

    const second = await planAll(host, rename);
    chmodSync(file, 0o444);
    const locked = await failure(host.handlers['taxonomy.apply']({ planId: second.planId, skip: [] }));
    expect([locked.code, locked.detail?.paths]).toEqual(['read-only', ['_posts/2024-01-02-b.md']]);
    expect(filesIn(root)).toEqual(changed);
    chmodSync(file, 0o644);

    const third = await planAll(host, rename);
    unlinkSync(file);
    expect((await failure(host.handlers['taxonomy.apply']({ planId: third.planId, skip: [] }))).code).toBe(
      'stale',
    );

    const fourth = await planAll(host, rename);
    writeFileSync(join(base, 'x'), '');
    const taken = join(root, '기계학습/_posts/2024-01-03-C.md');
    await change(host, { op: 'categories', from: [['rust']], to: ['기계학습'], everywhere: false });
    expect(existsSync(taken)).toBe(false);
    expect((await host.handlers['taxonomy.apply']({ planId: fourth.planId, skip: [] })).moved.length).toBe(2);
  });

  test('moves history along, keeps both versions, and removes only folders it emptied', async () => {
    const base = newBase({ ...scene, 'solo/_posts/2024-02-01-s.md': post('title: s') });
    const root = join(base, 'blog');
    const host = await openHost(base);
    const moved = await change(host, {
      op: 'categories',
      from: [['solo']],
      to: ['x', 'y'],
      everywhere: false,
    });
    expect(moved.moved).toEqual([{ from: 'solo/_posts/2024-02-01-s.md', to: 'x/y/_posts/2024-02-01-s.md' }]);
    expect(existsSync(join(root, 'solo'))).toBe(false);
    await host.handlers['taxonomy.undo']({});
    expect([existsSync(join(root, 'x')), existsSync(join(root, 'solo'))]).toEqual([false, true]);

    await change(host, rename);
    expect(existsSync(join(root, 'ml/keep.txt'))).toBe(true);
    expect(existsSync(join(root, 'ml/_posts'))).toBe(false);
    await closeHost(host);
    const again = await openHost(base);
    const { versions } = await again.handlers['history.list']({ path: rel('_posts/2024-01-01-a.md') });
    const texts = [
      scene['_posts/2024-01-01-a.md'] ?? '',
      readFileSync(join(root, '_posts/2024-01-01-a.md'), 'utf8'),
    ];
    expect(versions.map(({ version }) => version)).toEqual(
      texts.reverse().map((text) => versionOf(Buffer.from(text))),
    );
    await again.handlers['taxonomy.undo']({});
    expect(filesIn(root)).toEqual({
      ...filesIn(join(newBase(scene), 'blog')),
      'solo/_posts/2024-02-01-s.md': post('title: s'),
    });
  });
});

describe('taking back', () => {
  test('is refused with the list where a post was edited since, and writes nothing', async () => {
    const base = newBase(scene);
    const root = join(base, 'blog');
    const host = await openHost(base);
    await change(host, rename);
    writeFileSync(join(root, '_posts/2024-01-01-a.md'), post('categories: [x]'));
    const now = filesIn(root);
    const stale = await failure(host.handlers['taxonomy.undo']({}));
    expect([stale.code, stale.detail?.changed]).toEqual(['stale', ['_posts/2024-01-01-a.md']]);
    expect(filesIn(root)).toEqual(now);
  });

  test('takes back only the last change', async () => {
    const base = newBase(scene);
    const root = join(base, 'blog');
    const host = await openHost(base);
    await change(host, { op: 'tags', from: ['x'], to: ['y'] });
    const between = filesIn(root);
    await change(host, rename, true);
    await host.handlers['taxonomy.undo']({});
    expect(filesIn(root)).toEqual(between);
  });
});

describe('a key in many posts', () => {
  test('is set and taken out through the same plan', async () => {
    const base = newBase(scene);
    const host = await openHost(base);
    const posts = [rel('_posts/2024-01-01-a.md'), rel('_posts/2024-01-02-b.md')];
    const set: Operation = { op: 'key', change: { op: 'set', key: 'toc', value: true } };
    const plan = await host.handlers['taxonomy.plan']({ operation: set, posts, redirect: false });
    await host.handlers['taxonomy.apply']({ planId: plan.planId, skip: [] });
    const texts = posts.map((path) => readFileSync(join(base, 'blog', path), 'utf8'));
    expect(texts.map((text) => readFrontMatter(text).data.toc)).toEqual([true, true]);
    expect(texts[1]).toContain('toc: true\r\n');
    await change(host, { op: 'key', change: { op: 'remove', key: 'toc' } });
    expect(filesIn(join(base, 'blog'))).toEqual(filesIn(join(newBase(scene), 'blog')));
  });
});
