// Owns: which URL may be handed to the system's browser. A pure decision.
// Must not know: Electron, or who asks.

/** True for a web or mail link without credentials and control characters. */
export function isOutsideLink(url: string): boolean {
  if (url.length > 4096 || /[\p{Cc}\p{Cf}\s\\]/u.test(url)) return false;
  try {
    const { protocol, username, password, host } = new URL(url);
    if (protocol === 'mailto:') return true;
    return (
      (protocol === 'https:' || protocol === 'http:') && host !== '' && username === '' && password === ''
    );
  } catch {
    return false;
  }
}
