// Owns: putting a plan together: the journal's side, the target's side, git's word, and the decision of core.
// Must not know: the wire, or how a plan is carried out. Writes nothing to journal or target.
import { join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { suggestMessage } from '#core/export/message.ts';
import { placePost } from '#core/export/paths.ts';
import { planExport, type Withdrawn } from '#core/export/plan.ts';
import type { OutgoingFile, Step, TargetFile } from '#core/export/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { Problem } from '#core/problem.ts';
import { placeForTarget } from '#core/targets/index.ts';
import type { PostLoss } from '#core/translate/types.ts';
import { isInside } from '#host/files/contain.ts';
import type { GitOptions } from '#host/git/run.ts';
import { ignoredPaths, type RepositoryState, readState } from '#host/git/state.ts';
import { readConfigFile } from '#host/journal/config-file.ts';
import { createFileIndex } from './file-index.ts';
import { type HashCache, loadHashes } from './hashes.ts';
import { planInPlace } from './in-place.ts';
import type { JournalView, Selection } from './journal-view.ts';
import { collectOutgoing, isPostFacts, type Outgoing } from './outgoing.ts';
import { type Outlook, outlooksOf } from './outlook.ts';
import { preflight } from './preflight.ts';
import { problemsOfSite } from './site-problems.ts';
import { folderId, openTarget, snapshotTarget, type Target } from './target.ts';
import { type SiteOfTarget, siteOfTarget } from './target-site.ts';
import { collectTranslated, isTranslatedFacts } from './translated.ts';

/** What an export needs of its surroundings. */
export interface ExportWorld {
  /** Rebuildable files of the app. */
  readonly cache: string;
  /** Lasting files of the app. */
  readonly data: string;
  readonly now: () => number;
  /** Hashes of earlier states of a post that the app knows to be the author's; for a target without notes of ours. */
  readonly former?: (root: string, path: RelPath) => Promise<readonly string[]>;
  readonly env?: GitOptions['env'];
}

/** A plan with everything needed to carry it out. */
export interface Prepared {
  readonly view: JournalView;
  readonly selection: Selection;
  readonly target: Target;
  readonly git: RepositoryState | null;
  /** The journal is the target: nothing is copied, only committed. */
  readonly inPlace: boolean;
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
  readonly targetProblems: readonly Problem[];
  readonly message: string;
  readonly outgoing: Outgoing;
  /** The target's generator and how it is written to. */
  readonly site: SiteOfTarget;
  /** What posts lose or change on their way to another generator. */
  readonly losses: readonly PostLoss[];
  /** Where posts will be found there, by their path in the target. */
  readonly addresses: ReadonlyMap<RelPath, Outlook>;
}

/**
 * Plans an export of `selection` from the journal to the folder `folder`. Throws `not-found` and `refused` for a folder that
 * cannot be a target, `git` where git cannot read its repository, `unavailable` while another export runs there.
 */
export async function prepareExport(
  world: ExportWorld,
  view: JournalView,
  folder: string,
  selection: Selection,
): Promise<Prepared> {
  const env = world.env ? { env: world.env } : {};
  const target = await openTarget(folder, world.data, world.env);
  if (target.root !== view.root && isInside(view.root, target.root)) {
    throw new CallError(
      'refused',
      'The target is a folder of the journal, whose own posts would be exported into it again and again.',
    );
  }
  const [git, caches] = await Promise.all([
    target.repository && readState(target.repository, env),
    loadCaches(world, view, target.root),
  ]);
  const inPlace = target.root === view.root;
  const chosen = inPlace ? ({ generator: 'jekyll' } as const) : (selection.settings ?? null);
  const site = await siteOfTarget(target.root, target.state, chosen);
  const foreign = site.settings.generator !== 'jekyll';
  const translated = foreign ? await loadTranslated(world, view, target.root, site) : null;
  const outgoing = translated
    ? await collectTranslated(view, selection, site, translated)
    : await collectOutgoing(view, selection, target.baseurl, caches.journal);
  const decided = inPlace
    ? planInPlace(view, selection, outgoing, target, git)
    : await planCopies(world, view, selection, outgoing, target, git, caches.target, placesIn(view, site));
  const all = selection.posts === null;
  await Promise.all([caches.journal.save(all), caches.target.save(all), translated?.save(all)]);
  const findings = await preflight(view, decided.steps, target.root, world.now());
  const problems = [...outgoing.problems, ...decided.problems, ...findings];
  if (target.repository) problems.push(...(await ignored(target, decided.steps, env)));
  const former = new Map([...target.record.files].map(([path, { title }]) => [path, title ?? path]));
  return {
    view,
    selection,
    target,
    git,
    inPlace,
    steps: decided.steps,
    problems,
    targetProblems: [
      ...(inPlace ? [IN_PLACE] : problemsOfSite(site)),
      ...target.problems,
      ...(git?.problems ?? []),
    ],
    message: suggestMessage(decided.steps, outgoing.titles, former),
    outgoing,
    site,
    losses: lossesOf(outgoing, decided.steps),
    addresses: await outlooksOf(view, outgoing, decided.steps, { ...site, root: target.root }, world.now()),
  };
}

/** Posts that are there as they would be written have lost what they lost. */
function lossesOf({ losses = [] }: Outgoing, steps: readonly Step[]): readonly PostLoss[] {
  const kept = new Set(steps.filter(({ action }) => action === 'keep').map(({ source }) => source));
  return losses.filter(({ path }) => !kept.has(path));
}

const IN_PLACE: Problem = {
  code: 'in-place',
  severity: 'info',
  message: 'The journal is the blog itself: nothing is copied, changes are only committed.',
};

interface Decided {
  readonly steps: readonly Step[];
  readonly problems: readonly Problem[];
}

async function planCopies(
  world: ExportWorld,
  view: JournalView,
  selection: Selection,
  outgoing: Outgoing,
  target: Target,
  git: RepositoryState | null,
  cache: HashCache<null>,
  pathOf: PathOf,
): Promise<Decided> {
  const withdrawn = findWithdrawn(view, selection, outgoing, target, pathOf);
  const paths = new Set([...outgoing.files, ...withdrawn].map(({ path }) => path));
  const files = await snapshotTarget(target.root, paths, cache);
  const ours = await withFormer(world, view, outgoing.files, files, target);
  return planExport({
    ours,
    target: files,
    record: target.record,
    withdrawn,
    status: git?.status ?? null,
    titles: outgoing.titles,
  });
}

/**
 * Posts of earlier exports of this journal that it no longer publishes. Only an export of everything looks for them, and only in
 * a journal that has posts at all: a folder that is empty or gone deletes nothing.
 */
function findWithdrawn(
  view: JournalView,
  selection: Selection,
  outgoing: Outgoing,
  target: Target,
  pathOf: PathOf,
): readonly Withdrawn[] {
  if (selection.posts !== null || view.entries.length === 0) return [];
  const journal = folderId(view.root);
  const index = createFileIndex(view.root);
  const entries = new Map(view.entries.map((entry) => [entry.path, entry]));
  const going = new Set(outgoing.files.map(({ path }) => path));
  const withdrawn: Withdrawn[] = [];
  for (const [path, last] of target.record.files) {
    // Images stay: other posts of the blog may show them.
    if (last.journal !== journal || last.kind !== 'post' || going.has(path)) continue;
    const entry = entries.get(last.source);
    if (entry?.draft) {
      if (pathOf(entry) !== path) withdrawn.push({ path, why: 'now-draft' });
    } else if (entry ? pathOf(entry) !== path : index(last.source).found !== 'exact') {
      withdrawn.push({ path, why: 'removed' });
    }
  }
  return withdrawn;
}

/** Where a post goes now; null where it cannot go. */
type PathOf = (entry: PostEntry) => RelPath | null;

function placesIn(view: JournalView, { settings }: SiteOfTarget): PathOf {
  return (entry) => {
    const place = settings.generator === 'jekyll' ? placePost(entry, view) : placeForTarget(entry, settings);
    return place.ok ? place.path : null;
  };
}

/** Asks for earlier states only where they decide between a change and a conflict. */
async function withFormer(
  world: ExportWorld,
  view: JournalView,
  ours: readonly OutgoingFile[],
  files: ReadonlyMap<RelPath, TargetFile>,
  target: Target,
): Promise<readonly OutgoingFile[]> {
  const { former } = world;
  if (!former) return ours;
  return Promise.all(
    ours.map(async (file) => {
      const there = files.get(file.path);
      const open = there?.is === 'file' && there.hash !== file.hash && !target.record.files.has(file.path);
      return open && file.kind === 'post' ? { ...file, former: await former(view.root, file.source) } : file;
    }),
  );
}

async function ignored(
  target: Target,
  steps: readonly Step[],
  env: Pick<GitOptions, 'env'>,
): Promise<readonly Problem[]> {
  if (!target.repository) return [];
  const added = steps.filter(({ action }) => action === 'add').map(({ path }) => path);
  const left = await ignoredPaths(target.repository, added, env);
  return [...left].map((path) => ({
    code: 'target-ignored',
    severity: 'warning',
    message: `${path} is left out by the repository's ignore rules: it would be written, but not committed.`,
    detail: { path },
  }));
}

async function loadCaches(world: ExportWorld, { root, site }: JournalView, target: string) {
  const file = (kind: string, id: string): string =>
    join(world.cache, 'export', `${kind}-${folderId(id)}.json`);
  const [journal, there] = await Promise.all([
    // What a post wants depends on the address of its site.
    loadHashes(file('journal', [root, site.url, site.baseurl].join('\0')), world.now, isPostFacts),
    loadHashes(file('target', target), world.now, (more: unknown): more is null => more === null),
  ]);
  return { journal, target: there };
}

/** A change of how posts are translated makes older results worthless. */
const TRANSLATION = 1;

async function loadTranslated(world: ExportWorld, view: JournalView, target: string, site: SiteOfTarget) {
  const journal = readConfigFile(view.root).text;
  const key = JSON.stringify([TRANSLATION, view.root, view.site, view.zone, journal, target, site.key]);
  const file = join(world.cache, 'export', `translated-${folderId(key)}.json`);
  return loadHashes(file, world.now, isTranslatedFacts);
}
