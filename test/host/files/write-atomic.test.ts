// A write is whole or not at all: every operation fails once, in every way, and the old bytes are still there.
import { chmod, link, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diskFileSystem } from '#host/files/file-system.ts';
import { tempName, tempOwner } from '#host/files/temp-name.ts';
import { versionOf } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { systemError, withFaults } from '#test/host/support/faults.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const bytes = (text: string) => Buffer.from(text, 'utf8');
const OLD = 'the old text\n'.repeat(900);
const NEW = 'the new and longer text\n'.repeat(1500);

async function withFile(text = OLD): Promise<{ folder: string; file: string }> {
  const folder = await tempFolder();
  const file = join(folder, '글.md');
  await writeFile(file, text);
  return { folder, file };
}

/** Names and bytes of everything in a folder. */
async function contents(folder: string): Promise<Record<string, string>> {
  const names = await readdir(folder);
  const pairs = await Promise.all(
    names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')]),
  );
  return Object.fromEntries(pairs) as Record<string, string>; // pairs of two strings
}

describe('writing a file', () => {
  it('replaces the bytes, keeps the mode, leaves nothing else', async () => {
    const { folder, file } = await withFile();
    await chmod(file, 0o640);
    const result = await writeAtomic(file, bytes(NEW), versionOf(bytes(OLD)));
    expect(result).toEqual({ ok: true, version: versionOf(bytes(NEW)), wrote: true, splitLinks: false });
    expect(await contents(folder)).toEqual({ '글.md': NEW });
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('touches nothing where the bytes are there already, whatever the base', async () => {
    const { file } = await withFile();
    await utimes(file, 1_000_000, 1_000_000);
    const before = await stat(file);
    const result = await writeAtomic(file, bytes(OLD), 'f'.repeat(32));
    expect(result).toMatchObject({ ok: true, wrote: false });
    const after = await stat(file);
    expect([after.mtimeMs, after.ino]).toEqual([before.mtimeMs, before.ino]);
  });

  it('writes nothing over a base that is not on disk, and says what is', async () => {
    const { folder, file } = await withFile();
    const result = await writeAtomic(file, bytes(NEW), 'f'.repeat(32));
    expect(result).toMatchObject({ ok: false, found: { version: versionOf(bytes(OLD)) } });
    expect(await contents(folder)).toEqual({ '글.md': OLD });
  });

  it('does not make again a file that vanished', async () => {
    const folder = await tempFolder();
    const result = await writeAtomic(join(folder, 'a.md'), bytes(NEW), versionOf(bytes(OLD)));
    expect(result).toEqual({ ok: false, found: null });
    expect(await readdir(folder)).toEqual([]);
  });

  it('makes a file only where none is', async () => {
    const { folder, file } = await withFile();
    expect(await writeAtomic(file, bytes(NEW), null)).toMatchObject({ ok: false });
    expect(await writeAtomic(join(folder, 'b.md'), bytes(NEW), null)).toMatchObject({
      ok: true,
      wrote: true,
    });
    expect(await contents(folder)).toEqual({ '글.md': OLD, 'b.md': NEW });
  });

  it('refuses a write-protected file, a folder and a pipe', async () => {
    const { folder, file } = await withFile();
    await chmod(file, 0o444);
    await expect(writeAtomic(file, bytes(NEW), 'any')).rejects.toMatchObject({ code: 'read-only' });
    await mkdir(join(folder, 'd.md'));
    await expect(writeAtomic(join(folder, 'd.md'), bytes(NEW), 'any')).rejects.toMatchObject({
      code: 'refused',
    });
    expect((await readdir(folder)).sort()).toEqual(['d.md', '글.md']);
  });

  it('tells that another name of the file keeps the old bytes', async () => {
    const { folder, file } = await withFile();
    await link(file, join(folder, 'other.md'));
    expect(await writeAtomic(file, bytes(NEW), 'any')).toMatchObject({ ok: true, splitLinks: true });
    expect(await contents(folder)).toEqual({ '글.md': NEW, 'other.md': OLD });
  });

  it('writes names of 255 bytes', async () => {
    const folder = await tempFolder();
    const name = `${'가'.repeat(84)}.md`;
    expect(Buffer.byteLength(name)).toBe(255);
    expect(Buffer.byteLength(tempName(name))).toBeLessThanOrEqual(255);
    await writeAtomic(join(folder, name), bytes(OLD), null);
    await writeAtomic(join(folder, name), bytes(NEW), versionOf(bytes(OLD)));
    expect(await contents(folder)).toEqual({ [name]: NEW });
  });

  it('notices a change between the first look and the rename', async () => {
    const { folder, file } = await withFile();
    const facts = await stat(file);
    const result = await writeAtomic(file, bytes(NEW), versionOf(bytes(OLD)), {
      keepOld: async () => {
        // Same size and same time: only the bytes tell.
        await writeFile(file, OLD.replaceAll('old', 'odd'));
        await utimes(file, facts.atime, facts.mtime);
      },
    });
    expect(result).toMatchObject({ ok: false });
    expect(await contents(folder)).toEqual({ '글.md': OLD.replaceAll('old', 'odd') });
  });

  it('never replaces a file that comes to be while a new one is made', async () => {
    const folder = await tempFolder();
    const file = join(folder, 'a.md');
    const raced = {
      ...diskFileSystem,
      link: async (existing: string, path: string) => {
        await writeFile(file, 'theirs');
        await diskFileSystem.link(existing, path);
      },
    };
    const result = await writeAtomic(file, bytes(NEW), null, { fs: raced });
    expect(result).toMatchObject({ ok: false });
    expect(await contents(folder)).toEqual({ 'a.md': 'theirs' });
  });

  it('makes a new file where the disk has no hard links', async () => {
    const folder = await tempFolder();
    const { fs } = withFaults((_at, name, when) => {
      if (name === 'link' && when === 'before') throw systemError('EPERM');
    });
    const file = join(folder, 'a.md');
    expect(await writeAtomic(file, bytes(NEW), null, { fs })).toMatchObject({ ok: true });
    expect(await contents(folder)).toEqual({ 'a.md': NEW });
  });

  it('goes on after a short write until every byte is there', async () => {
    const { folder, file } = await withFile();
    const probe = withFaults(() => undefined);
    await writeAtomic(file, bytes(NEW), 'any', { fs: probe.fs });
    const { fs, done } = withFaults(() => undefined, probe.done.indexOf('write'));
    await writeAtomic(file, bytes(OLD), 'any', { fs });
    expect(await contents(folder)).toEqual({ '글.md': OLD });
    expect(done.filter((name) => name === 'write')).toHaveLength(2);
  });
});

describe('a failure at any operation', () => {
  const cases = ['ENOSPC', 'EIO', 'EACCES', 'EROFS'] as const;
  it.each(cases)('%s: old bytes or new bytes, no temporary file, never a false "saved"', async (code) => {
    const { file: sample } = await withFile();
    const trial = withFaults(() => undefined);
    await writeAtomic(sample, bytes(NEW), 'any', { fs: trial.fs });
    expect(trial.done).toContain('rename');
    const renameAt = trial.done.indexOf('rename');
    for (let failing = 0; failing < trial.done.length; failing++) {
      const { folder, file } = await withFile();
      const { fs } = withFaults((at, name, when) => {
        // Removing the temporary file is the cleaning itself; a disk that fails even that is the sweep's business.
        if (at === failing && when === 'before' && name !== 'unlink' && name !== 'close')
          throw systemError(code);
      });
      const outcome = await writeAtomic(file, bytes(NEW), 'any', { fs }).then(
        () => 'saved',
        () => 'failed',
      );
      const names = await readdir(folder);
      expect(names, `${trial.done[failing]} #${failing}`).toEqual(['글.md']);
      const text = await readFile(file, 'utf8');
      if (outcome === 'saved') expect(text).toBe(NEW);
      else if (failing <= renameAt) expect(text).toBe(OLD);
      else expect([OLD, NEW]).toContain(text);
      // And the next save, on a mended disk, succeeds.
      expect(await writeAtomic(file, bytes(NEW), 'any')).toMatchObject({ ok: true });
      expect(await readFile(file, 'utf8')).toBe(NEW);
    }
  });

  it('a write that takes nothing is a failure, not an endless loop', async () => {
    const { folder, file } = await withFile();
    const { fs } = withFaults(() => undefined);
    const stuck = {
      ...fs,
      open: async (path: string, flags: string | number, mode?: number) => ({
        ...(await fs.open(path, flags, mode)),
        write: async () => 0,
      }),
    };
    await expect(writeAtomic(file, bytes(NEW), 'any', { fs: stuck })).rejects.toMatchObject({ code: 'io' });
    expect(await contents(folder)).toEqual({ '글.md': OLD });
  });
});

describe('temporary names', () => {
  it('are recognised, and nothing else is', () => {
    expect(tempOwner(tempName('글.md'))).toBe(process.pid);
    expect(tempOwner(tempName('a.md', 4242))).toBe(4242);
    for (const other of ['.a.tmp', 'a.tmp', '.a.md.swp', '.a.xyz.tmp', 'x.1-0123456789ab.tmp', '.hidden']) {
      expect(tempOwner(other), other).toBeNull();
    }
  });
});
