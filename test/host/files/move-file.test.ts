// A move keeps the file under one name at every moment and replaces nothing, also where the disk takes two spellings for one.
import { link, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFileSystem, type FileSystem } from '#host/files/file-system.ts';
import { moveFile } from '#host/files/move-file.ts';
import { systemError } from '#test/host/support/faults.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();

/** A disk that keeps the spelling of a name but answers to any (as on a Mac or a stick); `lazy`: a mere respelling is no change. */
function forgiving(lazy: boolean): { readonly fs: FileSystem; readonly listings: string[][] } {
  const listings: string[][] = [];
  const key = (name: string) => name.normalize('NFC').toLowerCase();
  const real = async (path: string) => {
    const names = await readdir(dirname(path)).catch((): string[] => []);
    return join(dirname(path), names.find((name) => key(name) === key(basename(path))) ?? basename(path));
  };
  const fs: FileSystem = {
    ...diskFileSystem,
    lstat: async (path) => diskFileSystem.lstat(await real(path)),
    rename: async (from, to) => {
      const source = await real(from);
      const target = await real(to);
      if (source === target && lazy) return;
      if (
        source !== target &&
        (await readdir(dirname(target)).catch((): string[] => [])).includes(basename(target))
      ) {
        throw systemError('WOULD_REPLACE');
      }
      await diskFileSystem.rename(source, to);
      listings.push(await readdir(dirname(to)));
    },
  };
  return { fs, listings };
}

async function withFile(name: string) {
  const root = await tempFolder();
  await writeFile(join(root, name), 'text');
  return root;
}

describe('moving a file', () => {
  it('makes the folders of its new place', async () => {
    const root = await withFile('a.md');
    await moveFile(root, join(root, 'a.md'), join(root, 'x/y/b.md'));
    expect(await readFile(join(root, 'x/y/b.md'), 'utf8')).toBe('text');
    expect((await readdir(root)).sort()).toEqual(['x']);
  });

  it('refuses a name that is taken, also by another link to the same file', async () => {
    const root = await withFile('a.md');
    await writeFile(join(root, 'b.md'), 'other');
    await link(join(root, 'a.md'), join(root, 'c.md'));
    await mkdir(join(root, 'd.md'));
    for (const name of ['b.md', 'c.md', 'd.md']) {
      await expect(moveFile(root, join(root, 'a.md'), join(root, name)), name).rejects.toMatchObject({
        code: 'exists',
      });
    }
    expect((await readdir(root)).sort()).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
    expect(await readFile(join(root, 'b.md'), 'utf8')).toBe('other');
  });

  it('says so where the file is gone', async () => {
    const root = await withFile('a.md');
    await expect(moveFile(root, join(root, 'gone.md'), join(root, 'b.md'))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it.each([
    ['hello.md', 'Hello.md'],
    ['한글.md'.normalize('NFD'), '한글.md'.normalize('NFC')],
  ])('respells %s as %s on a disk that answers to both', async (from, to) => {
    for (const lazy of [false, true]) {
      const root = await withFile(from);
      const { fs, listings } = forgiving(lazy);
      await moveFile(root, join(root, from), join(root, to), fs);
      expect(await readdir(root)).toEqual([to]);
      expect(await readFile(join(root, to), 'utf8')).toBe('text');
      // There was one file, visible, after every step.
      expect(listings.length).toBeGreaterThan(0);
      for (const names of listings) {
        expect(names).toHaveLength(1);
        expect(names[0]?.startsWith('.')).toBe(false);
      }
    }
  });

  it('does not take another file for a respelling', async () => {
    const root = await withFile('a.md');
    await writeFile(join(root, 'B.md'), 'other');
    const { fs } = forgiving(false);
    await expect(moveFile(root, join(root, 'a.md'), join(root, 'b.md'), fs)).rejects.toMatchObject({
      code: 'exists',
    });
    expect((await readdir(root)).sort()).toEqual(['B.md', 'a.md']);
  });
});
