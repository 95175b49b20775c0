// Owns: checking the posts of a journal folder, one after another.
// Must not know: the rules, or what is done with what they find. Only reads.
import { type CheckOptions, checkPost } from '#core/check/check-journal.ts';
import type { CheckContext, Finding } from '#core/check/types.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { createFileIndex } from '#host/export/file-index.ts';
import { type JournalView, readJournalText } from '#host/export/journal-view.ts';
import { type AddressesOf, openBlog } from './blog.ts';

export interface FolderCheck extends CheckOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The posts to check; all, if left out. */
  readonly choose?: (entry: PostEntry) => boolean;
  /** What the disk holds at a path; the journal's own files, if left out. */
  readonly lookup?: CheckContext['lookup'];
  readonly addressesOf?: AddressesOf;
}

/** Posts read ahead of the one that is checked. */
const AHEAD = 16;

/** Checks posts of a journal, in the order of its list. One that is no UTF-8 text has its entry's problems only. */
export async function checkFolder(view: JournalView, check: FolderCheck): Promise<readonly Finding[]> {
  const { now, choose = () => true, lookup = createFileIndex(view.root) } = check;
  const wanted = view.entries.filter(choose);
  if (wanted.length === 0) return [];
  const { root, kind, entries, site } = view;
  const { addressesOf } = check;
  const blog = await openBlog({ root, kind, entries, now, ...(addressesOf ? { addressesOf } : {}) });
  const context: CheckContext = { site, entries, lookup, now, blog };
  const findings: Finding[] = [];
  for (let at = 0; at < wanted.length; at += AHEAD) {
    const some = wanted.slice(at, at + AHEAD);
    const texts = await Promise.all(some.map(({ path }) => readJournalText(root, path)));
    for (const [i, entry] of some.entries()) {
      const text = texts[i] ?? null;
      if (text !== null) findings.push(...checkPost(entry, text, context, check));
      else findings.push(...ofEntry(entry, check));
    }
  }
  return findings;
}

function ofEntry(entry: PostEntry, { off, only }: CheckOptions): readonly Finding[] {
  return entry.problems
    .filter(({ code }) => !off?.has(code) && (only?.has(code) ?? true))
    .map((problem) => ({ path: entry.path, rule: problem.code, problem, fix: null }));
}
