// The calls on journals and folders, through the contract's own schemas.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { calls } from '#contract/calls.ts';
import { createJournalHandlers, type Journals } from '#host/journal/handlers.ts';
import type { HostEvent, Ports } from '#host/ports.ts';
import { folderWith, post, put } from './support.ts';

interface Set {
  readonly journals: Journals;
  readonly ports: Ports;
  readonly base: string;
  readonly events: HostEvent[];
}

function makeJournals(files: Readonly<Record<string, string>> = {}, more: Partial<Ports> = {}): Set {
  const base = folderWith({ 'home/x.txt': 'x', ...files });
  const dir = (name: string) => join(base, name);
  const ports: Ports = {
    dirs: {
      config: dir('config'),
      cache: dir('cache'),
      data: dir('data'),
      documents: dir('home/Documents'),
      home: dir('home'),
    },
    sampleFolder: resolve('posts'),
    version: '0',
    locale: 'en',
    platform: 'linux',
    hasMenu: false,
    mediaBase: '/media/',
    trash: async () => undefined,
    now: Date.now,
    log: () => undefined,
    ...more,
  };
  const events: HostEvent[] = [];
  const journals = createJournalHandlers({ ports, emit: (event) => events.push(event) });
  onTestFinished(() => journals.close());
  return { journals, ports, base, events };
}

const site = {
  'home/blog/_config.yml': 'title: Blog\nbaseurl: /b\n',
  'home/blog/_posts/2024-01-01-a.md': post('A'),
};

