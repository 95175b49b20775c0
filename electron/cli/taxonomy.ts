// galley taxonomy: lists categories and tags, and renames, merges, splits, deletes or moves them in all posts; one step back.
// Must not know how a change is planned or carried out.
import { resolve } from 'node:path';
import { calls } from '#contract/calls.ts';
import type { PlannedFileOnWire, TaxonomyPlanOnWire } from '#contract/taxonomy-calls.ts';
import { type CategoryNode, categoryTree, tagCounts } from '#core/journal/categories.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { similarCategories, similarTags } from '#core/taxonomy/similar.ts';
import type { Operation } from '#core/taxonomy/types.ts';
import { createHost } from '#host/create-host.ts';
import { listJournal } from '#host/journal/list-journal.ts';
import { nodePorts } from '#host/node-ports.ts';
import type { Host } from '#host/ports.ts';
import { appFolders } from '#host/user-folders.ts';
import { sampleFolder, version } from './places.ts';

export interface TaxonomyOptions {
  readonly kind: 'tag' | 'category';
  readonly json?: boolean;
  readonly dryRun?: boolean;
  readonly redirect?: boolean;
  readonly post?: readonly string[];
}

/** Names of a category path on the command line: `a > b`. */
const pathOf = (name: string): readonly string[] =>
  name
    .split(/\s*>\s*/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** A name alone is meant at any depth, a path only there. */
const isPath = (name: string): boolean => name.includes('>');

export async function listTaxonomy(folder: string, { json }: Pick<TaxonomyOptions, 'json'>): Promise<number> {
  const { entries } = await listJournal(folder, {
    cacheDir: appFolders().cache,
    now: Date.now(),
  });
  // The day as the post with that moment writes it: the journal's, not the machine's.
  const days = new Map(entries.map(({ time, date }) => [time, date?.slice(0, 10) ?? null]));
  const dayOf = (time: number | null): string | null => (time === null ? null : (days.get(time) ?? null));
  const categories = flatten(categoryTree(entries).roots);
  const tags = tagCounts(entries);
  const similar = { tags: similarTags(tags), categories: similarCategories(entries) };
  if (json === true) {
    const value = {
      categories: categories.map(({ path, own, total, lastUsed }) => ({
        path,
        own,
        total,
        lastUsed: dayOf(lastUsed),
      })),
      tags: tags.map(({ name, count, lastUsed }) => ({ name, count, lastUsed: dayOf(lastUsed) })),
      similar: {
        tags: similar.tags.map(({ keep, others }) => [keep.name, ...others.map(({ name }) => name)]),
        categories: similar.categories.map(({ parent, keep, others }) =>
          [keep, ...others].map(({ name }) => [...parent, name]),
        ),
      },
    };
    print(JSON.stringify(value, null, 2));
    return 0;
  }
  for (const { path, total, lastUsed } of categories)
    print(row('category', path.join(' > '), total, dayOf(lastUsed)));
  for (const { name, count, lastUsed } of tags) print(row('tag', name, count, dayOf(lastUsed)));
  for (const { keep, others } of similar.tags) {
    print(`similar\t${[keep, ...others].map(({ name }) => name).join('\t')}`);
  }
  for (const { parent, keep, others } of similar.categories) {
    print(`similar\t${[keep, ...others].map(({ name }) => [...parent, name].join(' > ')).join('\t')}`);
  }
  return 0;
}

function flatten(nodes: readonly CategoryNode[]): readonly CategoryNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

const row = (kind: string, name: string, count: number, day: string | null): string =>
  [kind, oneLine(name), count, day ?? ''].join('\t').trimEnd();
const print = (line: string): void => void process.stdout.write(`${line}\n`);
/** A name may hold a tab or a line end; a line of the output may not. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ');

export const rename = (folder: string, from: string, to: string, options: TaxonomyOptions): Promise<number> =>
  change(folder, options, renaming(options.kind, [from], to));

export const merge = (
  folder: string,
  names: readonly string[],
  options: TaxonomyOptions & { readonly into: string },
): Promise<number> => change(folder, options, renaming(options.kind, names, options.into));

export async function remove(
  folder: string,
  names: readonly string[],
  options: TaxonomyOptions,
): Promise<number> {
  if (options.kind === 'tag') return await change(folder, options, { op: 'tags', from: names, to: [] });
  const everywhere = !names.some(isPath);
  const from = names.map(pathOf);
  const to = everywhere ? [] : parentOf(from);
  return await change(folder, options, { op: 'categories', from, to, everywhere });
}

export const split = (
  folder: string,
  name: string,
  into: readonly string[],
  options: TaxonomyOptions,
): Promise<number> => change(folder, { ...options, kind: 'tag' }, { op: 'tags', from: [name], to: into });

/** A tag becomes a category, a category a tag, or goes below another category. */
export async function move(
  folder: string,
  name: string,
  options: TaxonomyOptions & { readonly to?: string; readonly under?: string },
): Promise<number> {
  const path = pathOf(name);
  const last = path.at(-1) ?? name;
  if (options.under !== undefined) {
    if (options.kind !== 'category') throw new Error('only a category goes below another (--kind category)');
    const to = [...pathOf(options.under), last];
    return await change(folder, options, { op: 'categories', from: [path], to, everywhere: false });
  }
  if (options.to !== (options.kind === 'tag' ? 'category' : 'tag')) {
    throw new Error('say where to: a tag --to category, a category --to tag or --under another one');
  }
  const operation: Operation =
    options.kind === 'tag'
      ? { op: 'tag-to-category', tag: name, to: [name] }
      : { op: 'category-to-tag', from: path, everywhere: !isPath(name), to: last };
  return await change(folder, options, operation);
}

function renaming(kind: TaxonomyOptions['kind'], names: readonly string[], to: string): Operation {
  if (kind === 'tag') return { op: 'tags', from: names, to: [to] };
  const from = names.map(pathOf);
  if (!names.some(isPath) && !isPath(to)) return { op: 'categories', from, to: [to], everywhere: true };
  return { op: 'categories', from, to: isPath(to) ? pathOf(to) : [...parentOf(from), to], everywhere: false };
}

/** The parent that all have. */
function parentOf(paths: readonly (readonly string[])[]): readonly string[] {
  const parents = paths.map((path) => path.slice(0, -1));
  const [first = []] = parents;
  if (parents.some((parent) => parent.join('>') !== first.join('>'))) {
    throw new Error('these categories stand below different ones: change them one at a time');
  }
  return first;
}

async function withHost<T>(folder: string, job: (host: Host) => Promise<T>): Promise<T> {
  const host = await createHost(await nodePorts({ sampleFolder, version, mediaBase: '' }));
  try {
    await host.openFolder(resolve(folder));
    return await job(host);
  } finally {
    await host.close();
  }
}

async function change(folder: string, options: TaxonomyOptions, operation: Operation): Promise<number> {
  const { dryRun = false, redirect = false, post = null, json = false } = options;
  const args = calls['taxonomy.plan'].args.safeParse({ operation, posts: paths(post), redirect });
  if (!args.success) throw new Error('a name cannot be empty, or begin or end with a space');
  return await withHost(folder, async (host) => {
    const plan = await host.handlers['taxonomy.plan'](args.data);
    const wanted = !dryRun && plan.files.length > 0;
    if (wanted) await host.handlers['taxonomy.apply']({ planId: plan.planId, skip: [] });
    if (json) print(jsonOf(plan, wanted));
    else printPlan(plan, dryRun);
    return plan.refused.length > 0 ? 1 : 0;
  });
}

function paths(given: readonly string[] | null): RelPath[] | null {
  for (const path of given ?? []) {
    if (path.startsWith('/') || path.includes('\\') || path.split('/').includes('..')) {
      throw new Error(`not a path below the folder: ${path}`);
    }
  }
  return given === null ? null : (given as RelPath[]); // just checked
}

function jsonOf({ files, refused }: TaxonomyPlanOnWire, applied: boolean): string {
  return JSON.stringify({ applied, files, refused }, null, 2);
}

function printPlan({ files, refused }: TaxonomyPlanOnWire, dryRun: boolean): void {
  for (const file of files) printFile(file);
  for (const { path, message, line } of refused) {
    print(`left alone: ${path}${line === null ? '' : `:${line}`}: ${message}`);
  }
  const count = `${files.length} ${files.length === 1 ? 'post' : 'posts'}`;
  print(dryRun ? `${count} would change` : `${count} changed`);
}

function printFile({ path, newPath, hunks, urlBefore, urlAfter, clash }: PlannedFileOnWire): void {
  print(newPath === null ? oneLine(path) : `${oneLine(path)} => ${oneLine(newPath)}`);
  for (const { line, before, after } of hunks) {
    for (const [at, text] of before.entries()) print(`  ${line + at}\t- ${oneLine(text)}`);
    for (const text of after) print(`  ${line}\t+ ${oneLine(text)}`);
  }
  if (urlBefore !== urlAfter) {
    print(
      `  address ${urlBefore ?? '(none)'} => ${urlAfter ?? '(none)'}${clash ? '  (another post has it too)' : ''}`,
    );
  }
}

export async function undo(folder: string, { json }: Pick<TaxonomyOptions, 'json'>): Promise<number> {
  return await withHost(folder, async (host) => {
    const done = await host.handlers['taxonomy.undo']({});
    if (json === true) print(JSON.stringify(done, null, 2));
    else print(`${done.written.length} ${done.written.length === 1 ? 'post is' : 'posts are'} as before`);
    return 0;
  });
}
