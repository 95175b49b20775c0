// What the posts of a journal say under each key: kinds by values, completions by use, files read once.
import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createFieldCounter } from '#host/fields/collect.ts';
import { openWorld, rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const posts = {
  '_posts/2024-01-01-a.md':
    '---\ntitle: A\nauthor: 김\ntoc: yes\nweight: 3\nseries: [x, y]\nhero: {path: /a}\n---\n',
  '_posts/2024-01-02-b.md':
    '---\ntitle: B\nauthor: 김\ntoc: no\nweight: 4\nseries: [y]\ncover: /b.png\n---\n',
  '_posts/2024-01-03-c.md': '---\ntitle: C\nauthor: Lee\nkeywords: a b\n---\n',
  '_posts/2024-01-04-broken.md': '---\ntitle: A: b\n---\n',
  '_posts/2024-01-05-bytes.md': new Uint8Array([0x2d, 0x2d, 0x2d, 0x0a, 0xff, 0xfe]),
  '_posts/2024-01-06-none.md': 'no block',
};

describe('the keys of a journal', () => {
  it('have the kind of their values and complete what is used most', async () => {
    const { journal } = await openWorld(await tempFolder(), posts);
    const fields = await createFieldCounter().fields(journal);
    const of = (key: string) => fields.find((field) => field.key === key);
    expect(of('author')).toMatchObject({
      kind: 'text',
      count: 3,
      suggestions: [{ value: '김', count: 2 }],
    });
    expect(of('toc')).toMatchObject({ kind: 'boolean', count: 2 });
    expect(of('weight')).toMatchObject({ kind: 'number' });
    expect(of('hero')).toMatchObject({ kind: 'map' });
    expect(of('cover')).toMatchObject({ kind: 'image' });
    expect(of('series')).toMatchObject({
      kind: 'list',
      suggestions: [
        { value: 'y', count: 2 },
        { value: 'x', count: 1 },
      ],
    });
    expect(of('keywords')).toMatchObject({ listAs: 'words' });
  });

  it('follow what changed, and do not read again what did not', async () => {
    const { journal, root } = await openWorld(await tempFolder(), posts);
    const counter = createFieldCounter();
    const count = async () => (await counter.fields(journal)).find(({ key }) => key === 'author')?.count;
    expect(await count()).toBe(3);
    // Gone behind the list's back: still known, since nothing was read again.
    rmSync(join(root, '_posts/2024-01-01-a.md'));
    expect(await count()).toBe(3);
    await journal.refresh([rel('_posts/2024-01-01-a.md')]);
    expect(await count()).toBe(2);
    const path = rel('_posts/2024-01-06-none.md');
    writeFileSync(join(root, path), '---\nauthor: Park\n---\n');
    utimesSync(join(root, path), new Date(5e11), new Date(5e11));
    await journal.refresh([path]);
    expect(await Promise.all([count(), count()])).toEqual([3, 3]);
  });

  it('are none in an empty journal', async () => {
    const { journal } = await openWorld(await tempFolder(), {});
    expect(await createFieldCounter().fields(journal)).toEqual([]);
  });
});
