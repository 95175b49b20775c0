// A real build of what was exported: the post is on the blog, in its category, with its body and its picture.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exportAll, newWorld, png, put, repository, tempFolder, viewOf } from './support.ts';

const found = spawnSync('jekyll', ['--version'], { encoding: 'utf8' });
const seedFolder = resolve(process.cwd(), '../shared/seed');
const seedFile = existsSync(seedFolder)
  ? readdirSync(seedFolder).find((name) => name.endsWith('.txt'))
  : undefined;

/** A blog that shows what matters: the categories and the body of each post. */
const blog = {
  '_config.yml': 'title: Blog\nurl: https://me.example\npermalink: /:categories/:title/\n',
  '_layouts/post.html': '<main data-categories="{{ page.categories | join: "," }}">{{ content }}</main>\n',
};

function build(target: string): string {
  const out = join(tempFolder(), 'site');
  execFileSync('jekyll', ['build', '-q', '-s', target, '-d', out], {
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    stdio: 'pipe',
  });
  return out;
}

const bodyOf = (page: string): string =>
  /<main[^>]*>([\s\S]*)<\/main>/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';
const categoriesOf = (page: string): string =>
  /data-categories="([^"]*)"/.exec(readFileSync(page, 'utf8'))?.[1] ?? '';

describe.skipIf(found.status !== 0)('a real Jekyll build of a fresh target', () => {
  const post = [
    '---',
    'layout: post',
    "title: '[후기] 첫 글'",
    'category: ml',
    'tags: [ml]',
    'date: 2024-10-03',
    'image: "/assets/img/ml/banner.png"',
    '---',
    '',
    '- table of contents',
    '{:toc}',
    '',
    '## 지원과 합격',
    '',
    '**굵은 글**과 <center><img src="/assets/img/ml/gamsa.png" width="60%"></center>',
    '',
  ].join('\n');

  test('publishes a post of a Jekyll journal as that journal itself would', async () => {
    const files = {
      ...blog,
      '_posts/2024-10-03-first.md': post,
      'assets/img/ml/banner.png': png('banner'),
      'assets/img/ml/gamsa.png': png('gamsa'),
    };
    const journal = put(tempFolder(), files);
    const target = repository(blog);
    await exportAll(newWorld(), journal, target, { commit: { message: 'Publish' } });
    const [there, here] = [build(target), build(journal)];
    const page = 'ml/first/index.html';
    expect(categoriesOf(join(there, page))).toBe('ml');
    expect(bodyOf(join(there, page))).toContain('<strong>굵은 글</strong>');
    expect(bodyOf(join(there, page))).toBe(bodyOf(join(here, page)));
    expect(readFileSync(join(there, 'assets/img/ml/gamsa.png'))).toEqual(Buffer.from(png('gamsa')));
    expect(existsSync(join(there, 'assets/img/ml/banner.png'))).toBe(true);
  });

  test('publishes a post of a plain folder in the category of its folder, with its picture', async () => {
    const journal = put(tempFolder(), {
      '여행/바다.md': '---\nlayout: post\ntitle: 바다\ndate: 2026-05-06\n---\n\n![물](wave.png)\n',
      '여행/wave.png': png('wave'),
    });
    const target = repository(blog);
    await exportAll(newWorld(), viewOf(journal, 'plain'), target, { commit: { message: 'Publish' } });
    const site = build(target);
    const page = join(site, '여행/바다/index.html');
    expect(categoriesOf(page)).toBe('여행');
    const source = decodeURIComponent(/<img src="([^"]+)"/.exec(bodyOf(page))?.[1] ?? '');
    expect(source).toBe('/assets/여행/wave.png');
    expect(readFileSync(join(site, source))).toEqual(Buffer.from(png('wave')));
  });

  test.skipIf(seedFile === undefined)(
    'publishes the seed under its category with the same body',
    async () => {
      const text = readFileSync(join(seedFolder, seedFile ?? ''));
      const name = '_posts/2024-10-03-mlb.md';
      const images = [...text.toString('utf8').matchAll(/\/(assets\/[^"')\s]+)/g)].map(
        (match) => match[1] ?? '',
      );
      expect(images.length).toBeGreaterThan(3);
      const pictures = Object.fromEntries(images.map((path) => [path, png(path)]));
      const journal = put(tempFolder(), { ...blog, [name]: text, ...pictures });
      const target = repository(blog);
      const done = await exportAll(newWorld(), journal, target, { commit: { message: 'Publish' } });
      expect(done.written).toHaveLength(1 + new Set(images).size);
      expect(readFileSync(join(target, name))).toEqual(text);
      const [there, here] = [build(target), build(journal)];
      expect(categoriesOf(join(there, 'ml/mlb/index.html'))).toBe('ml');
      expect(bodyOf(join(there, 'ml/mlb/index.html'))).toBe(bodyOf(join(here, 'ml/mlb/index.html')));
      for (const path of images) expect(existsSync(join(there, path)), path).toBe(true);
    },
  );
});
