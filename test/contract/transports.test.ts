// One suite over three transports: in memory, the desktop's IPC (built bundles on the stand-in), the browser's WebSocket
// (built server). Each has a host of its own on the same journal; calls, bytes, failures and events must be alike.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { calls } from '#contract/calls.ts';
import { createDispatcher } from '#contract/dispatch.ts';
import { type Client, createClient, type Transport } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { createHost } from '#host/create-host.ts';
import type { Ports } from '#host/ports.ts';
import { samplePosts, shellClient, startShell, tempPlaces } from '#test/support/app.ts';
import { startDesktop } from '#test/support/desktop-app.ts';

interface Opened {
  readonly transport: Transport;
  /** Absolute path of this host's journal. */
  readonly journal: string;
  close(): Promise<void>;
}

// A path below the root, as the host would give it.
const post = '_posts/개발/2024-03-05-첫-글.md' as RelPath;
const text = '---\r\ntitle: 첫 글\r\ntags: [a, b]\r\n---\r\n본문 \u2028 끝\r\n';
const png = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

/** Names in the folder that the journal is in, less the hidden ones, where the app keeps its own. */
const besideJournal = ({ journal }: Opened): readonly string[] =>
  readdirSync(join(journal, '..'))
    .filter((name) => !name.startsWith('.'))
    .sort();

function writeJournal(home: string): string {
  const journal = join(home, 'blog');
  mkdirSync(join(journal, '_posts/개발'), { recursive: true });
  writeFileSync(join(journal, '_config.yml'), 'title: Blog\nbig: "$bytes"\n');
  writeFileSync(join(journal, post), text);
  return journal;
}

async function inMemory(): Promise<Opened> {
  const places = tempPlaces();
  const journal = writeJournal(places.home);
  const dir = (name: string): string => join(places.base, name);
  const ports: Ports = {
    dirs: {
      config: dir('config'),
      cache: dir('cache'),
      data: dir('data'),
      documents: dir('documents'),
      home: places.home,
    },
    sampleFolder: samplePosts,
    version: '0.0.0-test',
    locale: 'en-US',
    platform: 'linux',
    hasMenu: false,
    mediaBase: 'test:/',
    trash: async () => {},
    now: Date.now,
    log: (level, message, detail) => {
      if (level === 'error') console.error(message, detail);
    },
  };
  const host = await createHost(ports);
  await host.openFolder(journal);
  const dispatch = createDispatcher(host.handlers, { log: ports.log, checkResults: true });
  return {
    journal,
    transport: {
      request: (name, args) => dispatch(name, args),
      subscribe: (listener) => host.onEvent(({ name, payload }) => listener(name, payload)),
    },
    async close() {
      await host.close();
      places.remove();
    },
  };
}

async function overIpc(): Promise<Opened> {
  let journal = '';
  const app = await startDesktop({
    argv: ({ home }) => [join(home, 'blog')],
    before: (_control, { home }) => {
      journal = writeJournal(home);
    },
  });
  return { journal, transport: await app.transport(), close: () => app.close() };
}

async function overSocket(): Promise<Opened> {
  const places = tempPlaces();
  const journal = writeJournal(places.home);
  const shell = await startShell(places, journal);
  const client = await shellClient(shell);
  return {
    journal,
    transport: client.transport,
    async close() {
      await client.close();
      await shell.stop();
      places.remove();
    },
  };
}

