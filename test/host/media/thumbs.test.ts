// Small pictures and facts: made of what is an image of the journal and of nothing else, kept, remade when the file changes.
import { readdir, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { createHost } from '#host/create-host.ts';
import { createFactsReader } from '#host/media/facts.ts';
import { createThumbs } from '#host/media/thumbs.ts';
import type { Host } from '#host/ports.ts';
import { hostPorts } from '#test/host/support/host-ports.ts';
import { bomb, moving, photo as turnedPhoto } from '#test/host/support/pictures.ts';
import { rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';
import { mediaWorld, photo, plain } from './world.ts';

const tempFolder = tempFolders();
const library = async () => sharp;
const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
const files = async () => ({
  '_posts/2024-01-01-x.md': '---\ntitle: x\n---\n![x](/img/큰 그림.png)',
  'img/큰 그림.png': await photo(900, 600),
  'img/turned.jpg': await turnedPhoto(),
  'img/moving.gif': await moving('gif'),
  'img/moving.webp': await moving('webp'),
  'img/photo.avif': await plain(64, 48, 'avif'),
  'img/drawing.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><script>alert(1)</script></svg>',
  'img/text.png': 'no picture',
  'img/half.png': (await photo(500, 500)).subarray(0, 20_000),
  'img/bomb.png': bomb(),
  '.git/secret.png': await plain(10, 10),
  'wrong-name.txt': await plain(10, 10),
});

describe('a small picture', () => {
  it('is a WebP of at most 320 pixels, upright, without private facts; moving ones stand still, drawings stay', async () => {
    const here = await mediaWorld(await tempFolder(), await files());
    const thumbs = createThumbs(join(here.data, 'thumbs'), library);
    const sizes: Record<string, unknown> = {};
    for (const path of [
      'img/큰 그림.png',
      'img/turned.jpg',
      'img/moving.gif',
      'img/moving.webp',
      'img/photo.avif',
    ]) {
      const made = await thumbs.read(here.root, encoded(path));
      expect(made?.type, path).toBe('image/webp');
      const facts = await sharp(made?.bytes).metadata();
      expect([facts.pages ?? 1, facts.orientation, facts.exif], path).toEqual([1, undefined, undefined]);
      sizes[path] = [facts.width, facts.height];
    }
    expect(sizes).toMatchObject({
      'img/큰 그림.png': [320, 213],
      'img/turned.jpg': [20, 40],
      'img/photo.avif': [64, 48],
    });
    const drawing = await thumbs.read(here.root, 'img/drawing.svg');
    expect(drawing?.type).toBe('image/svg+xml');
  });

  it('is not made of a bomb, of what is no image, of what is outside or hidden', async () => {
    const here = await mediaWorld(await tempFolder(), await files());
    const outside = join(await tempFolder(), 'outside.png');
    await writeFile(outside, await plain(10, 10));
    await symlink(outside, join(here.root, 'img/link.png'));
    await symlink(join(here.root, '.git/secret.png'), join(here.root, 'img/inner.png'));
    const thumbs = createThumbs(join(here.data, 'thumbs'), library);
    for (const path of [
      'img/bomb.png',
      'img/text.png',
      'img/gone.png',
      'img',
      'img/link.png',
      'img/inner.png',
      '.git/secret.png',
      '../journal/img/moving.gif',
      '_posts/2024-01-01-x.md',
    ])
      expect(await thumbs.read(here.root, encoded(path)), path).toBeNull();
    expect(await thumbs.read(here.root, '..%2fjournal%2fimg%2fmoving.gif')).toBeNull();
    expect(await thumbs.read(here.root, '%ff')).toBeNull();
  });

  it('is kept, and made anew when the file is another', async () => {
    const here = await mediaWorld(await tempFolder(), await files());
    const folder = join(here.data, 'thumbs');
    const path = encoded('img/큰 그림.png');
    const first = await createThumbs(folder, library).read(here.root, path);
    const kept = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.webp'));
    expect(kept).toHaveLength(1);
    // Another run needs no library for it.
    const again = await createThumbs(folder, async () => null).read(here.root, path);
    expect([again?.etag, again?.bytes.byteLength]).toEqual([first?.etag, first?.bytes.byteLength]);
    await writeFile(join(here.root, 'img/큰 그림.png'), await plain(640, 64));
    await utimes(join(here.root, 'img/큰 그림.png'), 5, 5);
    const other = await createThumbs(folder, library).read(here.root, path);
    expect(other?.etag).not.toBe(first?.etag);
    const facts = await sharp(other?.bytes).metadata();
    expect([facts.width, facts.height]).toEqual([320, 32]);
  });

  it('without the library is the image itself where that is small, else none', async () => {
    const here = await mediaWorld(await tempFolder(), await files());
    const thumbs = createThumbs(join(here.data, 'thumbs'), async () => null);
    expect((await thumbs.read(here.root, 'img/moving.gif'))?.type).toBe('image/gif');
    expect((await stat(join(here.root, 'img/큰 그림.png'))).size).toBeGreaterThan(300_000);
    expect(await thumbs.read(here.root, encoded('img/큰 그림.png'))).toBeNull();
  });

  it('many at once are made once each', async () => {
    const here = await mediaWorld(await tempFolder(), await files());
    let loads = 0;
    const thumbs = createThumbs(join(here.data, 'thumbs'), async () => {
      loads++;
      return sharp;
    });
    const all = await Promise.all(
      Array.from({ length: 30 }, () => thumbs.read(here.root, encoded('img/큰 그림.png'))),
    );
    expect(new Set(all.map((each) => each?.etag)).size).toBe(1);
    expect(loads).toBe(1);
  });
});

describe('through the host', () => {
  let host: Host | null = null;
  afterEach(async () => {
    await host?.close();
    host = null;
  });

  it('a small picture has a path that no image can have, and everything else is as guarded', async () => {
    const base = await tempFolder();
    const here = await mediaWorld(base, await files());
    host = await createHost(hostPorts(base));
    expect(await host.media(`.thumb/${encoded('img/큰 그림.png')}`)).toBeNull();
    await host.openFolder(here.root);
    expect((await host.media(`.thumb/${encoded('img/큰 그림.png')}`))?.type).toBe('image/webp');
    expect((await host.media(encoded('img/큰 그림.png')))?.type).toBe('image/png');
    for (const path of [
      '.thumb/',
      '.thumb/.thumb/img/moving.gif',
      '.thumb',
      '.thumb/.git/secret.png',
      '.thumb/wrong%00.png',
    ])
      expect(await host.media(path), path).toBeNull();
  });
});

describe('facts', () => {
  it('are told of every kind, by the bytes', async () => {
    const here = await mediaWorld(await tempFolder(), await files());
    const paths = [
      'img/큰 그림.png',
      'img/turned.jpg',
      'img/moving.gif',
      'img/moving.webp',
      'img/photo.avif',
      'img/drawing.svg',
      'img/text.png',
      'img/bomb.png',
      'img/gone.png',
    ].map(rel);
    const read = async () =>
      (await createFactsReader(library).read(here.root, paths)).map(
        ({ path, width, height, format, animated }) => [path, width, height, format, animated],
      );
    expect(await read()).toEqual([
      ['img/큰 그림.png', 900, 600, 'png', false],
      ['img/turned.jpg', 20, 40, 'jpg', false],
      ['img/moving.gif', 16, 16, 'gif', true],
      ['img/moving.webp', 16, 16, 'webp', true],
      ['img/photo.avif', 64, 48, 'avif', false],
      ['img/drawing.svg', 30, 20, 'svg', false],
      ['img/text.png', 0, 0, null, false],
      ['img/bomb.png', 20_000, 20_000, 'png', false],
      ['img/gone.png', 0, 0, null, false],
    ]);
    const { facts } = await here.call['media.facts']({ paths: paths.slice(0, 1) });
    expect(facts[0]?.width).toBe(900);
  });
});
