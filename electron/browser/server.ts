// The browser shell: the page, its socket and the journal's images on one loopback port, behind one guard.
// Owns the server and its end. Must not know what the calls do. The seam to the page (renderer/transport.ts):
//
//   http://127.0.0.1:PORT/#token=TOKEN   start URL. The page POSTs {"token"} to /session once (JSON), gets an HttpOnly cookie
//                                        (204; 403: used or wrong) and drops the fragment by history.replaceState.
//   ws://127.0.0.1:PORT/socket           frames of electron/contract/frames.ts. With a cookie (reload, second tab): no token.
//   http://127.0.0.1:PORT/media/PATH     images of the journal, path percent-encoded, by cookie (app.info -> mediaBase).
//
// On the desktop the same page is app://galley/index.html with `window.galley = {request, subscribe}`; see desktop/preload.ts.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Dispatch } from '#contract/dispatch.ts';
import { binaryFrameLimit } from '#contract/frames.ts';
import { pageHeaders } from '#contract/policy.ts';
import { pageFiles } from '#host/page-files.ts';
import type { Host } from '#host/ports.ts';
import { guard, type Verdict } from './guard.ts';
import { type Answers, answerMedia, answerPage, answerSession, refuse } from './http.ts';
import { createSessions, type Sessions } from './session.ts';
import { serveSocket } from './socket.ts';

export interface ServerOptions {
  /** Folder of the built page. */
  readonly pageFolder: string;
  /** 0: any free port. */
  readonly port: number;
  /** Makes the host once the port, and so the prefix of image URLs, is known. */
  readonly createHost: (mediaBase: string) => Promise<{ readonly host: Host; readonly dispatch: Dispatch }>;
  /** Ends the server this many milliseconds after the last page went; null: never. */
  readonly lingerMs: number | null;
}

export interface BrowserShell {
  readonly origin: string;
  /** Opens the app once: holds the token. */
  readonly startUrl: string;
  readonly host: Host;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Ends the server: pages are told first, then sockets and host are closed. */
  close(): Promise<void>;
}

/** Starts the shell on 127.0.0.1. Rejects with the system's error where the port is taken. */
export async function startBrowserShell(options: ServerOptions): Promise<BrowserShell> {
  const server = createServer({ maxHeaderSize: 32 * 1024, requestTimeout: 30_000, headersTimeout: 10_000 });
  server.maxConnections = 256;
  const port = await listen(server, options.port);
  const address = `127.0.0.1:${port}`;
  const origin = `http://${address}`;
  const sessions = createSessions(port);
  const { host, dispatch } = await options.createHost(`${origin}/media/`).catch((error: unknown) => {
    server.close();
    throw error;
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: binaryFrameLimit,
    perMessageDeflate: false,
  });
  const answers: Answers = {
    pages: pageFiles(options.pageFolder),
    sessions,
    media: (path) => host.media(path),
    headers: pageHeaders({ connect: `ws://${address}` }),
  };
  const decide = (request: IncomingMessage, upgrade: boolean): Verdict =>
    guard(
      { method: request.method ?? '', target: request.url ?? '', headers: headerLines(request), upgrade },
      { host: address, cookieName: sessions.cookieName, sessions: sessions.list() },
    );

  server.on('request', (request, response) => {
    answer(request, response, decide(request, false), answers).catch(() => {
      if (!response.headersSent) refuse(response, 500, 'failed');
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const verdict = decide(request, true);
    if (!verdict.allow) refuseUpgrade(socket, verdict.status, verdict.reason);
    else sockets.handleUpgrade(request, socket, head, (page) => sockets.emit('connection', page));
  });
  server.on('connect', (_request, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => refuseUpgrade(socket, 400, 'bad request'));

  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= (async () => {
      server.close();
      if (sockets.clients.size > 0) host.emit({ name: 'app.closing', payload: {} });
      await pagesGone(sockets, 1500);
      for (const page of sockets.clients) page.close(1001, 'ended');
      await host.close();
      for (const page of sockets.clients) page.terminate();
      server.closeAllConnections();
      end();
    })();
    return closing;
  };

  let linger: NodeJS.Timeout | undefined;
  sockets.on('connection', (page) => {
    clearTimeout(linger);
    serveSocket(page, host, dispatch);
    page.on('close', () => {
      if (options.lingerMs === null || sockets.clients.size > 0) return;
      clearTimeout(linger);
      linger = setTimeout(() => void close(), options.lingerMs);
    });
  });
  return { origin, startUrl: startUrl(origin, sessions), host, ended, close };
}

const startUrl = (origin: string, sessions: Sessions): string => `${origin}/#token=${sessions.token}`;

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return (server.address() as AddressInfo).port; // a TCP server that listens has such an address
}

function headerLines(request: IncomingMessage): readonly (readonly [string, string])[] {
  const raw = request.rawHeaders;
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ''] as const] : []));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  verdict: Verdict,
  answers: Answers,
): Promise<void> {
  if (!verdict.allow) {
    refuse(response, verdict.status, verdict.reason);
    return;
  }
  if (verdict.route === 'session') await answerSession(request, response, answers);
  else if (verdict.route === 'media') await answerMedia(request, response, verdict.path, answers);
  else await answerPage(request, response, verdict.path, answers);
}

function refuseUpgrade(socket: Duplex, status: number, reason: string): void {
  if (socket.writable) {
    socket.end(
      `HTTP/1.1 ${status} Refused\r\ncontent-length: ${reason.length}\r\nconnection: close\r\n\r\n${reason}`,
    );
  }
  socket.on('error', () => socket.destroy());
}

/** Waits until every page has gone by itself, at most `limit` milliseconds. */
async function pagesGone(sockets: WebSocketServer, limit: number): Promise<void> {
  const until = Date.now() + limit;
  while (sockets.clients.size > 0 && Date.now() < until) await new Promise((done) => setTimeout(done, 50));
}
