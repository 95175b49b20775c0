// A file system over the real one that counts its operations and can fail, or end the process, at any of them.
import { diskFileSystem, type FileHandle, type FileSystem } from '#host/files/file-system.ts';

export interface Faults {
  readonly fs: FileSystem;
  /** Names of the operations so far, in order. */
  readonly done: readonly string[];
}

export type Act = (index: number, name: string, when: 'before' | 'after') => void;

/** `act` is called around each operation and may throw, or kill. `short`: index of a `write` that takes only half. */
export function withFaults(act: Act, short = -1): Faults {
  const done: string[] = [];
  const around = async <T>(name: string, job: () => Promise<T>): Promise<T> => {
    const index = done.push(name) - 1;
    act(index, name, 'before');
    const result = await job();
    act(index, name, 'after');
    return result;
  };
  const wrap = (handle: FileHandle): FileHandle => ({
    write: (bytes, offset, length, position) => {
      const index = done.length;
      const take = index === short ? Math.max(1, Math.floor(length / 2)) : length;
      return around('write', () => handle.write(bytes, offset, take, position));
    },
    sync: () => around('sync', () => handle.sync()),
    stat: () => around('fstat', () => handle.stat()),
    chmod: (mode) => around('chmod', () => handle.chmod(mode)),
    chown: (uid, gid) => around('chown', () => handle.chown(uid, gid)),
    readAll: () => around('read', () => handle.readAll()),
    // A failing close is not injected before the real one: the descriptor must not leak into the next test.
    close: () => around('close', () => handle.close()),
  });
  const fs: FileSystem = {
    open: (path, flags, mode) =>
      around('open', async () => wrap(await diskFileSystem.open(path, flags, mode))),
    lstat: (path) => around('lstat', () => diskFileSystem.lstat(path)),
    realpath: (path) => around('realpath', () => diskFileSystem.realpath(path)),
    rename: (from, to) => around('rename', () => diskFileSystem.rename(from, to)),
    link: (existing, path) => around('link', () => diskFileSystem.link(existing, path)),
    unlink: (path) => around('unlink', () => diskFileSystem.unlink(path)),
    mkdir: (path) => around('mkdir', () => diskFileSystem.mkdir(path)),
    readdir: (path) => around('readdir', () => diskFileSystem.readdir(path)),
  };
  return { fs, done };
}

/** An error as Node makes it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}
