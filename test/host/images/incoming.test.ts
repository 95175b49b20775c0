// Storing can be followed, cancelled and thought over; originals stay where the person wants them; nothing is left over.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CallArgs } from '#contract/calls.ts';
import type { ImageStage } from '#contract/image-calls.ts';
import type { Settings } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { imageHandlers } from '#host/images/handlers.ts';
import { createJobs } from '#host/images/jobs.ts';
import { stripGif } from '#host/images/strip.ts';
import { defaultSettings } from '#host/settings/defaults.ts';
import { openTestJournal } from '#test/host/support/journal.ts';
import { bomb, moving, photo, quarters } from '#test/host/support/pictures.ts';
import { hostDeps } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const POST = '_posts/2024-03-05-봄-소풍.md' as RelPath; // a valid relative path
const FOLDER = 'assets/img/나들이/봄-소풍';
let root = '';
let settings: Settings = defaultSettings;
const stages: { readonly job: string; readonly stage: ImageStage }[] = [];

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), content);
}

async function files(): Promise<readonly string[]> {
  const all = await readdir(root, { recursive: true, withFileTypes: true });
  return all
    .filter((item) => item.isFile() && !item.name.endsWith('.md'))
    .map((item) => join(item.parentPath, item.name).slice(root.length + 1))
    .sort();
}

async function open() {
  const journal = await openTestJournal(root);
  return imageHandlers({
    ...hostDeps(await tempFolder(), () => journal, { settings }),
    emit: (event) => {
      if (event.name === 'image.progress') stages.push(event.payload);
    },
  });
}

const drop = (name: string, bytes: Uint8Array, more: Partial<CallArgs<'image.store'>> = {}) => ({
  post: POST,
  name,
  bytes: new Uint8Array(bytes),
  categories: ['나들이'],
  slug: '봄-소풍',
  ...more,
});

/** A picture that takes a while: noise does not compress. */
async function slow(side = 1500): Promise<Buffer> {
  const pixels = Buffer.alloc(side * side * 3);
  let seed = 7;
  for (let at = 0; at < pixels.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    pixels[at] = seed >> 16;
  }
  return await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 90 })
    .toBuffer();
}

beforeEach(async () => {
  root = await tempFolder();
  settings = defaultSettings;
  stages.length = 0;
  await put(POST, '---\ntitle: 봄 소풍\ndate: 2024-03-05\n---\n\n글.\n');
});

describe('progress and cancel', () => {
  it('tells the stages of a job by its name', async () => {
    await (await open())['image.store'](drop('a.png', await quarters().png().toBuffer(), { job: 'one' }));
    expect(stages).toEqual([
      { job: 'one', stage: 'converting' },
      { job: 'one', stage: 'writing' },
    ]);
  });

  it('ends a conversion at once and leaves no file', async () => {
    const handlers = await open();
    const storing = handlers['image.store'](drop('slow.jpg', await slow(), { job: 'slow' }));
    const outcome = storing.then(
      () => 'stored',
      (error: { readonly code: string }) => error.code,
    );
    await expect.poll(() => stages.map(({ stage }) => stage)).toContain('converting');
    await handlers['image.cancel']({ job: 'slow' });
    expect(await outcome).toBe('cancelled');
    // The library goes on for a while; what it gives is dropped.
    await handlers['image.store'](drop('next.png', await quarters().png().toBuffer()));
    expect(await files()).toEqual([`${FOLDER}/next.webp`]);
  });

  it('ends one that waits for its turn, without disturbing the others', async () => {
    const handlers = await open();
    const picture = await slow(900);
    const first = handlers['image.store'](drop('a.jpg', picture, { job: 'a' }));
    // What follows the end mark makes other bytes of the same picture.
    const other = Buffer.concat([picture, Buffer.from([1])]);
    const second = handlers['image.store'](
      drop('b.png', await quarters(80, 40).png().toBuffer(), { job: 'b' }),
    );
    const third = handlers['image.store'](drop('c.jpg', other, { job: 'c' }));
    await handlers['image.cancel']({ job: 'c' });
    await expect(third).rejects.toMatchObject({ code: 'cancelled' });
    expect((await first).path).toBe(`${FOLDER}/a.webp`);
    expect((await second).path).toBe(`${FOLDER}/b.webp`);
    expect(await files()).toHaveLength(2);
  });

  it('works on few at a time', async () => {
    const jobs = createJobs(() => undefined, 2);
    let busy = 0;
    let most = 0;
    const one = () =>
      jobs.run(undefined, (job) =>
        jobs.inTurn(job, async () => {
          busy += 1;
          most = Math.max(most, busy);
          await new Promise((resolve) => setTimeout(resolve, 5));
          busy -= 1;
        }),
      );
    await Promise.all(Array.from({ length: 12 }, one));
    expect([most, busy]).toEqual([2, 0]);
  });

  it('tells pixels from bytes when it refuses', async () => {
    const handlers = await open();
    await expect(handlers['image.store'](drop('bomb.png', bomb()))).rejects.toMatchObject({
      code: 'too-large',
      detail: { reason: 'pixels', width: 20_000, height: 20_000 },
    });
    expect(await files()).toEqual([]);
  });
});

