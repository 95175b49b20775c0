// Owns: which file below the journal's root a reference means, and how a new path is spelled in its place.
// Must not know: which files exist.
import { encodePath } from './escape.ts';
import type { Reference, ReferenceBase } from './types.ts';

/**
 * The path below the root that `reference` means, composed (NFC) so that it can be compared; null where it leads elsewhere:
 * another site, above the root. A relative one is read from the post's folder.
 */
export function resolveReference(reference: Reference, base: ReferenceBase): string | null {
  const { lead, origin, path } = reference;
  if (lead === 'origin' && !isOwnOrigin(origin, base)) return null;
  const fixed = lead === 'base' || lead === 'filter' || lead === 'tag';
  if (fixed) return normalise(path);
  if (!path.startsWith('/')) return normalise(`${folderOf(base.post)}/${path}`);
  const inBase = base.baseurl !== '' && path.startsWith(`${base.baseurl}/`);
  return normalise(inBase ? path.slice(base.baseurl.length) : path);
}

function isOwnOrigin(origin: string | null, base: ReferenceBase): boolean {
  const host = (url: string) => url.replace(/^[a-z]*:?\/\//i, '').toLowerCase();
  return origin !== null && base.url !== '' && host(origin) === host(base.url).replace(/\/+$/, '');
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** An empty part, `.` or `..`; most paths have none. */
const ODD = /\/\/|(?:^|\/)\.{0,2}(?:\/|$)/;

/** Drops `.` and empty parts, resolves `..`; null above the root. */
function normalise(path: string): string | null {
  const below = path.startsWith('/') ? path.slice(1) : path;
  if (below !== '' && !ODD.test(below)) return below.normalize('NFC');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.length === 0 ? null : parts.join('/').normalize('NFC');
}

/**
 * The text to put at `from..to` of `reference` so that it means `path`. `written`: what stands there now, whose manner (leading
 * slash, base, dots, percent signs) is kept. `post`: where the post will be when the text counts.
 */
export function spellReference(
  reference: Reference,
  written: string,
  path: string,
  base: ReferenceBase,
): string {
  return encodePath(pathAsWritten(reference, path, base), reference.setting, written);
}

function pathAsWritten(reference: Reference, path: string, base: ReferenceBase): string {
  const slash = reference.path.startsWith('/') ? '/' : '';
  if (reference.lead === 'base' || reference.lead === 'filter' || reference.lead === 'tag')
    return slash + path;
  if (slash === '') return relativeTo(folderOf(base.post), path, reference.path.startsWith('./'));
  const inBase = base.baseurl !== '' && reference.path.startsWith(`${base.baseurl}/`);
  return `${inBase ? base.baseurl : ''}/${path}`;
}

function relativeTo(folder: string, path: string, dotted: boolean): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path.split('/');
  let same = 0;
  while (
    same < from.length &&
    same < to.length - 1 &&
    from[same]?.normalize('NFC') === to[same]?.normalize('NFC')
  )
    same++;
  const up = '../'.repeat(from.length - same);
  return (up === '' && dotted ? './' : up) + to.slice(same).join('/');
}