describe.each([
  ['in memory', inMemory],
  ['over IPC', overIpc],
  ['over a WebSocket', overSocket],
])('calls and events %s', (_name, open) => {
  let opened: Opened;
  let client: Client;
  /** What lies beside the journal, and shall. */
  let beside: readonly string[] = [];
  beforeAll(async () => {
    opened = await open();
    client = createClient(opened.transport);
    beside = besideJournal(opened);
  });
  afterAll(() => opened.close());

  test('the journal is open, with its one post', async () => {
    const { opened: current } = await client.call('journal.current', {});
    expect(current?.journal).toMatchObject({ name: 'blog', kind: 'jekyll', postsFolder: '_posts' });
    expect(current?.entries).toMatchObject([
      { path: post, title: '첫 글', tags: ['a', 'b'], date: expect.any(String) },
    ]);
  });

  test('text comes and goes byte for byte', async () => {
    const read = await client.call('post.read', { path: post });
    expect(read.text).toBe(text);
    const changed = `${text}\u0000🙂 \ud55c\r`;
    const saved = await client.call('post.save', { path: read.path, text: changed, base: read.version });
    expect(readFileSync(join(opened.journal, post))).toEqual(Buffer.from(changed));
    await client.call('post.save', { path: read.path, text, base: saved.version });
  });

  test('a failure keeps its code and its detail', async () => {
    const reply = await opened.transport.request('post.save', {
      path: post,
      text: 'x',
      base: '0'.repeat(64),
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(readFileSync(join(opened.journal, post), 'utf8')).toBe(text);
    const missing = await opened.transport.request('post.read', { path: '_posts/none.md' });
    expect(missing).toMatchObject({ ok: false, error: { code: 'not-found' } });
  });

  test.each([
    ['no.such', {}, 'unknown-call'],
    ['__proto__', {}, 'unknown-call'],
    ['constructor', {}, 'unknown-call'],
    ['', {}, 'unknown-call'],
    ['app.info', null, 'invalid-arguments'],
    ['app.info', { extra: 1 }, 'invalid-arguments'],
    ['post.read', { path: '../outside' }, 'invalid-arguments'],
    ['post.read', { path: '/etc/passwd' }, 'invalid-arguments'],
    ['post.read', { path: 'C:\\x' }, 'invalid-arguments'],
    ['post.read', { path: 'a\u0000b' }, 'invalid-arguments'],
    ['post.read', { path: ['a'] }, 'invalid-arguments'],
    ['image.store', { post, name: 'a.png', bytes: [1, 2], categories: [], slug: 'a' }, 'invalid-arguments'],
  ])('%j with %j is refused', async (name, args, code) => {
    expect(await opened.transport.request(name, args)).toMatchObject({ ok: false, error: { code } });
  });

  test('bytes arrive as bytes', async () => {
    const { path, width, height } = await client.call('image.store', {
      post: (await client.call('journal.current', {})).opened?.entries[0]?.path ?? expect.fail('no post'),
      name: '점 1.png',
      bytes: png,
      categories: ['개발'],
      slug: '첫-글',
    });
    expect([width, height]).toEqual([1, 1]);
    expect(readFileSync(join(opened.journal, path)).byteLength).toBeGreaterThan(0);
    const bad = await opened.transport.request('image.store', {
      post,
      name: 'a.png',
      bytes: Uint8Array.of(1, 2, 3),
      categories: [],
      slug: 'a',
    });
    expect(bad).toMatchObject({ ok: false, error: { code: 'not-an-image' } });
  });

  test('a change on disk is told, until no one listens', async () => {
    const changed: string[] = [];
    const stop = client.on('journal.changed', ({ upserted }) => {
      for (const { title } of upserted) changed.push(title);
    });
    writeFileSync(join(opened.journal, '_posts/2024-04-01-둘째.md'), '---\ntitle: 둘째\n---\n글\n');
    await expect.poll(() => changed, { timeout: 10_000 }).toContain('둘째');
    stop();
    const heard = changed.length;
    let after = false;
    const stopSecond = client.on('journal.changed', () => {
      after = true;
    });
    writeFileSync(join(opened.journal, '_posts/2024-04-02-셋째.md'), '---\ntitle: 셋째\n---\n글\n');
    await expect.poll(() => after, { timeout: 10_000 }).toBe(true);
    stopSecond();
    expect(changed).toHaveLength(heard);
  });

  test('settings are told to everyone who listens', async () => {
    const themes: string[] = [];
    const stop = client.on('settings.changed', ({ theme }) => themes.push(theme));
    const after = await client.call('settings.set', { theme: 'dark' });
    expect(after.theme).toBe('dark');
    await expect.poll(() => themes).toEqual(['dark']);
    stop();
  });

  test('hostile arguments of every call are answered, foreseen, and reach nothing outside', async () => {
    const outside = join(opened.journal, '../outside.md');
    writeFileSync(outside, 'untouched');
    const before = readFileSync(join(opened.journal, post));
    const deep = JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown; // an array
    const hostile: readonly unknown[] = [
      null,
      -1,
      true,
      '',
      '..',
      '../outside.md',
      '/etc/passwd',
      'C:\\Windows\\win.ini',
      '\\\\server\\share\\x',
      'a/../../outside.md',
      '_posts/\u0000.md',
      '_posts/..%2f..%2foutside.md',
      'x'.repeat(200_000),
      '\ud800',
      [],
      deep,
      JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}'),
      Uint8Array.of(1, 2, 3),
    ];
    for (const [name, { args }] of Object.entries(calls)) {
      // These two with no arguments at all are what a page does every day, and end the test's journal.
      if (name === 'journal.close' || name === 'export.apply') continue;
      const keys = args instanceof z.ZodObject ? Object.keys(args.shape) : ['folder', 'sample'];
      for (const value of hostile) {
        const whole = Object.fromEntries(keys.map((key) => [key, value]));
        for (const given of [value, whole]) {
          const reply = await opened.transport.request(name, given);
          if (!reply.ok)
            expect(reply.error.code, `${name} ${JSON.stringify(given)?.slice(0, 80)}`).not.toBe('internal');
        }
      }
    }
    expect(readFileSync(outside, 'utf8')).toBe('untouched');
    expect(readFileSync(join(opened.journal, post))).toEqual(before);
    expect(besideJournal(opened)).toEqual([...beside, 'outside.md'].sort());
    expect('polluted' in {}).toBe(false);
    expect((await client.call('journal.current', {})).opened?.journal.name).toBe('blog');
  });

  test('many calls at once are each answered', async () => {
    const replies = await Promise.all(Array.from({ length: 100 }, () => client.call('app.info', {})));
    expect(new Set(replies.map(({ settings }) => settings.theme))).toEqual(new Set(['dark']));
  });
});
