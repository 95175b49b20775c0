// Owns: taking the last export back, byte for byte, from the copies that were kept of what it replaced; also after a restart.
// Must not know: the wire, or how an export is made.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { createInspector } from '#host/export/inspect.ts';
import { withLock } from '#host/export/lock.ts';
import { prepareState, type Target } from '#host/export/target.ts';
import { readRegular } from '#host/files/read-file.ts';
import { requireCommittable } from '#host/git/commit.ts';
import { listCommits } from '#host/git/log.ts';
import { runGit } from '#host/git/run.ts';
import { type Repository, readState } from '#host/git/state.ts';
import { openPlace, type PublishWorld } from './place.ts';
import { readLast } from './published.ts';
import { type Former, revertMessage, type TakenBack, takeBack } from './take-back.ts';

/**
 * Takes the last export to `folder` back; where it was committed and the commit is part of the branch, by a new commit of exactly
 * its files. Throws `not-found` where there is nothing to take back, `stale` with the files changed since, `git` where a commit is
 * due and cannot be made; nothing is written then.
 */
export async function undoExport(world: PublishWorld, folder: string): Promise<TakenBack> {
  const place = await openPlace(folder, world);
  const { target } = place;
  if (target === null) throw nothing();
  await prepareState(target);
  return withLock(target.state, async () => {
    const last = await readLast(target.state);
    if (last === null) throw nothing();
    const { notes, folders } = last.manifest;
    const changed: RelPath[] = [];
    const files: Former[] = [];
    for (const [at, { path, before, after, mode }] of notes.entries()) {
      if ((await versionAt(target, path)) !== after) changed.push(path);
      const read = (): Promise<Uint8Array> => readFile(join(last.folder, `old-${at}`));
      files.push({ path, before: after, after: before, read, mode: mode === 0 ? null : mode });
    }
    if (changed.length > 0) {
      throw new CallError('stale', 'Files of the last export were changed since. Nothing was taken back.', {
        problem: 'undo-changed',
        changed: changed.slice(0, 100),
        count: changed.length,
      });
    }
    const commit = place.usable ? await commitFor(world, place.repository, last.commit) : null;
    const done = await takeBack(world, target, { files, record: last.record, folders, commit });
    await rm(last.folder, { recursive: true, force: true });
    return done;
  });
}

const nothing = (): CallError =>
  new CallError('not-found', 'There is no export to take back here.', { problem: 'undo-nothing' });

async function versionAt(target: Target, path: RelPath): Promise<string | null> {
  const there = createInspector(target.root)(path);
  if (there.is === 'absent') return null;
  if (there.is === 'blocked') return 'blocked';
  return (await readRegular(join(target.root, path)))?.version ?? null;
}

/** A commit is due only where the export's own is part of the branch. */
async function commitFor(world: PublishWorld, repository: Repository, commit: string | null) {
  if (commit === null) return null;
  const env = world.env ? { env: world.env } : {};
  const within = await runGit(['merge-base', '--is-ancestor', commit, 'HEAD'], {
    cwd: repository.folder,
    ...env,
  });
  if (within.code !== 0) return null;
  requireCommittable(await readState(repository, env));
  const [one] = await listCommits(repository, [commit], 1, env);
  return { message: revertMessage(one?.subject ?? commit, commit), of: commit, made: 'undo' as const };
}
