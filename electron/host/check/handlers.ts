// Owns: the calls `check.*` on the open journal.
// Must not know: any one rule, or how findings are shown.
import type { CheckFinding, CheckRules } from '#contract/check-calls.ts';
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import { rules } from '#core/check/rules.ts';
import type { Finding } from '#core/check/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { applyEdits } from '#core/text.ts';
import { viewOf } from '#host/export/handlers.ts';
import { readRegular } from '#host/files/read-file.ts';
import { textOf } from '#host/files/text-of.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { locatePost, type PostDeps, postKey } from '#host/posts/deps.ts';
import { savePost } from '#host/posts/save.ts';
import type { AddressesOf } from './blog.ts';
import { checkFolder } from './check-folder.ts';
import { mergeFixes } from './fix.ts';
import { readCheckSettings, writeCheckSettings } from './settings.ts';

export type CheckHandlers = Pick<
  Handlers,
  'check.rules' | 'check.set' | 'check.journal' | 'check.post' | 'check.fix'
>;

/** Milliseconds for which the pages of a blog count as known. */
const RECENT = 30_000;

export function checkHandlers(deps: PostDeps): CheckHandlers {
  let pages: { readonly root: string; readonly at: number; readonly found: ReadonlySet<string> } | null =
    null;
  /** One post is checked after each of its saves; the pages of the whole blog are not looked for each time. */
  const recent =
    (root: string): AddressesOf =>
    (make) => {
      const now = deps.ports.now();
      if (pages === null || pages.root !== root || now - pages.at > RECENT || now < pages.at) {
        pages = { root, at: now, found: make() };
      }
      return pages.found;
    };

  const check = async (journal: JournalHandle, choose: (entry: PostEntry) => boolean, one = false) => {
    const { root } = journal;
    const { off } = await readCheckSettings(root);
    const base = { now: deps.ports.now(), off: new Set(off), choose };
    return checkFolder(viewOf(journal), one ? { ...base, addressesOf: recent(root) } : base);
  };
  const rulesOf = async (journal: JournalHandle): Promise<CheckRules> => {
    const { off, damaged } = await readCheckSettings(journal.root);
    return {
      rules: rules.map(({ id, severity, safeFix }) => ({ id, severity, mends: safeFix === true })),
      off: [...off],
      damaged,
    };
  };

  /** Makes the fixes of one post's findings, if its file still says what was checked. */
  const fixPost = async (
    journal: JournalHandle,
    path: RelPath,
    wanted: ReadonlySet<string>,
  ): Promise<number> => {
    const at = await locatePost(journal, path);
    const found = at.exists ? await readRegular(at.file) : null;
    if (found === null) return 0;
    const { text, misfit } = textOf(found.bytes);
    const findings = await check(journal, (entry) => entry.path === path);
    const { edits, count } = mergeFixes(findings.filter((finding) => wanted.has(placeOf(finding))));
    if (misfit !== null || count === 0) return 0;
    await savePost(deps, journal, path, applyEdits(text, edits), found.version);
    return count;
  };

  return {
    'check.rules': () => rulesOf(deps.journal()),
    'check.set': async ({ off }) => {
      const journal = deps.journal();
      await deps.queues.run([`rules:${journal.info.id}`], () => writeCheckSettings(journal.root, off));
      return rulesOf(journal);
    },
    'check.journal': async ({ drafts }) => {
      const journal = deps.journal();
      const wanted = ({ draft }: PostEntry): boolean => drafts || !draft;
      const findings = await check(journal, wanted);
      return { findings: findings.map(onWire), posts: journal.entries().filter(wanted).length };
    },
    'check.post': async ({ path }) => {
      const journal = deps.journal();
      if (journal.entry(path) === null)
        throw new CallError('not-found', 'The journal has no such post.', { path });
      const findings = await check(journal, (entry) => entry.path === path, true);
      return { findings: findings.map(onWire) };
    },
    'check.fix': async ({ places }) => {
      const journal = deps.journal();
      const byPost = new Map<RelPath, Set<string>>();
      for (const place of places) {
        const wanted = byPost.get(place.path) ?? new Set<string>();
        byPost.set(place.path, wanted.add(`${place.rule} ${place.line} ${place.column}`));
      }
      let fixed = 0;
      const posts: RelPath[] = [];
      for (const [path, wanted] of byPost) {
        const count = await deps.queues.run([postKey(journal, path)], () => fixPost(journal, path, wanted));
        fixed += count;
        if (count > 0) posts.push(path);
      }
      return { fixed, posts };
    },
  };
}

const placeOf = ({ rule, problem }: Finding): string => `${rule} ${problem.line ?? 1} ${problem.column ?? 1}`;

const onWire = ({ path, rule, problem, fix }: Finding): CheckFinding => ({
  path,
  rule,
  problem,
  fixable: fix !== null,
});
