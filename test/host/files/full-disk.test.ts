// A disk that is really full (a small tmpfs, where the tests may mount one): the old file stays, and says why.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { versionOf } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const mounted: string[] = [];

function mount(folder: string): boolean {
  const run = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (run.status === 0) mounted.push(folder);
  return run.status === 0;
}

/** Root alone is not enough in a container: try. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'galley-mount-'));
  const can = mount(folder);
  if (can) spawnSync('umount', [mounted.pop() ?? '']);
  rmdirSync(folder);
  return can;
}

afterEach(() => {
  for (const folder of mounted.splice(0)) spawnSync('umount', [folder]);
});

describe.skipIf(!canMount())('a full disk', () => {
  it.each([0, 1, 4, 64, 88])(
    'with %i KiB free keeps the old text and saves once there is room',
    async (free) => {
      const folder = join(await tempFolder(), 'disk');
      await mkdir(folder);
      expect(mount(folder)).toBe(true);
      const file = join(folder, '글.md');
      const old = Buffer.alloc(60_000, 'o');
      const next = Buffer.alloc(150_000, 'n');
      await writeFile(file, old);
      const { bavail, bsize } = await statfs(folder);
      await writeFile(join(folder, 'filler'), Buffer.alloc(Math.max(0, bavail * bsize - free * 1024)));

      await expect(writeAtomic(file, next, versionOf(old))).rejects.toMatchObject({ code: 'ENOSPC' });
      expect((await readFile(file)).equals(old)).toBe(true);
      expect((await readdir(folder)).sort()).toEqual(['filler', '글.md']);

      await rm(join(folder, 'filler'));
      expect(await writeAtomic(file, next, versionOf(old))).toMatchObject({ ok: true, wrote: true });
      expect((await readFile(file)).equals(next)).toBe(true);
    },
  );
});
