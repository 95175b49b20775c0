// The whole host on a real folder, through the dispatcher with results checked: a post is written, moved, deleted; images, settings.
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, describe, expect, it } from 'vitest';
import { createDispatcher } from '#contract/dispatch.ts';
import { createClient } from '#contract/transport.ts';
import { createHost } from '#host/create-host.ts';
import { versionOf } from '#host/files/version.ts';
import type { Host, HostEvent } from '#host/ports.ts';
import { hostPorts } from '#test/host/support/host-ports.ts';
import { rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const running: Host[] = [];
afterEach(async () => {
  for (const host of running.splice(0)) await host.close();
});

const POST = rel('_posts/2024-03-05-첫-글.md');
const TEXT =
  '\uFEFF---\r\nlayout: post\r\ntitle:  "첫 글"   # note\r\ncategory: 개발\r\ndate: 2024-03-05\r\n---\r\n\r\n본문 \r\n';

async function start(base: string) {
  const errors: unknown[] = [];
  const ports = hostPorts(base, (level, message, detail) => {
    if (level === 'error') errors.push([message, detail]);
  });
  const host = await createHost(ports);
  running.push(host);
  const events: HostEvent[] = [];
  host.onEvent((event) => events.push(event));
  const dispatch = createDispatcher(host.handlers, { log: ports.log, checkResults: true });
  const client = createClient({ request: dispatch, subscribe: () => () => undefined });
  return { host, client, events, errors, root: join(base, 'blog') };
}

async function withBlog(files: Readonly<Record<string, string | Uint8Array>> = { [POST]: TEXT }) {
  const base = await tempFolder();
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(base, 'blog', path)), { recursive: true });
    await writeFile(join(base, 'blog', path), content);
  }
  const app = await start(base);
  await app.host.openFolder(app.root);
  return { ...app, base };
}

