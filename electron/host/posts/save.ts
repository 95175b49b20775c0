// Owns: saving a post: never over something unseen, never half, and what was there before is kept.
// Must not know: when the page saves, or what it does about a conflict.
import { dirname } from 'node:path';
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { placeOf } from '#core/site/post-path.ts';
import { type Located, makeFolder } from '#host/files/contain.ts';
import { checkNewPath } from '#host/files/names.ts';
import { readRegular, readSettled } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import { versionOfBig } from '#host/files/version.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { bytesOf, conflict, freshEntry, keepVersion, knownEntry, locatePost, type PostDeps } from './deps.ts';

/**
 * Writes `text` if the disk still is `base` (null: no file). Throws `conflict` with the disk's text otherwise, and `not-utf8`
 * where the file on disk is no UTF-8. The same bytes again touch nothing. Run it in the post's queue.
 */
export async function savePost(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  text: string,
  base: string | null,
): Promise<CallResult<'post.save'>> {
  const bytes = bytesOf(text);
  const at = await locatePost(journal, path);
  await checkIsPost(journal, path, at.exists);
  if (base === null && !at.exists) {
    checkNewPath(path);
    await makeFolder(at.root, dirname(at.file));
  }
  // Before the rename: the watcher may be quicker than what follows.
  journal.noteOwnWrite(path, await versionOfBig(bytes));
  const result = await writeAtomic(at.file, bytes, base, {
    keepOld: async (old) => {
      if (textOf(old.bytes).misfit !== null) {
        throw new CallError('not-utf8', 'The file is no UTF-8 text and is never written.');
      }
      await keepVersion(deps, journal, path, old);
    },
  });
  // What is shown must be what the other program meant, not a step on its way.
  if (!result.ok) throw conflict(await readSettled(at.file));
  const { version, wrote, splitLinks } = result;
  // Also where nothing was written: another program may overwrite what a person was told is saved.
  void keepVersion(deps, journal, path, { bytes, version });
  await dropVerified(deps, journal, path, at, text, version);
  const entry =
    wrote || journal.entry(path) === null ? await freshEntry(journal, path) : knownEntry(journal, path);
  return { path, version, entry: splitLinks ? withLinkWarning(entry) : entry };
}

/** Layouts, includes and pages are the blog's machinery: what is no post of the list, or would be none, is not written. */
async function checkIsPost(journal: JournalHandle, path: RelPath, exists: boolean): Promise<void> {
  if (journal.entry(path) !== null) return;
  if (exists) await journal.refresh([path]);
  const role = placeOf(path, journal.site).role;
  if (exists ? journal.entry(path) !== null : role === 'post' || role === 'draft') return;
  throw new CallError('refused', 'That file is not a post.', { path });
}

/** Drops the backup of exactly this text, once the disk is seen to hold it. A newer backup stays. */
async function dropVerified(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  at: Located,
  text: string,
  version: string,
): Promise<void> {
  try {
    const { id } = journal.info;
    const backup = await deps.backups.get(id, path);
    if (backup === null || backup.text !== text) return;
    const found = await readRegular(at.file);
    if (found?.version === version) await deps.backups.drop(id, path);
  } catch (error) {
    deps.ports.log('warn', 'a backup could not be dropped', error);
  }
}

function withLinkWarning(entry: PostEntry): PostEntry {
  const message = 'The file had a second name (a hard link), which keeps the text from before.';
  return {
    ...entry,
    problems: [...entry.problems, { code: 'hard-link-split', severity: 'warning', message }],
  };
}
