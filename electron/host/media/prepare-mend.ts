// Owns: a plan that points references which lead nowhere to images that are there.
// Must not know: which image is the right one; it is told.
import type { MediaChange } from '#contract/media-calls.ts';
import { followMoves } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { JournalUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { planned, readText } from './follow.ts';
import type { Left, PlannedPost, PreparedMedia } from './model.ts';

export async function prepareMend(
  journal: JournalHandle,
  usage: JournalUsage,
  { mends }: Extract<MediaChange, { op: 'mend' }>,
): Promise<PreparedMedia> {
  const { baseurl, url } = journal.site;
  const there = new Set<string>(usage.files.map(({ path }) => path));
  const byPost = new Map<RelPath, Map<string, RelPath>>();
  const left: Left[] = [];
  for (const { post, path, to } of mends) {
    const broken = usage.broken.some((each) => each.post === post && each.path === path);
    if (!broken || !there.has(to)) {
      const code = broken ? 'no-target' : 'not-broken';
      const message = broken ? 'The chosen image is not there.' : 'That reference is not broken any more.';
      left.push({ path: post, code, message, posts: [] });
      continue;
    }
    const own = byPost.get(post) ?? new Map<string, RelPath>();
    own.set(path, to);
    byPost.set(post, own);
  }
  const posts: PlannedPost[] = [];
  for (const [post, own] of byPost) {
    const read = await readText(journal, post);
    if ('code' in read) {
      left.push(read);
      continue;
    }
    const edits = followMoves(read.text, { post, baseurl, url }, (path) => own.get(path) ?? null);
    if (edits.length > 0) posts.push(planned(journal, post, false, read.version, read.text, edits));
  }
  return { journal: journal.info.id, op: 'mend', images: [], posts, left, folder: null };
}
