// Owns: what an address in a post points at: a picture of the journal, another post, a place in the page, the web.
// Must not know: the DOM, or how anything is fetched.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';

export interface Addresses {
  /** Prefix of image URLs, absolute, ending in `/`. */
  readonly mediaBase: string;
  readonly post: RelPath;
  /** `/blog` of a project site, or ''. */
  readonly baseurl: string;
  /** `https://me.example`, or ''. */
  readonly siteUrl: string;
}

export type ImageTarget =
  /** Addresses to try in turn. */
  | { readonly kind: 'media'; readonly path: string; readonly urls: readonly string[] }
  | { readonly kind: 'inline' }
  | { readonly kind: 'remote'; readonly host: string; readonly url: string }
  | { readonly kind: 'none' };

/** Folders that blog generators copy to the site's root. */
const STATIC = ['static', 'source', 'public', 'src'];

export function imageTarget(src: string, addresses: Addresses): ImageTarget {
  const written = src.trim();
  if (written === '') return { kind: 'none' };
  if (/^data:/i.test(written)) return { kind: 'inline' };
  const local = localPath(written, addresses);
  if (local === null) return remote(written);
  const { path, rooted } = local;
  const folder = addresses.post.split('/').slice(0, -1).join('/');
  const candidates = rooted ? [path, ...STATIC.map((root) => `${root}/${path}`)] : [join(folder, path), path];
  const urls = candidates
    .map((candidate) => normalise(candidate))
    .filter((candidate) => candidate !== null)
    .map((candidate) => addresses.mediaBase + candidate.split('/').map(encodeURIComponent).join('/'));
  return urls.length === 0 ? { kind: 'none' } : { kind: 'media', path, urls: [...new Set(urls)] };
}

/** The path below the site's root that an address of this very site means, decoded; null for another site. */
function localPath(
  written: string,
  { baseurl, siteUrl }: Addresses,
): { readonly path: string; readonly rooted: boolean } | null {
  let rest = written.replaceAll('\\', '/');
  const site = siteUrl.replace(/\/+$/, '');
  if (site !== '' && (rest === site || rest.startsWith(`${site}/`))) rest = rest.slice(site.length) || '/';
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(rest)) return null;
  const bare = decode(rest.replace(/[?#].*$/, ''));
  if (!bare.startsWith('/')) return { path: bare.replace(/^(?:\.\/)+/, ''), rooted: false };
  const base = `/${baseurl.replace(/^\/+|\/+$/g, '')}`;
  const below =
    base !== '/' && (bare === base || bare.startsWith(`${base}/`)) ? bare.slice(base.length) : bare;
  return { path: below.replace(/^\/+/, ''), rooted: true };
}

function remote(written: string): ImageTarget {
  const absolute = written.startsWith('//') ? `https:${written}` : written;
  const url = parse(absolute);
  return url ? { kind: 'remote', host: url.host, url: url.href } : { kind: 'none' };
}

export type LinkTarget =
  | { readonly kind: 'post'; readonly path: RelPath }
  | { readonly kind: 'anchor'; readonly id: string }
  | { readonly kind: 'web'; readonly url: string }
  /** A page or file of the blog that is no post: nothing here can show it. */
  | { readonly kind: 'elsewhere'; readonly path: string };

export function linkTarget(
  href: string,
  addresses: Addresses,
  entries: readonly PostEntry[],
): LinkTarget | null {
  const written = href.trim();
  if (written.startsWith('#')) return { kind: 'anchor', id: decode(written.slice(1)) };
  if (/^(?:mailto|tel):/i.test(written)) return { kind: 'web', url: written };
  const local = localPath(written, addresses);
  if (local === null) {
    const url = parse(written.startsWith('//') ? `https:${written}` : written);
    return url && /^https?:$/.test(url.protocol) ? { kind: 'web', url: url.href } : null;
  }
  const found = entries.find((entry) => isPost(entry, local, addresses.post));
  return found ? { kind: 'post', path: found.path } : { kind: 'elsewhere', path: local.path };
}

function isPost(
  entry: PostEntry,
  { path, rooted }: { readonly path: string; readonly rooted: boolean },
  from: RelPath,
): boolean {
  if (rooted && entry.url !== null && plainUrl(entry.url) === plainUrl(`/${path}`)) return true;
  if (entry.path === path) return true;
  return !rooted && entry.path === normalise(join(from.split('/').slice(0, -1).join('/'), path));
}

/** URLs that serve the same page: with and without `index.html`, `.html` or the last slash. */
const plainUrl = (url: string): string =>
  decode(url)
    .replace(/(?:index)?\.html?$/, '')
    .replace(/\/+$/, '')
    .normalize('NFC');

const join = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`);

/** Resolves `.` and `..`; null where that leaves the journal. */
function normalise(path: string): string | null {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
