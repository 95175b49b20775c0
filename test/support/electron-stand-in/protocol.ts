// Owns: the stand-in for `protocol`: schemes that are declared before ready and answered after.
// Must not know: what a handler serves.
import { state } from './state.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
export const privileges = new Map<string, Electron.Privileges>();

export const protocol = {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]): void {
    if (state.ready) throw new Error('registerSchemesAsPrivileged after ready');
    for (const { scheme, privileges: given } of schemes) privileges.set(scheme, given ?? {});
  },
  handle(scheme: string, handler: Handler): void {
    if (!state.ready) throw new Error('protocol.handle before ready');
    if (handlers.has(scheme)) throw new Error(`two handlers for ${scheme}`);
    handlers.set(scheme, handler);
  },
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

/** What the app answers for a URL of one of its schemes, as a page would get it. */
export async function fetchScheme(url: string, init: RequestInit = {}): Promise<Response> {
  const handler = handlers.get(new URL(url).protocol.slice(0, -1));
  if (handler === undefined) throw new Error(`no handler for ${url}`);
  return handler(new Request(url, init));
}
