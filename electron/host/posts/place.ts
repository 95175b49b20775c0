// Owns: finding a free, legal name for a post, and moving its file there with everything kept about it.
// Must not know: what gives a post its name or folder.
import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { relPath } from '#contract/values.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { locate } from '#host/files/contain.ts';
import { errnoOf } from '#host/files/file-system.ts';
import { moveFile } from '#host/files/move-file.ts';
import { checkNewPath, checkPostPath, nameKey } from '#host/files/names.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { PostDeps } from './deps.ts';
import { followInIndex } from './follow-index.ts';

/** A path below the root from a folder (empty: the root) and a name. Throws `refused` where it cannot be one. */
export function pathIn(folder: string, name: string): RelPath {
  const path = relPath.safeParse(folder === '' ? name : `${folder}/${name}`);
  if (!path.success) throw new CallError('refused', 'That name cannot be used.', { name });
  return path.data;
}

/** Names in the folder of `path` that are one with its name on some system, other than `except`. */
async function twins(journal: JournalHandle, path: RelPath, except: string | null): Promise<boolean> {
  const { file } = await locate(journal.root, path);
  const names = await readdir(dirname(file)).catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  });
  const key = nameKey(basename(path));
  return names.some((name) => name !== except && nameKey(name) === key);
}

/** The first of `name`, `name-2`, `name-3` ... that no file has; `make` gives the path of a suffix. */
export async function freePath(journal: JournalHandle, make: (suffix: string) => RelPath): Promise<RelPath> {
  for (let n = 1; n < 10_000; n++) {
    const path = make(n === 1 ? '' : `-${n}`);
    checkNewPath(path);
    if (!(await twins(journal, path, null))) return path;
  }
  throw new CallError('exists', 'Too many files have that name.');
}

/**
 * Gives the post (whose bytes are `version`) the new path: its file, its history and its backup. Throws `exists` where the name is taken, also where it
 * would be on another system (case, composed Hangul). Run it in the queues of both paths. In a repository the index follows, as with
 * `git mv`; gives what is to be told where it could not.
 */
export async function movePostFile(
  deps: PostDeps,
  journal: JournalHandle,
  from: RelPath,
  to: RelPath,
  version: string,
): Promise<Problem | null> {
  if (from === to) return null;
  checkPostPath(to, journal.entry(from) !== null);
  checkNewPath(to);
  const source = await locate(journal.root, from);
  const target = await locate(journal.root, to);
  const sameFolder = dirname(source.name) === dirname(target.name);
  if (await twins(journal, to, sameFolder ? basename(from) : null)) {
    throw new CallError('exists', 'There is a file of that name already.', { name: basename(to) });
  }
  journal.noteOwnWrite(to, version);
  await moveFile(source.root, source.name, target.name);
  const { id } = journal.info;
  const kept = async () => {
    await deps.history.moved(id, from, to);
    const backup = await deps.backups.get(id, from);
    if (backup === null) return;
    await deps.backups.put(id, { ...backup, path: to });
    await deps.backups.drop(id, from);
  };
  await kept().catch((error: unknown) => deps.ports.log('error', 'history did not follow a move', error));
  const problem = await followInIndex(deps, journal, [{ from, to }]);
  await journal.refresh([from, to]);
  return problem;
}
