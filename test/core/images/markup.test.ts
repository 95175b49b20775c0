// A picture is written as the post writes its pictures, and goes where the templates say.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  chooseMarkup,
  detectMarkup,
  fillFolder,
  fillName,
  findReferences,
  imageFolders,
  learnTemplate,
  type TemplateValues,
  unknownVariables,
  urlOfPath,
  writeMarkup,
} from '#core/images/index.ts';

const picture = { url: '/img/b.webp', alt: '' };
const asIn = (text: string, more: Partial<typeof picture> = {}) =>
  writeMarkup(chooseMarkup(text, 'auto'), { ...picture, ...more });

describe('the form of a picture', () => {
  it.each([
    ['nothing to go by', '글만 있다.', '![](/img/b.webp)'],
    ['Markdown', '![x](/img/a.png)', '![](/img/b.webp)'],
    ['a tag', '<img src="/img/a.png">', '<img src="/img/b.webp">'],
    ['a tag with a width', '<img src="/img/a.png" width="300">', '<img src="/img/b.webp" width="300">'],
    ['a tag with alternative text', '<img alt="x" src="/img/a.png">', '<img src="/img/b.webp" alt="">'],
    ['a figure', '<figure><img src="/img/a.png"></figure>', '<figure><img src="/img/b.webp"></figure>'],
    [
      'an include',
      '{% include figure.html src="/img/a.png" caption="x" %}',
      '{% include figure.html src="/img/b.webp" %}',
    ],
    ['a base before it', '![x]({{ site.baseurl }}/img/a.png)', '![]({{ site.baseurl }}/img/b.webp)'],
    [
      'the most frequent one',
      '![x](/1.png)\n\n<img src="/2.png">\n\n<img src="/3.png">',
      '<img src="/img/b.webp">',
    ],
    ['the later of two equal ones', '![x](/1.png)\n\n<img src="/2.png">', '<img src="/img/b.webp">'],
    ['not those in code', '<img src="/1.png">\n\n`![x](/2.png)` `![x](/3.png)`', '<img src="/img/b.webp">'],
    [
      'not those of the front matter',
      '---\nimage: /1.png\n---\n<img src="/1.png">',
      '<img src="/img/b.webp">',
    ],
  ])('with %s', (_what, text, expected) => expect(asIn(text)).toBe(expected));

  it('in the middle, as wide as most are', () => {
    const one = (width: string) =>
      `<center><img src="/a.png" width="${width}" height="${width}"></center><br>\n\n`;
    const text = one('60%') + one('100%') + one('60%') + one('70%');
    expect(asIn(text)).toBe('<center><img src="/img/b.webp" width="60%" height="60%"></center>');
    expect(detectMarkup(text)).toMatchObject({ kind: 'center', width: '60%' });
  });

  it('gives alternative text where there is some, safely', () => {
    expect(asIn('', { alt: 'a] [b\\ \n c' })).toBe('![a\\] \\[b\\\\ c](/img/b.webp)');
    expect(asIn('<img src="/a.png">', { alt: '"x" <y> & z' })).toBe(
      '<img src="/img/b.webp" alt="&quot;x&quot; &lt;y> &amp; z">',
    );
  });

  it('by the setting where it names one', () => {
    const markdown = '![x]({{ site.baseurl }}/a.png)';
    expect(writeMarkup(chooseMarkup(markdown, 'center'), picture)).toBe(
      '<center><img src="{{ site.baseurl }}/img/b.webp" width="60%" height="60%"></center>',
    );
    expect(writeMarkup(chooseMarkup('<img src="/a.png" width="9">', 'html'), picture)).toBe(
      '<img src="/img/b.webp" width="9">',
    );
    expect(writeMarkup(chooseMarkup('<img src="/a.png">', 'markdown'), picture)).toBe('![](/img/b.webp)');
  });

  it('has the base of the site, as the post writes it or by the variable', () => {
    const write = (text: string, setting: 'auto' | 'html' = 'auto') =>
      writeMarkup(chooseMarkup(text, setting, '/blog'), picture);
    expect(write('')).toBe('![]({{ site.baseurl }}/img/b.webp)');
    expect(write('![x](/blog/img/a.png)')).toBe('![](/blog/img/b.webp)');
    expect(write('![x]({{site.baseurl}}/img/a.png)')).toBe('![]({{site.baseurl}}/img/b.webp)');
    expect(write('![x](/img/a.png)')).toBe('![](/img/b.webp)');
    expect(write('![x](/blog/img/a.png)', 'html')).toBe('<img src="/blog/img/b.webp" alt="">');
    expect(writeMarkup(chooseMarkup('', 'auto', ''), picture)).toBe('![](/img/b.webp)');
  });

  it('is one that is found again, whatever the file is called', () => {
    for (const path of ['img/가 나.png', "it's (1).webp", 'a&b.png', '50%.png', 'a"b.png', '[x].png']) {
      for (const text of [
        '',
        '<img src="/a.png">',
        '<center><img src="/a.png"></center>',
        '{% include i.html src="/a.png" %}',
      ]) {
        const written = asIn(text, { url: urlOfPath(path) });
        expect(
          findReferences(written).map((each) => each.path),
          written,
        ).toEqual([`/${path}`]);
      }
    }
  });
});

