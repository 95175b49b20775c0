// Owns: which files a build passes over: hidden and special names, `exclude`, `include`, backups.
// Must not know: posts, or any file on disk.
import { fnmatch } from './fnmatch.ts';
import type { SiteConfig } from './types.ts';

/** Why a build does not read a path. */
export type Exclusion =
  | { readonly why: 'configured'; readonly pattern: string }
  | { readonly why: 'special-name'; readonly name: string }
  | { readonly why: 'destination' };

type Rules = Pick<SiteConfig, 'exclude' | 'include' | 'destination'>;

/**
 * Tells why a post's file is not read, or null. The path goes through two readers: each folder on the way to `_posts` is judged by
 * its own name, and everything below `_posts` as a path from there.
 */
export function exclusionOf(path: string, postsFolder: string, site: Rules): Exclusion | null {
  const above = postsFolder === '' ? [] : postsFolder.split('/').slice(0, -1);
  let walked = '';
  for (const name of above) {
    const full = walked === '' ? name : `${walked}/${name}`;
    if (full === site.destination) return { why: 'destination' };
    const found = judge(name, full, true, site);
    if (found !== null) return found;
    walked = full;
  }
  const entry = postsFolder === '' ? path : path.slice(postsFolder.length + 1);
  return judge(entry, path, false, site);
}

function judge(entry: string, full: string, folder: boolean, site: Rules): Exclusion | null {
  const name = entry.slice(entry.lastIndexOf('/') + 1);
  if (entry.endsWith('.')) return { why: 'special-name', name };
  const included = fits(site.include, entry, folder) !== null || fits(site.include, name, folder) !== null;
  const kept = new Set(site.include);
  const pattern = fits(
    site.exclude.filter((each) => !kept.has(each)),
    full,
    folder,
  );
  if (pattern !== null && !included) return { why: 'configured', pattern };
  if (included) return null;
  return /^[._#~]/u.test(entry) || /^[._#~]/u.test(name) || entry.endsWith('~')
    ? { why: 'special-name', name }
    : null;
}

/** A pattern fits as a glob, as a plain beginning of the path (so `draft` also covers `drafts-old`), or as the folder itself. */
function fits(patterns: readonly string[], path: string, folder: boolean): string | null {
  for (const pattern of patterns) {
    const clean = pattern.replace(/^\/+/u, '');
    if (fnmatch(`/${clean}`, `/${path}`) || path.startsWith(clean)) return pattern;
    if (folder && clean === `${path}/`) return pattern;
  }
  return null;
}
