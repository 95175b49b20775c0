// Owns: working out one wish for one post, and proving by reading the result that the post is then as wished.
// Must not know: other posts' plans, the disk, or who asks.
import { patch } from '../frontmatter/index.ts';
import type { Change, Note } from '../frontmatter/types.ts';
import { followMoves } from '../images/index.ts';
import type { PostEntry, RelPath } from '../journal/entry.ts';
import { entryOf } from '../journal/entry-of.ts';
import { applyEdits, composeEdits, type Edit } from '../text.ts';
import { barePath, type CategoryChange, categoriesIn, hasCommas, waysFor } from './categories.ts';
import { type CategoryMove, moveIn } from './category-path.ts';
import { frontMatterOf, readOptionsOf, sameName } from './own-names.ts';
import { keepOldUrl } from './redirect.ts';
import { addTag, NO_WISHES, replaceTags, tagsReached, type Wishes } from './tags.ts';
import type { Operation, PostText, Refusal, RefusalCode, Surroundings } from './types.ts';

/** A post changed; `entry` is the list's value of it afterwards. */
export interface ChangedPost {
  readonly path: RelPath;
  readonly edits: readonly Edit[];
  readonly entry: PostEntry;
  readonly notes: readonly Note[];
}

/** What the wish means for a post: nothing (null), a change, or the reason why it is left alone. */
export type PostPlan =
  | null
  | { readonly ok: true; readonly changed: ChangedPost }
  | { readonly ok: false; readonly refusal: Refusal };

const MESSAGES: Partial<Record<RefusalCode, string>> = {
  'from-config': '"defaults" in _config.yml give this name, not the post',
  'comma-string': 'the names are one text with commas, which Jekyll cuts at spaces',
  'folder-name': 'the new category cannot be the name of a folder',
  nested: 'a list stands inside the list',
  'not-verified': 'this cannot be changed without changing something else',
};

/** Plans one post. */
export function planPost(post: PostText, operation: Operation, journal: Surroundings): PostPlan {
  switch (operation.op) {
    case 'tags': {
      const { from, to } = operation;
      const wishes = replaceTags(post, from, to, journal.site);
      if (!wishes.ok) return refuse(post, wishes.code);
      if (wishes.changes.length === 0) return null;
      const plan = finish(post, post.path, wishes.changes, journal);
      if (plan?.ok !== true || hasCommas(post.text, 'tags', journal.site)) return plan;
      // Where `tag` goes, tags that it had hidden would appear.
      return tagsReached(post.entry, plan.changed.entry, from, to) ? plan : refuse(post, 'not-verified');
    }
    case 'categories':
      return planCategories(post, operation, NO_WISHES, journal);
    case 'tag-to-category': {
      const gone = replaceTags(post, [operation.tag], [], journal.site);
      if (!gone.ok) return refuse(post, gone.code);
      if (gone.changes.length === 0) return null;
      const now = categoriesIn(post.text, post.entry, journal.site);
      const after = [...new Set([...now, ...operation.to])];
      const move = after.length === now.length ? null : { before: now, after, from: now, to: after };
      return carryOut(post, move, gone.changes, journal);
    }
    case 'category-to-tag': {
      const { from, everywhere, to } = operation;
      const parent = everywhere ? [] : from.slice(0, -1);
      const wish = { from: [from], to: parent, everywhere };
      return planCategories(post, wish, { ok: true, changes: addTag(post.text, to, journal.site) }, journal);
    }
    case 'key':
      return planKey(post, operation.change, journal);
  }
}

function planKey(post: PostText, change: Change, journal: Surroundings): PostPlan {
  const there = frontMatterOf(post.text, journal.site).entries.some((entry) => entry.key === change.key);
  if (change.op === 'remove' && !there) return null;
  return finish(post, post.path, [change], journal);
}

function planCategories(
  post: PostText,
  wish: Omit<Extract<Operation, { op: 'categories' }>, 'op'>,
  also: Wishes,
  journal: Surroundings,
): PostPlan {
  const { text, entry } = post;
  const commas = hasCommas(text, 'categories', journal.site);
  const from = wish.from.map((path) => barePath(path, commas));
  const move = moveIn(categoriesIn(text, entry, journal.site), { ...wish, from });
  if (move === null) {
    const shown = commas && moveIn(entry.categories, wish) !== null;
    return shown ? refuse(post, 'comma-string') : null;
  }
  return carryOut(post, move, also.ok ? also.changes : [], journal);
}

