// A dropped image lands where it belongs, upright, light and without private facts; what is no image lands nowhere.
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallArgs } from '#contract/calls.ts';
import type { Settings } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { imageHandlers } from '#host/images/handlers.ts';
import { readMedia } from '#host/images/media.ts';
import { defaultSettings } from '#host/settings/defaults.ts';
import { openTestJournal } from '#test/host/support/journal.ts';
import {
  animatedPng,
  bomb,
  colourAt,
  colours,
  moving,
  near,
  photo,
  quarters,
  transparent,
} from '#test/host/support/pictures.ts';
import { hostDeps } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const POST = '_posts/2024-03-05-봄-소풍.md' as RelPath; // a valid relative path
let root = '';
let settings: Settings = defaultSettings;
const refreshed: string[] = [];

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function files(): Promise<readonly string[]> {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  return all
    .filter((item) => item.isFile())
    .map((item) => join(item.parentPath, item.name).slice(root.length + 1))
    .filter((path) => !path.endsWith('.md'))
    .sort();
}

async function open() {
  const journal = await openTestJournal(root);
  const cache = await tempFolder();
  const watched = {
    ...journal,
    refresh: async (paths: readonly RelPath[]) => {
      refreshed.push(...paths);
      await journal.refresh(paths);
    },
  };
  return imageHandlers(hostDeps(cache, () => watched, { settings }));
}

const drop = (name: string, bytes: Uint8Array, more: Partial<CallArgs<'image.store'>> = {}) => ({
  post: POST,
  name,
  bytes: new Uint8Array(bytes),
  categories: ['나들이'],
  slug: '봄-소풍',
  ...more,
});

beforeEach(async () => {
  root = await tempFolder();
  settings = defaultSettings;
  refreshed.length = 0;
  await put(POST, '---\ntitle: 봄 소풍\ndate: 2024-03-05\n---\n\n글.\n');
});