describe('limits and originals', () => {
  it('makes tall pictures as high as the setting says', async () => {
    settings = { ...defaultSettings, imageMaxHeight: 400 };
    const stored = await (await open())['image.store'](
      drop('t.jpg', await quarters(500, 1000).jpeg().toBuffer()),
    );
    expect([stored.width, stored.height]).toEqual([200, 400]);
  });

  it('keeps the file as it came instead of a WebP, still without the place, and with the way that is up', async () => {
    settings = { ...defaultSettings, imageOriginal: 'instead' };
    const original = await photo();
    const stored = await (await open())['image.store'](drop('IMG.JPG', original));
    expect(stored).toMatchObject({ path: `${FOLDER}/IMG.jpg`, width: 20, height: 40 });
    const bytes = await readFile(join(root, stored.path));
    expect(bytes.includes('SecretOwner')).toBe(false);
    const facts = await sharp(bytes).metadata();
    expect([facts.orientation, facts.xmp]).toEqual([6, undefined]);
    expect(await sharp(bytes).raw().toBuffer()).toEqual(await sharp(original).raw().toBuffer());
  });

  it('keeps every byte where the person says so', async () => {
    settings = { ...defaultSettings, imageOriginal: 'instead', imagePrivate: true };
    const original = await photo();
    const stored = await (await open())['image.store'](drop('IMG.JPG', original));
    expect(await readFile(join(root, stored.path))).toEqual(original);
  });

  it('keeps the original beside, where no blog publishes it and no list of images shows it', async () => {
    settings = { ...defaultSettings, imageOriginal: 'beside' };
    const handlers = await open();
    const stored = await handlers['image.store'](drop('IMG.JPG', await photo()));
    expect(await files()).toEqual([`${FOLDER}/IMG.webp`, `${FOLDER}/_originals/IMG.jpg`]);
    expect((await readFile(join(root, `${FOLDER}/_originals/IMG.jpg`))).includes('SecretOwner')).toBe(false);
    expect((await handlers['image.list']({})).images.map(({ path }) => path)).toEqual([stored.path]);
  });

  it('does not take a WebP for the original of the same bytes, nor the other way round', async () => {
    const handlers = await open();
    const bytes = await photo();
    const webp = await handlers['image.store'](drop('IMG.jpg', bytes));
    const kept = await handlers['image.store'](drop('IMG.jpg', bytes, { format: 'original' }));
    expect([webp.path, kept.path]).toEqual([`${FOLDER}/IMG.webp`, `${FOLDER}/IMG.jpg`]);
    expect(await handlers['image.store'](drop('x.jpg', bytes, { format: 'original' }))).toMatchObject({
      path: kept.path,
      reused: true,
    });
  });

  it('takes comments and XMP out of a moving GIF and nothing else', async () => {
    const clean = await moving('gif');
    const at = clean.indexOf(Buffer.from([0x21, 0xf9]));
    const comment = Buffer.from('\x21\xfe\x0bSecretOwner\x00', 'latin1');
    const xmp = Buffer.from('\x21\xff\x0bXMP DataXMP\x05<rdf>\x00', 'latin1');
    const dirty = Buffer.concat([
      clean.subarray(0, at),
      comment,
      xmp,
      clean.subarray(at),
      Buffer.from('SecretOwner'),
    ]);
    expect((await sharp(dirty).metadata()).pages).toBe(2);
    expect(Buffer.from(stripGif(dirty))).toEqual(clean);
    const stored = await (await open())['image.store'](drop('m.gif', dirty));
    expect(await readFile(join(root, stored.path))).toEqual(clean);
  });

  it('refuses a moving picture that is cut off in its first frame', async () => {
    const whole = await moving('gif');
    await expect(
      (await open())['image.store'](drop('m.gif', whole.subarray(0, whole.indexOf(0x2c) + 12))),
    ).rejects.toMatchObject({ code: 'not-an-image' });
    expect(await files()).toEqual([]);
  });

  it('keeps the profile and drops every other application segment of a JPEG', async () => {
    const jpeg = await quarters().withIccProfile('p3').jpeg().toBuffer();
    const extra = Buffer.from('\xff\xe2\x00\x11FPXR\x00SecretOwner'.slice(0, 19), 'latin1');
    extra.writeUInt16BE(extra.length - 2, 2);
    const dirty = Buffer.concat([jpeg.subarray(0, 2), extra, jpeg.subarray(2)]);
    settings = { ...defaultSettings, imageConvert: false };
    const stored = await (await open())['image.store'](drop('p.jpg', dirty));
    const bytes = await readFile(join(root, stored.path));
    expect(bytes.includes('FPXR')).toBe(false);
    expect((await sharp(bytes).metadata()).icc).toBeDefined();
  });
});

