// Owns: removing what a killed process left behind: temporary files of ours, and nothing else.
// Must not know: posts, images, or what was being written.
import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from './is-alive.ts';
import { tempOwner } from './temp-name.ts';

const SKIP: ReadonlySet<string> = new Set(['node_modules', '_site', 'vendor']);
const MAX_DEPTH = 40;

/**
 * Removes temporary files whose process is gone, in `folder` and below; hidden folders and links are not entered.
 * Gives how many were removed. Never throws: what cannot be read or removed stays.
 */
export async function sweepLeftovers(folder: string, depth = 0): Promise<number> {
  let removed = 0;
  const items = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const item of items) {
    const path = join(folder, item.name);
    if (item.isDirectory()) {
      if (depth < MAX_DEPTH && !item.name.startsWith('.') && !SKIP.has(item.name))
        removed += await sweepLeftovers(path, depth + 1);
      continue;
    }
    const owner = item.isFile() ? tempOwner(item.name) : null;
    if (owner !== null && (await isLeftover(path, owner))) {
      await unlink(path).then(
        () => removed++,
        () => undefined,
      );
    }
  }
  return removed;
}

const DAY = 86_400_000;

/** A living process with that number may be another program by now, so a day is enough for any write. */
async function isLeftover(path: string, pid: number): Promise<boolean> {
  if (pid === process.pid) return false;
  if (!isAlive(pid)) return true;
  const { mtimeMs } = await lstat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
  return mtimeMs < Date.now() - DAY;
}
