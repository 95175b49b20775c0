// What the system forbids is told as such and changes nothing: tried by a process without special rights.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { chmod, chown, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { toWireError } from '#contract/plain.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const NOBODY = 65_534;
/** As root, permissions bind nobody: the attempt is made by another user. */
const asRoot = process.getuid?.() === 0;
const canSwitch =
  process.platform === 'linux' &&
  (!asRoot || spawnSync('setpriv', ['--reuid', String(NOBODY), '--clear-groups', 'true']).status === 0);

/** Tries to save and gives what came of it: `saved`, or the code of the failure. */
function attempt(file: string): string {
  const script = `
    const { writeAtomic } = await import('#host/files/write-atomic.ts');
    const { toWireError } = await import('#contract/plain.ts');
    await writeAtomic(${JSON.stringify(file)}, Buffer.from('new'), 'any').then(
      (result) => console.log(result.ok ? 'saved' : 'conflict'),
      (error) => console.log(toWireError(error)?.code ?? String(error)),
    );`;
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', script];
  const command = asRoot ? ['setpriv', '--reuid', String(NOBODY), '--clear-groups', ...node] : node;
  const run = spawnSync(command[0] ?? '', command.slice(1), {
    encoding: 'utf8',
    env: { ...process.env, HOME: '/nonexistent' },
  });
  return run.stdout.trim() || run.stderr;
}

async function prepare() {
  const folder = await tempFolder();
  const file = join(folder, 'a.md');
  await writeFile(file, 'old');
  if (asRoot) {
    await chown(file, NOBODY, NOBODY);
    await chown(folder, NOBODY, NOBODY);
  }
  return { folder, file };
}

/** Fixed files need a disk that knows them and the right to fix. */
function canFix(): boolean {
  if (!asRoot || process.platform !== 'linux') return false;
  const folder = mkdtempSync(join(tmpdir(), 'galley-fix-'));
  const fixed = spawnSync('chattr', ['+i', folder]).status === 0;
  spawnSync('chattr', ['-i', folder]);
  rmdirSync(folder);
  return fixed;
}

describe.skipIf(!canFix())('a file that is fixed (immutable)', () => {
  it('is not saved, and neither is one in a fixed folder; both keep their text', async () => {
    const { folder, file } = await prepare();
    for (const fixed of [file, folder]) {
      expect(spawnSync('chattr', ['+i', fixed]).status).toBe(0);
      const outcome = await writeAtomic(file, Buffer.from('new'), 'any').then(
        () => 'saved',
        (error: unknown) => toWireError(error)?.code,
      );
      expect(spawnSync('chattr', ['-i', fixed]).status).toBe(0);
      expect(outcome).toBe('read-only');
      expect(await readFile(file, 'utf8')).toBe('old');
      expect(await readdir(folder)).toEqual(['a.md']);
    }
    expect(await writeAtomic(file, Buffer.from('new'), 'any')).toMatchObject({ ok: true });
  });
});

const readable =
  canSwitch &&
  spawnSync('setpriv', ['--reuid', String(NOBODY), '--clear-groups', 'test', '-r', process.cwd()]).status ===
    0;

describe.skipIf(!canSwitch || (asRoot && !readable))('without the right to write', () => {
  it('a writable file is saved, a protected file or folder is not', async () => {
    const { folder, file } = await prepare();
    expect(attempt(file)).toBe('saved');
    await writeFile(file, 'old');
    await chmod(file, 0o444);
    expect(attempt(file)).toBe('read-only');
    await chmod(file, 0o644);
    await chmod(folder, 0o555);
    expect(attempt(file)).toBe('read-only');
    await chmod(folder, 0o755);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.md']);
  });

  it('a file that cannot be read is not replaced either', async () => {
    const { folder, file } = await prepare();
    await chmod(file, 0o200);
    expect(attempt(file)).toBe('read-only');
    await chmod(file, 0o644);
    expect(await readFile(file, 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['a.md']);
  });
});
