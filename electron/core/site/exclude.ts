// Owns: which files a build passes over: hidden and special names, `exclude`, `include`, backups.
// Must not know: posts, or any file on disk.
import { fnmatch, isPattern } from './fnmatch.ts';
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
  const judge = judgeOf(site);
  return judge.folder(postsFolder) ?? judge.file(path, postsFolder);
}

/** The rules of one site made ready; thousands of posts ask the same few things. */
interface Judge {
  readonly folder: (postsFolder: string) => Exclusion | null;
  readonly file: (path: string, postsFolder: string) => Exclusion | null;
}

const judges = new WeakMap<readonly string[], Judge>();

function judgeOf(site: Rules): Judge {
  const known = judges.get(site.exclude);
  if (known !== undefined) return known;
  const kept = new Set(site.include);
  const exclude = matcher(site.exclude.filter((each) => !kept.has(each)));
  const include = matcher(site.include);
  const judge = (entry: string, full: string, folder: boolean): Exclusion | null => {
    const name = entry.slice(entry.lastIndexOf('/') + 1);
    if (entry.endsWith('.')) return { why: 'special-name', name };
    const pattern = exclude(full, folder);
    const special = SPECIAL.test(entry) || SPECIAL.test(name) || entry.endsWith('~');
    if (pattern === null && !special) return null;
    if (include(entry, folder) !== null || include(name, folder) !== null) return null;
    return pattern === null ? { why: 'special-name', name } : { why: 'configured', pattern };
  };
  const folders = new Map<string, Exclusion | null>();
  const made: Judge = {
    folder: (postsFolder) => {
      const cached = folders.get(postsFolder);
      if (cached !== undefined) return cached;
      const found = walkDown(postsFolder, site.destination, judge);
      folders.set(postsFolder, found);
      return found;
    },
    file: (path, postsFolder) =>
      judge(postsFolder === '' ? path : path.slice(postsFolder.length + 1), path, false),
  };
  judges.set(site.exclude, made);
  return made;
}

const SPECIAL = /^[._#~]/;

function walkDown(
  postsFolder: string,
  destination: string,
  judge: (entry: string, full: string, folder: boolean) => Exclusion | null,
): Exclusion | null {
  const above = postsFolder === '' ? [] : postsFolder.split('/').slice(0, -1);
  let walked = '';
  for (const name of above) {
    walked = walked === '' ? name : `${walked}/${name}`;
    if (walked === destination) return { why: 'destination' };
    const found = judge(name, walked, true);
    if (found !== null) return found;
  }
  return null;
}

/** A pattern fits as a glob, as a plain beginning of the path (so `draft` also covers `drafts-old`), or as the folder itself. */
function matcher(patterns: readonly string[]): (path: string, folder: boolean) => string | null {
  const ready = patterns.map((pattern) => {
    const clean = pattern.replace(/^\/+/u, '');
    return { pattern, clean, glob: isPattern(clean) };
  });
  return (path, folder) => {
    for (const { pattern, clean, glob } of ready) {
      if (path.startsWith(clean) || (glob && fnmatch(`/${clean}`, `/${path}`))) return pattern;
      if (folder && clean === `${path}/`) return pattern;
    }
    return null;
  };
}
