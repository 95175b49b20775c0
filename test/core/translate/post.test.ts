// Tests what a whole post becomes, to the byte: front matter, Liquid, paths, line ends, and the report of what is lost.
// Must not know: files, or how blocks are translated.
import { describe, expect, test } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { kramdownOptionsOf, liquidOf } from '#core/page/render-post.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { type GeneratorName, readTargetSite, type TargetSettings } from '#core/targets/index.ts';
import { translatePost } from '#core/translate/post.ts';

const { site } = readSiteConfig({
  kind: 'jekyll',
  text: 'timezone: Asia/Seoul\nurl: https://me.example\nbaseurl: /me\n',
  machineZone: 'UTC',
});
const now = Date.UTC(2026, 10, 25);
const config = { url: 'https://me.example', baseurl: '/me' };

interface Options {
  readonly texts?: Readonly<Record<string, string>>;
  readonly settings?: Partial<TargetSettings>;
  readonly path?: string;
}

function translate(
  generator: GeneratorName,
  text: string,
  { texts = {}, settings = {}, path = '_posts/2026-01-05-a.md' }: Options = {},
) {
  const target = readTargetSite({ texts: new Map(Object.entries(texts)), files: [], samples: [] }, generator);
  const entry = entryOf({ path: path as RelPath, text, size: text.length, modified: 0, site, now });
  const other = entryOf({
    path: '_posts/2026-02-02-other.md' as RelPath,
    text: '---\ntitle: Other\n---\n',
    size: 1,
    modified: 0,
    site,
    now,
  });
  const kramdown = kramdownOptionsOf({});
  const liquid = liquidOf(
    { config, data: {}, includes: {}, posts: [entry, other], zone: 'Asia/Seoul', now, jekyll: 4 },
    kramdown,
  );
  return translatePost(
    {
      text,
      entry,
      base: { post: path, url: site.url, baseurl: site.baseurl },
      destination: (place) =>
        place.endsWith('.png')
          ? `/pics/${place.split('/').pop()}`
          : place.includes('other')
            ? '/there/'
            : null,
    },
    { site: target, settings: { ...target.defaults, ...settings }, liquid, kramdown, zone: 'Asia/Seoul' },
  );
}

const head = (...lines: readonly string[]): string => ['---', ...lines, '---', '', 'x', ''].join('\n');
const matter = (generator: GeneratorName, text: string, options?: Options): readonly string[] =>
  translate(generator, text, options)
    .text.split(/^(?:---|\+\+\+)$/m)[1]
    ?.trim()
    .split('\n') ?? [];

