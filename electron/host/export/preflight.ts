// Owns: the checks before publishing over the posts of a plan, or of a whole journal.
// Must not know: the rules, or what a plan does. Only reads.
import { checkPost } from '#core/check/check-journal.ts';
import type { CheckContext, Finding } from '#core/check/types.ts';
import type { Lookup } from '#core/export/bring.ts';
import { placeCompanion } from '#core/export/paths.ts';
import type { Step } from '#core/export/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { createFileIndex } from './file-index.ts';
import { type JournalView, readJournalText } from './journal-view.ts';

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
  const problems: Problem[] = (await checkFolder(view, now, ({ path }) => wanted.has(path), lookup)).map(
    ({ path, problem }) => ({ ...problem, detail: { ...problem.detail, path } }),
  );
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

/** Checks the posts of a journal that `choose` takes (all, if left out). Posts that are no UTF-8 text have their entry's problems only. */
export async function checkFolder(
  view: JournalView,
  now: number,
  choose: (entry: PostEntry) => boolean = () => true,
  lookup: CheckContext['lookup'] = createFileIndex(view.root),
): Promise<readonly Finding[]> {
  const context: CheckContext = { site: view.site, entries: view.entries, lookup, now };
  const findings: Finding[] = [];
  for (const entry of view.entries) {
    if (!choose(entry)) continue;
    const text = await readJournalText(view.root, entry.path);
    if (text !== null) findings.push(...checkPost(entry, text, context));
    else {
      for (const problem of entry.problems)
        findings.push({ path: entry.path, rule: problem.code, problem, fix: null });
    }
  }
  return findings;
}
