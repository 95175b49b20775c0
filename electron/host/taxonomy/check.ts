// Owns: the last look before a change of many posts: every file as planned, and writable, or nothing is written at all.
// Must not know: what is changed, or how it is written.
import { access, constants, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { nameKey } from '#host/files/names.ts';
import { type ReadFile, readRegular } from '#host/files/read-file.ts';

/** A file as it must be now. `path` is what the person knows it by. */
export interface Expected {
  readonly path: RelPath;
  /** Absolute, links resolved. */
  readonly file: string;
  readonly version: string;
  /** Absolute path that must be free; null where the file stays. */
  readonly to: string | null;
}

/**
 * Reads all files. Throws `stale` with the paths that are not as expected (or whose new place is taken), else `read-only` with those
 * that cannot be written.
 */
export async function readAll(expected: readonly Expected[]): Promise<readonly ReadFile[]> {
  const changed: RelPath[] = [];
  const locked: RelPath[] = [];
  const files: ReadFile[] = [];
  for (const each of expected) {
    const found = await readRegular(each.file).catch(() => null);
    if (found?.version !== each.version || (each.to !== null && (await isTaken(each.to, each.file)))) {
      changed.push(each.path);
      continue;
    }
    files.push(found);
    if (!(await isWritable(found, each))) locked.push(each.path);
  }
  if (changed.length > 0) throw changedMeanwhile(changed);
  if (locked.length > 0) {
    throw new CallError('read-only', 'Some posts cannot be written. Nothing was changed.', {
      paths: locked.slice(0, 100),
      count: locked.length,
    });
  }
  return files;
}

/** The failure that names posts which are no longer as they were seen. */
export function changedMeanwhile(paths: readonly string[]): CallError {
  return new CallError('stale', 'Some posts changed meanwhile. Nothing was written.', {
    changed: paths.slice(0, 100),
    count: paths.length,
  });
}

/** Also where the name would be the same on another system. */
async function isTaken(to: string, from: string): Promise<boolean> {
  const names = await readdir(dirname(to)).catch((): string[] => []);
  const key = nameKey(basename(to));
  const own = dirname(to) === dirname(from) ? basename(from) : null;
  return names.some((name) => name !== own && nameKey(name) === key);
}

async function isWritable({ facts }: ReadFile, { file, to }: Expected): Promise<boolean> {
  if ((facts.mode & 0o200n) === 0n) return false;
  const folders = to === null ? [dirname(file)] : [dirname(file), await nearest(dirname(to))];
  for (const folder of folders) {
    const may = await access(folder, constants.W_OK | constants.X_OK).then(
      () => true,
      () => false,
    );
    if (!may) return false;
  }
  return true;
}

/** The folder itself, or the closest one above that is there. */
async function nearest(folder: string): Promise<string> {
  const there = await access(folder).then(
    () => true,
    () => false,
  );
  return there || folder === join(folder, '..') ? folder : await nearest(join(folder, '..'));
}
