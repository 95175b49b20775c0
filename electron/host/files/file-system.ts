// Owns: the few file operations of a safe write, behind an interface so that tests can make any of them fail.
// Must not know: in which order they are used, or what for.
import * as fs from 'node:fs/promises';

/** What a file's identity and fitness are judged by; 64-bit so that nanoseconds and inodes are exact. */
export interface FileFacts {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ino: bigint;
  readonly dev: bigint;
  readonly nlink: bigint;
  readonly mode: bigint;
  readonly uid: bigint;
  readonly gid: bigint;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export interface FileHandle {
  write(bytes: Uint8Array, offset: number, length: number, position: number): Promise<number>;
  sync(): Promise<void>;
  stat(): Promise<FileFacts>;
  chmod(mode: number): Promise<void>;
  chown(uid: number, gid: number): Promise<void>;
  readAll(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export interface FileSystem {
  open(path: string, flags: string | number, mode?: number): Promise<FileHandle>;
  lstat(path: string): Promise<FileFacts>;
  realpath(path: string): Promise<string>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string): Promise<void>;
  readdir(path: string): Promise<readonly string[]>;
}

function wrap(handle: fs.FileHandle): FileHandle {
  return {
    write: async (bytes, offset, length, position) =>
      (await handle.write(bytes, offset, length, position)).bytesWritten,
    sync: () => handle.sync(),
    stat: () => handle.stat({ bigint: true }),
    chmod: (mode) => handle.chmod(mode),
    chown: (uid, gid) => handle.chown(uid, gid),
    readAll: () => handle.readFile(),
    close: () => handle.close(),
  };
}

/** The real disk. */
export const diskFileSystem: FileSystem = {
  open: async (path, flags, mode) => wrap(await fs.open(path, flags, mode)),
  lstat: (path) => fs.lstat(path, { bigint: true }),
  realpath: (path) => fs.realpath(path),
  rename: (from, to) => fs.rename(from, to),
  link: (existing, path) => fs.link(existing, path),
  unlink: (path) => fs.unlink(path),
  mkdir: (path) => fs.mkdir(path),
  readdir: (path) => fs.readdir(path),
};

/** The `code` of a Node error (`ENOENT` ...), or null for anything else. */
export function errnoOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
