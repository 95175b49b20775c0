// Making, renaming, moving and deleting posts: each post is there exactly once, and none is ever replaced.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { nameFault } from '#host/files/names.ts';
import { versionOf } from '#host/files/version.ts';
import { openWorld, rel, type WorldOptions } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const world = async (files: Readonly<Record<string, string>> = {}, options: WorldOptions = {}) =>
  openWorld(await tempFolder(), files, options);
const version = (text: string) => versionOf(Buffer.from(text, 'utf8'));
const paths = async (root: string) => {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  return all
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(root.length + 1))
    .sort();
};

describe('post.create', () => {
  it('makes a post with the habits of the journal', async () => {
    const text = '---\nlayout: post\ntitle: 하나\ncategory: ml\ntags: [ml]\ndate: 2024-01-01\n---\n\n글\n';
    const { calls, root } = await world({ '_posts/2024-01-01-하나.md': text });
    const made = await calls['post.create']({
      title: '새 글: "둘째"',
      categories: ['ml'],
      date: '2024-03-05',
      draft: false,
    });
    expect(made.path).toBe('_posts/2024-03-05-새-글-둘째.md');
    expect(await readFile(join(root, made.path), 'utf8')).toBe(made.text);
    expect(made.entry).toMatchObject({ title: '새 글: "둘째"', categories: ['ml'], date: '2024-03-05' });
    expect(made.entry.keys).toEqual(expect.arrayContaining(['layout', 'title', 'category', 'date']));
  });

  it('never replaces: a taken name gets a number', async () => {
    const { calls, root } = await world({ '_posts/2024-03-05-Hello.md': 'mine' });
    const args = { title: 'hello', categories: [], date: '2024-03-05', draft: false };
    const made = await Promise.all([1, 2, 3].map(() => calls['post.create'](args)));
    expect(made.map(({ path }) => path)).toEqual([2, 3, 4].map((n) => `_posts/2024-03-05-hello-${n}.md`));
    expect(await readFile(join(root, '_posts/2024-03-05-Hello.md'), 'utf8')).toBe('mine');
  });

  it('puts a draft where drafts are', async () => {
    const { calls } = await world();
    const made = await calls['post.create']({
      title: '초안',
      categories: [],
      date: '2024-03-05',
      draft: true,
    });
    expect(made.path).toBe('_drafts/초안.md');
  });

  it('romanises where the setting says so', async () => {
    const { calls } = await world({}, { settings: { slugStyle: 'romanise' } });
    const made = await calls['post.create']({
      title: '봄 소풍',
      categories: [],
      date: '2024-03-05',
      draft: false,
    });
    expect(made.path).toBe('_posts/2024-03-05-bom-sopung.md');
    expect(made.text).toContain('봄 소풍');
  });

  it.each(['../../x', '/etc/x', 'a/b', '.git', 'CON', '  ', '\u0000', '..'])(
    'stays in its folder with the slug %j',
    async (slug) => {
      const { calls, root } = await world();
      const made = await calls['post.create']({
        title: 't',
        categories: [],
        date: '2024-03-05',
        draft: false,
        slug,
      });
      expect(made.path).toMatch(/^_posts\/2024-03-05-[^/]+\.md$/);
      expect(await paths(root)).toEqual([made.path]);
    },
  );
});

describe('any title', () => {
  it('gives a post of its own with a legal name, readable as written', async () => {
    const { calls, root } = await world();
    const nasty = fc.constantFrom(
      '..',
      '/',
      'CON',
      'a\u0000b',
      '한글'.normalize('NFD'),
      '😀',
      '-rf',
      ' ',
      '\u202e',
      '"',
      "it's: #1",
      '`',
    );
    const title = fc
      .array(fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 12 })), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.join(''))
      .filter((one) => one !== '' && !/\p{Surrogate}/u.test(one));
    const made = new Set<string>();
    await fc.assert(
      fc.asyncProperty(title, async (one) => {
        const post = await calls['post.create']({
          title: one,
          categories: [],
          date: '2024-03-05',
          draft: false,
        });
        expect(made.has(post.path)).toBe(false);
        made.add(post.path);
        expect(post.path.split('/')).toHaveLength(2);
        expect(nameFault(post.path.slice('_posts/'.length))).toBeNull();
        expect(post.path).toBe(post.path.normalize('NFC'));
        expect(readFrontMatter(post.text).data.title).toBe(one);
      }),
      { numRuns: 150, seed: 23 },
    );
    expect((await paths(root)).length).toBe(made.size);
    // Two names that are one on a forgiving disk would be one post there.
    expect(new Set([...made].map((path) => path.toLowerCase())).size).toBe(made.size);
  }, 60_000);
});

