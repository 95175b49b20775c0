// Changes of images on a real disk: every reference follows, only those bytes change, undo gives every byte back, and nothing is half.
import { readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { MediaChange } from '#contract/media-calls.ts';
import { findReferences, resolveReference } from '#core/images/index.ts';
import { quick } from '#host/images/post-texts.ts';
import { recoverMedia } from '#host/media/recover.ts';
import { crashingAt, withUnreadable } from '#test/host/support/faults.ts';
import { rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';
import { type MediaWorld, mediaWorld, photo, plain, site } from './world.ts';

const tempFolder = tempFolders();
const OLD = 'assets/img/old/a.png';
const mixed = await readFile(join(process.cwd(), 'test/cases/images/references.md'), 'utf8');
const odd = await readFile(join(process.cwd(), 'test/cases/images/references-odd.md'), 'utf8');
const ODD = 'assets/img/새 폴더/사진 (1).png';

const blog: Readonly<Record<string, string>> = {
  '_posts/2024-01-01-모두.md': mixed.replaceAll('\n', '\r\n'),
  '_posts/2024-01-02-하나.md': '---\ntitle: 하나\n---\n![a](/assets/img/old/a.png)',
  '_posts/2024-01-03-없음.md': '---\ntitle: 없음\n---\n![a](/assets/img/old/other.png)\n',
  '_posts/2024-01-04-별난.md': odd,
  '_layouts/default.html':
    '<link rel="icon" href="/assets/img/old/logo.png"><img src="{{ site.baseurl }}/assets/img/old/a.png">',
  'about.md': '---\ntitle: 소개\n---\n![나](assets/img/old/a.png)\n',
  '_data/me.yml': 'avatar: /assets/img/old/a.png\nname: x\n',
  'assets/css/main.css':
    'body { background: url(../img/old/a.png) } .x { background: url("/assets/img/old/a.png?v=1") }\n',
  'assets/img/old/a.png': 'picture',
  'assets/img/old/other.png': 'another',
  'assets/img/old/logo.png': 'logo',
  'assets/img/old/lonely.png': 'lonely',
};
const world = async (more: Readonly<Record<string, string | Uint8Array>> = {}): Promise<MediaWorld> =>
  mediaWorld(await tempFolder(), { ...blog, [ODD]: 'odd', ...more });

/** How many references of all posts mean the path. */
function references(found: Readonly<Record<string, string>>, path: string): number {
  return Object.entries(found)
    .filter(([post]) => post.startsWith('_posts/'))
    .flatMap(([post, bytes]) => {
      const text = Buffer.from(bytes, 'latin1').toString('utf8');
      return findReferences(text).filter(
        (each) => resolveReference(each, { post, baseurl: '', ...site }) === path.normalize('NFC'),
      );
    }).length;
}

/** The fixture itself has one reference to a file that was never there. */
const isReal = ({ path }: { readonly path: string }): boolean => !path.endsWith('.bak.png');

const move = (from: string, to: string): MediaChange => ({
  op: 'move',
  files: [{ from: rel(from), to: rel(to) }],
});

describe('a new name', () => {
  for (const [from, to] of [
    [OLD, 'assets/img/새 폴더/b.png'],
    [OLD, 'assets/img/old/b (2)&c.png'],
    [ODD, 'assets/img/plain.png'],
    [ODD, `assets/img/${'한글'.normalize('NFD')}/그림.png`],
    [ODD, 'assets/img/100% [a] #1.png'],
  ] as const) {
    it(`${from} -> ${to}: every reference follows, no other byte changes, undo gives every byte back`, async () => {
      const here = await world();
      const before = await here.disk();
      const count = references(before, from);
      expect(count).toBeGreaterThanOrEqual(from === OLD ? 48 : 20);

      const id = await here.change(move(from, to));
      const after = await here.disk();
      expect(references(after, from)).toBe(0);
      expect(references(after, to)).toBe(count);
      expect(after[to]).toBe(before[from]);
      expect(from in after).toBe(false);
      const { images, broken } = await here.call['media.list']({});
      expect(broken.filter(isReal)).toEqual([]);
      expect(images.find(({ path }) => path === to)?.users.length).toBeGreaterThan(0);
      for (const [path, bytes] of Object.entries(before)) {
        if (path === from) continue;
        // What differs is the references' paths alone: with all of them taken out, the texts are the same.
        const bare = (text: string, post: string) => {
          const decoded = Buffer.from(text, 'latin1').toString('utf8');
          const ranges = findReferences(decoded).filter((each) =>
            [from, to].some((one) => {
              const path = one.normalize('NFC');
              // The theme completes a path that begins at no root, which is here the root itself.
              return each.path === path || resolveReference(each, { post, baseurl: '', ...site }) === path;
            }),
          );
          return ranges.reduceRight((rest, each) => rest.slice(0, each.from) + rest.slice(each.to), decoded);
        };
        if (path.startsWith('_posts/')) expect(bare(after[path] ?? '', path), path).toBe(bare(bytes, path));
        else if (from === ODD) expect(after[path], path).toBe(bytes);
      }
      await here.call['media.undo']({ id });
      expect(await here.disk()).toEqual(before);
      await expect(here.call['media.undo']({ id })).rejects.toMatchObject({ code: 'not-found' });
    });
  }

  it('is followed by pages, layouts, data and styles too', async () => {
    const here = await world();
    await here.change(move(OLD, 'img/b.png'));
    const text = async (path: string) => await readFile(join(here.root, path), 'utf8');
    expect(await text('_layouts/default.html')).toBe(
      '<link rel="icon" href="/assets/img/old/logo.png"><img src="{{ site.baseurl }}/img/b.png">',
    );
    expect(await text('about.md')).toContain('![나](img/b.png)');
    expect(await text('_data/me.yml')).toBe('avatar: /img/b.png\nname: x\n');
    expect(await text('assets/css/main.css')).toBe(
      'body { background: url(../../img/b.png) } .x { background: url("/img/b.png?v=1") }\n',
    );
  });

  it('is followed where a theme puts a folder before the path, unless that may be several images or another folder', async () => {
    const themed = {
      '_posts/2024-05-01-테마.md':
        '---\ntitle: 테마\nimage: covers/첫 그림.png\nthumb: "shared/x.png"\ncover: 첫 그림.png\n---\n',
      'assets/images/covers/첫 그림.png': 'first',
      'a/shared/x.png': 'x',
      'b/shared/x.png': 'other',
    };
    const here = await world(themed);
    const post = join(here.root, '_posts/2024-05-01-테마.md');
    const old = 'assets/images/covers/첫 그림.png';
    const list = await here.call['media.list']({});
    for (const path of [old, 'a/shared/x.png', 'b/shared/x.png'])
      expect(list.images.find((image) => image.path === path)?.users.length, path).toBe(1);
    await here.change(move(old, 'assets/images/covers/new.png'));
    expect(await readFile(post, 'utf8')).toBe(
      '---\ntitle: 테마\nimage: covers/new.png\nthumb: "shared/x.png"\ncover: 첫 그림.png\n---\n',
    );
    const elsewhere = await here.plan(move('assets/images/covers/new.png', 'img/new.png'));
    expect(elsewhere.posts).toEqual([]);
    expect((await here.plan(move('a/shared/x.png', 'a/shared/y.png'))).posts).toEqual([]);
  });

  it('tells before what changes, line by line, and what stands in the way', async () => {
    const here = await world({
      '_posts/2024-01-05-euc.md': Buffer.concat([
        Buffer.from('---\ntitle: x\n---\n![a](/assets/img/old/other.png)\n'),
        Buffer.from([0xc7, 0xd1]),
      ]),
    });
    const before = await here.disk();
    const plan = await here.plan({
      op: 'move',
      files: [
        { from: rel(OLD), to: rel('b.png') },
        { from: rel('assets/img/old/lonely.png'), to: rel('assets/img/old/logo.png') },
        { from: rel('assets/img/old/other.png'), to: rel('c.png') },
        { from: rel('assets/img/old/logo.png'), to: rel('logo.jpg') },
        { from: rel('assets/img/old/gone.png'), to: rel('d.png') },
      ],
    });
    expect(plan.images).toEqual([{ path: OLD, to: 'b.png', before: 7, after: 7, users: [] }]);
    expect(plan.posts.find(({ path }) => path.includes('하나'))).toMatchObject({
      title: '하나',
      site: false,
      references: 1,
      hunks: [{ line: 4, before: ['![a](/assets/img/old/a.png)'], after: ['![a](/b.png)'] }],
    });
    expect(plan.left.map(({ path, code, posts }) => [path, code, posts])).toEqual([
      ['assets/img/old/lonely.png', 'exists', []],
      ['assets/img/old/logo.png', 'kind', []],
      ['assets/img/old/gone.png', 'gone', []],
      ['assets/img/old/other.png', 'user-not-utf8', ['_posts/2024-01-05-euc.md']],
    ]);
    const post = rel('_posts/2024-01-02-하나.md');
    const diff = await here.call['media.diff']({ planId: plan.planId, path: post });
    expect(diff.after).toBe('---\ntitle: 하나\n---\n![a](/b.png)');
    expect(await here.disk()).toEqual(before);
  });

  it('is refused whole where a post changed after the plan', async () => {
    const here = await world();
    const file = join(here.root, '_posts/2024-01-02-하나.md');
    const plan = await here.plan(move(OLD, 'b.png'));
    await writeFile(file, 'edited ![a](/assets/img/old/a.png)');
    const before = await here.disk();
    await expect(here.call['media.apply']({ planId: plan.planId })).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: ['_posts/2024-01-02-하나.md'] },
    });
    expect(await here.disk()).toEqual(before);
  });

  it('is taken back with what was edited since kept, and refused where the image is another', async () => {
    const here = await world();
    const before = await here.disk();
    const post = '_posts/2024-01-02-하나.md';
    const id = await here.change(move(OLD, 'b.png'));
    await writeFile(join(here.root, post), '덧붙임 ![a](/b.png) ![b](/b.png)\n');
    await here.call['media.undo']({ id });
    expect(await readFile(join(here.root, post), 'utf8')).toBe(
      '덧붙임 ![a](/assets/img/old/a.png) ![b](/assets/img/old/a.png)\n',
    );
    const { [post]: _, ...others } = await here.disk();
    const { [post]: __, ...former } = before;
    expect(others).toEqual(former);

    const second = await here.change(move(OLD, 'b.png'));
    await writeFile(join(here.root, 'b.png'), 'another picture');
    const after = await here.disk();
    await expect(here.call['media.undo']({ id: second })).rejects.toMatchObject({
      code: 'stale',
      detail: { changed: ['b.png'] },
    });
    expect(await here.disk()).toEqual(after);
  });

  it('several changes are taken back in turn, also by a host that starts later', async () => {
    const here = await world();
    const before = await here.disk();
    await here.change(move(OLD, 'one.png'));
    await here.change(move('one.png', 'two.png'));
    await here.change({ op: 'trash', paths: [rel('assets/img/old/lonely.png')], used: false });
    const { changes } = await here.call['media.changes']({});
    expect(changes.map(({ op }) => op)).toEqual(['trash', 'move', 'move']);
    const later = here.again();
    for (const { id } of changes) await later['media.undo']({ id });
    expect(await here.disk()).toEqual(before);
  });

  it('a crash at any operation breaks no reference, and the next change begins from a whole journal', async () => {
    const act = (here: MediaWorld) => here.change(move(OLD, 'assets/img/new/b.png'));
    const trial = await world();
    const { finished, operations } = await crashingAt(-1, () => act(trial));
    expect(finished).toBe(true);
    const whole = await trial.disk();
    for (let at = 0; at < operations; at += 11) {
      const here = await world();
      const before = await here.disk();
      await crashingAt(at, () => act(here));
      const left = await here.disk();
      // At the very moment of the crash every reference of a post has its file.
      for (const path of [OLD, 'assets/img/new/b.png']) {
        if (references(left, path) > 0) expect(left[path], `operation ${at}`).toBe('picture');
      }
      await here.journal.rescan();
      // The next start, or else any later change ends what was cut off: the journal is then as before or as after.
      if (at % 2 === 0) await recoverMedia({ dirs: { data: here.data }, log: () => undefined });
      else {
        await here
          .change({ op: 'trash', paths: [rel('assets/img/old/lonely.png')], used: false })
          .catch(() => null);
      }
      const rest = (files: Readonly<Record<string, string>>) =>
        JSON.stringify(
          Object.entries(files)
            .filter(([path]) => !path.endsWith('lonely.png'))
            .sort(),
        );
      expect([rest(before), rest(whole)], `operation ${at}`).toContain(rest(await here.disk()));
    }
  });
});

