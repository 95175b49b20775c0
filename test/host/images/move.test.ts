// An image gets another name: every reference follows, nothing else changes, undo gives every byte back, a crash breaks nothing.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findReferences, resolveReference } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { tempOwner } from '#host/files/temp-name.ts';
import { crashingAt, withUnreadable } from '#test/host/support/faults.ts';
import { openWorld, rel, type World } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const OLD = rel('assets/img/old/a.png');
const NEW = rel('assets/img/새 폴더/b.png');
const mixed = await readFile(join(process.cwd(), 'test/cases/images/references.md'), 'utf8');
const files = {
  '_posts/2024-01-01-모두.md': mixed.replaceAll('\n', '\r\n'),
  '_posts/2024-01-02-하나.md': '---\ntitle: x\n---\n![a](/assets/img/old/a.png)',
  '_posts/2024-01-03-없음.md': '---\ntitle: x\n---\n![a](/assets/img/old/other.png)\n',
  'assets/img/old/a.png': 'picture',
  'assets/img/old/other.png': 'another',
  'assets/img/old/lonely.png': 'lonely',
};
const site = { url: 'https://blog.example.org' };
const world = async (more: Readonly<Record<string, string | Uint8Array>> = {}) =>
  openWorld(await tempFolder(), { ...files, ...more }, { site });

async function allFiles({ root }: World): Promise<Record<string, string>> {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  const own = all.filter((item) => item.isFile() && tempOwner(item.name) === null);
  const pairs = own.map(async (item) => {
    const path = join(item.parentPath, item.name);
    return [path.slice(root.length + 1), await readFile(path, 'utf8')] as const;
  });
  return Object.fromEntries(await Promise.all(pairs));
}

/** References of posts to images of the journal that are not there. */
function dangling(found: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(found)
    .filter(([path]) => path.endsWith('.md'))
    .flatMap(([post, text]) =>
      findReferences(text)
        .filter(({ path }) => path.endsWith('.png'))
        .flatMap((each) => resolveReference(each, { post, baseurl: '', ...site }) ?? [])
        .filter((path) => path === OLD || path === NEW)
        .filter((path) => !(path in found)),
    );
}

describe('moving an image', () => {
  it('tells first what it would do, line by line, and does nothing', async () => {
    const here = await world();
    const plan = await here.calls['image.move']({ path: OLD, to: NEW, dryRun: true });
    expect(plan.undo).toBeNull();
    expect(plan.posts.map(({ path }) => path)).toEqual([
      '_posts/2024-01-01-모두.md',
      '_posts/2024-01-02-하나.md',
    ]);
    expect(plan.posts[1]?.changes).toEqual([
      { line: 4, before: '![a](/assets/img/old/a.png)', after: '![a](/assets/img/새%20폴더/b.png)' },
    ]);
    expect(await allFiles(here)).toEqual(files);
  });

  it('leaves no broken reference, and undo gives every byte back', async () => {
    const here = await world();
    const moved = await here.calls['image.move']({ path: OLD, to: NEW, dryRun: false });
    const after = await allFiles(here);
    expect(after[NEW]).toBe('picture');
    expect(OLD in after).toBe(false);
    expect(dangling(after)).toEqual([]);
    const usage = await here.calls['image.usage']({});
    expect(usage.images.find(({ path }) => path === NEW)?.posts).toHaveLength(2);
    expect(after['_posts/2024-01-03-없음.md']).toBe(files['_posts/2024-01-03-없음.md']);

    await here.calls['image.undo']({ undo: moved.undo ?? '' });
    expect(await allFiles(here)).toEqual(files);
    await expect(here.calls['image.undo']({ undo: moved.undo ?? '' })).rejects.toMatchObject({
      code: 'stale',
    });
  });

  it('takes back also what was edited meanwhile, and keeps the edit', async () => {
    const here = await world();
    const moved = await here.calls['image.move']({ path: OLD, to: NEW, dryRun: false });
    const post = rel('_posts/2024-01-02-하나.md');
    const read = await here.calls['post.read']({ path: post });
    await here.calls['post.save']({ path: post, text: `${read.text}\n덧붙임`, base: read.version });
    await here.calls['image.undo']({ undo: moved.undo ?? '' });
    expect(await readFile(join(here.root, post), 'utf8')).toBe(
      `${files[post as keyof typeof files]}\n덧붙임`,
    );
    expect(dangling(await allFiles(here))).toEqual([]);
  });

  it('refuses what would replace, leave, hide or change the kind, and touches nothing', async () => {
    const here = await world();
    const cases: readonly (readonly [string, string])[] = [
      ['assets/img/old/other.png', 'exists'],
      ['assets/img/old/a.jpg', 'refused'],
      ['.git/a.png', 'refused'],
      ['CON.png', 'refused'],
      ['assets/img/old/a.png/x.png', 'not-found'],
    ];
    for (const [to, code] of cases) {
      const move = here.calls['image.move']({ path: OLD, to: rel(to), dryRun: false });
      await expect(move, to).rejects.toMatchObject({ code });
    }
    const post = here.calls['image.move']({
      path: rel('_posts/2024-01-02-하나.md'),
      to: rel('x.md'),
      dryRun: false,
    });
    await expect(post).rejects.toMatchObject({ code: 'refused' });
    expect(await allFiles(here)).toEqual(files);
  });

  it('is refused where a post that uses it cannot be written', async () => {
    const euckr = Buffer.concat([Buffer.from('![a](/assets/img/old/a.png)\n'), Buffer.from([0xc7, 0xd1])]);
    const here = await world({ '_posts/2024-01-04-euc.md': euckr });
    await expect(here.calls['image.move']({ path: OLD, to: NEW, dryRun: false })).rejects.toMatchObject({
      code: 'not-utf8',
      detail: { path: '_posts/2024-01-04-euc.md' },
    });
    expect(await readFile(join(here.root, OLD), 'utf8')).toBe('picture');
  });

  it('changes the case alone', async () => {
    const here = await world();
    const to = rel('assets/img/old/A.png');
    await here.calls['image.move']({ path: OLD, to, dryRun: false });
    const after = await allFiles(here);
    expect(after[to]).toBe('picture');
    expect(OLD in after).toBe(false);
    expect(after['_posts/2024-01-02-하나.md']).toContain('(/assets/img/old/A.png)');
  });

  it('a crash at any operation breaks no reference, and the move can be made again', async () => {
    const trial = await world();
    const act = ({ calls }: World) => calls['image.move']({ path: OLD, to: NEW, dryRun: false });
    const { finished, operations } = await crashingAt(-1, () => act(trial).then(() => trial.idle()));
    expect(finished).toBe(true);
    for (let at = 0; at < operations; at += 3) {
      const here = await world();
      await crashingAt(at, () => act(here).then(() => here.idle()));
      await here.idle();
      const left = await allFiles(here);
      expect(dangling(left), `operation ${at}`).toEqual([]);
      expect([left[OLD], left[NEW]]).toContain('picture');
      await here.journal.rescan();
      if (OLD in left) await act(here);
      await here.idle();
      const after = await allFiles(here);
      expect([OLD in after, after[NEW], dangling(after)]).toEqual([false, 'picture', []]);
    }
  });
});

