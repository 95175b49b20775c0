// Owns: the checks before publishing over the posts of a plan, or of a whole journal.
// Must not know: the rules, or what a plan does. Only reads.
import { checkPost } from '#core/check/check-journal.ts';
import type { CheckContext, Finding } from '#core/check/types.ts';
import type { Step } from '#core/export/types.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { createFileIndex } from './file-index.ts';
import { type JournalView, readJournalText } from './journal-view.ts';

/** A plan of more posts than this is checked in part: the first export of a whole blog must not wait for it. */
const MAX_POSTS = 1000;

/** Checks the posts that a plan would write; every problem names its post in `detail.path`. */
export async function preflight(
  view: JournalView,
  steps: readonly Step[],
  now: number,
): Promise<readonly Problem[]> {
  const going = steps.filter(
    ({ kind, action, source }) => kind === 'post' && action !== 'keep' && source !== null,
  );
  const wanted = new Set(going.slice(0, MAX_POSTS).map(({ source }) => source));
  const problems: Problem[] = (await checkFolder(view, now, ({ path }) => wanted.has(path))).map(
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
): Promise<readonly Finding[]> {
  const lookup = createFileIndex(view.root);
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