describe('a post that cannot be read', () => {
  it('may use the image: nothing is moved or deleted until it can', async () => {
    const here = await world();
    const before = await here.disk();
    const lonely = rel('assets/img/old/lonely.png');
    // The quick way is taken away, so that the disk's failure is met.
    const { readPlain } = quick;
    quick.readPlain = () => null;
    await withUnreadable('하나.md', async () => {
      const failure = { code: 'io', detail: { posts: ['_posts/2024-01-02-하나.md'] } };
      await expect(here.plan({ op: 'trash', paths: [lonely], used: false })).rejects.toMatchObject(failure);
      await expect(here.plan(move(OLD, 'b.png'))).rejects.toMatchObject(failure);
      expect((await here.call['media.list']({})).unread).toEqual(failure.detail.posts);
    }).finally(() => {
      quick.readPlain = readPlain;
    });
    expect(await here.disk()).toEqual(before);
    await here.change(move(OLD, 'b.png'));
  });
});

describe('the trash', () => {
  it('takes what nobody uses; of what is used it names the posts, and takes it only when told to; undo brings all back', async () => {
    const here = await world();
    const before = await here.disk();
    const paths = ['assets/img/old/lonely.png', OLD, 'assets/img/old/logo.png'].map(rel);
    const asked = await here.plan({ op: 'trash', paths, used: false });
    expect(asked.images.map(({ path }) => path)).toEqual(['assets/img/old/lonely.png']);
    expect(
      asked.left.map(({ path, code, posts }) => [
        path,
        code,
        posts.includes(rel('_posts/2024-01-02-하나.md')),
      ]),
    ).toEqual([
      [OLD, 'used', true],
      ['assets/img/old/logo.png', 'used', false],
    ]);
    const told = await here.plan({ op: 'trash', paths, used: true });
    expect(told.images.map(({ path, users }) => [path, users.length > 0])).toEqual([
      ['assets/img/old/lonely.png', false],
      [OLD, true],
      ['assets/img/old/logo.png', true],
    ]);
    const id = await here.change({ op: 'trash', paths, used: true });
    const after = await here.disk();
    expect(paths.filter((path) => path in after)).toEqual([]);
    expect(await readFile(join(here.trashFolder, 'lonely.png'), 'utf8')).toBe('lonely');
    const { broken } = await here.call['media.list']({});
    expect(broken.length).toBeGreaterThan(40);
    await here.call['media.undo']({ id });
    expect(await here.disk()).toEqual(before);
    expect((await here.call['media.list']({})).broken.filter(isReal)).toEqual([]);
  });
});

