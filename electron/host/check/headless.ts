// Owns: a check of a whole journal in one call, for the command line, and the mending of what is safe.
// Must not know: how arguments are given or results printed.
import { realpath } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import { rules } from '#core/check/rules.ts';
import type { Finding } from '#core/check/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { readSiteConfig } from '#core/site/config.ts';
import type { JournalView } from '#host/export/journal-view.ts';
import { listJournal } from '#host/journal/list-journal.ts';
import { readConfigFile } from '#host/journal/site-files.ts';
import { entriesByRules } from '#host/rules/list.ts';
import { checkFolder } from './check-folder.ts';
import { fixFile, mergeFixes } from './fix.ts';
import { readCheckSettings } from './settings.ts';

export interface HeadlessCheck {
  /** Folder of the index; null: none. */
  readonly cacheDir: string | null;
  readonly now: () => number;
  /** Rules to ask, instead of all that the journal has not switched off. */
  readonly only?: readonly string[];
  /** Rules not to ask. */
  readonly off: readonly string[];
  /** Drafts too. */
  readonly drafts: boolean;
  /** Mend what is safe, then check again. */
  readonly fix: boolean;
}

export interface Checked {
  /** Posts that were checked. */
  readonly posts: number;
  readonly findings: readonly Finding[];
  /** Files that were mended, with the number of fixes in each. */
  readonly fixed: readonly { readonly path: RelPath; readonly count: number }[];
  /** What is wrong with the folder as a whole. */
  readonly problems: readonly Problem[];
}

/** Checks a folder. Throws `not-found` where there is none, and `refused` for the name of no rule. */
export async function checkJournalFolder(folder: string, options: HeadlessCheck): Promise<Checked> {
  const root = await realpath(folder).catch(() => null);
  if (root === null) throw new CallError('not-found', `There is no folder ${folder}.`);
  const stored = await readCheckSettings(root).catch(() => ({ off: [], damaged: false }));
  const { only } = options;
  const off = new Set(only ? options.off : [...stored.off, ...options.off]);
  const { view, problems } = await viewOf(root, options);
  // Problems that the list of posts knows are named by their own codes.
  const known = new Set(view.entries.flatMap((entry) => entry.problems.map(({ code }) => code)));
  for (const id of [...(only ?? []), ...options.off]) {
    if (!rules.some((rule) => rule.id === id) && !known.has(id) && !KNOWN.test(id)) {
      throw new CallError('refused', `There is no rule "${id}"; "galley check --list-rules" names them.`);
    }
  }
  const ask = { off, ...(only ? { only: new Set(only) } : {}) };
  const choose = ({ draft }: { readonly draft: boolean }): boolean => options.drafts || !draft;
  const run = (on: JournalView) => checkFolder(on, { ...ask, now: options.now(), choose });
  const findings = await run(view);
  const fixed = options.fix ? await mend(root, findings) : [];
  const posts = view.entries.filter(choose).length;
  if (fixed.length === 0) return { posts, findings, fixed, problems };
  const again = await viewOf(root, options);
  return { posts, findings: await run(again.view), fixed, problems };
}

/** Codes of problems that the list of posts may tell. */
const KNOWN =
  /^(?:front-matter|date|categories|permalink|yaml|required|draft|unreadable|not-utf8|name|link)-?/;

async function viewOf(root: string, { cacheDir, now }: HeadlessCheck) {
  const { kind, entries, problems } = await listJournal(root, { cacheDir, now: now() });
  const { text, format } = readConfigFile(root);
  const { site } = readSiteConfig({ kind, text, format, machineZone: 'UTC' });
  const ruled = await entriesByRules(root, entries);
  const view: JournalView = { root, kind, site: { url: site.url, baseurl: site.baseurl }, entries: ruled };
  return { view, problems };
}

async function mend(root: string, findings: readonly Finding[]): Promise<Checked['fixed']> {
  const safe = new Set(rules.filter(({ safeFix }) => safeFix === true).map(({ id }) => id));
  const byPath = new Map<RelPath, Finding[]>();
  for (const finding of findings) {
    if (finding.fix === null || !safe.has(finding.rule)) continue;
    const list = byPath.get(finding.path);
    if (list) list.push(finding);
    else byPath.set(finding.path, [finding]);
  }
  const fixed: { readonly path: RelPath; readonly count: number }[] = [];
  for (const [path, list] of byPath) {
    const { edits, count } = mergeFixes(list);
    if (await fixFile(root, path, edits)) fixed.push({ path, count });
  }
  return fixed;
}
