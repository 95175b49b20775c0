// Owns: one page's WebSocket: frames in, replies and events out, limits kept.
// Must not know: who may connect (the guard said so), what the calls do.
import type { WebSocket } from 'ws';
import type { Dispatch } from '#contract/dispatch.ts';
import {
  binaryFrameLimit,
  decodeFrame,
  encodeFrame,
  type Message,
  type RequestMessage,
  readRequest,
  textFrameLimit,
} from '#contract/frames.ts';
import type { Host } from '#host/ports.ts';

/** Calls of one page that may be under way; a page that floods waits its turn. */
const parallel = 64;

/** Serves one connected page until it goes. A frame that is no call ends the connection. */
export function serveSocket(socket: WebSocket, host: Pick<Host, 'onEvent'>, dispatch: Dispatch): void {
  const waiting: RequestMessage[] = [];
  let running = 0;
  const send = (message: Message): void => {
    if (socket.readyState === socket.OPEN) socket.send(encodeFrame(message));
  };
  const run = async ({ id, name, args }: RequestMessage): Promise<void> => {
    running += 1;
    send({ id, reply: await dispatch(name, args) });
    running -= 1;
    const next = waiting.shift();
    if (next !== undefined) void run(next);
    else socket.resume();
  };
  const stop = host.onEvent(({ name, payload }) => send({ event: name, payload }));
  socket.on('close', stop);
  socket.on('error', () => socket.terminate());
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (data.byteLength > (binary ? binaryFrameLimit : textFrameLimit)) {
      socket.close(1009, 'too large');
      return;
    }
    const request = readFrame(data, binary);
    if (request === null) {
      socket.close(1007, 'not a call');
      return;
    }
    if (running < parallel) void run(request);
    else {
      waiting.push(request);
      socket.pause();
    }
  });
}

function readFrame(data: Buffer, binary: boolean): RequestMessage | null {
  try {
    return readRequest(decodeFrame(binary ? data : data.toString('utf8')));
  } catch {
    return null;
  }
}