const values: TemplateValues = {
  categories: ['개발', 'Web Stuff'],
  slug: '봄-소풍',
  date: '2024-03-05T10:00:00',
  name: '사진 (1)',
  n: 3,
  hash: '0123456789abcdef',
};

describe('templates', () => {
  it.each([
    ['assets/img/{category}/{slug}', 'keep', 'assets/img/개발/Web-Stuff/봄-소풍'],
    ['assets/img/{category}/{slug}', 'romanise', 'assets/img/gaebal/Web-Stuff/bom-sopung'],
    ['img/{year}/{month}/{day}', 'keep', 'img/2024/03/05'],
    ['{year}-{month}/{slug}-{hash8}', 'keep', '2024-03/봄-소풍-01234567'],
    ['pre-{category}', 'keep', 'pre-개발-Web-Stuff'],
    ['/a//b/', 'keep', 'a/b'],
    ['../../{slug}', 'keep', 'untitled/untitled/봄-소풍'],
    ['.git/hooks', 'keep', 'git/hooks'],
    ['', 'keep', ''],
  ] as const)('folder %s (%s)', (template, style, expected) => {
    expect(fillFolder(template, values, style)).toBe(expected);
  });

  it('leaves out a category that the post does not have, and a date likewise', () => {
    const bare = { ...values, categories: [], date: null };
    expect(fillFolder('a/{category}/{year}/{slug}', bare, 'keep')).toBe('a/봄-소풍');
  });

  it.each([
    ['{name}', '사진-1'],
    ['{slug}-{n}', '봄-소풍-3'],
    ['{hash8}', '01234567'],
    ['{year}{month}{day}-{name}', '20240305-사진-1'],
    ['{unknown}', 'unknown'],
    ['///', '01234567'],
  ])('name %s', (template, expected) => expect(fillName(template, values, 'keep')).toBe(expected));

  it('composes decomposed names', () => {
    const name = '한글'.normalize('NFD');
    expect(fillName('{name}', { ...values, name }, 'keep')).toBe('한글');
    expect(fillName('{name}', { ...values, name }, 'romanise')).toBe('hangeul');
  });

  it('names the variables that do not exist', () => {
    expect(unknownVariables('{slug}/{nmae}/{}')).toEqual(['nmae', '']);
    expect(unknownVariables('{category}{slug}{year}{month}{day}{n}{hash8}{name}')).toEqual([]);
  });
});

describe('learning', () => {
  const base = { post: '_posts/x.md', baseurl: '', url: '' };

  it('finds the folder that a post uses most', () => {
    const text =
      '---\nimage: /b/1.png\n---\n![](/a/1.png) ![](/b/2.png) <img src="https://x.example/c/3.png"> [f](/d/x.pdf)';
    expect(imageFolders(text, base)).toEqual(['b', 'a']);
  });

  const post = (category: string, slug: string, folder: string, date = '2024-03-05') => ({
    categories: category === '' ? [] : [category],
    slug,
    date,
    folders: [folder],
  });

  it.each([
    [
      'a folder for each post of a category',
      ['x', 'y', 'z'].map((s) => post('ml', s, `img/ml/${s}`)),
      'img/{category}/{slug}',
    ],
    [
      'a folder for each post, by another name',
      ['x', 'y', 'z'].map((s) => post('ml', `${s}-post`, `img/ml/${s}`)),
      'img/{category}/{slug}',
    ],
    [
      'a folder for each month',
      ['01', '02', '03'].map((m) => post('', `글-${m}`, `up/2024/${m}`, `2024-${m}-09`)),
      'up/{year}/{month}',
    ],
    ['one folder for all', ['x', 'y', 'z'].map((s) => post('', s, 'images')), 'images'],
    ['too few posts', ['x', 'y'].map((s) => post('', s, 'images')), null],
    ['no common manner', ['x', 'y', 'z', 'u', 'v'].map((s, n) => post('', s, `f${n}`)), null],
    ['nothing', [], null],
  ])('%s', (_what, posts, expected) => expect(learnTemplate(posts)).toBe(expected));
});

const seeds = resolve(process.cwd(), '../shared/seed');
const seed = (() => {
  try {
    return readdirSync(seeds).map((name) => readFileSync(join(seeds, name), 'utf8'))[0];
  } catch {
    return undefined;
  }
})();

describe.skipIf(seed === undefined)('the post that this program was first made for', () => {
  it('gets its next picture in its own form, beside the others', () => {
    const text = seed ?? '';
    expect(asIn(text)).toMatch(/^<center><img src="\/img\/b\.webp" width="60%" height="60%"><\/center>$/);
    const folders = imageFolders(text, base());
    expect(folders).toHaveLength(1);
    expect(findReferences(text).filter(({ shows }) => shows)).toHaveLength(7);
  });
  const base = () => ({ post: '_posts/x.md', baseurl: '', url: '' });
});
