// URLs as Jekyll's filters and tags print them: `relative_url`, `absolute_url`, and the normalising they do.
// Must not know Liquid.

const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Percent-encodes what a URL path may not hold and leaves encoded parts alone, as Addressable's normalising does. */
export function normalisePath(path: string): string {
  return path.normalize('NFC').replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#%]|%(?![\dA-Fa-f]{2})/gu, (char) => {
    try {
      return encodeURIComponent(char);
    } catch {
      return '%EF%BF%BD';
    }
  });
}

const leadingSlash = (part: string) => (part === '' || part.startsWith('/') ? part : `/${part}`);

/** The path with `.` and `..` in it followed. */
function withoutDots(address: string): string {
  const end = address.search(/[?#]/);
  const path = end === -1 ? address : address.slice(0, end);
  if (!/\/\.\.?(\/|$)/.test(path)) return address;
  const out: string[] = [];
  const parts = path.split('/');
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    if (part === '..') {
      if (out.length > 1) out.pop();
    } else if (part !== '.') out.push(part);
    if (last && (part === '.' || part === '..')) out.push('');
  });
  return out.join('/') + (end === -1 ? '' : address.slice(end));
}

/** Jekyll's `relative_url`: `baseurl` in front, one slash, normalised; absolute URLs stay. */
export function relativeUrl(input: unknown, config: Readonly<Record<string, unknown>>): string {
  if (input === null || input === undefined) return '';
  const value = text(input);
  if (/^[a-z][a-z\d+.-]*:/i.test(value)) return value;
  const base = text(config.baseurl).replace(/\/$/, '');
  return normalisePath(withoutDots(leadingSlash(base) + leadingSlash(value)));
}

/** Jekyll's `absolute_url`: `url` in front of `relative_url`. */
export function absoluteUrl(input: unknown, config: Readonly<Record<string, unknown>>): string {
  if (input === null || input === undefined) return '';
  const value = text(input);
  if (/^[a-z][a-z\d+.-]*:/i.test(value)) return value;
  const relative = relativeUrl(value, config);
  const url = text(config.url);
  return url === '' ? relative : url.replace(/\/$/, '') + relative;
}