describe('broken references', () => {
  const broken = {
    '_posts/2024-02-01-깨짐.md':
      '---\ntitle: 깨짐\nimage: /assets/img/OLD/a.png\n---\n\n![a](/assets/IMG/old/a.png) ![b](/img/wrong/other.png)\n<img src="/nowhere.png">\n',
  };

  it('are told with line, the right spelling, and what they may have meant; mended through one plan, with undo', async () => {
    const here = await world(broken);
    const post = rel('_posts/2024-02-01-깨짐.md');
    const before = await here.disk();
    const list = await here.call['media.list']({});
    expect(list.broken.filter(isReal)).toEqual([
      { post, line: 3, path: 'assets/img/OLD/a.png', other: OLD, near: [OLD] },
      { post, line: 6, path: 'assets/IMG/old/a.png', other: OLD, near: [OLD] },
      { post, line: 6, path: 'img/wrong/other.png', other: null, near: ['assets/img/old/other.png'] },
      { post, line: 7, path: 'nowhere.png', other: null, near: [] },
    ]);
    const mends = list.broken.flatMap(({ path, near: [to] }) =>
      to === undefined ? [] : [{ post, path, to }],
    );
    const id = await here.change({ op: 'mend', mends });
    expect(await readFile(join(here.root, post), 'utf8')).toBe(
      '---\ntitle: 깨짐\nimage: /assets/img/old/a.png\n---\n\n![a](/assets/img/old/a.png) ![b](/assets/img/old/other.png)\n<img src="/nowhere.png">\n',
    );
    await here.call['media.undo']({ id });
    expect(await here.disk()).toEqual(before);
    const stale = await here.plan({ op: 'mend', mends: [{ post, path: 'fine.png', to: rel(OLD) }] });
    expect([stale.posts, stale.left.map(({ code }) => code)]).toEqual([[], ['not-broken']]);
  });
});