describe('storing an image', () => {
  it('turns a photo upright, makes it WebP, and takes out place, camera and owner', async () => {
    const original = await photo();
    expect(original.includes('SecretOwner')).toBe(true);
    const stored = await (await open())['image.store'](drop('IMG_0001.JPG', original));
    expect(stored).toMatchObject({
      path: 'assets/img/나들이/봄-소풍/IMG_0001.webp',
      url: '/assets/img/나들이/봄-소풍/IMG_0001.webp',
      width: 20,
      height: 40,
      reused: false,
    });
    const bytes = await readFile(join(root, stored.path));
    const facts = await sharp(bytes).metadata();
    expect(facts.format).toBe('webp');
    expect([facts.exif, facts.xmp, facts.orientation]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes('SecretOwner')).toBe(false);
    // Orientation 6: what was bottom left is top left.
    expect(near(await colourAt(bytes, 4, 4), colours.blue)).toBe(true);
    expect(near(await colourAt(bytes, 15, 4), colours.red)).toBe(true);
    expect(near(await colourAt(bytes, 4, 35), colours.white)).toBe(true);
    expect(refreshed).toEqual([stored.path]);
  });

  it('makes large pictures as wide as the setting says and leaves small ones', async () => {
    const handlers = await open();
    const big = await handlers['image.store'](drop('big.jpg', await quarters(2400, 1200).jpeg().toBuffer()));
    expect([big.width, big.height]).toEqual([1600, 800]);
    const small = await handlers['image.store'](drop('small.jpg', await quarters(100, 50).jpeg().toBuffer()));
    expect([small.width, small.height]).toEqual([100, 50]);
  });

  it('keeps transparency', async () => {
    const stored = await (await open())['image.store'](drop('a.png', await transparent()));
    const { data, info } = await sharp(await readFile(join(root, stored.path)))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(info.channels).toBe(4);
    expect([data[3], data[data.length - 1]]).toEqual([0, 255]);
  });

  it('makes a screenshot smaller with hardly a changed pixel', async () => {
    const original = await quarters(600, 400).png({ compressionLevel: 0 }).toBuffer();
    const stored = await (await open())['image.store'](drop('shot.png', original));
    const bytes = await readFile(join(root, stored.path));
    expect(bytes.length).toBeLessThan(original.length);
    const [before, after] = await Promise.all([
      sharp(original).raw().toBuffer(),
      sharp(bytes).removeAlpha().raw().toBuffer(),
    ]);
    const worst = before.reduce((most, value, at) => Math.max(most, Math.abs(value - (after[at] ?? 0))), 0);
    expect(worst).toBeLessThanOrEqual(8);
  });

  it('keeps the colour profile', async () => {
    const stored = await (await open())['image.store'](
      drop('p3.jpg', await quarters().withIccProfile('p3').jpeg().toBuffer()),
    );
    expect((await sharp(await readFile(join(root, stored.path))).metadata()).icc).toBeDefined();
  });

  it.each(['gif', 'webp'] as const)(
    'keeps a moving %s moving, byte for byte where nothing private is in it',
    async (kind) => {
      const original = await moving(kind);
      const stored = await (await open())['image.store'](drop(`m.${kind}`, original));
      expect(stored.path.endsWith(`.${kind}`)).toBe(true);
      expect(await readFile(join(root, stored.path))).toEqual(original);
      expect([stored.width, stored.height]).toEqual([16, 16]);
    },
  );

  it('keeps a moving PNG moving, without its text', async () => {
    const stored = await (await open())['image.store'](drop('m.png', await animatedPng()));
    const bytes = await readFile(join(root, stored.path));
    expect(stored.path.endsWith('.png')).toBe(true);
    expect([bytes.includes('acTL'), bytes.includes('SecretOwner')]).toEqual([true, false]);
    expect(near(await colourAt(bytes, 2, 2), colours.red)).toBe(true);
  });

  it('does not encode a fitting WebP again, but takes its private facts out', async () => {
    const original = await quarters()
      .webp({ quality: 50 })
      .withExif({ IFD0: { Copyright: 'SecretOwner' } })
      .toBuffer();
    const stored = await (await open())['image.store'](drop('w.webp', original));
    const bytes = await readFile(join(root, stored.path));
    expect(bytes.includes('SecretOwner')).toBe(false);
    const [before, after] = await Promise.all([
      sharp(original).raw().toBuffer(),
      sharp(bytes).raw().toBuffer(),
    ]);
    expect(after).toEqual(before);
  });

  it('reads AVIF and TIFF', async () => {
    const handlers = await open();
    for (const [name, bytes] of [
      ['a.avif', await quarters().avif().toBuffer()],
      ['b.tiff', await quarters(44, 22).tiff().toBuffer()],
    ] as const) {
      const stored = await handlers['image.store'](drop(name, bytes));
      expect(stored.path.endsWith('.webp')).toBe(true);
      expect(near(await colourAt(await readFile(join(root, stored.path)), 2, 2), colours.red)).toBe(true);
    }
  });

  it('without conversion keeps the format and the very pixels, and still nothing private', async () => {
    settings = { ...defaultSettings, imageConvert: false };
    const handlers = await open();
    const upright = await quarters()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'SecretOwner' } })
      .toBuffer();
    const stored = await handlers['image.store'](drop('u.jpg', upright));
    const bytes = await readFile(join(root, stored.path));
    expect(stored.path.endsWith('.jpg')).toBe(true);
    expect(bytes.includes('SecretOwner')).toBe(false);
    expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(upright).raw().toBuffer());
    const lying = await handlers['image.store'](drop('l.jpg', await photo()));
    expect([lying.width, lying.height, lying.path.endsWith('.jpg')]).toEqual([20, 40, true]);
    expect((await readFile(join(root, lying.path))).includes('SecretOwner')).toBe(false);
  });

  it('goes by the bytes, not by the name', async () => {
    const stored = await (await open())['image.store'](drop('really-a-png.jpg', await transparent()));
    expect((await sharp(await readFile(join(root, stored.path))).metadata()).format).toBe('webp');
  });
});

