// Tests that a target's generator, folders and addresses are recognised from its own files, and that choices are kept apart.
// Must not know: how files are read.
import { describe, expect, test } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { readSiteConfig } from '#core/site/config.ts';
import {
  detectGenerator,
  type GeneratorName,
  placeFile,
  placeForTarget,
  readSettings,
  readTargetSite,
  settingsFor,
  type TargetLook,
  writeSettings,
} from '#core/targets/index.ts';

const look = (files: Readonly<Record<string, string>>): TargetLook => ({
  texts: new Map(
    Object.entries(files).filter(([path]) => !path.endsWith('.md') || path.startsWith('archetypes')),
  ),
  files: Object.keys(files).sort(),
  samples: Object.entries(files)
    .filter(([path]) => path.endsWith('.md'))
    .map(([path, text]) => ({ path, text })),
});

test.each<[GeneratorName, string | null, Record<string, string>]>([
  ['hugo', 'hugo.toml', { 'hugo.toml': '' }],
  ['hugo', 'config.toml', { 'config.toml': '', 'content/posts/a.md': '' }],
  ['hugo', 'config/_default/hugo.toml', { 'config/_default/hugo.toml': '' }],
  ['hexo', '_config.yml', { '_config.yml': 'title: x', 'package.json': '{"dependencies":{"hexo":"7"}}' }],
  ['hexo', '_config.yml', { '_config.yml': '', 'source/_posts/a.md': '', 'scaffolds/post.md': '' }],
  ['astro', 'astro.config.mjs', { 'astro.config.mjs': '', 'package.json': '{"dependencies":{"astro":"5"}}' }],
  ['eleventy', '.eleventy.js', { '.eleventy.js': '', '_config.yml': '' }],
  [
    'eleventy',
    'package.json',
    { 'package.json': '{"devDependencies":{"@11ty/eleventy":"3"}}', 'posts/a.md': '' },
  ],
  ['jekyll', '_config.yml', { '_config.yml': 'title: x', '_posts/2026-01-01-a.md': '' }],
  ['jekyll', '_posts', { '_posts/2026-01-01-a.md': '' }],
  ['jekyll', 'Gemfile', { Gemfile: 'gem "jekyll"\n' }],
  // A repository with nothing but words about itself may become anything; the journal is a Jekyll blog.
  ['jekyll', null, { 'README.md': '# Blog\n' }],
  ['plain', null, { 'notes/a.md': '# A\n' }],
  // `config.toml` alone says nothing: other programs have one too.
  ['plain', null, { 'config.toml': '', 'notes/a.md': '' }],
])('%s by %s', (generator, by, files) => {
  expect(detectGenerator(look(files))).toEqual({ generator, by });
});

const { site } = readSiteConfig({ kind: 'jekyll', text: 'timezone: Asia/Seoul\n', machineZone: 'UTC' });
const entry = (path: string, text = '---\ntitle: 글\n---\n') =>
  entryOf({ path: path as RelPath, text, size: 1, modified: 0, site, now: Date.UTC(2026, 10, 25) });

function placed(
  generator: GeneratorName,
  files: Readonly<Record<string, string>>,
  path: string,
  text?: string,
) {
  const found = readTargetSite(look(files), generator);
  const settings = found.defaults;
  const place = placeForTarget(entry(path, text), settings);
  if (!place.ok) return place.why;
  return [place.path, found.address(place.post, settings)];
}

