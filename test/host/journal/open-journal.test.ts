// An open journal on real folders: what is listed, and that the list follows the disk whatever is done to it.

import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { versionOf } from '#host/files/version.ts';
import { folderWith, openIn, paths, post, put, titles } from './support.ts';

const rel = (path: string) => path as RelPath;

describe('what is listed', () => {
  it('lists a Jekyll site: several posts folders, drafts, and no pages', async () => {
    const root = folderWith({
      '_config.yml': 'timezone: Asia/Seoul\n',
      'index.md': post('Page'),
      '_posts/2024-10-03-a.md': post('A'),
      '_posts/deep/2024-10-04-b.markdown': post('B'),
      'ml/_posts/2024-10-05-c.md': post('C'),
      '_drafts/d.md': post('D'),
      '_posts/picture.png': 'x',
      '_posts/.hidden.md': post('Hidden'),
      'node_modules/x/_posts/2024-01-01-n.md': post('N'),
      '_site/_posts/2024-01-01-s.md': post('S'),
      '.git/_posts/2024-01-01-g.md': post('G'),
    });
    const { journal } = await openIn(root);
    expect(titles(journal)).toEqual(['D', 'C', 'B', 'A']);
    expect(journal.info).toMatchObject({
      kind: 'jekyll',
      postsFolder: '_posts',
      draftsFolder: '_drafts',
      git: true,
    });
    expect(journal.entry(rel('ml/_posts/2024-10-05-c.md'))).toMatchObject({
      categories: ['ml'],
      url: '/ml/2024/10/05/c.html',
      appears: { will: true },
      excerpt: 'Text of C.',
    });
    expect(journal.entry(rel('_drafts/d.md'))).toMatchObject({
      draft: true,
      appears: { will: false, why: 'draft' },
    });
  });

  it('lists a plain folder: every Markdown file, folders as categories', async () => {
    const root = folderWith({ 'a.md': post('A'), 'ml/b.markdown': post('B'), 'notes.txt': 'no' });
    const { journal } = await openIn(root);
    expect(titles(journal).toSorted()).toEqual(['A', 'B']);
    expect(journal.info).toMatchObject({ kind: 'plain', postsFolder: '', git: false });
    expect(journal.entry(rel('ml/b.markdown'))?.categories).toEqual(['ml']);
  });

  it('calls a post that is a folder of its own by that folder', async () => {
    const root = folderWith({
      'notes/my-first-trip/index.md': 'words\n',
      'notes/named/index.md': post('Named'),
      'notes/section/_index.md': 'words\n',
      'index.md': 'words\n',
    });
    const { journal } = await openIn(root);
    expect(Object.fromEntries(journal.entries().map(({ path, title }) => [path, title]))).toEqual({
      'notes/my-first-trip/index.md': 'My First Trip',
      'notes/named/index.md': 'Named',
      'notes/section/_index.md': 'Section',
      'index.md': 'Index',
    });
  });

  it('opens an empty folder as a site to be', async () => {
    const { journal } = await openIn(folderWith({}));
    expect(journal.entries()).toEqual([]);
    expect(journal.info).toMatchObject({ kind: 'jekyll', postsFolder: '_posts', draftsFolder: '_drafts' });
  });

  it('lists what cannot be parsed, with the line, and what is no UTF-8', async () => {
    const root = folderWith({ '_posts/2024-10-03-a.md': '---\ntitle: A: b\n---\nText\n' });
    // "한글" in EUC-KR, as older Korean editors wrote it.
    const korean = Buffer.concat([
      Buffer.from('---\ntitle: x\n---\n'),
      Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]),
    ]);
    put(root, '_posts/2024-10-04-k.md', korean);
    const { journal } = await openIn(root);
    const broken = journal.entry(rel('_posts/2024-10-03-a.md'));
    expect(broken?.problems).toEqual([
      expect.objectContaining({ code: 'front-matter-colon-in-plain', severity: 'error', line: 2 }),
    ]);
    const foreign = journal.entry(rel('_posts/2024-10-04-k.md'));
    expect(foreign?.appears).toMatchObject({ will: false, why: 'invalid' });
    expect(foreign?.problems).toContainEqual(
      expect.objectContaining({ code: 'not-utf8', detail: { encoding: 'euc-kr' } }),
    );
  });

  it('refuses a path that is no folder, and one that is not there', async () => {
    const root = folderWith({ 'a.md': 'x' });
    await expect(openIn(join(root, 'a.md'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(openIn(join(root, 'nothing'))).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what is never followed', () => {
  it('reads nothing outside and hangs on nothing: links, loops, pipes', async () => {
    const outside = folderWith({ 'secret.md': post('Secret'), 'more/2024-01-01-x.md': post('More') });
    const root = folderWith({ '_posts/2024-10-03-a.md': post('A'), 'shared/real.md': post('Shared') });
    symlinkSync(join(outside, 'secret.md'), join(root, '_posts/2024-10-04-out.md'));
    symlinkSync(join(outside, 'more'), join(root, '_posts/more'));
    symlinkSync('..', join(root, '_posts/loop'));
    symlinkSync('nowhere.md', join(root, '_posts/2024-10-05-broken.md'));
    symlinkSync('../shared/real.md', join(root, '_posts/2024-10-06-inside.md'));
    execFileSync('mkfifo', [join(root, '_posts/2024-10-07-pipe.md')]);
    const { journal, until } = await openIn(root);
    expect(titles(journal)).toEqual(['Shared', 'A']);
    expect(journal.info.problems.map(({ code, detail }) => [code, detail?.path]).sort()).toEqual([
      ['link-broken', '_posts/2024-10-05-broken.md'],
      ['link-outside', '_posts/2024-10-04-out.md'],
      ['link-to-folder', '_posts/loop'],
      ['link-to-folder', '_posts/more'],
      ['not-a-file', '_posts/2024-10-07-pipe.md'],
    ]);
    // The same for what comes while it is open.
    symlinkSync(join(outside, 'secret.md'), join(root, '_posts/2024-10-08-late.md'));
    execFileSync('mkfifo', [join(root, '_posts/2024-10-09-late.md')]);
    put(root, '_posts/2024-10-10-b.md', post('B'));
    await until((each) => titles(each).includes('B'));
    await journal.rescan();
    expect(titles(journal)).toEqual(['B', 'Shared', 'A']);
  });

  it('passes over names that cannot be used, and deep folders do not stop it', async () => {
    const root = folderWith({ '_posts/2024-10-03-a.md': post('A') });
    writeFileSync(
      Buffer.concat([Buffer.from(`${root}/_posts/2024-10-04-`), Buffer.from([0xff]), Buffer.from('.md')]),
      'x',
    );
    writeFileSync(join(root, '_posts/2024-10-05-back\\slash.md'), 'x');
    writeFileSync(join(root, '_posts/2024-10-06-new\nline.md'), post('Line'));
    let deep = root;
    for (let i = 0; i < 300; i++) deep = join(deep, 'd');
    mkdirSync(deep, { recursive: true });
    const { journal } = await openIn(root);
    expect(titles(journal)).toEqual(['Line', 'A']);
    expect(journal.info.problems.filter(({ code }) => code === 'name-unusable')).toHaveLength(2);
  });
});

describe('following the disk', () => {
  const one = { '_posts/2024-10-03-a.md': post('A') };

  it('takes over a change, a new post, a deletion, with versions', async () => {
    const root = folderWith(one);
    const { journal, events, until } = await openIn(root);
    const text = post('A2');
    put(root, '_posts/2024-10-03-a.md', text);
    await until((each) => titles(each).includes('A2'));
    const changed = events.findLast((event) => event.kind === 'changed');
    expect(changed?.kind === 'changed' && changed.change.versions).toEqual({
      '_posts/2024-10-03-a.md': versionOf(Buffer.from(text)),
    });
    put(root, 'new/_posts/2024-10-04-b.md', post('B'));
    await until((each) => titles(each).includes('B'));
    expect(journal.entry(rel('new/_posts/2024-10-04-b.md'))?.categories).toEqual(['new']);
    put(root, 'new/_posts/2024-10-05-c.md', post('C'));
    await until((each) => titles(each).includes('C'));
    rmSync(join(root, 'new'), { recursive: true });
    await until((each) => titles(each).length === 1);
    expect(
      events.flatMap((event) => (event.kind === 'changed' ? event.change.removed : [])).toSorted(),
    ).toEqual(['new/_posts/2024-10-04-b.md', 'new/_posts/2024-10-05-c.md']);
  });

  it('sees atomic replaces, renames and moves of folders', async () => {
    const root = folderWith(one);
    const { journal, events, until } = await openIn(root);
    put(root, '_posts/.a.tmp', post('Replaced'));
    renameSync(join(root, '_posts/.a.tmp'), join(root, '_posts/2024-10-03-a.md'));
    await until((each) => titles(each).includes('Replaced'));
    expect(events.some((event) => event.kind === 'changed' && event.change.removed.length > 0)).toBe(false);
    renameSync(join(root, '_posts/2024-10-03-a.md'), join(root, '_posts/2024-10-03-A.md'));
    await until((each) => paths(each)[0] === '_posts/2024-10-03-A.md' && paths(each).length === 1);
    mkdirSync(join(root, 'ml'));
    renameSync(join(root, '_posts'), join(root, 'ml/_posts'));
    await until((each) => paths(each)[0] === 'ml/_posts/2024-10-03-A.md' && paths(each).length === 1);
    expect(journal.entries()[0]?.categories).toEqual(['ml']);
    put(root, 'ml/_posts/2024-10-03-A.md', post('In the moved folder'));
    await until((each) => titles(each).includes('In the moved folder'));
  });

  it('does not take an emptied file for the post while it is being written in steps', async () => {
    const root = folderWith(one);
    const { events, until } = await openIn(root);
    const file = openSync(join(root, '_posts/2024-10-03-a.md'), 'w');
    for (const part of ['---\n', 'title: Step', 's\n', '---\n', 'Text\n']) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      writeSync(file, part);
    }
    closeSync(file);
    await until((each) => titles(each).includes('Steps'));
    const removed = events.flatMap((event) => (event.kind === 'changed' ? event.change.removed : []));
    expect(removed).toEqual([]);
    // An empty file that stays empty is an empty post.
    writeFileSync(join(root, '_posts/2024-10-03-a.md'), '');
    await until((each) => each.entries()[0]?.size === 0);
  });

  it('says nothing of a file that was only touched, but for its time', async () => {
    const root = folderWith(one);
    const { journal, events, until } = await openIn(root);
    appendFileSync(join(root, '_posts/2024-10-03-a.md'), 'more\n');
    await until(() => events.length > 0);
    const version = versionOf(Buffer.from(`${post('A')}more\n`));
    utimesSync(join(root, '_posts/2024-10-03-a.md'), new Date(1e12), new Date(1e12));
    await until((each) => each.entries()[0]?.modified === 1e12);
    const all = events.flatMap((event) =>
      event.kind === 'changed' ? Object.values(event.change.versions) : [],
    );
    expect(new Set(all)).toEqual(new Set([version]));
    expect(journal.entries()[0]?.title).toBe('A');
  });

  it('reads the configuration anew, and tells which URLs moved', async () => {
    const root = folderWith({ ...one, '_config.yml': 'permalink: /old/:title/\n' });
    const { journal, events, until } = await openIn(root);
    expect(journal.entries()[0]?.url).toBe('/old/a/');
    put(root, '_config.yml', 'permalink: /new/:title/\n');
    await until((each) => each.entries()[0]?.url === '/new/a/');
    await until(() => events.some((event) => event.kind === 'site'));
    put(root, '_includes/x.html', 'x');
    put(root, 'assets/img/x.png', 'x');
    await until(() => events.some((event) => event.kind === 'images'));
  });

  it('becomes a plain folder by its first post, if that is what it is', async () => {
    const root = folderWith({});
    const { journal, until } = await openIn(root);
    put(root, 'note.md', post('Note'));
    await until((each) => titles(each).includes('Note'));
    expect(journal.info.kind).toBe('plain');
    put(root, '_posts/2024-01-01-x.md', post('X'));
    await until((each) => each.info.kind === 'jekyll');
    expect(titles(journal)).toEqual(['X']);
  });

  it('judges the same URL twice over the whole list, and again when one of them goes', async () => {
    const root = folderWith({ ...one, '_posts/2024-10-04-b.md': post('B', 'permalink: /2024/10/03/a\n') });
    const { journal, until } = await openIn(root);
    expect(journal.entry(rel('_posts/2024-10-03-a.md'))?.appears).toEqual({
      will: false,
      why: 'duplicate-url',
      detail: '_posts/2024-10-04-b.md',
    });
    rmSync(join(root, '_posts/2024-10-04-b.md'));
    await until((each) => each.entry(rel('_posts/2024-10-03-a.md'))?.appears.will === true);
  });
});

describe('the folder itself', () => {
  it('keeps the list when the folder vanishes, comes back empty, and comes back full', async () => {
    const parent = folderWith({ 'journal/_posts/2024-10-03-a.md': post('A') });
    const root = join(parent, 'journal');
    const { journal, events, until } = await openIn(root);
    renameSync(root, join(parent, 'away'));
    await until((each) => !each.available);
    expect(titles(journal)).toEqual(['A']);
    mkdirSync(root);
    await journal.rescan();
    expect(journal.available).toBe(false);
    expect(titles(journal)).toEqual(['A']);
    rmSync(root, { recursive: true });
    put(parent, 'away/_posts/2024-10-04-b.md', post('B'));
    renameSync(join(parent, 'away'), root);
    await until((each) => each.available && titles(each).length === 2);
    expect(events.filter((event) => event.kind === 'availability')).toEqual([
      { kind: 'availability', available: false },
      { kind: 'availability', available: true },
    ]);
    put(root, '_posts/2024-10-05-c.md', post('C'));
    await until((each) => titles(each).includes('C'));
    expect(events.flatMap((event) => (event.kind === 'changed' ? event.change.removed : []))).toEqual([]);
  });

  it('goes on by rescans where the system cannot watch', async () => {
    const root = folderWith({ '_posts/2024-10-03-a.md': post('A') });
    const watch = () => {
      throw Object.assign(new Error('System limit for number of file watchers reached'), { code: 'ENOSPC' });
    };
    const { journal, until } = await openIn(root, { watch, rescanEvery: 50 });
    expect(journal.info.problems).toContainEqual(expect.objectContaining({ code: 'watch-limited' }));
    put(root, '_posts/2024-10-04-b.md', post('B'));
    await until((each) => titles(each).includes('B'));
  });
});

describe('the host’s own writes', () => {
  it('refreshes at once: written, renamed, deleted', async () => {
    const root = folderWith({ '_posts/2024-10-03-a.md': post('A') });
    const { journal, events } = await openIn(root);
    const path = rel('_posts/2024-10-03-a.md');
    put(root, path, post('Mine'));
    journal.noteOwnWrite(path, versionOf(Buffer.from(post('Mine'))));
    await journal.refresh([path]);
    expect(journal.entry(path)?.title).toBe('Mine');
    expect(journal.isOwnWrite(path, versionOf(Buffer.from(post('Mine'))))).toBe(true);
    expect(journal.isOwnWrite(path, versionOf(Buffer.from(post('Other'))))).toBe(false);
    renameSync(join(root, path), join(root, '_posts/2024-10-03-z.md'));
    await journal.refresh([path, rel('_posts/2024-10-03-z.md')]);
    expect(paths(journal)).toEqual(['_posts/2024-10-03-z.md']);
    put(root, 'x/_posts/2024-10-04-b.md', post('B'));
    await journal.refresh([rel('x/_posts/2024-10-04-b.md')]);
    expect(titles(journal)).toEqual(['B', 'Mine']);
    rmSync(join(root, '_posts/2024-10-03-z.md'));
    await journal.refresh([rel('_posts/2024-10-03-z.md')]);
    expect(titles(journal)).toEqual(['B']);
    expect(events.length).toBe(4);
  });
});

describe('the clock', () => {
  it('lets a future post appear when its time comes', async () => {
    const root = folderWith({ '_posts/2024-10-03-a.md': post('A', 'date: 2026-11-20 12:00:00 +0900\n') });
    const due = Date.UTC(2026, 10, 20, 3);
    let now = due - 500;
    const { journal, until } = await openIn(root, { now: () => now });
    expect(journal.entries()[0]?.appears).toMatchObject({ will: false, why: 'future' });
    now = due + 1000;
    await until((each) => each.entries()[0]?.appears.will === true);
  });
});