describe('what must not be stored', () => {
  const svg = (inside: string) =>
    Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5">${inside}</svg>`);
  const cases: readonly (readonly [string, () => Promise<Uint8Array> | Uint8Array, string])[] = [
    ['nothing at all', () => new Uint8Array(), 'not-an-image'],
    ['text named as an image', () => Buffer.from('hello'), 'not-an-image'],
    ['a web page named as an image', () => Buffer.from('<!doctype html><script>1</script>'), 'not-an-image'],
    ['a pixel bomb', () => bomb(), 'too-large'],
    [
      'a truncated JPEG',
      async () => (await quarters(400, 300).jpeg().toBuffer()).subarray(0, 1500),
      'not-an-image',
    ],
    [
      'a truncated PNG',
      async () => (await quarters(400, 300).png({ compressionLevel: 0 }).toBuffer()).subarray(0, 5000),
      'not-an-image',
    ],
    ['a header alone', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-an-image'],
    ['an SVG with a script', () => svg('<script>alert(1)</script>'), 'refused'],
    [
      'an SVG with a prefixed script',
      () => svg('<x:script xmlns:x="http://www.w3.org/2000/svg">1</x:script>'),
      'refused',
    ],
    ['an SVG with a handler', () => svg('<rect onload="alert(1)"/>'), 'refused'],
    ['an SVG with a handler behind a slash', () => svg('<rect/onclick=alert(1)>'), 'refused'],
    [
      'an SVG with a script link',
      () => svg('<a href="java&#115;cript:alert(1)"><text>x</text></a>'),
      'refused',
    ],
    [
      'an SVG with a broken script link',
      () => svg('<a href="java\nscript:alert(1)"><text>x</text></a>'),
      'refused',
    ],
    ['an SVG with a page inside', () => svg('<foreignObject><p>x</p></foreignObject>'), 'refused'],
    [
      'an SVG with entities',
      () => Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'),
      'refused',
    ],
    [
      'an SVG that animates a link',
      () => svg('<a><animate attributeName="href" values="javascript:1"/></a>'),
      'refused',
    ],
  ];
  it.each(cases)('%s', async (_what, make, code) => {
    const handlers = await open();
    await expect(handlers['image.store'](drop('x.png', await make()))).rejects.toMatchObject({ code });
    expect(await files()).toEqual([]);
    expect(refreshed).toEqual([]);
  });

  it('more bytes than the setting allows', async () => {
    settings = { ...defaultSettings, imageLimit: 1024 };
    const handlers = await open();
    await expect(handlers['image.store'](drop('x.png', Buffer.alloc(1025)))).rejects.toMatchObject({
      code: 'too-large',
      detail: { size: 1025, limit: 1024 },
    });
  });

  it('a harmless SVG is kept byte for byte, with its size', async () => {
    const plain = Buffer.from(
      '<?xml version="1.0"?>\n<!-- made here -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 12"><path d="M0 0h1"/></svg>',
    );
    const stored = await (await open())['image.store'](drop('icon.svg', plain));
    expect(stored).toMatchObject({ width: 24, height: 12 });
    expect(await readFile(join(root, stored.path))).toEqual(plain);
  });
});

describe('where and how often', () => {
  it('gives the file that is there for the same bytes, dropped again or made again', async () => {
    const bytes = await photo();
    const first = await (await open())['image.store'](drop('one.jpg', bytes));
    const again = await (await open())['image.store'](drop('two.jpg', bytes));
    expect(again).toEqual({ ...first, reused: true });
    const handlers = await open();
    const both = await Promise.all([1, 2, 3].map((n) => handlers['image.store'](drop(`n${n}.jpg`, bytes))));
    expect(new Set(both.map(({ path }) => path))).toEqual(new Set([first.path]));
    expect(await files()).toHaveLength(1);
  });

  it('forgets a remembered file that was changed or removed meanwhile', async () => {
    const bytes = await photo();
    const handlers = await open();
    const first = await handlers['image.store'](drop('one.jpg', bytes));
    await writeFile(join(root, first.path), 'edited by another program');
    const second = await handlers['image.store'](drop('one.jpg', bytes));
    expect(second).toMatchObject({ reused: false });
    expect(second.path).toMatch(/one-2\.webp$/);
    expect(await readFile(join(root, first.path), 'utf8')).toBe('edited by another program');
  });

  it('takes a new name where one is taken, also one that another system takes for the same', async () => {
    const handlers = await open();
    await put('assets/img/나들이/봄-소풍/image.webp', 'mine');
    const shots = [];
    for (const width of [10, 20, 30]) {
      shots.push(
        await handlers['image.store'](drop('Image.png', await quarters(width, 10).png().toBuffer())),
      );
    }
    expect(shots.map(({ path }) => path.replace(/^.*\//, ''))).toEqual([
      'Image-2.webp',
      'Image-3.webp',
      'Image-4.webp',
    ]);
    expect(await readFile(join(root, 'assets/img/나들이/봄-소풍/image.webp'), 'utf8')).toBe('mine');
  });

  it('goes beside the images that the post shows already', async () => {
    await put(
      POST,
      '---\ntitle: x\nimage: "/assets/img/spring/picnic/banner.webp"\n---\n\n<center><img src="/assets/img/spring/picnic/a.webp" width="60%" height="60%"></center>\n',
    );
    const stored = await (await open())['image.store'](drop('c.png', await transparent()));
    expect(stored.path).toBe('assets/img/spring/picnic/c.webp');
  });

  it('does as the other posts of the journal do, unless the setting says otherwise', async () => {
    for (const [n, name] of ['가을', '겨울', '여름'].entries()) {
      await put(
        `_posts/2023-0${n + 1}-02-${name}.md`,
        `---\ntitle: x\ndate: 2023-0${n + 1}-02\ncategories: [나들이]\n---\n\n![a](/images/2023/${name}/a.png)\n`,
      );
    }
    expect((await (await open())['image.store'](drop('a.png', await transparent()))).path).toBe(
      'images/2024/봄-소풍/a.webp',
    );
    settings = {
      ...defaultSettings,
      imageFolder: 'media/{year}/{month}',
      imageName: '{slug}-{n}',
      slugStyle: 'romanise',
    };
    const handlers = await open();
    const named = [];
    for (const width of [10, 20]) {
      named.push(
        (await handlers['image.store'](drop('b.png', await quarters(width, 10).png().toBuffer()))).path,
      );
    }
    expect(named).toEqual(['media/2024/03/bom-sopung-1.webp', 'media/2024/03/bom-sopung-2.webp']);
  });

  it.each([
    '../../outside.png',
    '/etc/passwd.png',
    '..\\..\\x.png',
    '.hidden.png',
    'CON.png',
    'a\u0000b.png',
    '-rf.png',
    `${'x'.repeat(250)}.png`,
    '한글 사진 (1) #2?.png',
    '\u202Egnp.exe.png',
    '   .png',
    '.png',
  ])('makes a safe name of %j', async (name) => {
    const stored = await (await open())['image.store'](drop(name, await transparent()));
    expect(stored.path.startsWith('assets/img/나들이/봄-소풍/')).toBe(true);
    const file = stored.path.slice('assets/img/나들이/봄-소풍/'.length);
    expect(file).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}._-]*\.webp$/u);
    expect(Buffer.byteLength(file)).toBeLessThan(200);
    expect(await files()).toEqual([stored.path]);
  });

  it('does not leave the journal by categories, slug or a linked folder', async () => {
    const outside = await tempFolder('outside');
    await mkdir(join(root, 'assets'));
    await symlink(outside, join(root, 'assets/img'));
    const handlers = await open();
    await expect(handlers['image.store'](drop('a.png', await transparent()))).rejects.toMatchObject({
      code: 'outside',
    });
    expect(await readdir(outside)).toEqual([]);
    settings = { ...defaultSettings, imageFolder: 'pics/{category}/{slug}' };
    const stored = await (await open())['image.store'](
      drop('b.png', await transparent(), { categories: ['..', '../..'], slug: '../../../x' }),
    );
    expect(stored.path.split('/')).not.toContain('..');
    expect(await files()).toContain(stored.path);
  });

  it('lists the images of the journal and nothing else', async () => {
    await put('assets/a.png', 'x');
    await put('_site/b.png', 'x');
    await put('.git/c.png', 'x');
    await put('notes.txt', 'x');
    await symlink('/etc', join(root, 'linked'));
    const { images } = await (await open())['image.list']({});
    expect(images.map(({ path, url, size }) => ({ path, url, size }))).toEqual([
      { path: 'assets/a.png', url: '/assets/a.png', size: 1 },
    ]);
  });
});

