// Owns: what a wish about tags makes of one post's tags.
// Must not know: files, categories, or how a change is written into a text.
import type { Change } from '../frontmatter/types.ts';
import type { PostEntry } from '../journal/entry.ts';
import type { SiteConfig } from '../site/types.ts';
import { frontMatterOf, namesIn, type OwnNames, sameName, withoutComma } from './own-names.ts';
import type { RefusalCode } from './types.ts';

/** Wishes for the front matter (none: the post is not concerned), or why it is left alone. */
export type Wishes =
  | { readonly ok: true; readonly changes: readonly Change[] }
  | { readonly ok: false; readonly code: RefusalCode };

export const NO_WISHES: Wishes = { ok: true, changes: [] };

const KEYS = ['tag', 'tags'] as const;

/**
 * Replaces every tag of `from` by `to`. A tag of `to` that stands in the list already stays where it is and is not written again;
 * repeats of other tags are left as they are.
 */
export function replaceTags(
  { text, entry }: { readonly text: string; readonly entry: PostEntry },
  from: readonly string[],
  to: readonly string[],
  site: SiteConfig,
): Wishes {
  const frontMatter = frontMatterOf(text, site);
  const concerned = entry.tags.some((tag) => isOneOf(tag, from, to));
  const changes: Change[] = [];
  let odd = false;
  let commas = false;
  for (const key of KEYS) {
    const own = namesIn(text, frontMatter, key);
    if (own === null) continue;
    odd ||= own.odd;
    commas ||= own.commas;
    const items = replacedIn(own, from, to);
    if (items !== null && !own.odd) changes.push({ op: 'listSet', key, items });
  }
  if (changes.length > 0) return { ok: true, changes };
  if (!concerned) return NO_WISHES;
  if (frontMatter.readOnly !== null) return { ok: false, code: frontMatter.readOnly.code };
  return { ok: false, code: odd ? 'nested' : commas ? 'comma-string' : 'from-config' };
}

/** Whether `now`, the post afterwards, has the tags that `before` has after the replacement. */
export function tagsReached(
  before: PostEntry,
  now: PostEntry,
  from: readonly string[],
  to: readonly string[],
): boolean {
  const stays = before.tags.filter((tag) => !isOneOf(tag, from, to));
  const wanted = new Set([...stays, ...(stays.length === before.tags.length ? [] : to)]);
  return now.tags.length === wanted.size && now.tags.every((tag) => wanted.has(tag));
}

/** Wishes that put a tag last, in the key that counts. */
export function addTag(text: string, tag: string, site: SiteConfig): readonly Change[] {
  const frontMatter = frontMatterOf(text, site);
  const single = namesIn(text, frontMatter, 'tag');
  const own = single ?? namesIn(text, frontMatter, 'tags');
  if (own?.names.some((name) => sameName(name, tag))) return [];
  return [{ op: 'listAdd', key: single === null ? 'tags' : 'tag', item: tag }];
}

/** The list afterwards; null where nothing in it is concerned. */
function replacedIn(own: OwnNames, from: readonly string[], to: readonly string[]): readonly string[] | null {
  const wanted = own.commas ? from.map(withoutComma) : from;
  const isGone = (name: string): boolean => isOneOf(name, wanted, to);
  if (!own.names.some(isGone)) return null;
  const written = new Set(own.names.filter((name) => !isGone(name)));
  return own.names.flatMap((name) => {
    if (!isGone(name)) return [name];
    const fresh = to.filter((each) => !written.has(each));
    for (const each of fresh) written.add(each);
    return fresh;
  });
}

/** A tag that is to become itself is none that changes; its other spelling is. */
function isOneOf(name: string, from: readonly string[], to: readonly string[]): boolean {
  return !to.includes(name) && from.some((each) => sameName(each, name));
}