describe('the host', () => {
  it('says what it is, and that no journal is open', async () => {
    const { client } = await start(await tempFolder());
    expect(await client.call('app.info', {})).toMatchObject({
      version: '1.2.3',
      locale: 'ko-KR',
      canPickFolder: false,
      canReveal: false,
      mediaBase: 'test:/',
      settings: { autosave: true, autosaveDelay: 1000, imageFolder: 'assets/img/{category}/{slug}' },
    });
    expect(await client.call('journal.current', {})).toEqual({ opened: null });
    await expect(client.call('post.read', { path: POST })).rejects.toMatchObject({ code: 'no-journal' });
    await expect(client.call('post.reveal', { path: POST })).rejects.toMatchObject({ code: 'unavailable' });
    await expect(client.call('image.list', {})).rejects.toMatchObject({ code: 'no-journal' });
  });

  it('reads, saves, moves and deletes a post; every step is in the list and in the history', async () => {
    const { client, root, base, errors } = await withBlog();
    const opened = (await client.call('journal.current', {})).opened;
    expect(opened?.entries.map(({ path, title }) => [path, title])).toEqual([[POST, '첫 글']]);

    const read = await client.call('post.read', { path: POST });
    expect(read.text).toBe(TEXT);
    const next = TEXT.replace('본문', '새 본문');
    const saved = await client.call('post.save', { path: POST, text: next, base: read.version });
    expect(await readFile(join(root, POST), 'utf8')).toBe(next);

    const renamed = await client.call('post.rename', {
      path: POST,
      base: saved.version,
      slug: '둘째-글',
      date: '2024-03-06',
    });
    expect(renamed.path).toBe('_posts/2024-03-06-둘째-글.md');
    const moved = await client.call('post.move', {
      path: renamed.path,
      base: renamed.version,
      categories: ['여행'],
    });
    expect(moved.text).toBe(next.replace('개발', '여행'));
    expect(moved.entry.categories).toEqual(['여행']);
    expect(await readdir(join(root, '_posts'))).toEqual(['2024-03-06-둘째-글.md']);

    const { versions } = await client.call('history.list', { path: moved.path });
    const texts = await Promise.all(
      versions.map(
        async ({ version }) => (await client.call('history.read', { path: moved.path, version })).text,
      ),
    );
    expect(texts).toEqual(expect.arrayContaining([TEXT, next]));

    await client.call('post.trash', { path: moved.path, base: moved.version });
    expect(await readdir(join(root, '_posts'))).toEqual([]);
    expect(await readFile(join(base, 'trash', '2024-03-06-둘째-글.md'), 'utf8')).toBe(moved.text);
    expect((await client.call('journal.current', {})).opened?.entries).toEqual([]);
    expect(errors).toEqual([]);
  });

  it('makes a post that the list shows at once', async () => {
    const { client, root } = await withBlog();
    const made = await client.call('post.create', {
      title: '새 글',
      categories: ['개발'],
      date: '2024-05-01',
      draft: false,
    });
    expect(made.path).toBe('_posts/2024-05-01-새-글.md');
    expect(await readFile(join(root, made.path), 'utf8')).toBe(made.text);
    expect(made.text).toMatch(
      /^---\r\nlayout: post\r\ntitle: "새 글"\r\ncategory: 개발\r\ndate: 2024-05-01\r\n---\r\n/,
    );
    const list = (await client.call('journal.current', {})).opened?.entries ?? [];
    expect(list.map(({ path }) => path)).toContain(made.path);
  });

  it('tells a conflict, and the text of both is there', async () => {
    const { client, root } = await withBlog();
    const { version } = await client.call('post.read', { path: POST });
    await writeFile(join(root, POST), 'theirs');
    await expect(client.call('post.save', { path: POST, text: 'mine', base: version })).rejects.toMatchObject(
      {
        code: 'conflict',
        detail: { text: 'theirs' },
      },
    );
    expect(await readFile(join(root, POST), 'utf8')).toBe('theirs');
  });

  it('stores an image, tells of it, and serves it', async () => {
    const { client, host, events } = await withBlog();
    const bytes = new Uint8Array(
      await sharp({ create: { width: 50, height: 30, channels: 3, background: '#3a6' } })
        .png()
        .toBuffer(),
    );
    const stored = await client.call('image.store', {
      post: POST,
      name: '그림.png',
      bytes,
      categories: ['개발'],
      slug: '첫-글',
    });
    expect(stored.path).toBe('assets/img/개발/첫-글/그림.webp');
    expect(events.map(({ name }) => name)).toContain('images.changed');
    const media = await host.media(stored.path.split('/').map(encodeURIComponent).join('/'));
    expect(media?.type).toBe('image/webp');
    expect((await client.call('image.list', {})).images.map(({ path }) => path)).toEqual([stored.path]);
    expect(await host.media(encodeURIComponent(POST))).toBeNull();
  });

  it('writes posts, and nothing of what makes the blog', async () => {
    const layout = '<html>{{ content }}</html>';
    const machinery = ['_layouts/default.html', '_includes/head.html', '_layouts/x.md'];
    const { client, root } = await withBlog({ [POST]: TEXT, [machinery[0] ?? '']: layout });
    for (const path of machinery) {
      for (const base of [null, versionOf(Buffer.from(layout))]) {
        const save = client.call('post.save', { path: rel(path), text: 'mine', base });
        await expect(save, path).rejects.toMatchObject({ code: 'refused' });
      }
    }
    expect((await readdir(root)).sort()).toEqual(['_layouts', '_posts']);
    expect(await readdir(join(root, '_layouts'))).toEqual(['default.html']);
    expect(await readFile(join(root, '_layouts/default.html'), 'utf8')).toBe(layout);
  });

  it('renames an image with every reference to it, and takes it back', async () => {
    const text = `${TEXT}![x](/assets/a.png)\r\n`;
    const { client, root } = await withBlog({ [POST]: text, 'assets/a.png': 'picture' });
    const files = [{ from: rel('assets/a.png'), to: rel('assets/나.png') }];
    const { planId } = await client.call('media.plan', { change: { op: 'move', files } });
    const { done } = await client.call('media.apply', { planId });
    expect(await readFile(join(root, POST), 'utf8')).toBe(text.replace('/assets/a.png', '/assets/나.png'));
    expect(await readdir(join(root, 'assets'))).toEqual(['나.png']);
    expect(await client.call('image.usage', {})).toEqual({
      images: [{ path: 'assets/나.png', posts: [POST] }],
      broken: [],
      unused: [],
    });
    await client.call('media.undo', { id: done.id });
    expect(await readFile(join(root, POST), 'utf8')).toBe(text);
    expect(await readdir(join(root, 'assets'))).toEqual(['a.png']);
  });

  it('keeps unsaved text, settings and page state over a restart', async () => {
    const { client, host, base } = await withBlog();
    await client.call('backup.put', { path: POST, text: 'unsaved', base: null });
    await client.call('settings.set', { theme: 'dark' });
    await client.call('ui.save', { state: '{"a":1}' });
    await host.close();
    const again = await start(base);
    await again.host.openFolder(again.root);
    expect((await again.client.call('backup.list', {})).backups).toMatchObject([
      { path: POST, text: 'unsaved' },
    ]);
    expect((await again.client.call('app.info', {})).settings.theme).toBe('dark');
    expect(await again.client.call('ui.load', {})).toEqual({ state: '{"a":1}' });
  });

  it('finishes what it has begun before it closes', async () => {
    const { client, host, root } = await withBlog();
    const { version } = await client.call('post.read', { path: POST });
    const saving = client.call('post.save', { path: POST, text: 'last words', base: version });
    await host.close();
    await saving;
    expect(await readFile(join(root, POST), 'utf8')).toBe('last words');
  });

  it('opens and reads every post of the sample without changing a byte or a time', async () => {
    const { client } = await start(await tempFolder());
    const { entries } = await client.call('journal.open', { sample: true });
    expect(entries.length).toBeGreaterThan(0);
    const look = async () =>
      await Promise.all(
        entries.map(
          async ({ path }) => (await stat(join(process.cwd(), 'posts', path), { bigint: true })).mtimeNs,
        ),
      );
    const before = await look();
    for (const { path } of entries) {
      const read = await client.call('post.read', { path });
      expect(read.text).toBe(await readFile(join(process.cwd(), 'posts', path), 'utf8'));
    }
    expect(await look()).toEqual(before);
  });
});
