// Who uses which image, by the texts of posts and the names on disk alone.
import { describe, expect, it } from 'vitest';
import { imageNames, imageUses, usageOf } from '#core/images/index.ts';

const base = { post: '_posts/x.md', baseurl: '/blog', url: '' };

describe('uses of images', () => {
  it('give line, path and alternative text, and leave out what is no image of the journal', () => {
    const text = [
      '---',
      'image: /a.png',
      '---',
      '![alt](/blog/b.png) [file](/c.pdf) [big](/d.png)',
      '<img src="/e.png"> <img src="/f.png" alt="F">',
      '![x](https://other.example/g.png)',
    ].join('\n');
    expect(imageUses(text, base)).toEqual([
      { path: 'a.png', line: 2, shows: true, alt: null },
      { path: 'b.png', line: 4, shows: true, alt: 'alt' },
      { path: 'd.png', line: 4, shows: false, alt: null },
      { path: 'e.png', line: 5, shows: true, alt: '' },
      { path: 'f.png', line: 5, shows: true, alt: 'F' },
    ]);
  });
});

describe('usage', () => {
  const use = (path: string) => ({ path, line: 1, shows: true, alt: '' });

  it('counts each post once for each image', () => {
    const usage = usageOf(
      [
        ['1.md', [use('a.png'), use('a.png'), use('b.png')]],
        ['2.md', [use('a.png')]],
      ],
      imageNames(['a.png', 'b.png', 'c.png']),
    );
    expect(
      [...usage.users].map(([image, users]) => [image, users.map(({ post, uses }) => [post, uses.length])]),
    ).toEqual([
      [
        'a.png',
        [
          ['1.md', 2],
          ['2.md', 1],
        ],
      ],
      ['b.png', [['1.md', 1]]],
    ]);
    expect(usage.unused).toEqual(['c.png']);
    expect(usage.broken).toEqual([]);
  });

  it('takes composed and decomposed names for one, but not another case', () => {
    const decomposed = '한글.png'.normalize('NFD');
    const usage = usageOf(
      [['1.md', [use('한글.png'), use('PHOTO.png'), use('gone.png')]]],
      imageNames([decomposed, 'photo.png']),
    );
    expect([...usage.users.keys()]).toEqual([decomposed]);
    expect(usage.broken.map(({ path, other }) => [path, other])).toEqual([
      ['PHOTO.png', 'photo.png'],
      ['gone.png', null],
    ]);
    expect(usage.unused).toEqual(['photo.png']);
  });
});
