// Owns: what the posts of a target say about how posts are written there: folder, names, bundles, keys.
// Must not know: which generator it is.
import { readFrontMatter } from '#core/frontmatter/index.ts';
import type { TargetLook } from './types.ts';

/** The value seen most often; of equals the first. */
export function mostFrequent(values: Iterable<string>): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: string | null = null;
  for (const [value, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = value;
  return best;
}

const MARKDOWN = /\.(?:md|markdown|mdx)$/i;

/** Markdown files below `folder`, relative to it. */
export function postsBelow(look: TargetLook, folder: string): readonly string[] {
  const lead = folder === '' ? '' : `${folder}/`;
  return look.files
    .filter((path) => path.startsWith(lead) && MARKDOWN.test(path))
    .map((path) => path.slice(lead.length))
    .filter((path) => !/(?:^|\/)_index(?:\.\w+)?\.md$/i.test(path));
}

/** The folder of `parent` that holds most Markdown files, one level deep; null where there is none. */
export function busiestFolder(look: TargetLook, parent: string): string | null {
  const first = mostFrequent(
    postsBelow(look, parent).flatMap((path) =>
      path.includes('/') ? [path.slice(0, path.indexOf('/'))] : [],
    ),
  );
  return first === null ? null : parent === '' ? first : `${parent}/${first}`;
}

export interface Habits {
  readonly names: 'slug' | 'date-slug';
  /** Posts stand in folders of their own. */
  readonly bundles: boolean;
  readonly toml: boolean;
  readonly layout: string | null;
  /** Keys of the posts there, the most used first. */
  readonly keys: readonly string[];
}

/** Counts what posts below `folder` do. */
export function learnHabits(look: TargetLook, folder: string): Habits {
  const posts = postsBelow(look, folder);
  const nameOf = (path: string): string => path.replace(/\/index\.\w+$/i, '').replace(/^.*\//, '');
  const dated = posts.filter((path) => /^\d{4}-\d{1,2}-\d{1,2}-/.test(nameOf(path))).length;
  const bundles = posts.filter((path) => /[^/]\/index\.\w+$/i.test(path)).length;
  const matters = look.samples
    .filter(({ path }) => folder === '' || path.startsWith(`${folder}/`))
    .map(({ text }) => readFrontMatter(text));
  const counts = new Map<string, number>();
  for (const { data } of matters)
    for (const key of Object.keys(data)) counts.set(key, (counts.get(key) ?? 0) + 1);
  const layouts = matters.flatMap(({ data }) => (typeof data.layout === 'string' ? [data.layout] : []));
  const layout = layouts.length * 2 > matters.length ? mostFrequent(layouts) : null;
  return {
    names: dated * 2 > posts.length ? 'date-slug' : 'slug',
    bundles: bundles * 2 > posts.length,
    toml: matters.filter(({ format }) => format === 'toml').length * 2 > matters.length,
    layout,
    keys: [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => key),
  };
}
