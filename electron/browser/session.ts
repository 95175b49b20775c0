// Owns: the secrets of one run: the one-time start token and the cookies it was exchanged for.
// Must not know: HTTP. Nothing here is ever written to a log or to an argument list.
import { randomBytes } from 'node:crypto';
import { equalSecret } from './guard.ts';

export interface Sessions {
  /** 128 bits for the start URL's fragment. */
  readonly token: string;
  readonly cookieName: string;
  /** Secrets that open the socket and the images. */
  list(): readonly string[];
  /** Exchanges the token for a new secret, once; null for a wrong or used token. */
  exchange(token: string): string | null;
}

/** New secrets for a server on `port` (cookies do not know ports, so the name does). */
export function createSessions(port: number): Sessions {
  const token = randomBytes(16).toString('base64url');
  const open: string[] = [];
  let used = false;
  return {
    token,
    cookieName: `galley-${port}`,
    list: () => open,
    exchange(given) {
      if (used || !equalSecret(given, token)) return null;
      used = true;
      const secret = randomBytes(32).toString('base64url');
      open.push(secret);
      return secret;
    },
  };
}
