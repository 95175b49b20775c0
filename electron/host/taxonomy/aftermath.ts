// Owns: what follows a change of many posts: history, backups and permissions follow moves, emptied folders go, the list is fresh.
// Must not know: how the posts were written.
import { chmod, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import type { PostDeps } from '#host/posts/deps.ts';
import { followInIndex } from '#host/posts/follow-index.ts';
import { type Done, emptiedFolders } from './apply.ts';
import type { ChangedFile } from './state.ts';
import { pathsOf } from './undo.ts';

type FollowDeps = Pick<PostDeps, 'history' | 'backups' | 'ports'>;

/** After a change: everything kept about a post follows it. `kept` ends once the history has the versions of before and after. */
export async function followChange(
  deps: FollowDeps,
  journal: JournalHandle,
  done: Done,
): Promise<{ readonly kept: Promise<void> }> {
  const { files } = done.record;
  const moves = files.flatMap((file) =>
    file.newPath === null
      ? []
      : [{ ...file, from: file.path, to: file.newPath, real: file.newFile ?? file.file }],
  );
  await settle(
    deps,
    journal,
    moves,
    files.map(({ file }) => file),
  );
  await journal.refresh(pathsOf(files));
  // Nobody waits for the history: the bytes of before are kept beside the record until the next change.
  return { kept: keepVersions(deps, journal, done) };
}

/** After taking a change back. The history has both versions already. */
export async function followUndo(
  deps: FollowDeps,
  journal: JournalHandle,
  files: readonly ChangedFile[],
): Promise<void> {
  const moves = files.flatMap((file) =>
    file.newPath === null ? [] : [{ ...file, from: file.newPath, to: file.path, real: file.file }],
  );
  await settle(
    deps,
    journal,
    moves,
    files.flatMap(({ newFile }) => newFile ?? []),
  );
  await journal.refresh(pathsOf(files));
}

interface Move {
  readonly from: RelPath;
  readonly to: RelPath;
  readonly real: RelPath;
  readonly mode: number;
}

async function settle(
  deps: FollowDeps,
  journal: JournalHandle,
  moves: readonly Move[],
  left: readonly RelPath[],
): Promise<void> {
  if (moves.length === 0) return;
  const { id } = journal.info;
  for (const { from, to, real, mode } of moves) {
    await chmod(join(journal.root, real), mode).catch(() => undefined);
    try {
      await deps.history.moved(id, from, to);
      const backup = await deps.backups.get(id, from);
      if (backup === null) continue;
      await deps.backups.put(id, { ...backup, path: to });
      await deps.backups.drop(id, from);
    } catch (error) {
      deps.ports.log('error', 'history did not follow a move', error);
    }
  }
  await followInIndex(deps, journal, moves);
  // A folder with anything in it stays: the system refuses to remove it.
  for (const folder of emptiedFolders(journal.root, left)) await rmdir(folder).catch(() => undefined);
}

async function keepVersions(deps: FollowDeps, journal: JournalHandle, done: Done): Promise<void> {
  const posts = done.record.files.map(({ path, newPath, before, after }, at) => {
    const bytes = done.bytesOf(at);
    const versions = [
      { version: before, bytes: bytes.before },
      { version: after, bytes: bytes.after },
    ];
    return { path: newPath ?? path, versions };
  });
  try {
    await deps.history.keepMany(journal.info.id, posts);
  } catch (error) {
    deps.ports.log('error', 'a version could not be kept in the history', error);
  }
}
