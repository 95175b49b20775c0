// Owns: putting a post into other categories: its text by byte range, its file by one rename.
// Must not know: which of the two gives the categories; that is worked out in core.
import type { CallResult } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { patch } from '#core/frontmatter/index.ts';
import { followMoves } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { moveToCategories, type PostMove } from '#core/site/move-post.ts';
import { applyEdits } from '#core/text.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { freshEntry, knownEntry, locatePost, type PostDeps, readBase } from './deps.ts';
import { withProblem } from './follow-index.ts';
import { freePath, movePostFile, pathIn } from './place.ts';
import { readPost } from './read.ts';
import { savePost } from './save.ts';

/** What moving `path` to `categories` means now; its own path where the file stays. */
export async function planMove(
  journal: JournalHandle,
  path: RelPath,
  categories: readonly string[],
): Promise<PostMove & { readonly path: RelPath }> {
  const entry = journal.entry(path) ?? (await freshEntry(journal, path));
  const move = moveToCategories(entry, categories, { site: journal.site, entries: journal.entries() });
  return { path: move.path ?? path, changes: move.changes };
}

/**
 * Carries out a plan of `planMove` if the disk still is `base`. The file gets its place first, then its text: at every moment
 * there is exactly one. Throws `front-matter` with nothing done where the text cannot be changed without loss. Run it in the
 * queues of both paths.
 */
export async function movePost(
  deps: PostDeps,
  journal: JournalHandle,
  path: RelPath,
  plan: PostMove & { readonly path: RelPath },
  base: string,
): Promise<CallResult<'post.read'>> {
  const found = await readBase(await locatePost(journal, path), base);
  const { text, misfit } = textOf(found.bytes);
  if (misfit !== null && plan.changes.length > 0) {
    throw new CallError('not-utf8', 'The file is no UTF-8 text and is never written.');
  }
  const next = movedText(journal, text, path, plan);
  const target = await freeTarget(journal, path, plan.path);
  const problem = await movePostFile(deps, journal, path, target, base);
  if (misfit === null && next !== text) await savePost(deps, journal, target, next, base);
  knownEntry(journal, target);
  const read = await readPost(journal, target);
  return { ...read, entry: withProblem(read.entry, problem) };
}

function movedText(
  journal: JournalHandle,
  text: string,
  path: RelPath,
  plan: PostMove & { readonly path: RelPath },
): string {
  const result = patch(text, plan.changes);
  if (!result.ok) {
    const { code, message } = result.reason;
    throw new CallError('front-matter', message, { code, line: result.reason.line ?? null });
  }
  const changed = applyEdits(text, result.edits);
  // A blog resolves relative links from a post's URL; in a plain folder they are relative to the file, and follow it.
  if (journal.site.kind !== 'plain' || plan.path === path) return changed;
  const base = { post: path, baseurl: '', url: '' };
  return applyEdits(
    changed,
    followMoves(changed, base, () => null, { ...base, post: plan.path }),
  );
}

/** The wanted path, or with a number behind the name where another post has it. */
async function freeTarget(journal: JournalHandle, path: RelPath, wanted: RelPath): Promise<RelPath> {
  if (wanted === path) return path;
  const parts = wanted.split('/');
  const name = parts.pop() ?? '';
  const dot = name.lastIndexOf('.');
  return await freePath(journal, (suffix) =>
    pathIn(parts.join('/'), `${name.slice(0, dot)}${suffix}${name.slice(dot)}`),
  );
}
