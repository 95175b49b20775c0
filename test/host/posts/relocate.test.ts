// A post that gets another name or category takes its own images along: nothing is broken before, after or on the way back.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { crashingAt } from '#test/host/support/faults.ts';
import { openWorld, rel, type World } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const POST = rel('_posts/2024-03-05-봄-소풍.md');
const OTHER = rel('_posts/2024-04-01-other.md');
const text = [
  '---',
  'title: 봄 소풍',
  'category: 나들이',
  'date: 2024-03-05',
  'image: "/assets/img/나들이/봄-소풍/cover.png"',
  '---',
  '',
  '![a](/assets/img/%EB%82%98%EB%93%A4%EC%9D%B4/%EB%B4%84-%EC%86%8C%ED%92%8D/a.png "t")\r',
  '<center><img src="{{ site.baseurl }}/assets/img/나들이/봄-소풍/b b.png" width="60%"></center>',
  '![shared](/assets/shared.png)',
  '',
].join('\n');
const files = {
  [POST]: text,
  [OTHER]: '---\ntitle: other\n---\n![](/assets/shared.png)\n',
  'assets/img/나들이/봄-소풍/cover.png': 'cover',
  'assets/img/나들이/봄-소풍/a.png': 'aa',
  'assets/img/나들이/봄-소풍/b b.png': 'bbb',
  'assets/img/나들이/봄-소풍/unused.png': 'unused',
  'assets/img/나들이/봄-소풍/_originals/a.jpg': 'original',
  'assets/shared.png': 'shared',
};
let world: World;

async function snapshot(): Promise<Readonly<Record<string, string>>> {
  const all = await readdir(world.root, { recursive: true, withFileTypes: true });
  const found: Record<string, string> = {};
  for (const item of all) {
    if (!item.isFile()) continue;
    const path = join(item.parentPath, item.name);
    found[path.slice(world.root.length + 1)] = await readFile(path, 'utf8');
  }
  return found;
}

const relocate = async (more: Partial<Parameters<World['calls']['post.relocate']>[0]>) => {
  const { version } = await world.calls['post.read']({ path: POST });
  return await world.calls['post.relocate']({
    path: POST,
    base: version,
    to: { slug: '가을-소풍', date: '2024-03-05' },
    images: true,
    dryRun: false,
    ...more,
  });
};

async function broken() {
  return (await world.calls['image.usage']({})).broken;
}

beforeEach(async () => {
  world = await openWorld(await tempFolder(), files);
});