describe('front matter', () => {
  const post = head(
    'layout: post',
    "title: '글: 하나'",
    'category: ml',
    'tags: a b   # 둘',
    'date: 2026-01-05 23:30:00 +0900',
    'published: true',
    'image: "/img/a.png"',
    'last_modified_at: 2026-02-01',
    'mine: {a: 1}',
  );

  test('Hugo: its own keys, lists and dates; the rest to the byte', () => {
    expect(matter('hugo', post)).toEqual([
      "title: '글: 하나'",
      'categories: [ml]',
      expect.stringMatching(/^tags: \[a, b\]/),
      'date: 2026-01-05T23:30:00+09:00',
      'image: "/pics/a.png"',
      'lastmod: 2026-02-01',
      'mine: {a: 1}',
    ]);
  });

  test('Hugo: TOML, with dates that are dates', () => {
    const toml = matter('hugo', post, { settings: { format: 'toml' } });
    expect(toml).toContain('date = 2026-01-05T23:30:00+09:00');
    expect(toml).toContain('title = "글: 하나"');
    expect(toml).toContain('tags = ["a", "b"]');
  });

  test('Hexo: a date without its zone, in the site’s own', () => {
    const texts = { '_config.yml': 'timezone: UTC\n' };
    expect(matter('hexo', post, { texts })).toContain('date: 2026-01-05 14:30:00');
    expect(matter('hexo', post)).toContain('date: 2026-01-05 23:30:00');
    expect(translate('hexo', post).losses.map(({ code }) => code)).toContain('date-without-zone');
    expect(translate('hexo', post, { texts }).losses.map(({ code }) => code)).not.toContain(
      'date-without-zone',
    );
  });

  test('a date of the file’s name alone is written down', () => {
    expect(matter('astro', head('title: a'))).toContain('date: 2026-01-05');
  });

  test('what holds a post back there: a key, no page, or only the theme, which is told', () => {
    const held = head('title: a', 'published: false');
    expect(matter('hugo', held)).toContain('draft: true');
    expect(matter('hexo', held)).toContain('published: false');
    expect(matter('eleventy', held)).toEqual(
      expect.arrayContaining(['draft: true', 'permalink: false', 'eleventyExcludeFromCollections: true']),
    );
    expect(translate('astro', held).losses.map(({ code }) => code)).toContain('draft-shown');
  });

  test('addresses: kept where the generator knows them, told where not', () => {
    const moved = head('title: a', 'permalink: /old/place', 'redirect_from: /older/');
    expect(matter('hugo', moved)).toEqual(expect.arrayContaining(['url: /old/place', 'aliases: [/older/]']));
    expect(matter('eleventy', moved)).toContain('permalink: /old/place/');
    const { losses } = translate('astro', moved);
    expect(losses.filter(({ weight }) => weight === 'lost')).toEqual([
      expect.objectContaining({ code: 'key-dropped', line: 3, what: '/old/place' }),
      expect.objectContaining({ code: 'redirects-dropped', line: 4 }),
    ]);
  });

  test('a layout of the blog is told, one that every post has is not', () => {
    expect(translate('hugo', head('title: a', 'layout: wide')).losses).toEqual([
      { line: 3, code: 'layout-dropped', weight: 'lost', what: 'wide' },
    ]);
    expect(translate('hugo', head('title: a', 'layout: post')).losses).toEqual([]);
  });

  test('a post without front matter gets one; one that cannot be read is left alone and told', () => {
    expect(translate('hugo', '# 글\n').text).toMatch(/^---\ntitle: [^\n]+\ndate: 2026-01-05\n---\n\n# 글\n$/);
    const broken = '---\ntitle: A: b\n---\n\nx\n';
    const { text, losses } = translate('hugo', broken);
    expect(text.startsWith('---\ntitle: A: b\n')).toBe(true);
    expect(losses.some(({ code }) => code === 'key-unreadable')).toBe(true);
  });

  test('a plain folder keeps every key as it is', () => {
    expect(translate('plain', post).text).toBe(post.replace('/img/a.png', '/pics/a.png'));
  });
});

describe('Liquid and paths', () => {
  const body = (generator: GeneratorName, text: string) => {
    const { text: out, losses } = translate(generator, `---\ntitle: a\ndate: 2026-01-05\n---\n${text}`);
    return { text: out.replace(/^---[\s\S]*?\n---\n/, ''), losses };
  };

  test('links of posts and pictures lead where they are there, whatever stood before the path', () => {
    const text = [
      '[o]({% post_url 2026-02-02-other %}#x) [p](/me/2026/02/02/other.html) [q](https://me.example/me/2026/02/02/other.html)',
      '![a]({{ site.baseurl }}/img/a.png) <img src="{{ "/img/b.png" | relative_url }}">',
      '[r](/me/about/) [s](https://else.example/other)',
      '',
    ].join('\n');
    expect(body('astro', text)).toEqual({
      text: [
        '[o](/there/#x) [p](/there/) [q](/there/)',
        '![a](/pics/a.png) <img src="/pics/b.png">',
        '[r](/me/about/) [s](https://else.example/other)',
        '',
      ].join('\n'),
      losses: [],
    });
  });

  test('what Liquid prints stands there; what nobody can run is left out and told with its line', () => {
    const { text, losses } = body(
      'eleventy',
      'a {{ page.title }}\n\n{% youtube abc %}\n\n{% raw %}{{ x }}{% endraw %}\n',
    );
    expect(text).toBe('a a\n\n\n\n{{ x }}\n');
    expect(losses).toEqual([
      { line: 5, code: 'liquid-fixed', weight: 'changed', what: '{{ page.title }}' },
      expect.objectContaining({ line: 7, code: 'liquid-dropped', weight: 'lost' }),
    ]);
  });

  test('a highlighted block becomes a fence that no line of it closes', () => {
    const { text } = body('hexo', '{% highlight md linenos %}\n```\nx\n```\n{% endhighlight %}\n');
    expect(text).toBe('````md\n```\nx\n```\n````\n');
  });

  test('shortcodes that a post shows are shown by Hugo too', () => {
    expect(body('hugo', '`{{< a >}}` and {{% b %}}\n').text).toBe('`{{</* a */>}}` and {{%/* b */%}}\n');
  });

  test('line ends and a byte order mark stay', () => {
    const text = '\uFEFF---\r\ntitle: a\r\ndate: 2026-01-05\r\n---\r\n\r\n**가(1)**는\r\n둘\r\n';
    expect(translate('eleventy', text).text).toBe(text.replace('**가(1)**', '<strong>가(1)</strong>'));
  });

  test('a post that every reader takes alike stays as it is, to the byte', () => {
    const text =
      '---\ntitle: a\ndate: 2026-01-05\n---\n\n* 하나\n* 둘\n\n\nsome *text* here   \nand `code`.\n\n> 인용\n\nlast';
    for (const generator of ['hugo', 'astro', 'eleventy', 'plain'] as const)
      expect(translate(generator, text).text, generator).toBe(text);
  });
});

test('code in a list stays in the list', () => {
  const text = '---\ntitle: a\ndate: 2026-01-05\n---\n- 하나 1~2 3~4\n\n      code\n';
  const { text: out } = translate('astro', text);
  expect(out).toBe('---\ntitle: a\ndate: 2026-01-05\n---\n- 하나 1\\~2 3\\~4\n\n      code\n');
});
