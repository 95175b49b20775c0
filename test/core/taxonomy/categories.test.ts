// Categories changed by path: in front matter, in folders above `_posts`, and where both give them.
import { describe, expect, test } from 'vitest';
import { categories, entryAt, front, run, site } from './support.ts';

describe('a category that is renamed', () => {
  const rename = categories([['ml']], ['AI']);
  test.each([
    ['categories: [ml, deep]', 'categories: [AI, deep]'],
    ['categories: ml deep', 'categories: AI deep'],
    ['categories: "ml"', 'categories: "AI"'],
    ['categories:\n  - ml\n  - deep', 'categories:\n  - AI\n  - deep'],
    ['category: ml', 'category: AI'],
    ['category: ml\ncategories: [ml, x]', 'category: AI\ncategories: [AI, x]'],
    ['categories: [dev, ml]', 'categories: [dev, ml]'],
    ['categories: [ml, AI]', 'categories: [AI]'],
    ['categories: ml, deep', 'categories: AI, deep'],
  ])('%j becomes %j', (before, after) => {
    expect(front(before, rename)).toBe(after);
  });

  test('below another one changes only there', () => {
    const below = categories([['dev', 'ml']], ['dev', 'AI']);
    expect(front('categories: [dev, ml, x]', below)).toBe('categories: [dev, AI, x]');
    expect(front('categories: [ml, dev]', below)).toBe('categories: [ml, dev]');
  });

  test('everywhere changes at any depth', () => {
    const everywhere = categories([['ml']], ['AI'], true);
    expect(front('categories: [dev, ml]', everywhere)).toBe('categories: [dev, AI]');
    expect(front('categories: [ml]', everywhere)).toBe('categories: [AI]');
    expect(front('categories: [dev, ml]', categories([['ml']], [], true))).toBe('categories: [dev]');
  });

  test('by a folder moves the file and leaves its bytes', () => {
    const { files } = run({ 'ml/_posts/2024-01-01-a.md': '---\ntitle: a\n---\nx' }, rename);
    expect(files).toEqual({ 'AI/_posts/2024-01-01-a.md': '---\ntitle: a\n---\nx' });
  });

  test('by a folder and repeated in the post changes both', () => {
    const { files } = run({ 'ml/deep/_posts/2024-01-01-a.md': '---\ncategories: [ml, deep]\n---\n' }, rename);
    expect(files).toEqual({ 'AI/deep/_posts/2024-01-01-a.md': '---\ncategories: [AI, deep]\n---\n' });
  });

  test('whose folder adds to the post keeps them apart', () => {
    const { files } = run({ 'ml/_posts/2024-01-01-a.md': '---\ncategories: deep\n---\n' }, rename);
    expect(files).toEqual({ 'AI/_posts/2024-01-01-a.md': '---\ncategories: deep\n---\n' });
    const below = categories([['ml', 'deep']], ['ml', 'shallow']);
    expect(run({ 'ml/_posts/2024-01-01-a.md': '---\ncategories: deep\n---\n' }, below).files).toEqual({
      'ml/_posts/2024-01-01-a.md': '---\ncategories: shallow\n---\n',
    });
  });

  test('in a draft and below `_posts` keeps the rest of the path', () => {
    const { files } = run({ 'ml/_posts/2024/2024-01-01-a.md': 'x', 'ml/_drafts/b.md': 'y' }, rename);
    expect(Object.keys(files).sort()).toEqual(['AI/_drafts/b.md', 'AI/_posts/2024/2024-01-01-a.md']);
  });

  test('in a plain folder moves files, and their relative links still lead there', () => {
    const plain = { ...site, kind: 'plain' as const };
    const text = '![x](../img/x.png)\n';
    const { files } = run({ 'ml/a.md': text }, categories([['ml']], ['dev', 'ml']), { site: plain });
    expect(files).toEqual({ 'dev/ml/a.md': '![x](../../img/x.png)\n' });
  });

  test('to what no folder can be called is refused, and to a taken place', () => {
    const posts = { 'ml/_posts/2024-01-01-a.md': '', 'AI/_posts/2024-01-01-A.md': '' };
    expect(run(posts, categories([['ml']], ['a/b'])).refused).toEqual([
      'folder-name ml/_posts/2024-01-01-a.md',
    ]);
    const { refused, files } = run(posts, rename);
    expect(refused).toEqual(['taken ml/_posts/2024-01-01-a.md']);
    expect(files).toEqual(posts);
  });

  test('that the configuration gives is refused', () => {
    const config = { ...site, defaults: [{ path: '', type: null, values: { categories: ['ml'] } }] };
    expect(front('title: x', rename, { site: config })).toBe('from-config');
  });
});

