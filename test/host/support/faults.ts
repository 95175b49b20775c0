// A file system over the real one that counts its operations and can fail, or end the process, at any of them.
import { diskFileSystem, type FileHandle, type FileSystem } from '#host/files/file-system.ts';

/** The real operations, also while a test has put others in their place. */
const real: FileSystem = { ...diskFileSystem };

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
    // The descriptor is really closed even where closing "fails": it must not leak into the next test.
    close: async () => {
      const index = done.push('close') - 1;
      try {
        act(index, 'close', 'before');
      } finally {
        await handle.close();
      }
      act(index, 'close', 'after');
    },
  });
  const fs: FileSystem = {
    open: (path, flags, mode) => around('open', async () => wrap(await real.open(path, flags, mode))),
    lstat: (path) => around('lstat', () => real.lstat(path)),
    realpath: (path) => around('realpath', () => real.realpath(path)),
    rename: (from, to) => around('rename', () => real.rename(from, to)),
    link: (existing, path) => around('link', () => real.link(existing, path)),
    unlink: (path) => around('unlink', () => real.unlink(path)),
    mkdir: (path) => around('mkdir', () => real.mkdir(path)),
    readdir: (path) => around('readdir', () => real.readdir(path)),
  };
  return { fs, done };
}

/** An error as Node makes it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: injected`), { code });
}

/**
 * Runs `job` on a disk that is gone from operation `at` on: nothing after it is done, not even cleaning up, as when the
 * power fails. Gives how the job ended and how many operations it began.
 */
export async function crashingAt(
  at: number,
  job: () => Promise<unknown>,
): Promise<{ readonly finished: boolean; readonly operations: number }> {
  const { fs, done } = withFaults((index, _name, when) => {
    if (at >= 0 && index >= at && when === 'before') throw systemError('CRASHED');
  });
  Object.assign(diskFileSystem, fs);
  try {
    const finished = await job().then(
      () => true,
      () => false,
    );
    return { finished, operations: done.length };
  } finally {
    Object.assign(diskFileSystem, real);
  }
}

/** Runs `job` while files whose path ends so cannot be opened. */
export async function withUnreadable<T>(ending: string, job: () => Promise<T>): Promise<T> {
  const open: FileSystem['open'] = async (path, flags, mode) => {
    if (path.endsWith(ending)) throw systemError('EIO');
    return await real.open(path, flags, mode);
  };
  Object.assign(diskFileSystem, { open });
  try {
    return await job();
  } finally {
    Object.assign(diskFileSystem, real);
  }
}
