// Owns: the order of the list as it comes: newest first.
// Must not know: other orders, languages.
import type { PostEntry } from './entry.ts';

/** A copy in the list's own order: undated ones first (they are being written), then by date, newest first, then by path. */
export function newestFirst<T extends Pick<PostEntry, 'path' | 'time' | 'modified'>>(
  entries: readonly T[],
): readonly T[] {
  return [...entries].sort((a, b) => {
    const left = a.time ?? Number.MAX_SAFE_INTEGER;
    const right = b.time ?? Number.MAX_SAFE_INTEGER;
    if (left !== right) return right - left;
    return a.time === null && a.modified !== b.modified ? b.modified - a.modified : byPath(a, b);
  });
}

/** Order of paths by UTF-16 units, the same on every machine. */
export function byPath(a: Pick<PostEntry, 'path'>, b: Pick<PostEntry, 'path'>): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
}
