// Owns: a wish for many posts as one plan: what changes, what is left alone and why, and which addresses collide.
// Must not know: the disk, how a plan is carried out, or how it is shown.
import type { PostEntry, RelPath } from '../journal/entry.ts';
import { planPost } from './plan-post.ts';
import type {
  KeyChange,
  Operation,
  PlannedFile,
  PostText,
  Refusal,
  Surroundings,
  TaxonomyPlan,
} from './types.ts';

/**
 * Plans `operation` on `posts` (texts as on disk). A post that it does not concern is in neither list of the result. Each change is
 * lossless: only the bytes of the names change, and the result was read back.
 */
export function planTaxonomy(
  posts: Iterable<PostText>,
  operation: Operation,
  journal: Surroundings,
): TaxonomyPlan {
  const planner = createPlanner(operation, journal);
  for (const post of posts) planner.add(post);
  return planner.finish();
}

/** The same for one key of the front matter. */
export function planKeyEdit(
  posts: Iterable<PostText>,
  change: KeyChange,
  journal: Surroundings,
): TaxonomyPlan {
  return planTaxonomy(posts, { op: 'key', change }, journal);
}

/** A plan that grows post by post, for callers that read the posts one after the other. */
export interface Planner {
  add(post: PostText): void;
  /** The post's text could not be had. */
  leave(refusal: Refusal): void;
  finish(): TaxonomyPlan;
}

/** Makes a planner; the order of `add` decides who keeps a path that two posts would get. */
export function createPlanner(operation: Operation, journal: Surroundings): Planner {
  const refused: Refusal[] = [];
  const changed: { readonly post: PostText; readonly now: PostEntry; readonly file: PlannedFile }[] = [];
  const paths = new Set(journal.entries.map((entry) => pathKey(entry.path)));
  return {
    add(post) {
      const plan = planPost(post, operation, journal);
      if (plan === null) return;
      if (!plan.ok) {
        refused.push(plan.refusal);
        return;
      }
      const { path, edits, entry: now, notes } = plan.changed;
      const newPath = path === post.path ? null : path;
      if (newPath !== null && paths.has(pathKey(newPath))) {
        const message = `another post has the path ${newPath}`;
        refused.push({ path: post.path, code: 'taken', message });
        return;
      }
      if (newPath !== null) paths.add(pathKey(newPath));
      const { url } = post.entry;
      changed.push({
        post,
        now,
        file: { path: post.path, newPath, edits, urlBefore: url, urlAfter: now.url, clash: false, notes },
      });
    },
    leave(refusal) {
      refused.push(refusal);
    },
    finish() {
      const urls = urlsAfter(journal.entries, changed);
      const files = changed.map(({ file, now }) => {
        const shared =
          now.appears.will && file.urlAfter !== file.urlBefore && (urls.get(now.url ?? '') ?? 0) > 1;
        return shared ? { ...file, clash: true } : file;
      });
      return { files, refused };
    },
  };
}

/** How many posts of the site have each URL once the plan is carried out. */
function urlsAfter(
  entries: readonly PostEntry[],
  changed: readonly { readonly post: PostText; readonly now: PostEntry }[],
): ReadonlyMap<string, number> {
  const after = new Map(changed.map(({ post, now }) => [post.path, now]));
  const counts = new Map<string, number>();
  for (const entry of entries) {
    const { url, appears } = after.get(entry.path) ?? entry;
    if (url !== null && appears.will) counts.set(url, (counts.get(url) ?? 0) + 1);
  }
  return counts;
}

/** Two paths with the same key are one file on some system. */
function pathKey(path: RelPath): string {
  return path.normalize('NFC').toLowerCase();
}

/** False where the operation surely does not concern the post, so that its text need not be read. */
export function mayConcern(entry: PostEntry, operation: Operation): boolean {
  switch (operation.op) {
    case 'tags':
      return operation.from.some((name) => holds(entry.tags, name));
    case 'tag-to-category':
      return holds(entry.tags, operation.tag);
    case 'categories':
      return operation.from.some((path) => path.every((name) => holds(entry.categories, name)));
    case 'category-to-tag':
      return operation.from.every((name) => holds(entry.categories, name));
    case 'key':
      return true;
  }
}

/** In one string with commas Jekyll cuts names apart, so they are looked for in all of them together. */
function holds(names: readonly string[], name: string): boolean {
  const wanted = name.normalize('NFC').replace(/,+$/u, '');
  return (
    names.some((each) => each.normalize('NFC').includes(wanted)) ||
    names.join(' ').normalize('NFC').includes(wanted)
  );
}
