// Owns: that only one export at a time works on a target, also across processes of Galley.
// Must not know: what the export does.
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { errnoOf } from '#host/files/file-system.ts';

/** Lock files held by this process. */
const held = new Set<string>();

/**
 * Runs `job` while holding `folder`'s lock file. A lock whose process is gone is taken over. Throws `unavailable` where another
 * living process, or another job of this one, holds it.
 */
export async function withLock<T>(folder: string, job: () => Promise<T>): Promise<T> {
  const file = join(folder, 'lock');
  await take(file);
  try {
    return await job();
  } finally {
    held.delete(file);
    await unlink(file).catch(() => undefined);
  }
}

async function take(file: string): Promise<void> {
  if (held.has(file)) throw busy();
  held.add(file);
  try {
    for (let tries = 0; ; tries++) {
      try {
        await writeFile(file, String(process.pid), { flag: 'wx' });
        return;
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
      }
      const text = await readFile(file, 'utf8').catch(() => '');
      if (tries > 2 || (text !== '' && isOther(Number(text)))) throw busy();
      // Left by a process that was killed, or by an earlier one with our number.
      await unlink(file).catch(() => undefined);
    }
  } catch (error) {
    held.delete(file);
    throw error;
  }
}

function isOther(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

function busy(): CallError {
  return new CallError('unavailable', 'Another export to this target is running. Try again when it is done.');
}
