// Exports to sites of other generators: the same plan, steps, record and conflicts as to a Jekyll blog, with settings remembered.
// Must not know: how a post is translated; real builds are compared in test/generators.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CallError } from '#contract/errors.ts';
import { applyExport } from '#host/export/apply.ts';
import { exportJournal } from '#host/export/headless.ts';
import type { ExportWorld } from '#host/export/prepare.ts';
import { siteOnWire } from '#host/export/site-on-wire.ts';
import {
  contents,
  everything,
  exportAll,
  type Files,
  git,
  newWorld,
  plan,
  png,
  put,
  rel,
  repository,
  said,
  smallJournal,
  tempFolder,
  viewOf,
} from './support.ts';

const hugoSite: Files = { 'hugo.toml': 'baseURL = "https://b.example/"\n' };
const options = { skip: [], overwrite: [], commit: { message: 'Publish' } };
const headless = (world: ExportWorld, journal: string, target: string) => ({
  ...world,
  journal,
  target,
  dryRun: false,
  commit: true,
});

describe('an export to a Hugo site', () => {
  test('writes translated posts and their pictures, commits exactly that, and then has nothing to do', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const before = contents(journal);
    const target = repository(hugoSite);
    const prepared = await plan(world, journal, target);
    expect(said(prepared)).toEqual([
      'add content/posts/first.md (new)',
      'add content/posts/second.md (new)',
      'add static/assets/img/cover.png (new)',
      'add static/assets/img/mountain.png (new)',
    ]);
    expect([...prepared.addresses].map(([path, { url }]) => [path, url])).toEqual([
      ['content/posts/first.md', '/posts/first/'],
      ['content/posts/second.md', '/posts/second/'],
    ]);
    await applyExport(world, prepared, options);
    expect(git(target, 'show', '--stat=200', '--format=%s', 'HEAD')).toContain('4 files changed');
    expect(contents(target)).not.toHaveProperty('target.json');
    expect(git(target, 'status', '--porcelain')).toBe('');
    const second = await plan(world, journal, target);
    expect(said(second)).toEqual([]);
    expect(second.losses).toEqual([]);
    expect(contents(journal)).toEqual(before);
    expect(readFileSync(join(target, 'content/posts/second.md'), 'utf8')).toBe(
      '---\r\ntitle: "Second: post"\r\ndate: 2026-02-03\r\ncategories: [ml]\r\n---\r\n![](/assets/img/mountain.png)\r\n',
    );
  });

  test('a post edited here is a change, one edited there a conflict, and neither side is lost', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const target = repository(hugoSite);
    await exportAll(world, journal, target, options);
    const first = '_posts/2026-01-02-first.md';
    writeFileSync(join(journal, first), `${smallJournal[first]}\n**새(1)**는\n`);
    expect(said(await plan(world, journal, target))).toEqual(['change content/posts/first.md (edited)']);
    writeFileSync(join(target, 'content/posts/first.md'), 'theirs\n');
    expect(said(await plan(world, journal, target))).toEqual([
      'conflict content/posts/first.md (target-edited)',
    ]);
    const done = await exportAll(world, journal, target, { commit: null });
    expect(done.written).toEqual([]);
    expect(readFileSync(join(target, 'content/posts/first.md'), 'utf8')).toBe('theirs\n');
    expect(readFileSync(join(journal, first), 'utf8')).toContain('**새(1)**는');
  });

  test('a post that is gone is withdrawn, at the place it was written to', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const target = repository(hugoSite);
    await exportAll(world, journal, target, options);
    rmSync(join(journal, '_posts/2026-01-02-first.md'));
    expect(said(await plan(world, journal, target))).toEqual(['delete content/posts/first.md (removed)']);
  });

  test('a setting changed since the plan makes it stale, and nothing is written', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const target = repository(hugoSite);
    const prepared = await plan(world, journal, target);
    writeFileSync(join(target, 'hugo.toml'), 'contentDir = "inhalt"\n');
    const failure = await applyExport(world, prepared, { ...options, commit: null }).then(
      () => null,
      (error: CallError) => error.code,
    );
    expect(failure).toBe('stale');
    expect(existsSync(join(target, 'content'))).toBe(false);
  });

  test('a post whose picture comes later is translated again, although the post is the same', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), {
      ...smallJournal,
      '_posts/2026-03-03-late.md': '---\ntitle: 나중\n---\n![x](/img/late.png)\n',
    });
    const target = repository(hugoSite);
    await exportAll(world, journal, target, options);
    put(journal, { 'img/late.png': png('late') });
    expect(said(await plan(world, journal, target))).toEqual(['add static/img/late.png (new)']);
  });

  test('drafts go out as drafts, and say that they will not be seen', async () => {
    const journal = put(tempFolder(), smallJournal);
    const target = repository(hugoSite);
    const prepared = await plan(newWorld(), journal, target, { posts: null, drafts: true });
    expect(prepared.addresses.get(rel('content/posts/idea.md'))?.appears).toEqual({
      will: false,
      why: 'draft',
    });
    const text = Buffer.from(await prepared.outgoing.read(rel('content/posts/idea.md'))).toString();
    expect(text).toContain('draft: true');
  });
});

