// Pages and documents of collections: what counts as one, its title and address, beside the real Jekyll where it is installed.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSiteConfig } from '#core/site/config.ts';
import { matterValues } from '#host/journal/gray-matter.ts';
import { sitePagesOf } from '#host/journal/site-pages.ts';
import { hasJekyll } from '#test/support/jekyll-sites.ts';
import { type Files, folderWith } from './support.ts';

const page = (front = ''): string => `---\n${front}---\nx\n`;

const files: Files = {
  'index.md': page('title: Home\n'),
  'about.md': page(),
  'plain.md': 'no front matter\n',
  'docs/index.html': page('title: Docs\n'),
  'docs/한글 쪽.md': page('title: 한글\n'),
  'docs/with.dots.md': page(),
  'feed.xml': page(),
  'style.scss': page(),
  'own.md': page('permalink: /my/own/\n'),
  'named.md': page('permalink: /x/:basename:output_ext\n'),
  'data.json': page('layout: null\n'),
  '_hidden/a.md': page(),
  '_posts/2024-01-01-post.md': page('title: Post\n'),
  'vendor/bundle/x.md': page(),
  '_recipes/bread.md': page('title: Bread\n'),
  '_recipes/deep/빵 굽기.md': page(),
  '_recipes/2023-05-06-dated.md': page(),
  '_recipes/own.md': page('permalink: /r/:title/\nslug: custom\n'),
  '_recipes/static.txt': 'no front matter',
  '_notes/first-note.md': page(),
  '_notes/second.html': page('slug: other\ndate: 2024-02-03 10:00:00 +0900\n'),
  '_silent/kept.md': page('title: Kept\n'),
};

const configs: Readonly<Record<string, string>> = {
  'by default': '',
  pretty: 'permalink: pretty\n',
  'a template with a slash': 'permalink: /blog/:title/\n',
  'a template without an end': 'permalink: /blog/:title\n',
  none: 'permalink: none\n',
};

const collections = `timezone: Asia/Seoul
collections:
  recipes:
    output: true
  notes:
    output: true
    permalink: /n/:year/:name-:title:output_ext
  silent:
    output: false
`;

function ours(root: string, config: string) {
  const { site } = readSiteConfig({ kind: 'jekyll', text: config, machineZone: 'Asia/Seoul' });
  const { documents } = sitePagesOf(root, site, Date.now());
  const shown = documents.map(({ path, collection, title, url }) => ({ path, collection, title, url }));
  return shown.sort((a, b) => (a.path < b.path ? -1 : 1));
}

describe('pages and documents', () => {
  for (const [name, permalink] of Object.entries(configs)) {
    it.skipIf(!hasJekyll())(`are those of Jekyll, with permalinks ${name}`, { timeout: 60_000 }, () => {
      const config = permalink + collections;
      const root = folderWith({ ...files, '_config.yml': config });
      const answer = execFileSync('ruby', [resolve('test/support/jekyll-documents.rb'), root], {
        encoding: 'utf8',
        env: { ...process.env, LANG: 'C.UTF-8' },
      });
      const theirs = JSON.parse(answer) as ReturnType<typeof ours>; // the script prints exactly this
      theirs.sort((a, b) => (a.path < b.path ? -1 : 1));
      expect(ours(root, config)).toEqual(theirs);
      expect(theirs.length).toBeGreaterThan(12);
    });
  }

  it('tell what cannot be read, and run no code', () => {
    const root = folderWith({
      'broken.md': '---\ntitle: a: b\n---\n',
      'code.md': '---js\n{ title: process.exit(7) }\n---\n',
      'good.md': page('title: Good\n'),
    });
    const { site } = readSiteConfig({ kind: 'jekyll', text: null, machineZone: 'UTC' });
    const { documents, problems } = sitePagesOf(root, site, 0);
    expect(documents.map(({ path }) => path)).toEqual(['broken.md', 'good.md']);
    expect(problems).toMatchObject([{ code: 'front-matter-broken', detail: { path: 'broken.md' } }]);
  });
});

describe('gray-matter with our engines', () => {
  it('gives Jekyll’s values, keeps dates as text, and remembers nothing', () => {
    const text = '---\ntitle: 글\ndate: 2024-10-03 10:00:00 +0900\ndraft: yes\n---\nbody\n';
    const first = matterValues(text);
    expect(first).toEqual({
      data: { title: '글', date: '2024-10-03 10:00:00 +0900', draft: true },
      body: 'body\n',
      refused: null,
    });
    // What one caller did to its values is not seen by the next.
    if (first !== null) Object.assign(first.data, { title: 'other' });
    expect(matterValues(text)?.data.title).toBe('글');
    expect(matterValues('no block')).toBeNull();
    expect(matterValues('---js\n{a: 1}\n---\n')).toBeNull();
    expect(matterValues('---\na: 1\na: b: c\n---\n')?.refused).toMatch(/^line 3/);
  });
});
