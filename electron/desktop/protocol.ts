// Owns: the two schemes of the app: `app://galley/` for the page's files, `media://journal/` for images of the journal.
// Must not know: what the page does. Two origins, so that no image is ever of the page's own.
import { protocol } from 'electron';
import { mediaHeaders, pageHeaders } from '#contract/policy.ts';
import type { PageFiles } from '#host/page-files.ts';
import type { Host } from '#host/ports.ts';

export const pageOrigin = 'app://galley';
export const pageUrl = `${pageOrigin}/index.html`;
export const mediaOrigin = 'media://journal';

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, stream: true } },
  ]);
}

const refuse = (status: number): Response => new Response(null, { status });

/** Answers `app://galley/...` from the closed list of the page's files. */
export async function answerPage(request: Request, pages: PageFiles): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== 'galley' || request.method !== 'GET') return refuse(403);
  const file = await pages.read(url.pathname);
  if (file === null) return refuse(404);
  const headers = { ...pageHeaders({ media: mediaOrigin }), 'content-type': file.type };
  return new Response(file.bytes, { headers });
}

/** Answers `media://journal/...` with what the host gives for the path; the host decides what an image of the journal is. */
export async function answerMedia(request: Request, media: Host['media']): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== 'journal' || request.method !== 'GET') return refuse(403);
  const file = await media(url.pathname.slice(1));
  if (file === null) return refuse(404);
  if (request.headers.get('if-none-match') === file.etag) return new Response(null, { status: 304 });
  return new Response(new Uint8Array(file.bytes), {
    headers: { ...mediaHeaders, 'content-type': file.type, etag: file.etag },
  });
}

/** Puts both handlers in place; the app must be ready. */
export function handleSchemes(pages: PageFiles, media: Host['media']): void {
  protocol.handle('app', (request) => answerPage(request, pages));
  protocol.handle('media', (request) => answerMedia(request, media));
}
