// The loopback server spoken to byte by byte and by socket: what it serves, what it refuses, how it ends.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { requestText, speak, statusOf } from '#test/support/raw-http.ts';
import { smallHost } from '#test/support/small-host.ts';
import { connectSocket, enterSession, type SocketClient } from '#test/support/socket-client.ts';
import { type BrowserShell, startBrowserShell } from '../../electron/browser/server.ts';

const base = mkdtempSync(join(tmpdir(), 'galley-server-'));
const pageFolder = join(base, 'page');
mkdirSync(join(pageFolder, 'assets'), { recursive: true });
writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>page</title>');
writeFileSync(join(pageFolder, 'assets/main-1a2b3c4d.js'), 'export {};');
writeFileSync(join(pageFolder, 'assets/notes.secret'), 'not a type of the page');
writeFileSync(join(base, 'outside.html'), 'outside');
afterAll(() => rmSync(base, { recursive: true, force: true }));

const start = (lingerMs: number | null = null, small = smallHost()): Promise<BrowserShell> =>
  startBrowserShell({
    pageFolder,
    port: 0,
    lingerMs,
    createHost: async () => ({ host: small.host, dispatch: small.dispatch }),
  });

describe('the loopback server', () => {
  const small = smallHost();
  let shell: BrowserShell;
  let port = 0;
  let host = '';
  let origin = '';
  let cookie = '';
  let client: SocketClient;
  const get = (path: string, ...headers: string[]): Promise<string> =>
    speak(port, requestText(`GET ${path}`, [host, ...headers]));

  beforeAll(async () => {
    shell = await start(null, small);
    port = Number(new URL(shell.origin).port);
    host = `Host: 127.0.0.1:${port}`;
    origin = `Origin: ${shell.origin}`;
  });
  afterAll(async () => {
    await client.close();
    await shell.close();
  });

  test('holds the token in the fragment, 128 bits of it', () => {
    const { origin: start, pathname, search, hash } = new URL(shell.startUrl);
    expect(start).toBe(`http://127.0.0.1:${port}`);
    expect(pathname + search).toBe('/');
    expect(Buffer.from(hash.replace('#token=', ''), 'base64url')).toHaveLength(16);
  });

  test('gives the page to anyone on this machine, with its policy', async () => {
    const answer = await get('/');
    expect(statusOf(answer)).toBe(200);
    expect(answer).toContain('<title>page</title>');
    for (const header of [
      "content-security-policy: default-src 'none'; script-src 'self';",
      `connect-src 'self' ws://127.0.0.1:${port};`,
      'x-content-type-options: nosniff',
      'referrer-policy: no-referrer',
      'cross-origin-resource-policy: same-origin',
      'cache-control: no-store',
    ]) {
      expect(answer).toContain(header);
    }
    expect(answer).not.toMatch(/access-control-allow|set-cookie|x-powered-by/i);
    expect(await get('/assets/main-1a2b3c4d.js')).toContain('immutable');
  });

  test.each([
    '/../outside.html',
    '/%2e%2e/outside.html',
    '/..%2foutside.html',
    '/assets/../../outside.html',
    '/assets/..\\..\\outside.html',
    '//etc/passwd',
    '/assets/notes.secret',
    '/assets/',
    '/assets',
    '/index.html%00',
    '/index.html/',
    '/.git/config',
    '/media',
    '/sessions',
  ])('has no file %s', async (path) => {
    const answer = await get(path);
    expect([400, 404]).toContain(statusOf(answer));
    expect(answer).not.toContain('outside');
  });

  test.each([
    ['no host', ['GET /'], []],
    ['another host', ['GET /'], ['Host: evil.example']],
    ['two hosts', ['GET /'], ['Host: 127.0.0.1:PORT', 'Host: evil.example']],
    ['an absolute target', ['GET http://127.0.0.1:PORT/'], ['Host: 127.0.0.1:PORT']],
    ['a tunnel', ['CONNECT evil.example:80'], ['Host: 127.0.0.1:PORT']],
    ['options', ['OPTIONS *'], ['Host: 127.0.0.1:PORT']],
    ['an unknown method', ['BREW /'], ['Host: 127.0.0.1:PORT']],
    ['a foreign preflight', ['OPTIONS /session'], ['Host: 127.0.0.1:PORT', 'Origin: http://evil.example']],
    [
      'an upgrade to something else',
      ['GET /'],
      ['Host: 127.0.0.1:PORT', 'Upgrade: h2c', 'Connection: Upgrade'],
    ],
    ['a header with a line end in it', ['GET /'], ['Host: 127.0.0.1:PORT', 'A: b\u0000c']],
  ])('refuses %s', async (_name, [line = ''], headers) => {
    const fill = (text: string): string => text.replace('PORT', String(port));
    const answer = await speak(port, requestText(fill(line), headers.map(fill)));
    expect(statusOf(answer) === 0 || statusOf(answer) >= 400, answer.slice(0, 60)).toBe(true);
    expect(answer).not.toContain('<title>');
  });

  test.each([
    '\u0016\u0003\u0001\u0002',
    'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    '\r\n\r\n\r\n',
    'GET\r\n\r\n',
    `GET /${'a'.repeat(70_000)}`,
  ])('survives bytes that are no request: %j', async (bytes) => {
    const answer = await speak(port, `${bytes}\r\n\r\n`, 500);
    expect(statusOf(answer) === 0 || statusOf(answer) >= 400).toBe(true);
    expect(statusOf(await get('/'))).toBe(200);
  });

  test('opens no session for a wrong, broken or oversized token', async () => {
    const post = (body: string, ...headers: string[]): Promise<string> =>
      speak(
        port,
        requestText('POST /session', [host, origin, 'Content-Type: application/json', ...headers], body),
      );
    const huge = JSON.stringify({ token: 'a'.repeat(100_000) });
    for (const body of ['{"token":"wrong"}', '{"token":1}', '{}', 'null', '[', '""', huge]) {
      const answer = await post(body);
      expect(statusOf(answer), body.slice(0, 30)).toBe(403);
      expect(answer).not.toMatch(/set-cookie/i);
    }
  });

  test('exchanges the token once, for a cookie that scripts and other sites never see', async () => {
    cookie = await enterSession(shell.startUrl);
    expect(cookie).toMatch(new RegExp(`^galley-${port}=[\\w-]{43}$`));
    await expect(enterSession(shell.startUrl)).rejects.toThrow('403');
    const other = await start();
    const body = JSON.stringify({ token: new URL(other.startUrl).hash.replace('#token=', '') });
    const otherPort = Number(new URL(other.origin).port);
    const headers = [
      `Host: 127.0.0.1:${otherPort}`,
      `Origin: ${other.origin}`,
      'Content-Type: application/json',
    ];
    const answer = await speak(otherPort, requestText('POST /session', headers, body));
    expect(statusOf(answer)).toBe(204);
    expect(answer).toMatch(/set-cookie: galley-\d+=[\w-]+; HttpOnly; SameSite=Strict; Path=\/\r\n/i);
    await other.close();
  });

  test('serves images by cookie only, inert when opened by themselves', async () => {
    expect(statusOf(await get('/media/a.svg'))).toBe(401);
    expect(small.asked).toEqual([]);
    const answer = await get('/media/a.svg', `Cookie: ${cookie}`);
    expect(statusOf(answer)).toBe(200);
    expect(answer).toContain('content-type: image/svg+xml');
    expect(answer).toContain(
      "content-security-policy: default-src 'none'; style-src 'unsafe-inline'; sandbox",
    );
    expect(answer).toContain('nosniff');
    expect(statusOf(await get('/media/a.svg', `Cookie: ${cookie}`, 'If-None-Match: "one"'))).toBe(304);
    expect(statusOf(await get('/media/b.svg', `Cookie: ${cookie}`))).toBe(404);
    const head = await speak(port, requestText('HEAD /media/a.svg', [host, `Cookie: ${cookie}`]));
    expect(head).toContain('content-length: 6');
    expect(head).not.toContain('<svg');
    expect(small.asked).toContain('a.svg');
  });

  test('opens a socket with origin and cookie only', async () => {
    const shake = [
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${'A'.repeat(22)}==`,
    ];
    const open = (...headers: string[]): Promise<string> =>
      speak(port, `GET /socket HTTP/1.1\r\n${[host, ...shake, ...headers].join('\r\n')}\r\n\r\n`, 300);
    expect(statusOf(await open(origin))).toBe(401);
    expect(statusOf(await open(`Cookie: ${cookie}`))).toBe(403);
    expect(statusOf(await open('Origin: http://evil.example', `Cookie: ${cookie}`))).toBe(403);
    expect(statusOf(await open(origin, `Cookie: ${cookie}x`))).toBe(401);
    expect(statusOf(await open(origin, `Cookie: ${cookie}`))).toBe(101);
    client = await connectSocket(shell.origin, cookie);
  });

  test('carries calls, bytes and events', async () => {
    const { transport } = client;
    const value = { text: '가나다\u2028', list: [1, null, { a: true }] };
    expect(await transport.request('echo', value)).toEqual({ ok: true, value });
    const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => i % 256);
    const back = await transport.request('echo', { name: '사진.png', bytes });
    expect(back).toMatchObject({ ok: true, value: { name: '사진.png' } });
    const value2 = (back as { value: { bytes: Uint8Array } }).value; // as just sent
    expect(Buffer.compare(value2.bytes, bytes)).toBe(0);
    expect(await transport.request('nope', {})).toMatchObject({ ok: false, error: { code: 'unknown-call' } });
    const heard: unknown[] = [];
    const stop = transport.subscribe((name, payload) => heard.push([name, payload]));
    small.host.emit({ name: 'menu.command', payload: { command: 'x' } });
    await transport.request('echo', 1);
    expect(heard).toEqual([['menu.command', { command: 'x' }]]);
    stop();
  });

  test('answers many calls at once, each with its own reply', async () => {
    const replies = await Promise.all(
      Array.from({ length: 500 }, (_, i) => client.transport.request(i % 3 === 0 ? 'slow' : 'echo', i % 7)),
    );
    expect(replies).toEqual(Array.from({ length: 500 }, (_, i) => ({ ok: true, value: i % 7 })));
  });

  test.each<readonly [string, string | Uint8Array, number]>([
    ['no JSON', '{', 1007],
    ['no call', '{"id":"x"}', 1007],
    ['an empty binary frame', new Uint8Array(0), 1007],
    ['a binary frame with a lying header', Uint8Array.of(255, 255, 255, 255, 1), 1007],
    ['too much text', 'x'.repeat(8 * 1024 * 1024 + 1), 1009],
    ['too many bytes', new Uint8Array(64 * 1024 * 1024 + 1), 1009],
  ])('ends a connection that sends %s', async (_name, frame, code) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/socket`, {
      origin: shell.origin,
      headers: { cookie },
    });
    await new Promise((resolve) => socket.once('open', resolve));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.send(frame);
    expect(await closed).toBe(code);
    expect(await client.transport.request('echo', 1)).toEqual({ ok: true, value: 1 });
  });

  test('stays small and quick under a flood of strangers', async () => {
    const before = process.memoryUsage().rss;
    for (let round = 0; round < 10; round++) {
      await Promise.all(Array.from({ length: 50 }, () => get('/socket', 'Origin: http://evil.example')));
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    expect(await client.transport.request('echo', 'here')).toEqual({ ok: true, value: 'here' });
  });
});

describe('the end of the server', () => {
  test('comes after its last page went, and not before', async () => {
    const small = smallHost();
    const shell = await start(300, small);
    const cookie = await enterSession(shell.startUrl);
    const first = await connectSocket(shell.origin, cookie);
    const second = await connectSocket(shell.origin, cookie);
    await first.close();
    await new Promise((done) => setTimeout(done, 600));
    expect(small.closed).toBe(false);
    await second.close();
    // A reload is a page that goes and comes back.
    const third = await connectSocket(shell.origin, cookie);
    await new Promise((done) => setTimeout(done, 600));
    expect(small.closed).toBe(false);
    await third.close();
    await shell.ended;
    expect(small.closed).toBe(true);
    expect(await speak(Number(new URL(shell.origin).port), 'GET / HTTP/1.1\r\n\r\n', 300)).toBe('');
  });

  test('tells the pages first and waits for what they have to save', async () => {
    const small = smallHost();
    const shell = await start(null, small);
    const client = await connectSocket(shell.origin, await enterSession(shell.startUrl));
    const saved = new Promise<unknown>((resolve) => {
      client.on('app.closing', () => {
        resolve(client.transport.request('slow', 100));
      });
    });
    const closed = shell.close();
    expect(await saved).toEqual({ ok: true, value: 100 });
    expect(small.closed).toBe(false);
    await client.close();
    await closed;
    expect(small.closed).toBe(true);
  });

  test('is not held up by a page that does not go', async () => {
    const shell = await start();
    const client = await connectSocket(shell.origin, await enterSession(shell.startUrl));
    const gone = new Promise((resolve) => client.socket.once('close', resolve));
    await shell.close();
    await gone;
  });

  test('a port that is taken is an error', async () => {
    const shell = await start();
    const port = Number(new URL(shell.origin).port);
    const small = smallHost();
    await expect(
      startBrowserShell({
        pageFolder,
        port,
        lingerMs: null,
        createHost: async () => ({ host: small.host, dispatch: small.dispatch }),
      }),
    ).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await shell.close();
  });
});
