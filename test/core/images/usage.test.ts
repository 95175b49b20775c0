// Who uses which image, by the texts of posts and the names on disk alone.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedUsage, imageNames, imageUses, siteUses, usageOf } from '#core/images/index.ts';

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

describe('usage after some posts changed', () => {
  const images = ['a.png', 'b/a.png', 'c.png', 'D.png'];
  const names = imageNames(images);
  const aUse = fc.record({
    path: fc.constantFrom('a.png', 'b/a.png', 'c.png', 'd.png', 'gone.png'),
    line: fc.nat(9),
    shows: fc.boolean(),
    alt: fc.constantFrom(null, '', 'x'),
  });
  const uses = fc.array(
    fc.oneof(
      aUse,
      aUse.map((use) => ({ ...use, vague: true as const })),
    ),
    { maxLength: 4 },
  );

  /** In an order of its own, which is all that may differ. */
  const plain = ({ users, broken, unused }: ReturnType<typeof usageOf>) => ({
    users: [...users]
      .map(([image, list]) => [image, [...list].sort((a, b) => a.post.localeCompare(b.post))])
      .sort(),
    broken: broken.map((each) => JSON.stringify(each)).sort(),
    unused,
  });

  it('is what all posts together give', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5'), uses, { noNullPrototype: true }),
        fc.dictionary(fc.constantFrom('1', '2', '3', '4', '5', '6'), uses, { noNullPrototype: true }),
        (before, changed) => {
          const after = { ...before, ...changed };
          const changes = Object.entries(changed).map(([post, own]) => ({
            post,
            before: before[post] ?? [],
            after: own,
          }));
          const usage = changedUsage(usageOf(Object.entries(before), names), changes, names);
          expect(plain(usage)).toEqual(plain(usageOf(Object.entries(after), names)));
        },
      ),
    );
  });

  it('leaves the former usage as it was', () => {
    const first = usageOf([['1', [{ path: 'a.png', line: 1, shows: true, alt: '' }]]], names);
    const copy = JSON.stringify([...first.users]);
    changedUsage(
      first,
      [{ post: '2', before: [], after: [{ path: 'a.png', line: 1, shows: true, alt: '' }] }],
      names,
    );
    expect(JSON.stringify([...first.users])).toBe(copy);
  });
});

describe('files of the blog that are no posts', () => {
  const site = { baseurl: '/blog', url: 'https://blog.example.org' };
  const paths = (path: string, text: string) => siteUses(path, text, site).map((use) => use.path);

  it('use images in markup, styles, data and scripts', () => {
    expect(
      paths(
        '_layouts/default.html',
        '<img src="{{ \'/a.png\' | relative_url }}"><style>x { background: url(/b.png) }</style>',
      ),
    ).toEqual(['a.png', 'b.png']);
    expect(
      paths('assets/css/x.scss', ".x { background: url('../img/내 그림.png') } .y { src: url(../y.svg#z) }"),
    ).toEqual(
      ['assets/img/내 그림.png', 'img/내 그림.png', 'assets/y.svg', 'y.svg'].filter(
        (path) => path !== 'img/내 그림.png' && path !== 'y.svg',
      ),
    );
    expect(paths('_config.yml', 'avatar: /assets/me.png\nlogo: "assets/logo.svg"\n')).toEqual([
      'assets/me.png',
      'assets/logo.svg',
    ]);
    expect(paths('_data/x.json', '{ "image": "/blog/img/a.png", "n": 1 }')).toEqual(['img/a.png']);
    expect(paths('main.js', "load('/img/x.webp'); // no")).toEqual(['img/x.webp']);
  });
});
