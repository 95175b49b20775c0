// Owns: what addresses in posts mean: pictures of the journal, other posts, places in the page, the web.
// Must not know: the DOM.
import { describe, expect, it } from 'vitest';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { type Addresses, imageTarget, linkTarget } from '../../../renderer/preview/address.ts';
import { embedOf } from '../../../renderer/preview/embeds.ts';
import { filterStyle } from '../../../renderer/preview/style-filter.ts';

const here: Addresses = {
  mediaBase: 'app://media/',
  post: 'ml/_posts/2024-10-03-a.md' as RelPath, // a path that needs no checking
  baseurl: '/blog',
  siteUrl: 'https://me.example',
};

describe('imageTarget', () => {
  it.each([
    ['/assets/a.png', 'app://media/assets/a.png'],
    ['/blog/assets/a.png', 'app://media/assets/a.png'],
    ['https://me.example/blog/assets/a.png', 'app://media/assets/a.png'],
    ['/assets/%ED%95%9C%20%EA%B8%80.png?x=1#y', 'app://media/assets/%ED%95%9C%20%EA%B8%80.png'],
    ['/assets/한 글.png', 'app://media/assets/%ED%95%9C%20%EA%B8%80.png'],
    ['./a.png', 'app://media/ml/_posts/a.png'],
    ['../img/a.png', 'app://media/ml/img/a.png'],
    ['\\assets\\a.png', 'app://media/assets/a.png'],
    ['/a/../b.png', 'app://media/b.png'],
  ])('%j is looked for at %j first', (src, url) => {
    const target = imageTarget(src, here);
    expect(target.kind === 'media' && target.urls[0]).toBe(url);
  });
  it.each(['../../../../etc/passwd', '/../../etc/passwd', '..\\..\\..\\..\\x'])(
    '%j leads to nothing outside',
    (src) => {
      const target = imageTarget(src, here);
      const urls = target.kind === 'media' ? target.urls : [];
      expect(
        urls.every(
          (url) => new URL(url.replace('app://', 'http://')).pathname.startsWith('/') && !url.includes('..'),
        ),
      ).toBe(true);
    },
  );
  it('tries where generators copy from, and beside the post last of all for rooted ones never', () => {
    const target = imageTarget('/img/a.png', here);
    expect(target.kind === 'media' && target.urls).toEqual([
      'app://media/img/a.png',
      'app://media/static/img/a.png',
      'app://media/source/img/a.png',
      'app://media/public/img/a.png',
      'app://media/src/img/a.png',
    ]);
  });
  it.each([
    ['https://far.example/a.png', 'remote'],
    ['//far.example/a.png', 'remote'],
    ['data:image/png;base64,AA==', 'inline'],
    ['', 'none'],
    ['http://', 'none'],
  ])('%j is %s', (src, kind) => {
    expect(imageTarget(src, here).kind).toBe(kind);
  });
});

describe('linkTarget', () => {
  // Only path and url decide.
  const entries = [
    { path: '_posts/2024-01-01-b.md', url: '/ml/2024/01/01/b.html' },
    { path: '_posts/2024-01-02-한글.md', url: '/%ED%95%9C%EA%B8%80/' },
  ] as unknown as readonly PostEntry[];
  it.each([
    ['/ml/2024/01/01/b.html', '_posts/2024-01-01-b.md'],
    ['/blog/ml/2024/01/01/b', '_posts/2024-01-01-b.md'],
    ['https://me.example/blog/ml/2024/01/01/b.html#x', '_posts/2024-01-01-b.md'],
    ['/한글', '_posts/2024-01-02-한글.md'],
  ])('%j is a post', (href, path) => {
    expect(linkTarget(href, here, entries)).toEqual({ kind: 'post', path });
  });
  it.each([
    ['#한글', { kind: 'anchor', id: '한글' }],
    ['#%ED%95%9C', { kind: 'anchor', id: '한' }],
    ['https://a.example/x', { kind: 'web', url: 'https://a.example/x' }],
    ['mailto:me@a.example', { kind: 'web', url: 'mailto:me@a.example' }],
    ['/about/', { kind: 'elsewhere', path: 'about/' }],
    ['ftp://a.example', null],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['file:///etc/passwd', null],
  ])('%j', (href, target) => {
    expect(linkTarget(href, here, entries)).toEqual(target);
  });
});

describe('embedOf', () => {
  it.each([
    ['https://www.youtube.com/embed/abcdefghijk?rel=0', 'https://www.youtube.com/watch?v=abcdefghijk'],
    ['//www.youtube-nocookie.com/embed/abcdefghijk', 'https://www.youtube.com/watch?v=abcdefghijk'],
    ['https://player.vimeo.com/video/123456', 'https://vimeo.com/123456'],
    ['https://youtube.com.evil.example/embed/abcdefghijk', undefined],
    ['https://evil.example/?https://www.youtube.com/embed/abcdefghijk', undefined],
  ])('%j', (src, url) => {
    expect(embedOf(src)?.url).toBe(url);
  });
});

describe('filterStyle', () => {
  it.each([
    ['color:#808080', 'color:#808080'],
    ['text-align: center; margin: 0 auto;', 'text-align: center; margin: 0 auto;'],
    ['color:red;position:fixed', 'color:red'],
    ['POSITION : absolute', ''],
    ['background:url(x)', ''],
    ['background:u\\72l(x)', ''],
    ['background:/**/red', ''],
    ['background-image:image-set("x" 1x)', ''],
    ['width:expression(1)', ''],
    ['--x: red; color: var(--x)', 'color: var(--x)'],
    ['behavior:none;font-size:20px', 'font-size:20px'],
    ['content:"x"', ''],
    ['animation: x 1s', ''],
  ])('%j -> %j', (style, kept) => {
    expect(filterStyle(style)).toBe(kept);
  });
});
