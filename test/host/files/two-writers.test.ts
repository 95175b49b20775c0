// Two processes of ours write one file as fast as they can: every change that was acknowledged is in it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyOf } from '#host/files/key.ts';
import { withWriteLock } from '#host/files/write-lock.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const EACH = 150;

describe('two processes', () => {
  it('lose none of each other’s changes', async () => {
    const folder = await tempFolder();
    const file = join(folder, 'a.md');
    await writeFile(file, '');
    const writers = ['a', 'b'].map((name) =>
      spawn(
        process.execPath,
        ['--import', 'tsx', 'test/host/support/appender.ts', file, name, String(EACH)],
        {
          stdio: 'inherit',
        },
      ),
    );
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, 'close'))[0]));
    expect(codes).toEqual([0, 0]);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    for (const name of ['a', 'b']) {
      const own = lines.filter((line) => line.startsWith(name));
      expect(own).toEqual(Array.from({ length: EACH }, (_, n) => `${name}${n}`));
    }
    expect(await readdir(folder)).toEqual(['a.md']);
  }, 120_000);
});

describe.skipIf(userInfo().uid < 0)('the lock of a file', () => {
  const locks = join(tmpdir(), `galley-locks-${userInfo().uid}`);
  const lockOf = (file: string) => join(locks, keyOf(file));

  it('lets one job in at a time and leaves nothing', async () => {
    const file = join(await tempFolder(), 'x');
    let inside = 0;
    let most = 0;
    const job = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, 3));
      inside -= 1;
    };
    await Promise.all(Array.from({ length: 8 }, () => withWriteLock(file, job)));
    expect([most, inside]).toEqual([1, 0]);
    expect((await readdir(locks)).filter((name) => name.startsWith(keyOf(file)))).toEqual([]);
  });

  it('of a dead process, and one without a name, is broken', async () => {
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    await mkdir(locks, { recursive: true, mode: 0o700 });
    for (const content of [`${dead} abc`, '', 'no number']) {
      const file = join(await tempFolder(), 'x');
      await writeFile(lockOf(file), content);
      await utimes(lockOf(file), 1, 1);
      expect(await withWriteLock(file, async () => 'done')).toBe('done');
      expect((await readdir(locks)).filter((name) => name.startsWith(keyOf(file)))).toEqual([]);
    }
  });

  it('is let go when the job fails', async () => {
    const file = join(await tempFolder(), 'x');
    const failing = withWriteLock(file, async () => {
      throw new Error('inside');
    });
    await expect(failing).rejects.toThrow('inside');
    expect(await withWriteLock(file, async () => 1)).toBe(1);
  });
});