describe('serving an image', () => {
  it('gives images by their bytes, with a type and a validator', async () => {
    await put('assets/그림 1.jpg', await quarters().png().toBuffer());
    const media = await readMedia(root, encodeURIComponent('assets/그림 1.jpg').replaceAll('%2F', '/'));
    expect(media?.type).toBe('image/png');
    expect(media?.etag).toMatch(/^"[0-9a-f]{32}"$/);
    await put('b.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect((await readMedia(root, 'b.svg'))?.type).toBe('image/svg+xml');
  });

  it('gives nothing else', async () => {
    const outside = await tempFolder('outside');
    const picture = await quarters().png().toBuffer();
    await writeFile(join(outside, 'a.png'), picture);
    await symlink(join(outside, 'a.png'), join(root, 'leads-out.png'));
    await symlink(outside, join(root, 'folder'));
    await symlink('nowhere', join(root, 'dangling.png'));
    await symlink('loop.png', join(root, 'loop.png'));
    await put('.secret/a.png', picture);
    await symlink('.secret/a.png', join(root, 'to-hidden.png'));
    await put('page.png', '<html><script>1</script></html>');
    await put('ok.png', picture);
    expect(await readMedia(root, 'ok.png')).not.toBeNull();
    const refused = [
      'leads-out.png',
      'folder/a.png',
      'dangling.png',
      'loop.png',
      '.secret/a.png',
      '.secret%2Fa.png',
      'to-hidden.png',
      'page.png',
      '_posts/2024-03-05-%EB%B4%84-%EC%86%8C%ED%92%8D.md',
      '../ok.png',
      '..%2fok.png',
      '%2e%2e/ok.png',
      '/etc/passwd',
      '%2Fetc%2Fpasswd',
      'ok.png%00',
      'ok.png/',
      'a\\..\\ok.png',
      '%E0%A4%A',
      '',
      'missing.png',
      '_posts',
    ];
    for (const path of refused) expect(await readMedia(root, path), path).toBeNull();
  });
});
