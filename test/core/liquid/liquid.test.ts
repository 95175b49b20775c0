// The Liquid step against what Jekyll printed for the same texts, and what a writer sees of tags that fail.
// Expectations in test/cases/liquid were recorded from Jekyll itself; their versions stand in the file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { highlight } from '#core/highlight/index.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { createLiquid, type LiquidSite } from '#core/liquid/index.ts';

interface Case {
  readonly name: string;
  readonly markdown: string;
  readonly page?: Record<string, unknown>;
  readonly site?: Record<string, unknown>;
  readonly expected: string;
}

const { cases } = JSON.parse(readFileSync(join(process.cwd(), 'test/cases/liquid/cases.json'), 'utf8')) as {
  readonly cases: readonly Case[]; // the file is ours
};

const post = (path: string, url: string, title = path): PostEntry => ({
  path: path as RelPath, // a literal of this test
  title,
  date: '2024-10-03',
  time: Date.UTC(2024, 9, 2, 15),
  slug: 'x',
  categories: ['ml'],
  tags: ['a'],
  layout: 'post',
  draft: false,
  url,
  appears: { will: true },
  problems: [],
  image: null,
  keys: [],
  size: 1,
  modified: 1,
});

const site = (over: Partial<LiquidSite> = {}): LiquidSite => ({
  config: {},
  data: {},
  includes: {},
  posts: [],
  zone: 'Asia/Seoul',
  now: Date.UTC(2026, 0, 1),
  jekyll: 4,
  ...over,
});

const tools = { markdown: (text: string) => `<p>${text}</p>\n`, highlight };
const render = (source: string, over: Partial<LiquidSite> = {}, frontMatter: Record<string, unknown> = {}) =>
  createLiquid(site(over), tools).render(source, { entry: null, frontMatter });