describe('second thoughts', () => {
  const thought = (path: RelPath, more: Partial<CallArgs<'image.adjust'>>) => ({
    ...drop('', new Uint8Array()),
    bytes: null,
    path,
    format: null,
    private: false,
    ...more,
  });

  it('renames: both names for a while, then the one that the saved text says', async () => {
    const handlers = await open();
    const first = await handlers['image.store'](drop('IMG_1.png', await quarters().png().toBuffer()));
    const other = await handlers['image.adjust'](thought(first.path, { name: '호수 풍경' }));
    expect(other.path).toBe(`${FOLDER}/호수-풍경.webp`);
    expect(await files()).toEqual([first.path, other.path].sort());
    await put(POST, `---\ntitle: x\n---\n![](${other.url})\n`);
    expect(await handlers['image.settle']({ swap: other.swap, side: 'after' })).toEqual({
      removed: first.path,
    });
    expect(await files()).toEqual([other.path]);

    // Undo, then redo.
    await handlers['image.ready']({ swap: other.swap, side: 'before' });
    await put(POST, `---\ntitle: x\n---\n![](${first.url})\n`);
    await handlers['image.settle']({ swap: other.swap, side: 'before' });
    expect(await files()).toEqual([first.path]);
    await handlers['image.ready']({ swap: other.swap, side: 'after' });
    expect(await files()).toEqual([first.path, other.path].sort());
  });

  it('never takes a file away that a post uses, that was there before, or that was changed', async () => {
    const handlers = await open();
    const bytes = await quarters().png().toBuffer();
    const first = await handlers['image.store'](drop('a.png', bytes));
    await put('_posts/2024-01-01-other.md', `---\ntitle: y\n---\n![](${first.url})\n`);
    const used = await handlers['image.adjust'](thought(first.path, { name: 'b' }));
    expect(await handlers['image.settle']({ swap: used.swap, side: 'after' })).toEqual({ removed: null });
    await put('_posts/2024-01-01-other.md', 'nothing\n');
    await put(first.path, 'edited elsewhere');
    expect(await handlers['image.settle']({ swap: used.swap, side: 'after' })).toEqual({ removed: null });
    await put(`${FOLDER}/mine.png`, bytes);
    const mine = await handlers['image.adjust'](thought(`${FOLDER}/mine.png` as RelPath, { name: 'c' }));
    expect(await handlers['image.settle']({ swap: mine.swap, side: 'after' })).toEqual({ removed: null });
    expect(await files()).toContain(`${FOLDER}/mine.png`);
  });

  it('takes the format back to what was dropped', async () => {
    const handlers = await open();
    const bytes = await photo();
    const first = await handlers['image.store'](drop('IMG.jpg', bytes));
    const other = await handlers['image.adjust'](
      thought(first.path, { name: 'IMG', format: 'original', bytes: new Uint8Array(bytes) }),
    );
    expect(other.path).toBe(`${FOLDER}/IMG.jpg`);
    expect((await readFile(join(root, other.path))).includes('SecretOwner')).toBe(false);
    await handlers['image.settle']({ swap: other.swap, side: 'after' });
    expect(await files()).toEqual([other.path]);
  });

  it('refuses what is no image of the journal', async () => {
    const handlers = await open();
    await expect(handlers['image.adjust'](thought(POST, { name: 'x' }))).rejects.toMatchObject({
      code: 'refused',
    });
    await expect(
      handlers['image.adjust'](thought('assets/none.png' as RelPath, { name: 'x' })),
    ).rejects.toMatchObject({ code: 'not-found' });
    await expect(handlers['image.settle']({ swap: 'unknown', side: 'after' })).rejects.toMatchObject({
      code: 'stale',
    });
  });
});

describe('whose an image is', () => {
  it('knows the images that go with posts, and who uses one', async () => {
    for (const name of ['own', 'shared', 'orphan'])
      await put(`assets/${name}.png`, await quarters().png().toBuffer());
    await put(POST, '---\ntitle: a\n---\n![](/assets/own.png) ![](/assets/shared.png)\n');
    await put('_posts/2024-01-01-other.md', '---\ntitle: b\nimage: /assets/shared.png\n---\n');
    const handlers = await open();
    const only = await handlers['image.only']({ posts: [POST] });
    expect(only.images.map(({ path }) => path)).toEqual(['assets/own.png']);
    const both = await handlers['image.only']({ posts: [POST, '_posts/2024-01-01-other.md' as RelPath] });
    expect(both.images.map(({ path }) => path).sort()).toEqual(['assets/own.png', 'assets/shared.png']);
    const { images } = await handlers['image.users']({ paths: ['assets/shared.png' as RelPath] });
    expect([...(images[0]?.posts ?? [])].sort()).toEqual(['_posts/2024-01-01-other.md', POST].sort());
  });

  it('learns how the journal keeps and writes its images', async () => {
    for (const [n, name] of ['하나', '둘', '셋'].entries()) {
      await put(
        `_posts/2023-0${n + 1}-02-${name}.md`,
        `---\ntitle: x\ndate: 2023-0${n + 1}-02\ncategories: [나들이]\n---\n<center><img src="/img/나들이/${name}/a.png" width="60%" height="60%"></center>\n`,
      );
    }
    const manner = await (await open())['image.manner']({});
    expect(manner.folder).toBe('img/{category}/{slug}');
    expect(manner.markup).toMatchObject({ kind: 'center', width: '60%', height: '60%' });
    expect(manner.example).not.toBeNull();
  });
});