describe('categories that are merged, nested and taken out', () => {
  test.each([
    [[['ML'], ['Ml']], ['ml'], 'categories: [ML, x]', 'categories: [ml, x]'],
    [[['ML']], ['ml'], 'categories: [ML, ml]', 'categories: [ml]'],
    [[['rust']], ['dev', 'rust'], 'categories: [rust, async]', 'categories: [dev, rust, async]'],
    [[['rust']], ['dev', 'rust'], 'categories: rust', 'categories: dev rust'],
    [[['rust']], ['dev', 'rust'], 'category: rust', 'categories: [dev, rust]'],
    [[['dev', 'rust']], ['rust'], 'categories: [dev, rust, x]', 'categories: [rust, x]'],
    [[['a', 'b']], ['c', 'd'], 'categories: [a, b, e]', 'categories: [c, d, e]'],
    [[['a', 'b']], ['a'], 'categories: [a, b, e]', 'categories: [a, e]'],
    [[['a']], [], 'categories: [a]', 'categories: []'],
    [[['a']], [], 'category: a', 'category:'],
    [[['a']], ['a', 'b'], 'categories:\n- a\n- c', 'categories:\n- a\n- b\n- c'],
  ])('%j to %j: %j becomes %j', (from, to, before, after) => {
    expect(front(before, categories(from, to))).toBe(after);
  });

  test('in folders: nesting and taking out move the files', () => {
    const posts = { 'rust/_posts/2024-01-01-a.md': '---\ntitle: a\n---\n' };
    const nested = run(posts, categories([['rust']], ['dev', 'rust'])).files;
    expect(Object.keys(nested)).toEqual(['dev/rust/_posts/2024-01-01-a.md']);
    expect(run(nested, categories([['dev', 'rust']], ['rust'])).files).toEqual(posts);
    expect(Object.keys(run(posts, categories([['rust']], [])).files)).toEqual(['_posts/2024-01-01-a.md']);
  });

  test('partly in folders: the post ends where it was wished', () => {
    const posts = { 'f/_posts/2024-01-01-a.md': '---\ncategories: [x]\n---\n' };
    const { files } = run(posts, categories([['f', 'x']], ['g', 'y']));
    const [path = '', text = ''] = Object.entries(files)[0] ?? [];
    expect(entryAt(path, text).categories).toEqual(['g', 'y']);
  });

  test('a category becomes a tag', () => {
    const move = { op: 'category-to-tag', from: ['dev', 'rust'], everywhere: false, to: 'rust' } as const;
    expect(front('categories: [dev, rust]\ntags: [x]', move)).toBe('categories: [dev]\ntags: [x, rust]');
    expect(front('categories: [dev, rust]\ntags: [rust]', move)).toBe('categories: [dev]\ntags: [rust]');
    expect(front('categories: [rust]\ntags: [x]', move)).toBe('categories: [rust]\ntags: [x]');
  });
});

describe('the address', () => {
  const post = (front: string) => ({ '_posts/2024-01-01-a.md': `---\n${front}\n---\n` });
  test('that changes is told, and kept where that is wished', () => {
    const rename = categories([['개발']], ['dev']);
    const { plan, files } = run(post('categories: [개발]'), rename, { redirect: true });
    expect(plan.files.map(({ urlBefore, urlAfter }) => [urlBefore, urlAfter])).toEqual([
      ['/%EA%B0%9C%EB%B0%9C/2024/01/01/a.html', '/dev/2024/01/01/a.html'],
    ]);
    expect(files).toEqual(post('categories: [dev]\nredirect_from: [/개발/2024/01/01/a.html]'));
    const back = run(files, categories([['dev']], ['개발']), { redirect: true }).files;
    expect(back).toEqual(post('categories: [개발]\nredirect_from: [/dev/2024/01/01/a.html]'));
  });

  test('of a post with one old address becomes a list', () => {
    const { files } = run(post('categories: [a]\nredirect_from: /old/'), categories([['a']], ['b']), {
      redirect: true,
    });
    expect(files).toEqual(post('categories: [b]\nredirect_from: [/old/, /a/2024/01/01/a.html]'));
  });

  test('of a draft, and one that its own permalink gives, needs no redirect', () => {
    const rename = categories([['a']], ['b']);
    const draft = run(post('categories: [a]\npublished: false'), rename, { redirect: true }).files;
    expect(draft).toEqual(post('categories: [b]\npublished: false'));
    const fixed = run(post('categories: [a]\npermalink: /x/'), rename, { redirect: true });
    expect(fixed.files).toEqual(post('categories: [b]\npermalink: /x/'));
    expect(fixed.plan.files[0]?.urlAfter).toBe('/x/');
  });

  test('that two posts would share is marked', () => {
    const files = {
      '_posts/2024-01-01-a.md': '---\ncategories: [x]\n---\n',
      'y/_posts/2024-01-01-a.md': '---\ntitle: a\n---\n',
    };
    const { plan } = run(files, categories([['x']], ['y']));
    expect(plan.files.map(({ clash }) => clash)).toEqual([true]);
  });
});
