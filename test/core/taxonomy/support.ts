// A journal as values: posts by path and text, planned and changed without a disk.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import type { SiteConfig } from '#core/site/types.ts';
import { planTaxonomy } from '#core/taxonomy/plan.ts';
import type { Operation, PostText, Surroundings, TaxonomyPlan } from '#core/taxonomy/types.ts';
import { applyEdits } from '#core/text.ts';
import { plainSite } from '#test/host/support/journal.ts';

export const NOW = Date.UTC(2026, 5, 1);
export const site: SiteConfig = plainSite;

/** A path that a test wrote itself. */
export const rel = (path: string): RelPath => path as RelPath;

export type Files = Readonly<Record<string, string>>;

export const entryAt = (path: string, text: string, config: SiteConfig = site): PostEntry =>
  entryOf({ path: rel(path), text, size: text.length, modified: 0, site: config, now: NOW });

export function postsOf(files: Files, config: SiteConfig = site): readonly PostText[] {
  return Object.entries(files).map(([path, text]) => ({
    path: rel(path),
    text,
    entry: entryAt(path, text, config),
  }));
}

export interface Outcome {
  readonly plan: TaxonomyPlan;
  /** The journal afterwards. */
  readonly files: Files;
  readonly refused: readonly string[];
}

export function run(files: Files, operation: Operation, options: Partial<Surroundings> = {}): Outcome {
  const config = options.site ?? site;
  const posts = postsOf(files, config);
  const entries = posts.map(({ entry }) => entry);
  const plan = planTaxonomy(posts, operation, {
    site: config,
    entries,
    now: NOW,
    redirect: false,
    ...options,
  });
  const after: Record<string, string> = { ...files };
  for (const { path, newPath, edits } of plan.files) {
    delete after[path];
    after[newPath ?? path] = applyEdits(files[path] ?? '', edits);
  }
  return { plan, files: after, refused: plan.refused.map(({ path, code }) => `${code} ${path}`) };
}

/** One dated post with this front matter, before and after. */
export function front(lines: string, operation: Operation, options: Partial<Surroundings> = {}): string {
  const path = '_posts/2024-01-01-x.md';
  const { files, refused } = run({ [path]: `---\n${lines}\n---\n\nbody\n` }, operation, options);
  if (refused.length > 0) return refused[0]?.split(' ')[0] ?? '';
  return (Object.values(files)[0] ?? '').replace(/^---\n/, '').replace(/\n---\n\nbody\n$/, '');
}

export const tags = (from: string | readonly string[], to: string | readonly string[]): Operation => ({
  op: 'tags',
  from: [from].flat(),
  to: [to].flat(),
});

export const categories = (
  from: readonly (readonly string[])[],
  to: readonly string[],
  everywhere = false,
): Operation => ({ op: 'categories', from, to, everywhere });
