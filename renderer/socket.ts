// Owns: the browser shell's line: the session's start, the WebSocket, its frames, and coming back after a loss.
// Must not know: calls by name. A call sent while the line is down waits for it; none is sent twice.
import type { Reply } from '#contract/errors.ts';
import { decodeFrame, encodeFrame, type RequestMessage, readHostMessage } from '#contract/frames.ts';
import type { Transport } from '#contract/transport.ts';
import type { Connection, Line } from './transport.ts';

const fragmentToken = /^#token=([A-Za-z0-9_-]{1,200})$/;

/** Exchanges the start URL's token for the session's cookie, once, and takes it out of the address bar. */
export async function enterSession(): Promise<void> {
  const token = fragmentToken.exec(window.location.hash)?.[1];
  if (token === undefined) return;
  window.history.replaceState(null, '', window.location.pathname);
  await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'same-origin',
  });
}

const waits = [250, 500, 1000, 2000] as const;

/** A line over one WebSocket that opens itself again, until it is closed or was refused from the start. */
export function socketTransport(url: string): Line & { close(): void } {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const watchers = new Set<(connection: Connection) => void>();
  const answers = new Map<number, (reply: Reply<unknown>) => void>();
  let queue: RequestMessage[] = [];
  let socket: WebSocket | null = null;
  let failures = 0;
  let everOpen = false;
  let lastId = 0;
  let closed = false;

  const tell = (connection: Connection): void => {
    for (const watcher of watchers) watcher(connection);
  };

  const connect = (): void => {
    if (closed) return;
    const next = new WebSocket(url);
    next.binaryType = 'arraybuffer';
    socket = next;
    next.addEventListener('open', () => {
      failures = 0;
      everOpen = true;
      tell('open');
      const waiting = queue;
      queue = [];
      for (const message of waiting) send(message);
    });
    next.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
      receive(event.data);
    });
    next.addEventListener('close', () => {
      if (socket !== next) return;
      socket = null;
      // What was sent may or may not have been done: say so, never repeat it.
      const lost = [...answers].filter(([id]) => !queue.some((message) => message.id === id));
      for (const [id, answer] of lost) {
        answers.delete(id);
        answer({
          ok: false,
          error: { code: 'unavailable', message: 'the connection to Galley was lost', detail: { lost: 1 } },
        });
      }
      if (closed) return;
      failures += 1;
      closed = !everOpen && failures > waits.length; // no session: only a new start link helps
      tell(closed ? 'refused' : 'away');
      if (closed) return;
      window.setTimeout(connect, waits[Math.min(failures - 1, waits.length - 1)]);
    });
  };

  const send = (message: RequestMessage): void => {
    if (socket?.readyState !== WebSocket.OPEN) {
      queue.push(message);
      return;
    }
    const frame = encodeFrame(message);
    // A fresh Uint8Array is never over a shared buffer; the type of `send` cannot know.
    socket.send(typeof frame === 'string' ? frame : (frame as Uint8Array<ArrayBuffer>));
  };

  const receive = (data: string | ArrayBuffer): void => {
    const message = readHostMessage(decodeFrame(typeof data === 'string' ? data : new Uint8Array(data)));
    if (message === null) return;
    if ('event' in message) {
      for (const listener of listeners) listener(message.event, message.payload);
      return;
    }
    const answer = answers.get(message.id);
    answers.delete(message.id);
    answer?.(message.reply);
  };

  const transport: Transport = {
    request: (name, args) =>
      new Promise((resolve) => {
        lastId += 1;
        const message: RequestMessage = { id: lastId, name, args };
        answers.set(message.id, resolve);
        send(message);
      }),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  connect();
  return {
    transport,
    onConnection(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    close() {
      closed = true;
      socket?.close();
    },
  };
}
