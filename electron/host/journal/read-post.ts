// Owns: reading one post's file for the list, synchronously and without ever waiting on something that is no file.
// Must not know: the list. Reading for the editor is another path (see files/read-file.ts).
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import type { Problem } from '#core/problem.ts';
import { textOf } from '#host/files/text-of.ts';
import { versionOf } from '#host/files/version.ts';

/** What tells whether a file is still the one that was read. Times in milliseconds with their fractions; see `factsOf`. */
export interface FileFacts {
  readonly size: number;
  readonly mtime: number;
  readonly ctime: number;
  readonly ino: number;
}

export interface PostFile {
  readonly text: string;
  readonly facts: FileFacts;
  readonly fault?: Problem;
  /** Hash of the bytes, where it was asked for. */
  readonly version?: string;
}

/**
 * The facts of a file. A change of the content within the resolution of these numbers (a quarter of a microsecond for times) and with
 * the same size would go unseen, which is why files younger than their own reading are not trusted (see `isSettled`).
 */
export function factsOf(stats: Stats): FileFacts {
  return { size: stats.size, mtime: stats.mtimeMs, ctime: stats.ctimeMs, ino: stats.ino };
}

export function sameFacts(a: FileFacts, b: FileFacts): boolean {
  return a.mtime === b.mtime && a.size === b.size && a.ino === b.ino && a.ctime === b.ctime;
}

/** False for a file that was written while or just before it was read: the next comparison must read it again. */
export function isSettled(facts: FileFacts, readAt: number): boolean {
  // The clock of file times ticks every few milliseconds, on FAT every two seconds.
  const resolution = facts.mtime % 1000 === 0 ? 2000 : 50;
  return facts.mtime < readAt - resolution && facts.ctime < readAt - 50;
}

const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
/** The list needs the front matter and a few words: of a file beyond this, the beginning is enough. */
const MAX_READ = 8 << 20;
const HEAD = 256 << 10;
/** Bytes within which front matter nearly always ends, and bytes after it that are enough for the first words. */
const FIRST = 4096;
const WORDS = 1000;

let shared = Buffer.allocUnsafe(64 << 10);

/** Reads a post; null where there is no regular file of that name. Throws what the system says for one that cannot be read. */
export function readPostFile(root: string, path: string, hash: boolean): PostFile | null {
  const fd = openOrNull(root.endsWith('/') ? root + path : `${root}/${path}`);
  if (fd === null) return null;
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) return null;
    const whole = stats.size <= MAX_READ || hash;
    const bytes = readBytes(fd, whole ? stats.size : HEAD);
    const facts = { ...factsOf(stats), size: whole ? bytes.length : stats.size };
    const version = hash ? { version: versionOf(bytes) } : {};
    return { ...decoded(bytes, whole), facts, ...version };
  } finally {
    closeSync(fd);
  }
}

function openOrNull(file: string): number | null {
  try {
    return openSync(file, FLAGS);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENXIO' || code === 'EISDIR' || code === 'ELOOP')
      return null;
    throw error;
  }
}

/** Reads until the end or `limit`; the file may have grown or shrunk since it was measured. Valid until the next call. */
function readBytes(fd: number, limit: number): Buffer {
  let length = 0;
  for (;;) {
    if (length === shared.length) {
      const larger = Buffer.allocUnsafe(Math.max(shared.length * 2, limit + 1024));
      shared.copy(larger, 0, 0, length);
      shared = larger;
    }
    const count = readSync(fd, shared, length, Math.min(shared.length - length, 1 << 24), null);
    length += count;
    // A read that gave all that was measured, and less than it could have, is the end: one call for nearly every post.
    if (count === 0 || (length >= limit && length < shared.length)) break;
  }
  const bytes = shared.subarray(0, length);
  if (shared.length > 1 << 22) shared = Buffer.allocUnsafe(64 << 10);
  return bytes;
}

function decoded(bytes: Buffer, whole: boolean): { text: string; fault?: Problem } {
  const usable = whole ? bytes : bytes.subarray(0, boundary(bytes, bytes.length));
  if (isUtf8(usable)) return { text: listText(usable) };
  const { text, misfit } = textOf(Uint8Array.from(usable));
  return {
    text,
    fault: {
      code: 'not-utf8',
      severity: 'error',
      message: `The file is not UTF-8 (it seems to be ${misfit ?? 'damaged'}): it is shown, but not published or changed.`,
      detail: { encoding: misfit ?? 'unknown' },
    },
  };
}

/** Decodes as much as the list needs: the front matter and some text after it. */
function listText(bytes: Buffer): string {
  if (bytes.length <= WORDS) return bytes.toString('utf8');
  // Nearly always: a block between two lines of dashes. What is not decoded is not kept alive by the words taken from it.
  const closed = bytes[0] === 45 ? bytes.indexOf(FENCE, 3) : -1;
  if (closed > 0 && closed < FIRST)
    return bytes.toString('utf8', 0, boundary(bytes, closed + FENCE.length + WORDS));
  const head = bytes.toString('utf8', 0, boundary(bytes, FIRST));
  // Without a fence at the start the block may have no opener (Hexo), which only the whole text tells.
  const plain = !/^\uFEFF?\s*(?:-{3,}|\+\+\+|\{)/u.test(head) && !/^[A-Za-z_][\w-]*[ \t]*:/u.test(head);
  return plain ? head : bytes.toString('utf8');
}

const FENCE = Buffer.from('\n---\n');

/** The end of the last whole character before `limit`. */
function boundary(bytes: Buffer, limit: number): number {
  let end = Math.min(limit, bytes.length);
  while (end > 0 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return end;
}
