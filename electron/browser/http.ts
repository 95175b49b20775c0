// Owns: answering a request that the guard let through: the page's files, the session exchange, the journal's images.
// Must not know: how the decision was made, what travels over the socket.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { mediaHeaders } from '#contract/policy.ts';
import type { PageFiles } from '#host/page-files.ts';
import type { Host } from '#host/ports.ts';
import type { Sessions } from './session.ts';

export interface Answers {
  readonly pages: PageFiles;
  readonly sessions: Sessions;
  readonly media: Host['media'];
  /** Headers of the page's files. */
  readonly headers: Readonly<Record<string, string>>;
}

const sessionLimit = 1024;

/** Ends a request with a status and one word of why. */
export function refuse(response: ServerResponse, status: number, reason: string): void {
  const body = Buffer.from(`${reason}\n`);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': body.byteLength,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(body);
}

function send(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  response.setHeader('content-length', bytes.byteLength);
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

export async function answerPage(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { pages, headers }: Answers,
): Promise<void> {
  const file = await pages.read(path);
  if (file === null) {
    refuse(response, 404, 'not found');
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': file.type,
    'content-length': file.bytes.byteLength,
    'cache-control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : file.bytes);
}

/** `POST /session` with `{"token": "..."}`: 204 and the cookie, once; else 403. */
export async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  { sessions }: Answers,
): Promise<void> {
  const body = await readBody(request);
  const secret = body === null ? null : sessions.exchange(readToken(body));
  if (secret === null) {
    refuse(response, 403, 'wrong or used token');
    return;
  }
  response.writeHead(204, {
    'set-cookie': `${sessions.cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`,
    'cache-control': 'no-store',
  });
  response.end();
}

function readToken(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string') {
      return value.token;
    }
  } catch {
    // Not JSON: no token.
  }
  return '';
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > sessionLimit) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export async function answerMedia(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  { media }: Answers,
): Promise<void> {
  const file = await media(path.slice('/media/'.length));
  if (file === null) {
    refuse(response, 404, 'not found');
    return;
  }
  const headers = { ...mediaHeaders, 'cross-origin-resource-policy': 'same-origin', etag: file.etag };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-type', file.type);
  send(request, response, file.bytes);
}
