// Owns: giving a post another file name.
// Must not know: categories and folders.
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { parsePostFileName, placeOf, postFileName } from '#core/site/post-path.ts';
import { safeName } from '#core/slug.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { freshEntry, locatePost, type PostDeps, readBase } from './deps.ts';
import { withProblem } from './follow-index.ts';
import { movePostFile, pathIn } from './place.ts';

const DAY = /^\d{4}-\d{2}-\d{2}(?!\d)/;

/** The path that a post has with this slug and date. Throws `refused` where Jekyll would not see the file as a post. */
export function renamedPath(
  journal: Pick<JournalHandle, 'site'>,
  path: RelPath,
  slug: string,
  date: string | null,
): RelPath {
  if (date !== null && !DAY.test(date)) throw new CallError('refused', 'That is no date.', { date });
  if (date === null && journal.site.kind === 'jekyll' && placeOf(path, journal.site).role === 'post') {
    throw new CallError('refused', 'A post needs a date in its file name.', { path });
  }
  const parts = path.split('/');
  const { extension } = parsePostFileName(parts.pop() ?? '');
  return pathIn(parts.join('/'), postFileName(date, safeName(slug), extension));
}

/** Renames the post if the disk still is `base`; its text stays byte for byte. Run it in the queues of both paths. */
export async function renamePost(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  to: RelPath,
  base: string,
): Promise<CallResult<'post.rename'>> {
  await readBase(await locatePost(journal, path), base);
  const problem = await movePostFile(deps, journal, path, to, base);
  return { path: to, version: base, entry: withProblem(await freshEntry(journal, to), problem) };
}