describe('a post and its images', () => {
  it('plans without touching anything', async () => {
    const before = await snapshot();
    const plan = await relocate({ dryRun: true });
    expect(plan.folder).toEqual({ from: 'assets/img/나들이/봄-소풍', to: 'assets/img/나들이/가을-소풍' });
    expect(plan.images).toHaveLength(5);
    expect(plan.changes.map(({ line }) => line)).toEqual([5, 8, 9]);
    expect(plan.changes[0]?.after).toBe('image: "/assets/img/나들이/가을-소풍/cover.png"');
    expect(plan.undo).toBeNull();
    expect(await snapshot()).toEqual(before);
  });

  it('renames with the folder, changes only those bytes, and restores every byte', async () => {
    const before = await snapshot();
    const done = await relocate({});
    const after = await snapshot();
    expect(after['_posts/2024-03-05-가을-소풍.md']).toBe(
      text
        .replaceAll('/나들이/봄-소풍/', '/나들이/가을-소풍/')
        .replace('%EB%B4%84-%EC%86%8C%ED%92%8D', encodeURIComponent('가을-소풍')),
    );
    expect(Object.keys(after).filter((path) => path.includes('봄-소풍'))).toEqual([]);
    expect(after['assets/img/나들이/가을-소풍/_originals/a.jpg']).toBe('original');
    expect(after['assets/shared.png']).toBe('shared');
    expect(await readdir(join(world.root, 'assets/img/나들이'))).toEqual(['가을-소풍']);
    expect(await broken()).toEqual([]);
    await world.calls['post.relocate-back']({ undo: done.undo ?? '' });
    expect(await snapshot()).toEqual(before);
    await expect(world.calls['post.relocate-back']({ undo: done.undo ?? '' })).rejects.toMatchObject({
      code: 'stale',
    });
  });

  it('moves to another category with the folder, and back', async () => {
    const before = await snapshot();
    const done = await relocate({ to: { categories: ['여행'] } });
    const after = await snapshot();
    expect(after[done.path]).toContain('category: 여행');
    expect(after[done.path]).toContain('"/assets/img/여행/봄-소풍/cover.png"');
    expect(await broken()).toEqual([]);
    await world.calls['post.relocate-back']({ undo: done.undo ?? '' });
    expect(await snapshot()).toEqual(before);
  });

  it('keeps what was written since when it is taken back', async () => {
    const done = await relocate({});
    const file = join(world.root, done.path);
    await writeFile(file, `${await readFile(file, 'utf8')}More.\n`);
    await world.calls['post.relocate-back']({ undo: done.undo ?? '' });
    expect((await snapshot())[POST]).toBe(`${text}More.\n`);
    expect(await broken()).toEqual([]);
  });

  it('leaves the images where another post uses one of them', async () => {
    await writeFile(join(world.root, OTHER), '---\ntitle: o\n---\n![](/assets/img/나들이/봄-소풍/a.png)\n');
    const done = await relocate({});
    expect([done.folder, done.images]).toEqual([null, []]);
    expect((await snapshot())['_posts/2024-03-05-가을-소풍.md']).toBe(text);
    expect(await broken()).toEqual([]);
  });

  it('leaves them where the person does not want it', async () => {
    const done = await relocate({ images: false });
    expect(done.folder).toBeNull();
    expect((await snapshot())['assets/img/나들이/봄-소풍/a.png']).toBe('aa');
  });

  it('does nothing at all where an image would land on another', async () => {
    const target = join(world.root, 'assets/img/나들이/가을-소풍');
    await mkdir(target, { recursive: true });
    await writeFile(join(target, 'b b.png'), 'somebody else');
    const before = await snapshot();
    expect((await relocate({ dryRun: true })).taken).toBe(true);
    await expect(relocate({})).rejects.toMatchObject({ code: 'exists' });
    expect(await snapshot()).toEqual(before);
  });

  it('puts everything back where the post cannot take its new name', async () => {
    await writeFile(join(world.root, '_posts/2024-03-05-가을-소풍.md'), 'taken');
    const before = await snapshot();
    await expect(relocate({})).rejects.toMatchObject({ code: 'exists' });
    expect(await snapshot()).toEqual(before);
  });

  it('leaves them where a page or a style of the blog uses one', async () => {
    await writeFile(join(world.root, 'index.html'), '<img src="/assets/img/나들이/봄-소풍/a.png">');
    const done = await relocate({});
    expect([done.folder, done.images]).toEqual([null, []]);
  });

  it('a crash at any operation leaves the post once, and every reference with its file', async () => {
    const whole = await crashingAt(-1, () => relocate({}));
    expect(whole.finished).toBe(true);
    for (let at = 0; at < whole.operations; at += 11) {
      world = await openWorld(await tempFolder(), files);
      await crashingAt(at, () => relocate({}));
      await world.journal.rescan();
      expect(await broken(), `operation ${at}`).toEqual([]);
      const posts = Object.keys(await snapshot()).filter((path) => /2024-03-05-.*\.md$/.test(path));
      expect(posts, `operation ${at}`).toHaveLength(1);
    }
  });

  it('does nothing to a post that was changed meanwhile', async () => {
    const { version } = await world.calls['post.read']({ path: POST });
    await writeFile(join(world.root, POST), `${text}x`);
    const before = await snapshot();
    await expect(relocate({ base: version })).rejects.toMatchObject({ code: 'conflict' });
    expect(await snapshot()).toEqual(before);
  });
});
