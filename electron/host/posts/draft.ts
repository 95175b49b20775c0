// Owns: what making a post of a draft, or a draft of a post, means on disk.
// Must not know: where such a file belongs or which keys change; that is worked out in core.
import type { CallArgs } from '#contract/calls.ts';
import { CallError } from '#contract/errors.ts';
import { parseDateText, readFrontMatter } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { demotePost, promoteDraft } from '#core/site/draft.ts';
import type { PostMove } from '#core/site/move-post.ts';
import { placeOf } from '#core/site/post-path.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { freshEntry, locatePost, readBase } from './deps.ts';

type Plan = PostMove & { readonly path: RelPath };

/** What publishing the draft means now. Throws `refused` where it is no draft or the date is none. */
export async function planPromotion(
  journal: JournalHandle,
  { path, base, date, setDate }: CallArgs<'post.promote'>,
): Promise<Plan> {
  if (!isDay(date)) throw new CallError('refused', 'That is no date.', { date });
  const found = await readBase(await locatePost(journal, path), base);
  const entry = await freshEntry(journal, path);
  if (!entry.draft) throw new CallError('refused', 'That post is no draft.', { path });
  const { data } = readFrontMatter(textOf(found.bytes).text, {
    generator: journal.site.kind === 'jekyll' ? 'jekyll' : 'plain',
  });
  const move = promoteDraft(entry, data, { date, setDate }, journal.site);
  return { path: move.path ?? path, changes: move.changes };
}

/** What making a draft of the post means now. Throws `refused` where it is one, or no post at all. */
export async function planDemotion(
  journal: JournalHandle,
  { path, dated }: CallArgs<'post.demote'>,
): Promise<Plan> {
  const entry = await freshEntry(journal, path);
  if (entry.draft) throw new CallError('refused', 'That post is a draft already.', { path });
  if (placeOf(path, journal.site).role !== 'post') {
    throw new CallError('refused', 'Only a post can become a draft.', { path });
  }
  const move = demotePost(entry, journal.site, dated);
  return { path: move.path ?? path, changes: move.changes };
}

function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?!\d)/.test(date) && parseDateText(date.slice(0, 10)) !== null;
}
