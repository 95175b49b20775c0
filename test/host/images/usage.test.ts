// Who uses which image on a real disk: what is broken and why, what nobody uses, and how it follows changes.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorld, rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const OLD = rel('assets/img/old/a.png');
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
    await writeFile(join(here.root, 'new.png'), 'x');
    const { images, unused } = await here.calls['image.usage']({});
    expect(images.find(({ path }) => path === OLD)?.posts).toEqual(['_posts/2024-01-01-모두.md']);
    expect(unused).toEqual(['new.png']);
  });
});
