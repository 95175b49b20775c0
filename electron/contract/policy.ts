// Owns: what the page may load and do, as one Content-Security-Policy and the headers that go with it, for every shell.
// Must not know: which shell sends it; what differs arrives as an origin.

export interface PolicyOrigins {
  /** Where images of the journal come from, if that is not the page's own origin, e.g. `media://journal`. */
  readonly media?: string;
  /** Where the page may connect to besides its own origin, e.g. `ws://127.0.0.1:4000`. */
  readonly connect?: string;
}

/**
 * Gives the page's policy. Inline style is allowed because posts carry style attributes (sanitised) and the editor injects
 * rules; remote images are not: opening a post must cause no request that the reader did not ask for.
 */
export function contentSecurityPolicy({ media, connect }: PolicyOrigins): string {
  const also = (origin: string | undefined): string => (origin === undefined ? '' : ` ${origin}`);
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    `img-src 'self' data: blob:${also(media)}`,
    "font-src 'self' data:",
    `connect-src 'self'${also(connect)}`,
    "worker-src 'self' blob:",
    "frame-src 'self' blob: about:",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types galley dompurify',
  ].join('; ');
}

/** Headers of every file of the page. */
export function pageHeaders(origins: PolicyOrigins): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(origins),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  };
}

/** Headers of an image of the journal: whatever its bytes are, opened by itself it runs nothing. */
export const mediaHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'private, no-cache',
};