describe('usage', () => {
  it('tells who uses what, what is broken and why, and what nobody uses', async () => {
    const here = await world({
      '_posts/2024-01-05-깨짐.md':
        '---\ntitle: x\n---\n\n![a](/assets/img/old/gone.png)\n\n<img src="/assets/img/OLD/a.png">\n',
    });
    const { images, broken, unused } = await here.calls['image.usage']({});
    expect(images.find(({ path }) => path === OLD)?.posts).toEqual([
      '_posts/2024-01-01-모두.md',
      '_posts/2024-01-02-하나.md',
    ]);
    expect(broken.filter(({ post }) => post.includes('깨짐'))).toEqual([
      { post: '_posts/2024-01-05-깨짐.md', line: 5, path: 'assets/img/old/gone.png', other: null },
      { post: '_posts/2024-01-05-깨짐.md', line: 7, path: 'assets/img/OLD/a.png', other: OLD },
    ]);
    expect(unused).toEqual(['assets/img/old/lonely.png']);
  });

  it('follows a change of a post and of the disk', async () => {
    const here = await world();
    const post = rel('_posts/2024-01-02-하나.md');
    const read = await here.calls['post.read']({ path: post });
    await here.calls['post.save']({
      path: post,
      text: '![x](/assets/img/old/lonely.png)',
      base: read.version,
    });
    await mkdir(dirname(join(here.root, 'new.png')), { recursive: true });
    await writeFile(join(here.root, 'new.png'), 'x');
    const { images, unused } = await here.calls['image.usage']({});
    expect(images.find(({ path }) => path === OLD)?.posts).toEqual(['_posts/2024-01-01-모두.md']);
    expect(unused).toEqual(['new.png']);
  });
});

describe('a post that cannot be read', () => {
  it('may use the image: nothing is moved or deleted until it can', async () => {
    const here = await world();
    const lonely = rel('assets/img/old/lonely.png');
    await withUnreadable('하나.md', async () => {
      const failure = { code: 'io', detail: { posts: ['_posts/2024-01-02-하나.md'] } };
      await expect(here.calls['image.trash']({ path: lonely })).rejects.toMatchObject(failure);
      await expect(here.calls['image.move']({ path: OLD, to: NEW, dryRun: false })).rejects.toMatchObject(
        failure,
      );
    });
    expect(await allFiles(here)).toEqual(files);
    await here.calls['image.move']({ path: OLD, to: NEW, dryRun: false });
    expect(dangling(await allFiles(here))).toEqual([]);
  });
});

describe('deleting an image', () => {
  it('goes to the trash where nobody uses it, and is refused where somebody does', async () => {
    const here = await world();
    await expect(here.calls['image.trash']({ path: OLD })).rejects.toMatchObject({
      code: 'refused',
      detail: { posts: ['_posts/2024-01-01-모두.md', '_posts/2024-01-02-하나.md'] },
    });
    await here.calls['image.trash']({ path: rel('assets/img/old/lonely.png') });
    expect(await readFile(join(here.trashFolder, 'lonely.png'), 'utf8')).toBe('lonely');
    for (const path of ['_posts/2024-01-02-하나.md', '.git/x.png'] as RelPath[]) {
      await expect(here.calls['image.trash']({ path })).rejects.toMatchObject({ code: 'refused' });
    }
    expect((await here.calls['image.usage']({})).unused).toEqual([]);
  });
});