describe('where a post goes and how it is found', () => {
  test('Hugo: the busiest section, its permalink, names in lower case without signs', () => {
    const files = {
      'hugo.toml': '',
      'content/blog/a.md': '',
      'content/blog/b.md': '',
      'content/about.md': '',
    };
    expect(placed('hugo', files, "_posts/2026-01-05-What's-New.md")).toEqual([
      "content/blog/What's-New.md",
      '/blog/whats-new/',
    ]);
    const dated = {
      'hugo.toml': '[permalinks]\nblog = "/:year/:month/:slug/"\n',
      'content/blog/2025-01-01-a.md': '',
    };
    expect(placed('hugo', dated, '_posts/2026-01-05-글.md')).toEqual([
      'content/blog/2026-01-05-글.md',
      '/2026/01/2026-01-05-글/',
    ]);
  });

  test('Hugo: bundles and TOML where posts there are such', () => {
    const files = { 'hugo.toml': '', 'content/posts/a/index.md': '+++\ntitle = "a"\n+++\n' };
    expect(readTargetSite(look(files), 'hugo').defaults).toMatchObject({ beside: true, format: 'toml' });
    expect(placed('hugo', files, '_posts/2026-01-05-b.md')).toEqual([
      'content/posts/b/index.md',
      '/posts/b/',
    ]);
  });

  test('Hexo: drafts have a folder of their own; the permalink counts', () => {
    const config = { '_config.yml': 'permalink: :category/:title.html\n' };
    expect(placed('hexo', config, 'ml/_posts/2026-01-05-b.md')).toEqual(['source/_posts/b.md', '/ml/b.html']);
    expect(placed('hexo', config, '_drafts/c.md')).toEqual(['source/_drafts/c.md', '/uncategorized/c.html']);
    expect(placed('hexo', { '_config.yml': 'permalink: :id/\n' }, '_posts/2026-01-05-b.md')).toEqual([
      'source/_posts/b.md',
      null,
    ]);
  });

  test('Astro: the collection and the page that shows it', () => {
    const files = {
      'astro.config.mjs': 'export default { base: "/site", trailingSlash: "never" };',
      'src/content.config.ts':
        'const notes = defineCollection({ loader: glob({ base: "./src/content/notes" }), schema: z.object({ title: z.string(), publishDate: z.date(), description: z.string().optional() }) });',
      'src/pages/n/[...slug].astro': '',
    };
    expect(placed('astro', files, '_posts/2026-01-05-Abc.md')).toEqual([
      'src/content/notes/Abc.md',
      '/n/abc',
    ]);
    const found = readTargetSite(look(files), 'astro');
    expect(found.keys).toMatchObject({ date: 'publishDate', excerpt: 'description' });
    expect(found.required).toEqual(['title']);
    expect(found.base).toBe('/site');
  });

  test('Eleventy: the date of a name is no part of the address; only copied folders are published', () => {
    const files = {
      'eleventy.config.js': 'config.addPassthroughCopy("src/img"); return { dir: { input: "src" } };',
      'src/posts/2025-01-01-a.md': '---\nlayout: base\n---\n',
    };
    expect(placed('eleventy', files, '_posts/2026-01-05-b.md')).toEqual([
      'src/posts/2026-01-05-b.md',
      '/posts/b/',
    ]);
    const found = readTargetSite(look(files), 'eleventy');
    expect(found.layout).toBe('base');
    expect(found.fileAddress('src/img/a.png', found.defaults)).toBe('/img/a.png');
    expect(found.fileAddress('src/other/a.png', found.defaults)).toBe(null);
  });

  test('a post without a date goes where names have none, and nowhere else', () => {
    const dateless = { 'hugo.toml': '' };
    expect(placed('hugo', dateless, '_posts/b.md')).toEqual(['content/posts/b.md', '/posts/b/']);
    expect(placed('hugo', { 'hugo.toml': '', 'content/posts/2025-01-01-a.md': '' }, '_posts/b.md')).toBe(
      'no-date',
    );
  });

  test('files keep their folders below the folder of images, and their names beside a post', () => {
    const { defaults } = readTargetSite(look({ 'hugo.toml': '' }), 'hugo');
    const source = 'assets/img/a.png' as RelPath;
    expect(placeFile(source, defaults, null)).toBe('static/assets/img/a.png');
    expect(placeFile(source, { ...defaults, images: 'static/assets' }, null)).toBe('static/assets/img/a.png');
    const beside = { ...defaults, beside: true };
    expect(placeFile(source, beside, 'content/posts/b')).toBe('content/posts/b/a.png');
    const taken = (path: string): boolean => path === 'content/posts/b/a.png';
    expect(placeFile(source, beside, 'content/posts/b', taken)).toBe('content/posts/b/img-a.png');
    expect(placeFile('../a.png' as RelPath, defaults, null)).toBe(null);
    expect(placeFile('.git/hooks/a.png' as RelPath, { ...defaults, images: '' }, null)).toBe(null);
  });
});

describe('settings', () => {
  const { defaults } = readTargetSite(look({ 'hugo.toml': '' }), 'hugo');

  test('come back as they were written; what makes no sense is left out', () => {
    const settings = { ...defaults, content: 'content/글', beside: true, format: 'toml' } as const;
    expect(readSettings(writeSettings(settings))).toEqual(settings);
    expect(
      readSettings(
        '{"galleyTarget":1,"generator":"gatsby","content":"../out","images":".git/x","names":"slug"}',
      ),
    ).toEqual({
      names: 'slug',
    });
    expect(readSettings('{"galleyTarget":2}')).toBe(null);
    expect(readSettings('{')).toBe(null);
  });

  test('made for another generator do not count, and none offers what it cannot do', () => {
    expect(settingsFor(defaults, { generator: 'hexo', content: 'source/_posts' })).toEqual(defaults);
    expect(settingsFor(defaults, { content: 'content/a' }, { content: 'content/b' }).content).toBe(
      'content/b',
    );
    const eleventy = readTargetSite(look({ '.eleventy.js': '' }), 'eleventy').defaults;
    expect(settingsFor(eleventy, { beside: true, format: 'toml' })).toMatchObject({
      beside: false,
      format: 'yaml',
    });
  });
});