describe('opening', () => {
  it('opens by handle, tells what is open, remembers it, and closes', async () => {
    const { journals, base } = makeJournals(site);
    const { handlers } = journals;
    expect(await handlers['journal.current']({})).toEqual({ opened: null });
    await expect(handlers['site.model']({})).rejects.toMatchObject({ code: 'no-journal' });
    const { children } = await handlers['folder.list']({ parent: null });
    const blog = children.find(({ name }) => name === 'blog');
    expect(blog?.kind).toBe('jekyll');
    const opened = await handlers['journal.open']({ folder: blog?.id ?? '' });
    expect(calls['journal.open'].result.parse(opened)).toEqual(opened);
    expect(opened.journal).toMatchObject({ name: 'blog', kind: 'jekyll', sample: false });
    expect(opened.entries.map(({ title }) => title)).toEqual(['A']);
    expect((await handlers['journal.current']({})).opened).toEqual(opened);
    const { recent } = await handlers['journal.recent']({});
    expect(recent).toEqual([{ id: blog?.id, name: 'blog', kind: 'jekyll', opened: expect.any(Number) }]);
    expect(JSON.stringify([opened, recent, children])).not.toContain(base);
    await handlers['journal.close']({});
    expect(journals.current()).toBeNull();
    expect((await handlers['journal.recent']({})).recent).toHaveLength(1);
  });

  it('emits what changes on disk, of the open journal only', async () => {
    const { journals, base, events } = makeJournals({
      ...site,
      'home/other/_posts/2024-01-01-o.md': post('O'),
    });
    await journals.openFolder(join(base, 'home/blog'));
    await journals.openFolder(join(base, 'home/other'));
    put(base, 'home/blog/_posts/2024-01-02-b.md', post('B'));
    put(base, 'home/other/_posts/2024-01-02-p.md', post('P'));
    const end = performance.now() + 20_000;
    while (!events.some(({ name }) => name === 'journal.changed') && performance.now() < end) {
      await new Promise((done) => setTimeout(done, 10));
    }
    const changed = events.flatMap((event) =>
      event.name === 'journal.changed' ? event.payload.upserted : [],
    );
    expect(changed.map(({ title }) => title)).toEqual(['P']);
  });

  it('keeps the open journal when another cannot be opened', async () => {
    const { journals, base } = makeJournals(site);
    await journals.openFolder(join(base, 'home/blog'));
    await expect(journals.openFolder(join(base, 'home/nothing'))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(journals.journal().info.name).toBe('blog');
  });

  it('keeps a damaged list of recent journals aside', async () => {
    const { journals, base } = makeJournals({ ...site, 'config/recent.json': '[{"folder":' });
    expect(await journals.handlers['journal.recent']({})).toEqual({ recent: [] });
    await journals.openFolder(join(base, 'home/blog'));
    expect((await journals.handlers['journal.recent']({})).recent).toHaveLength(1);
    rmSync(join(base, 'home/blog'), { recursive: true });
    expect((await journals.handlers['journal.recent']({})).recent).toHaveLength(0);
  });
});

describe('the sample journal', () => {
  it('is copied once and never overwritten; the shipped one stays as it is', async () => {
    const { journals, base } = makeJournals();
    const first = await journals.handlers['journal.open']({ sample: true });
    expect(first.journal).toMatchObject({ name: 'Galley sample journal', sample: true });
    expect(first.entries.length).toBeGreaterThan(3);
    const copy = join(base, 'home/Documents/Galley sample journal');
    const path = first.entries.find((entry) => !entry.draft)?.path ?? '';
    const shipped = readFileSync(join('posts', path));
    writeFileSync(join(copy, path), post('Mine'));
    await journals.handlers['journal.close']({});
    const second = await journals.handlers['journal.open']({ sample: true });
    expect(second.entries.find((entry) => entry.path === path)?.title).toBe('Mine');
    expect(readFileSync(join('posts', path))).toEqual(shipped);
    expect(existsSync(join(copy, '.galley'))).toBe(false);
  });
});

describe('looking around for a folder', () => {
  it('shows folders below home only, hidden ones left out', async () => {
    const { journals, base } = makeJournals({
      'home/a/b/note.md': 'x',
      'home/.secret/x.md': 'x',
      'home/repo/.git/HEAD': 'x',
      'outside/x.md': 'x',
    });
    symlinkSync(join(base, 'outside'), join(base, 'home/link-out'));
    symlinkSync(join(base, 'home/a'), join(base, 'home/link-in'));
    symlinkSync(join(base, 'home/x.txt'), join(base, 'home/link-file'));
    const { handlers } = journals;
    const start = await handlers['folder.list']({ parent: null });
    expect(calls['folder.list'].result.parse(start)).toEqual(start);
    expect(start.children.map(({ name, kind }) => [name, kind])).toEqual([
      ['a', 'folder'],
      ['link-in', 'folder'],
      ['repo', 'repository'],
    ]);
    const a = start.children[0]?.id ?? '';
    const inside = await handlers['folder.list']({ parent: a });
    expect(inside.trail.map(({ name }) => name)).toEqual(['home', 'a']);
    expect(inside.children.map(({ name, kind }) => [name, kind])).toEqual([['b', 'plain']]);
    const outside = await journals.choiceOf(realpathSync(join(base, 'outside')));
    await expect(handlers['folder.list']({ parent: outside.id })).rejects.toMatchObject({ code: 'outside' });
    await expect(handlers['folder.list']({ parent: 'made-up' })).rejects.toMatchObject({ code: 'not-found' });
    rmSync(join(base, 'home/a'), { recursive: true });
    await expect(handlers['folder.list']({ parent: a })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('asks the shell for a folder where it can', async () => {
    const none = makeJournals();
    await expect(none.journals.handlers['folder.pick']({ purpose: 'journal' })).rejects.toMatchObject({
      code: 'unavailable',
    });
    const folder = folderWith({ 'a.md': 'x' });
    const { journals } = makeJournals({}, { pickFolder: async () => folder });
    const picked = await journals.handlers['folder.pick']({ purpose: 'journal' });
    expect(await journals.folderOf(picked.folder?.id ?? '')).toBe(folder);
    const cancelled = makeJournals({}, { pickFolder: async () => null });
    expect(await cancelled.journals.handlers['folder.pick']({ purpose: 'target' })).toEqual({ folder: null });
  });
});

describe('the site model', () => {
  it('gives configuration, includes, data and stylesheets', async () => {
    const { journals, base } = makeJournals({
      ...site,
      'home/blog/_includes/note.html': '<p>{{ include.text }}</p>',
      'home/blog/_includes/sub/x.svg': '<svg/>',
      'home/blog/_data/people.yml': '- name: 이승주\n  active: yes\n',
      'home/blog/_data/nested/prices.csv': 'name,price\n"a, b","1"\nc,2\n',
      'home/blog/_data/table.tsv': 'a\tb\n1\t2\n',
      'home/blog/_data/one.json': '{"x": [1, null]}',
      'home/blog/_data/broken.yml': 'a: [1,\n',
      'home/blog/assets/css/main.css': '---\n---\nbody { color: red }\n',
      'home/blog/assets/css/liquid.css': '---\n---\nbody { color: {{ site.color }} }\n',
      'home/blog/_site/assets/css/main.css': 'never',
      'home/blog/_site/assets/css/style.css': 'p { margin: 0 }',
    });
    mkdirSync(join(base, 'elsewhere'));
    put(base, 'elsewhere/secret.yml', 'secret: 1\n');
    symlinkSync(join(base, 'elsewhere'), join(base, 'home/blog/_data/out'));
    await journals.openFolder(join(base, 'home/blog'));
    const model = await journals.handlers['site.model']({});
    expect(calls['site.model'].result.parse(model)).toEqual(model);
    expect(model.config).toMatchObject({ title: 'Blog', baseurl: '/b' });
    expect(model.includes).toEqual({ 'note.html': '<p>{{ include.text }}</p>', 'sub/x.svg': '<svg/>' });
    expect(model.data).toEqual({
      people: [{ name: '이승주', active: true }],
      nested: {
        prices: [
          { name: 'a, b', price: '1' },
          { name: 'c', price: '2' },
        ],
      },
      table: [{ a: '1', b: '2' }],
      one: { x: [1, null] },
      broken: null,
    });
    expect(model.styles).toEqual([
      { path: 'assets/css/main.css', css: 'body { color: red }\n' },
      { path: '_site/assets/css/style.css', css: 'p { margin: 0 }' },
    ]);
    expect(model.problems).toEqual([
      expect.objectContaining({ code: 'data-invalid', detail: { path: '_data/broken.yml' } }),
    ]);
  });
});
