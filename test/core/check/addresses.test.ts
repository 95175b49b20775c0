// What stands at an address of a blog, and which addresses a configuration lets something make.
import { describe, expect, test } from 'vitest';
import { addressKey, whatStands } from '#core/check/addresses.ts';
import { bareBlog, generatedFolders, hasTheme, makesPages } from '#core/check/blog.ts';
import type { Blog, CheckContext } from '#core/check/types.ts';

test.each([
  ['/a/b/', 'a/b'],
  ['/a/b/index.html', 'a/b'],
  ['/a/b.html', 'a/b'],
  ['/index.html', ''],
  ['/%EA%B0%80/', '가'],
  ['/\u1100\u1161/', '가'],
  ['/%zz/', '%zz'],
])('the key of %s', (url, key) => {
  expect(addressKey(url)).toBe(key);
});

describe('a configuration', () => {
  test('names folders of archives', () => {
    const config = {
      title: 'a/b',
      'jekyll-archives': { permalinks: { tag: '/t/:name/', month: '/:year/:month/' } },
      paginate_path: '/쪽/:num/',
      category_archive: { path: '/갈래/#' },
      tag_page_dir: 'topics/',
    };
    expect(generatedFolders(config)).toEqual(['t', '쪽', '갈래', 'topics']);
    expect(generatedFolders({ defaults: [{ values: { permalink: '/x/:title/' } }] })).toEqual([]);
  });

  test('names plugins that make pages, and a theme', () => {
    expect(makesPages({ plugins: ['jekyll-feed', 'jekyll-sitemap', 'jemoji'] })).toBe(false);
    expect(makesPages({ plugins: ['jekyll-feed', 'own-gallery'] })).toBe(true);
    expect(makesPages({ gems: 'jekyll-feed' })).toBe(false);
    expect([
      hasTheme({ theme: 'minima' }),
      hasTheme({ remote_theme: 'a/b' }),
      hasTheme({ theme: '' }),
    ]).toEqual([true, true, false]);
  });
});

describe('an address', () => {
  const context = (blog: Partial<Blog>, files: readonly string[] = []): CheckContext => ({
    site: { baseurl: '', url: '' },
    entries: [],
    now: 0,
    blog: { ...bareBlog, ...blog },
    lookup: (path) => (files.includes(path) ? { found: 'exact' } : { found: 'nothing' }),
  });

  test('of a page, an archive, a built file or a source is something', () => {
    const known = context({ addresses: new Set(['about']), built: (at) => at === 'made/x' }, [
      'css/a.scss',
      'b.md',
    ]);
    for (const path of [
      'about/',
      'about.html',
      'tags/x/',
      'blog/tags/',
      'page2/',
      'feed.xml',
      'made/x',
      'css/a.css',
      'b/',
    ]) {
      expect([path, whatStands(path, known).is]).toEqual([path, 'something']);
    }
  });

  test('of nothing is nothing, perhaps made by a plugin; other letters are told apart', () => {
    expect(whatStands('gone/', context({}))).toEqual({ is: 'nothing', perhaps: false });
    expect(whatStands('gone/', context({ plugins: true }))).toEqual({ is: 'nothing', perhaps: true });
    expect(whatStands('About/', context({ addresses: new Set(['about']) }))).toEqual({
      is: 'other-case',
      address: 'about',
    });
  });
});
