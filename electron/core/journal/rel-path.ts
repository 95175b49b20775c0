// Owns: what a relative path of a journal is.
// Must not know: the disk; containment by real paths is the host's business.
import type { RelPath } from './entry.ts';

const EMPTY_OR_DOTS = /(?:^|\/)(?:\.{0,2})(?:\/|$)/;

/** True for `/`-separated paths below a root: no empty, `.` or `..` part, no backslash, no drive, at most 4,096 units. */
export function isRelPath(path: string): path is RelPath {
  return (
    path.length > 0 &&
    path.length <= 4096 &&
    !path.includes('\0') &&
    !path.includes('\\') &&
    !/^[A-Za-z]:/.test(path) &&
    !EMPTY_OR_DOTS.test(path)
  );
}