describe('categories that would lead away', () => {
  it.each([
    ['jekyll', ['..', '../..']],
    ['plain', ['..', '../..']],
    ['plain', ['/etc', '.git', 'a/b']],
  ] as const)('stay inside a %s journal: %j', async (kind, categories) => {
    const path = kind === 'plain' ? 'ml/x.md' : 'ml/_posts/2024-01-01-x.md';
    const { calls, root } = await world({ [path]: '---\ntitle: x\n---\n' }, { site: { kind } });
    const args = { title: 't', categories: [...categories], date: '2024-03-05', draft: false };
    const made = await calls['post.create'](args);
    const move = calls['post.move']({
      path: rel(path),
      base: version('---\ntitle: x\n---\n'),
      categories: [...categories],
    });
    // Made harmless, or refused with the reason: either way it stays inside.
    const moved = await move.then(
      (read) => read.path,
      (error: unknown) => {
        expect(error).toMatchObject({ code: 'refused', detail: { fault: expect.any(String) } });
        return path;
      },
    );
    expect((await paths(root)).sort()).toEqual([made.path, moved].sort());
    for (const part of [...made.path.split('/'), ...moved.split('/')]) expect(part).toMatch(/^[^.]/);
  });
});

describe('post.rename', () => {
  const PATH = rel('_posts/2024-03-05-글.md');
  const TEXT = '---\ntitle: 글\n---\n본문\r\n';

  it('changes the name and not a byte; history and unsaved text follow', async () => {
    const { calls, root, idle } = await world({ [PATH]: 'first' });
    await calls['post.save']({ path: PATH, text: TEXT, base: version('first') });
    await calls['backup.put']({ path: PATH, text: 'unsaved', base: version(TEXT) });
    await idle();
    const done = await calls['post.rename']({
      path: PATH,
      base: version(TEXT),
      slug: '새 이름',
      date: '2024-04-01',
    });
    expect(done).toMatchObject({ path: '_posts/2024-04-01-새 이름.md', version: version(TEXT) });
    expect(await paths(root)).toEqual([done.path]);
    expect(await readFile(join(root, done.path), 'utf8')).toBe(TEXT);
    const { versions } = await calls['history.list']({ path: done.path });
    expect(versions.map((item) => item.version)).toEqual([version(TEXT), version('first')]);
    expect((await calls['backup.list']({})).backups).toMatchObject([{ path: done.path, text: 'unsaved' }]);
  });

  it('replaces nothing, also not what is the same name elsewhere', async () => {
    const { calls, root } = await world({
      [PATH]: TEXT,
      '_posts/2024-03-05-Other.md': 'other',
      [`_posts/2024-03-05-${'한글'.normalize('NFD')}.md`]: 'decomposed',
    });
    for (const slug of ['Other', 'other', '한글']) {
      const rename = calls['post.rename']({ path: PATH, base: version(TEXT), slug, date: '2024-03-05' });
      await expect(rename, slug).rejects.toMatchObject({ code: 'exists' });
    }
    expect(await readFile(join(root, PATH), 'utf8')).toBe(TEXT);
    expect(await readFile(join(root, '_posts/2024-03-05-Other.md'), 'utf8')).toBe('other');
    expect(await paths(root)).toHaveLength(3);
  });

  it('changes the case alone', async () => {
    const path = rel('_posts/2024-03-05-hello.md');
    const { calls, root } = await world({ [path]: TEXT });
    const done = await calls['post.rename']({ path, base: version(TEXT), slug: 'Hello', date: '2024-03-05' });
    expect(await paths(root)).toEqual(['_posts/2024-03-05-Hello.md']);
    expect(done.path).toBe('_posts/2024-03-05-Hello.md');
  });

  it('does nothing where the disk has changed or the name would hide the post', async () => {
    const { calls, root } = await world({ [PATH]: TEXT });
    await expect(
      calls['post.rename']({ path: PATH, base: 'f'.repeat(32), slug: 'x', date: '2024-03-05' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      calls['post.rename']({ path: PATH, base: version(TEXT), slug: 'x', date: null }),
    ).rejects.toMatchObject({ code: 'refused' });
    await expect(
      calls['post.rename']({ path: PATH, base: version(TEXT), slug: 'x', date: 'tomorrow' }),
    ).rejects.toMatchObject({ code: 'refused' });
    expect(await paths(root)).toEqual([PATH]);
  });

  it('stays in its folder whatever the slug', async () => {
    const { calls, root } = await world({ [PATH]: TEXT });
    let path = PATH;
    for (const slug of ['../../x', '/abs', '.git/hooks/x', 'a\\b', 'nul']) {
      path = (await calls['post.rename']({ path, base: version(TEXT), slug, date: '2024-03-05' })).path;
      expect(path).toMatch(/^_posts\/2024-03-05-[^/\\]+\.md$/);
    }
    expect(await paths(root)).toEqual([path]);
  });
});

describe('post.move', () => {
  it('changes the value where the front matter gives the category, and only its bytes', async () => {
    const text = '---\r\ntitle:   글 # note\r\ncategory: ml   # here\r\n---\r\n본문\r\n';
    const path = rel('_posts/2024-03-05-글.md');
    const { calls, root } = await world({ [path]: text });
    const moved = await calls['post.move']({ path, base: version(text), categories: ['여행'] });
    expect(moved).toMatchObject({ path, text: text.replace('ml', '여행'), entry: { categories: ['여행'] } });
    expect(await readFile(join(root, path), 'utf8')).toBe(moved.text);
  });

  it('moves the file where the folder gives it', async () => {
    const text = '---\ntitle: 글\n---\n';
    const path = rel('ml/_posts/2024-03-05-글.md');
    const { calls, root } = await world({ [path]: text });
    const moved = await calls['post.move']({ path, base: version(text), categories: ['여행', '산'] });
    expect(moved).toMatchObject({ path: '여행/산/_posts/2024-03-05-글.md', text, version: version(text) });
    expect(await paths(root)).toEqual([moved.path]);
  });

  it('takes a number rather than the name of another post', async () => {
    const text = '---\ntitle: 글\n---\n';
    const path = rel('ml/_posts/2024-03-05-글.md');
    const { calls, root } = await world({ [path]: text, 'web/_posts/2024-03-05-글.md': 'other' });
    const moved = await calls['post.move']({ path, base: version(text), categories: ['web'] });
    expect(moved.path).toBe('web/_posts/2024-03-05-글-2.md');
    expect(await readFile(join(root, 'web/_posts/2024-03-05-글.md'), 'utf8')).toBe('other');
    expect(await paths(root)).toHaveLength(2);
  });

  it('does nothing where the front matter is broken', async () => {
    const text = '---\ntitle: "x\ncategory: ml\n---\n';
    const path = rel('_posts/2024-03-05-글.md');
    const { calls, root } = await world({ [path]: text });
    await expect(calls['post.move']({ path, base: version(text), categories: ['b'] })).rejects.toMatchObject({
      code: 'front-matter',
    });
    expect(await readFile(join(root, path), 'utf8')).toBe(text);
  });
});

describe('post.trash', () => {
  const PATH = rel('_posts/2024-03-05-글.md');

  it('puts the file in the trash, and its text can be had back', async () => {
    const { calls, root, trashFolder } = await world({ [PATH]: '글' });
    await calls['post.trash']({ path: PATH, base: version('글') });
    expect(await paths(root)).toEqual([]);
    expect(await readFile(join(trashFolder, '2024-03-05-글.md'), 'utf8')).toBe('글');
    const { versions } = await calls['history.list']({ path: PATH });
    expect((await calls['history.read']({ path: PATH, version: versions[0]?.version ?? '' })).text).toBe(
      '글',
    );
  });

  it('leaves a file that has changed, and one that the trash refuses', async () => {
    const { calls, root } = await world(
      { [PATH]: '글' },
      {
        trash: async () => {
          throw new Error('no trash here');
        },
      },
    );
    await expect(calls['post.trash']({ path: PATH, base: version('글') })).rejects.toMatchObject({
      code: 'unavailable',
    });
    await writeFile(join(root, PATH), 'changed');
    await expect(calls['post.trash']({ path: PATH, base: version('글') })).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await readFile(join(root, PATH), 'utf8')).toBe('changed');
  });
});
