// Owns: who may ask this server for what: one pure decision over method, target and headers, made before anything else.
// Must not know: sockets, files, the host. No header is trusted that a page of another site could choose.

/** What a request asks for. `page`: a file of the page, which holds no one's data. */
export type Route = 'page' | 'session' | 'media' | 'socket';

export interface GuardRequest {
  readonly method: string;
  /** The request target as it came. */
  readonly target: string;
  /** Every header line as it came, in order: doubles are refused, not merged. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** The request asks for a protocol upgrade. */
  readonly upgrade: boolean;
}

export interface GuardFacts {
  /** The only accepted Host, e.g. `127.0.0.1:4000`; the only accepted Origin is `http://` and this. */
  readonly host: string;
  readonly cookieName: string;
  /** Secrets of the sessions that were opened. */
  readonly sessions: readonly string[];
}

export type Verdict =
  | { readonly allow: true; readonly route: Route; readonly path: string }
  | { readonly allow: false; readonly status: 400 | 401 | 403 | 404 | 405 | 415; readonly reason: string };

type Denial = Extract<Verdict, { readonly allow: false }>;

const deny = (status: Denial['status'], reason: string): Denial => ({ allow: false, status, reason });

/** Equality whose time tells nothing of where two strings differ. */
export function equalSecret(a: string, b: string): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i % Math.max(1, b.length));
  return difference === 0;
}

/** Decides over one request; the first rule that is broken gives the answer. */
export function guard(request: GuardRequest, facts: GuardFacts): Verdict {
  const all = (name: string): readonly string[] =>
    request.headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value);
  for (const name of ['host', 'origin', 'cookie', 'content-type', 'content-length', 'sec-fetch-site']) {
    if (all(name).length > 1) return deny(400, `several ${name} headers`);
  }
  const one = (name: string): string | null => all(name)[0] ?? null;

  if (one('host') !== facts.host) return deny(403, 'wrong host');
  const origin = one('origin');
  if (origin !== null && origin !== `http://${facts.host}`) return deny(403, 'wrong origin');
  if (!/^\/[\x21-\x7e]*$/.test(request.target) || request.target.length > 8192)
    return deny(400, 'bad target');
  const path = request.target.split(/[?#]/, 1)[0] ?? '/';
  const site = one('sec-fetch-site');
  const ownSite = site === null || site === 'same-origin';
  const reads = request.method === 'GET' || request.method === 'HEAD';
  const cookie = (): boolean => cookieValues(one('cookie') ?? '', facts.cookieName).some(isSession);
  const isSession = (value: string): boolean =>
    facts.sessions.map((session) => equalSecret(value, session)).includes(true);

  if (path === '/socket') {
    if (request.method !== 'GET' || !request.upgrade) return deny(405, 'a socket only');
    if (origin === null) return deny(403, 'no origin');
    if (!ownSite) return deny(403, 'another site');
    return cookie() ? { allow: true, route: 'socket', path } : deny(401, 'no session');
  }
  if (request.upgrade) return deny(400, 'no upgrade here');
  if (path === '/session') {
    if (request.method !== 'POST') return deny(405, 'POST only');
    if (origin === null) return deny(403, 'no origin');
    if (!ownSite) return deny(403, 'another site');
    if (one('content-type') !== 'application/json') return deny(415, 'JSON only');
    return { allow: true, route: 'session', path };
  }
  if (!reads) return deny(405, 'GET only');
  if (path.startsWith('/media/')) {
    if (!ownSite) return deny(403, 'another site');
    return cookie() ? { allow: true, route: 'media', path } : deny(401, 'no session');
  }
  // The start page may be reached from anywhere (a redirect file, a bookmark), but only as a page of its own.
  const opened = path === '/' && one('sec-fetch-mode') === 'navigate' && one('sec-fetch-dest') === 'document';
  if (!ownSite && site !== 'none' && !opened) return deny(403, 'another site');
  return { allow: true, route: 'page', path };
}

/** Values of one cookie in a Cookie header; there may be several of one name. */
function cookieValues(header: string, name: string): readonly string[] {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