test('a plain folder of notes goes out with the categories of its folders and the pictures beside its notes', async () => {
  const world = newWorld();
  const journal = put(tempFolder(), {
    '여행/바다.md': '---\ntitle: 바다\ndate: 2026-05-06\n---\n\n![물](wave.png) [산](산.md)\n',
    '여행/산.md': '---\ntitle: 산\ndate: 2026-05-07\npermalink: /mountain/\n---\n\n산\n',
    '여행/wave.png': png('wave'),
  });
  const target = repository(hugoSite);
  await exportAll(world, viewOf(journal, 'plain'), target);
  expect(Object.keys(contents(target)).sort()).toEqual([
    'content/posts/바다.md',
    'content/posts/산.md',
    'hugo.toml',
    'static/여행/wave.png',
  ]);
  expect(readFileSync(join(target, 'content/posts/바다.md'), 'utf8')).toBe(
    '---\ntitle: 바다\ndate: 2026-05-06\ncategories: [여행]\n---\n\n![물](/여행/wave.png) [산](/mountain/)\n',
  );
  expect(readFileSync(join(target, 'content/posts/산.md'), 'utf8')).toContain('url: /mountain/');
});

describe('settings of a target', () => {
  test('are remembered in its git directory after an export, and only then', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const target = repository(hugoSite);
    const settings = {
      generator: 'hugo',
      content: 'content/글',
      images: 'static/img',
      names: 'date-slug',
    } as const;
    await plan(world, journal, target, { ...everything, settings });
    expect((await plan(world, journal, target)).site.settings.content).toBe('content/posts');
    const first = await exportJournal({ ...headless(world, journal, target), settings });
    expect(first.exitCode).toBe(0);
    expect(first.target.settings).toMatchObject(settings);
    expect(Object.keys(contents(target))).toContain('content/글/2026-01-02-first.md');
    const second = await exportJournal(headless(world, journal, target));
    expect(second.target.settings).toMatchObject(settings);
    expect(second.steps.every(({ action }) => action === 'keep')).toBe(true);
    expect(git(target, 'status', '--porcelain')).toBe('');
  });

  test('another generator may be chosen by hand; its own folders are recognised then', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const target = repository({ 'notes/a.md': '# A\n' });
    const view = viewOf(journal);
    const found = await siteOnWire(world, view, target, null);
    expect(found).toMatchObject({ detected: 'plain', by: null, remembered: false });
    expect(found.example).toMatchObject({
      post: 'notes/second.md',
      image: 'notes/images/assets/img/picture.webp',
    });
    const astro = await siteOnWire(world, view, target, { generator: 'astro' });
    expect(astro).toMatchObject({
      detected: 'plain',
      settings: { generator: 'astro', content: 'src/content/blog' },
    });
    expect(astro.example).toEqual({
      post: 'src/content/blog/second.md',
      url: '/blog/second/',
      image: 'public/assets/img/picture.webp',
      imageUrl: '/assets/img/picture.webp',
    });
    const jekyll = await siteOnWire(world, view, target, { generator: 'jekyll' });
    expect(jekyll.example.post).toBe('ml/_posts/2026-02-03-second.md');
  });

  test('that lead outside or into the git directory write nothing there', async () => {
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    const target = repository(hugoSite);
    const settings = { generator: 'hugo', content: '.git/hooks', images: '../out' } as const;
    const prepared = await plan(world, journal, target, { ...everything, settings });
    expect(prepared.steps).toEqual([]);
    expect(prepared.problems.map(({ code }) => code)).toContain('unsafe-path');
  });
});

test('the journal that is its own blog is never translated, whatever else stands in it', async () => {
  const root = repository({ ...smallJournal, 'package.json': '{"dependencies":{"hexo":"7"}}' });
  writeFileSync(join(root, '_posts/2026-01-02-first.md'), '---\ntitle: 고침\n---\n**새(1)**는\n');
  const prepared = await plan(newWorld(), root, root);
  expect(prepared.inPlace).toBe(true);
  expect(said(prepared)).toEqual(['change _posts/2026-01-02-first.md (edited)']);
  expect(prepared.losses).toEqual([]);
});
