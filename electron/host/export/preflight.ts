// Owns: the checks before publishing over the posts of a plan, or of a whole journal.
// Must not know: the rules, or what a plan does. Only reads.
import type { Lookup } from '#core/export/bring.ts';
import { placeCompanion } from '#core/export/paths.ts';
import type { Step } from '#core/export/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { checkFolder } from '#host/check/check-folder.ts';
import { readCheckSettings } from '#host/check/settings.ts';
import { createFileIndex } from './file-index.ts';
import type { JournalView } from './journal-view.ts';

/** A plan of more posts than this is checked in part: the first export of a whole blog must not wait for it. */
const MAX_POSTS = 1000;

/**
 * Checks the posts that a plan would write; every problem names its post in `detail.path`. A file that the journal lacks and the
 * target (a folder) has is there for the reader, so it is not missing.
 */
export async function preflight(
  view: JournalView,
  steps: readonly Step[],
  target: string,
  now: number,
): Promise<readonly Problem[]> {
  const going = steps.filter(
    ({ kind, action, source }) => kind === 'post' && action !== 'keep' && source !== null,
  );
  const wanted = new Set(going.slice(0, MAX_POSTS).map(({ source }) => source));
  const there = createFileIndex(target);
  const ours = createFileIndex(view.root);
  const lookup = (path: RelPath): Lookup => {
    const found = ours(path);
    const place = found.found === 'nothing' ? placeCompanion(path, view) : null;
    return place !== null && there(place).found === 'exact' ? { found: 'exact' } : found;
  };
  const { off } = await readCheckSettings(view.root).catch(() => ({ off: [] }));
  const findings = await checkFolder(view, {
    now,
    choose: ({ path }) => wanted.has(path),
    lookup,
    off: new Set(off),
  });
  const problems: Problem[] = findings.map(({ path, problem }) => ({
    ...problem,
    detail: { ...problem.detail, path },
  }));
  if (going.length > MAX_POSTS) {
    problems.push({
      code: 'preflight-partial',
      severity: 'info',
      message: `Only the first ${MAX_POSTS} posts were checked.`,
      detail: { checked: MAX_POSTS, count: going.length },
    });
  }
  return problems;
}