describe('lighter images', () => {
  const pictures = async () => ({
    'assets/img/p/big.png': await photo(900, 600),
    'assets/img/p/turned.jpg': await sharp(await photo(400, 300))
      .withExif({ IFD3: { GPSLatitude: '37/1' } })
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer(),
    'assets/img/p/taken.webp': await plain(20, 20, 'webp'),
    'assets/img/p/taken.png': await photo(300, 200, 9),
    'assets/img/p/icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
    'assets/img/p/broken.png': (await photo(300, 200)).subarray(0, 9000),
    'assets/img/p/text.png': 'no picture',
    '_posts/2024-03-01-사진.md':
      '---\ntitle: 사진\nimage: /assets/img/p/big.png\n---\n![b](/assets/img/p/big.png)\n![t](../assets/img/p/turned.jpg)\n<img src="/assets/img/p/taken.png" width="60%">\n',
  });

  it('are made first and reported, then take the place of the old with their references, and undo restores every byte', async () => {
    const here = await world(await pictures());
    const before = await here.disk();
    const paths = Object.keys(before)
      .filter((path) => path.startsWith('assets/img/p/'))
      .map(rel);
    const change: MediaChange = { op: 'convert', paths, webp: true, maxWidth: 320, quality: 80 };
    const plan = await here.plan(change);
    expect(await here.disk()).toEqual(before);
    expect(plan.images.map(({ path, to }) => [path, to]).sort()).toEqual([
      ['assets/img/p/big.png', 'assets/img/p/big.webp'],
      ['assets/img/p/taken.png', 'assets/img/p/taken-2.webp'],
      ['assets/img/p/turned.jpg', 'assets/img/p/turned.webp'],
    ]);
    expect(plan.left.map(({ path, code }) => [path, code]).sort()).toEqual([
      ['assets/img/p/broken.png', 'damaged'],
      ['assets/img/p/icon.svg', 'vector'],
      ['assets/img/p/taken.webp', 'light'],
      ['assets/img/p/text.png', 'no-image'],
    ]);
    expect(plan.posts.map(({ path, references: count }) => [path, count])).toEqual([
      ['_posts/2024-03-01-사진.md', 4],
    ]);
    const { done } = await here.call['media.apply']({ planId: plan.planId });
    expect(done).toMatchObject({ op: 'convert', images: 3, posts: ['_posts/2024-03-01-사진.md'] });
    const after = await here.disk();
    for (const { path, to, before: was, after: is } of plan.images) {
      expect([was, is]).toEqual([before[path]?.length, after[to ?? '']?.length]);
      expect(path in after).toBe(false);
      const facts = await sharp(Buffer.from(after[to ?? ''] ?? '', 'latin1')).metadata();
      expect([facts.format, facts.width <= 320, facts.exif]).toEqual(['webp', true, undefined]);
    }
    expect(done.saved).toBe(plan.images.reduce((sum, image) => sum + image.before - image.after, 0));
    expect(await readFile(join(here.root, '_posts/2024-03-01-사진.md'), 'utf8')).toBe(
      '---\ntitle: 사진\nimage: /assets/img/p/big.webp\n---\n![b](/assets/img/p/big.webp)\n![t](../assets/img/p/turned.webp)\n<img src="/assets/img/p/taken-2.webp" width="60%">\n',
    );
    await here.call['media.undo']({ id: done.id });
    expect(await here.disk()).toEqual(before);
  });

  it('keep their format and name where only the width is limited', async () => {
    const here = await world(await pictures());
    const before = await here.disk();
    const paths = ['assets/img/p/big.png', 'assets/img/p/turned.jpg'].map(rel);
    const id = await here.change({ op: 'convert', paths, webp: false, maxWidth: 200, quality: 80 });
    const after = await here.disk();
    expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
    const sizes = await Promise.all(
      paths.map(async (path) => {
        const { format, width, height, orientation = 1 } = await sharp(join(here.root, path)).metadata();
        return [format, width, height, orientation];
      }),
    );
    expect(sizes).toEqual([
      ['png', 200, 133, 1],
      ['jpeg', 200, 267, 1],
    ]);
    await here.call['media.undo']({ id });
    expect(await here.disk()).toEqual(before);
  });

  it('tell how far they are, and stop when told to, with nothing changed and nothing left over', async () => {
    const here = await world(await pictures());
    const before = await here.disk();
    const paths = Object.keys(before)
      .filter((path) => path.startsWith('assets/img/p/'))
      .map(rel);
    const planning = here.plan({ op: 'convert', paths, webp: true, maxWidth: null, quality: 80 });
    // The first picture is being made when the word to stop comes.
    await new Promise<void>((go) => {
      const look = setInterval(() => {
        if (here.events.length === 0) return;
        clearInterval(look);
        go();
      }, 1);
    });
    await here.call['media.cancel']({});
    await expect(planning).rejects.toMatchObject({ code: 'cancelled' });
    expect(await here.disk()).toEqual(before);
    await here.media.idle();
    await expect(stat(join(here.data, 'media-plans'))).resolves.toBeDefined();
    expect(await import('node:fs/promises').then((fs) => fs.readdir(join(here.data, 'media-plans')))).toEqual(
      [],
    );
    await utimes(join(here.root, OLD), 1, 1);
  });
});