describe('Liquid as Jekyll runs it', () => {
  for (const { name, markdown, page, site: config, expected } of cases) {
    it(name, () => {
      const strip = (html: string) => html.replace(/<\/?span[^>]*>/g, '');
      const { text } = render(markdown, { config: config ?? {} }, page ?? {});
      expect(strip(text)).toBe(strip(expected));
    });
  }

  it('leaves text without tags as it is, and says so', () => {
    expect(render('# 제목 {#id}\n\n{:toc}\n')).toEqual({
      text: '# 제목 {#id}\n\n{:toc}\n',
      lines: null,
      problems: [],
    });
  });

  it('finds posts for post_url and link, with baseurl in Jekyll 4 and without in Jekyll 3', () => {
    const posts = [
      post('_posts/2024-10-03-첫-글.md', '/ml/첫-글/'),
      post('ml/_posts/2024-1-5-b.md', '/ml/b.html'),
    ];
    const text =
      '{% post_url 2024-10-03-첫-글 %} {% link ml/_posts/2024-1-5-b.md %} {% post_url ml/2024-1-5-b %}';
    expect(render(text, { posts, config: { baseurl: '/blog' } }).text).toBe(
      '/blog/ml/%EC%B2%AB-%EA%B8%80/ /blog/ml/b.html /blog/ml/b.html',
    );
    expect(
      render('{% link ml/_posts/2024-1-5-b.md %}', { posts, config: { baseurl: '/blog' }, jekyll: 3 }).text,
    ).toBe('/ml/b.html');
  });

  it('includes a file with its parameters and keeps the way back to the source lines', () => {
    const result = render('하나\n{% include note.html text="둘" %}\n셋\n', {
      includes: { 'note.html': '<p>\n{{ include.text }}\n</p>' },
    });
    expect(result.text).toBe('하나\n<p>\n둘\n</p>\n셋\n');
    expect(result.lines).toEqual([0, 1, 1, 1, 2, 3]);
  });

  it('lists posts of the site newest first, without those that do not appear', () => {
    const older = { ...post('_posts/2023-01-01-old.md', '/old/', '옛 글'), time: 1 };
    const hidden: PostEntry = { ...post('_drafts/d.md', '/d/'), appears: { will: false, why: 'draft' } };
    const posts = [older, hidden, post('_posts/2024-10-03-new.md', '/new/', '새 글')];
    expect(
      render('{% for p in site.posts %}{{ p.title }} {{ p.date | date: "%F" }};{% endfor %}', { posts }).text,
    ).toBe('새 글 2024-10-03;옛 글 1970-01-01;');
  });

  it('shows what stops the build at its line and renders the rest', () => {
    const result = render(
      'a\n\n{% include gone.html %}\n\n{% post_url 2020-01-01-none %} {{ 1 | plus: 1 }}\n',
    );
    expect(result.problems.map((p) => [p.code, p.severity, p.line])).toEqual([
      ['liquid-error', 'error', 3],
      ['liquid-error', 'error', 5],
    ]);
    expect(result.text).toContain('<code class="galley-liquid">{% include gone.html %}</code>');
    expect(result.text).toContain(' 2\n');
  });

  it.each([
    ['a\n{{ b', 2],
    ['{% if x %} a', 1],
    ['x\n\n{% endif %}', 3],
    ['{% highlight %}x{% endhighlight %}', 1],
  ])('reports a text that Liquid cannot parse: %j', (source, line) => {
    const result = render(source);
    expect(result.text).toBe(source);
    expect(result.problems.at(-1)).toMatchObject({ severity: 'error', line });
  });

  it("puts a box in the place of a plugin's tag, and calls an unknown tag an error", () => {
    const plugin = render('{% gist a/b %}');
    expect(plugin.text).toBe('<code class="galley-liquid">{% gist a/b %}</code>');
    expect(plugin.problems).toMatchObject([{ code: 'liquid-plugin-tag', severity: 'info', line: 1 }]);
    expect(render('{% nosuch %}').problems).toMatchObject([
      { code: 'liquid-unknown-tag', severity: 'error' },
    ]);
    expect(render('{% raw %}{% nosuch %}{% endraw %}').problems).toEqual([]);
    expect(
      render('{% gallery %}x{% endgallery %}', { config: { plugins: ['jekyll-gallery'] } }).text,
    ).toContain('x');
  });

  it('stops a template that never ends', () => {
    const result = render('{% for i in (1..1000000) %}{% for j in (1..1000000) %}x{% endfor %}{% endfor %}');
    expect(result.problems).toMatchObject([{ code: 'liquid-error', line: 1 }]);
  });

  it('reaches nothing but its own data', () => {
    expect(
      render('{{ page.constructor }}{{ site.__proto__ }}{{ "a".constructor }}{{ page.toString }}').text,
    ).toBe('');
  });
});

describe('pages and documents of collections', () => {
  const documents = [
    { path: 'about.md', collection: null, title: 'About', url: '/about.html', data: { order: 2 } },
    { path: 'docs/index.html', collection: null, title: '', url: '/docs/', data: {} },
    {
      path: '_recipes/bread.md',
      collection: 'recipes',
      title: 'Bread',
      url: '/recipes/bread.html',
      data: { flour: 500 },
    },
    { path: '_recipes/silent.md', collection: 'recipes', title: 'Silent', url: null, data: {} },
  ];
  const rendered = (template: string) =>
    createLiquid(site({ documents, posts: [post('_posts/2024-10-03-x.md', '/x.html')] }), {
      markdown: (text) => text,
      highlight: () => null,
    }).render(template, { entry: null, frontMatter: {} }).text;

  it('are what site.pages, site.collections and site.<label> hold', () => {
    expect(rendered('{% for p in site.pages %}{{ p.url }} {{ p.name }} {{ p.order }};{% endfor %}')).toBe(
      '/about.html about.md 2;/docs/ index.html ;',
    );
    expect(rendered('{% for r in site.recipes %}{{ r.title }} {{ r.flour }};{% endfor %}')).toBe(
      'Bread 500;Silent ;',
    );
    expect(rendered('{% for c in site.collections %}{{ c.label }}:{{ c.docs.size }};{% endfor %}')).toBe(
      'posts:1;recipes:2;',
    );
    expect(rendered('{{ site.documents.size }} {{ site.posts.size }}')).toBe('3 1');
  });

  it('are found by link', () => {
    expect(rendered('{% link _recipes/bread.md %} {% link docs/index.html %}')).toBe(
      '/recipes/bread.html /docs/',
    );
  });
});
