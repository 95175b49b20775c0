// Owns: a page's side of the browser shell without a page: the session exchange and the socket, for tests.
// Must not know: any call by name.
import { request } from 'node:http';
import { WebSocket } from 'ws';
import type { Reply } from '#contract/errors.ts';
import { decodeFrame, encodeFrame, readHostMessage } from '#contract/frames.ts';
import { type Client, createClient, type Transport } from '#contract/transport.ts';

export interface SocketClient extends Client {
  readonly transport: Transport;
  readonly socket: WebSocket;
  close(): Promise<void>;
}

/** Exchanges the token of a start URL for the session's cookie, as `name=value`. */
export async function enterSession(startUrl: string): Promise<string> {
  const { origin, hash } = new URL(startUrl);
  const token = hash.replace('#token=', '');
  return new Promise((resolve, reject) => {
    const post = request(`${origin}/session`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json' },
    });
    post.on('error', reject);
    post.on('response', (response) => {
      response.resume();
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
      if (cookie === undefined) reject(new Error(`no session: ${response.statusCode}`));
      else resolve(cookie);
    });
    post.end(JSON.stringify({ token }));
  });
}

/** Connects to a running browser shell with a session's cookie. */
export async function connectSocket(origin: string, cookie: string): Promise<SocketClient> {
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { origin, headers: { cookie } });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const answers = new Map<number, (reply: Reply<unknown>) => void>();
  const listeners = new Set<(name: string, payload: unknown) => void>();
  socket.on('message', (data: Buffer, binary: boolean) => {
    const message = readHostMessage(decodeFrame(binary ? data : data.toString('utf8')));
    if (message === null) throw new Error('the host sent neither reply nor event');
    if ('event' in message) for (const listener of listeners) listener(message.event, message.payload);
    else answers.get(message.id)?.(message.reply);
  });
  socket.on('close', () => {
    const lost = { code: 'unavailable', message: 'the socket is closed' } as const;
    for (const answer of answers.values()) answer({ ok: false, error: lost });
  });
  let last = 0;
  const transport: Transport = {
    request: (name, args) =>
      new Promise((resolve) => {
        last += 1;
        const id = last;
        answers.set(id, (reply) => {
          answers.delete(id);
          resolve(reply);
        });
        socket.send(encodeFrame({ id, name, args }));
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    ...createClient(transport),
    transport,
    socket,
    close: () =>
      new Promise((resolve) => {
        if (socket.readyState === WebSocket.CLOSED) resolve();
        socket.once('close', () => resolve());
        socket.close();
      }),
  };
}
