// Tests of the browser shell's line over a real WebSocket server: order, bytes, losing the host and finding it again.
// Must not know: any call by name.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { Reply } from '#contract/errors.ts';
import { decodeFrame, encodeFrame, readRequest } from '#contract/frames.ts';
import { socketTransport } from '../../renderer/socket.ts';
import type { Connection, Line } from '../../renderer/transport.ts';

type Answer = (name: string, args: unknown) => Reply<unknown> | null;

interface TestHost {
  readonly server: Server;
  readonly sockets: Set<WebSocket>;
  readonly asked: string[];
}

const stops: (() => void)[] = [];

beforeAll(() => {
  // The page's own world, as far as the line uses it.
  vi.stubGlobal('window', globalThis);
  vi.stubGlobal(
    'WebSocket',
    class extends WebSocket {
      constructor(url: string) {
        super(url);
        // A browser's socket does not throw where nobody listens for errors.
        this.addEventListener('error', () => {});
      }
    },
  );
});

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** A host that answers as told; `null` is no answer. */
async function startHost(answer: Answer, port = 0): Promise<TestHost & { readonly port: number }> {
  const server = createServer();
  const sockets = new Set<WebSocket>();
  const asked: string[] = [];
  const hub = new WebSocketServer({ server });
  hub.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('message', (data: Buffer, binary) => {
      const request = readRequest(decodeFrame(binary ? data : data.toString()));
      if (request === null) return;
      asked.push(request.name);
      const reply = answer(request.name, request.args);
      if (reply !== null) socket.send(encodeFrame({ id: request.id, reply }));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  // listen() has been called with a port: the address is no pipe's name
  const found = (server.address() as AddressInfo).port;
  return { server, sockets, asked, port: found };
}

async function stopHost({ server, sockets }: TestHost): Promise<void> {
  for (const socket of sockets) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
}

function open(port: number): { readonly line: Line; readonly seen: Connection[] } {
  const line = socketTransport(`ws://127.0.0.1:${port}/socket`);
  const seen: Connection[] = [];
  stops.push(
    line.onConnection((connection) => seen.push(connection)),
    () => line.close(),
  );
  return { line, seen };
}

const echo: Answer = (name, args) => ({ ok: true, value: { name, args } });
const until = (check: () => boolean): Promise<void> =>
  vi.waitFor(
    () => {
      if (!check()) throw new Error('not yet');
    },
    { timeout: 8000, interval: 10 },
  );

test('calls sent before the line is open are answered in their order, bytes included', async () => {
  const host = await startHost(echo);
  const { line } = open(host.port);
  const bytes = new Uint8Array([0, 1, 254, 255]);
  const replies = await Promise.all([
    line.transport.request('one', { text: '가나다' }),
    line.transport.request('two', { bytes }),
    line.transport.request('three', null),
  ]);
  expect(replies).toEqual([
    { ok: true, value: { name: 'one', args: { text: '가나다' } } },
    { ok: true, value: { name: 'two', args: { bytes } } },
    { ok: true, value: { name: 'three', args: null } },
  ]);
  expect(host.asked).toEqual(['one', 'two', 'three']);
  await stopHost(host);
});

test('events reach every listener until it stops', async () => {
  const host = await startHost(echo);
  const { line } = open(host.port);
  await line.transport.request('hello', {});
  const first: unknown[] = [];
  const second: unknown[] = [];
  const stop = line.transport.subscribe((name, payload) => first.push([name, payload]));
  line.transport.subscribe((name, payload) => second.push([name, payload]));
  const send = (payload: unknown): void => {
    for (const socket of host.sockets) socket.send(encodeFrame({ event: 'changed', payload }));
  };
  send(1);
  await until(() => second.length === 1);
  stop();
  send(2);
  await until(() => second.length === 2);
  expect(first).toEqual([['changed', 1]]);
  expect(second).toEqual([
    ['changed', 1],
    ['changed', 2],
  ]);
  await stopHost(host);
});

test('a call whose answer is lost with the line fails, and is never sent twice', async () => {
  const host = await startHost((name, args) => (name === 'slow' ? null : echo(name, args)));
  const { line, seen } = open(host.port);
  await line.transport.request('hello', {});
  const lost = line.transport.request('slow', {});
  await until(() => host.asked.includes('slow'));
  await stopHost(host);
  expect(await lost).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(seen).toEqual(['open', 'away']);

  const again = await startHost(echo, host.port);
  expect(await line.transport.request('later', {})).toMatchObject({ ok: true });
  expect(again.asked).toEqual(['later']);
  expect(seen.at(-1)).toBe('open');
  await stopHost(again);
});

test('a call made while the host is away waits for it', async () => {
  const host = await startHost(echo);
  const { line, seen } = open(host.port);
  await line.transport.request('hello', {});
  await stopHost(host);
  await until(() => seen.includes('away'));
  const waiting = line.transport.request('save', { text: 'kept' });
  const again = await startHost(echo, host.port);
  expect(await waiting).toEqual({ ok: true, value: { name: 'save', args: { text: 'kept' } } });
  await stopHost(again);
});

test('a host that never lets the page in is told as such', async () => {
  const host = await startHost(echo);
  await stopHost(host);
  const { seen } = open(host.port);
  await until(() => seen.includes('refused'));
  expect(seen).not.toContain('open');
});