/** Tries the ways of a move, the smallest first, until one leads there. */
function carryOut(
  post: PostText,
  move: CategoryMove | null,
  also: readonly Change[],
  journal: Surroundings,
): PostPlan {
  if (move === null) return finish(post, post.path, also, journal);
  const ways = waysFor(post.text, post.entry, move, journal);
  if (ways === 'folder-name') return refuse(post, 'folder-name');
  let first: PostPlan = null;
  for (const way of ways) {
    const plan = tryWay(post, way, move, also, journal);
    if (plan?.ok === true) return plan;
    first ??= plan;
  }
  return first ?? refuse(post, reasonFor(post, move, journal));
}

function tryWay(
  post: PostText,
  way: CategoryChange,
  move: CategoryMove,
  also: readonly Change[],
  journal: Surroundings,
): PostPlan {
  if (way.changes.length === 0 && way.path === post.path) return null;
  const plan = finish(post, way.path, [...way.changes, ...also], journal);
  if (plan?.ok !== true) return plan;
  const { changed } = plan;
  const now = categoriesIn(applyEdits(post.text, changed.edits), changed.entry, journal.site);
  const reached =
    now.length === move.after.length && now.every((name, at) => sameName(name, move.after[at] ?? ''));
  return reached ? plan : null;
}

/** Nothing led there: the names come from where the post cannot change them. */
function reasonFor({ text, entry }: PostText, move: CategoryMove, { site }: Surroundings): RefusalCode {
  const frontMatter = frontMatterOf(text, site);
  if (frontMatter.readOnly !== null) return frontMatter.readOnly.code;
  const keys = entry.keys.includes('categories') || entry.keys.includes('category');
  const inFolder = entry.path.split('/').some((part) => move.from.includes(part));
  return keys || inFolder ? 'not-verified' : 'from-config';
}

/** Makes the changes and reads the post as it then is, at `path`. */
function finish(post: PostText, path: RelPath, changes: readonly Change[], journal: Surroundings): PostPlan {
  const { text, entry } = post;
  const { site, style } = journal;
  const options = readOptionsOf(site);
  const first = patch(text, changes, style, options);
  if (!first.ok) return refuse(post, first.reason.code, first.reason.message, first.reason.line);
  let edits = first.edits;
  const notes = [...first.notes];
  if (site.kind === 'plain' && path !== post.path) edits = withLinks(text, edits, post.path, path);
  let now = entryAfter(post, path, edits, journal);
  if (
    journal.redirect &&
    entry.appears.will &&
    entry.url !== null &&
    now.url !== null &&
    now.url !== entry.url
  ) {
    const changed = applyEdits(text, edits);
    const kept = patch(changed, keepOldUrl(changed, entry.url, now.url, site), style, options);
    if (!kept.ok) return refuse(post, kept.reason.code, kept.reason.message, kept.reason.line);
    edits = composeEdits(text, edits, kept.edits);
    notes.push(...kept.notes);
    now = entryAfter(post, path, edits, journal);
  }
  if (edits.length === 0 && path === post.path) return null;
  return { ok: true, changed: { path, edits, entry: now, notes } };
}

/** In a plain folder links are relative to the file, and follow it. */
function withLinks(text: string, edits: readonly Edit[], from: RelPath, to: RelPath): readonly Edit[] {
  const changed = applyEdits(text, edits);
  const base = { post: from, baseurl: '', url: '' };
  return composeEdits(
    text,
    edits,
    followMoves(changed, base, () => null, { ...base, post: to }),
  );
}

function entryAfter(
  { text, entry }: PostText,
  path: RelPath,
  edits: readonly Edit[],
  { site, now }: Surroundings,
): PostEntry {
  const { size, modified } = entry;
  return entryOf({ path, text: applyEdits(text, edits), size, modified, site, now });
}

function refuse(
  { path }: PostText,
  code: RefusalCode,
  message: string = MESSAGES[code] ?? code,
  line?: number,
): PostPlan {
  const refusal: Refusal = { path, code, message, ...(line === undefined ? {} : { line }) };
  return { ok: false, refusal };
}
