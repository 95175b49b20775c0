// Owns: keeping a post's old address alive by the key that the redirect plugin of blogs reads.
// Must not know: why the address changed, or other posts.
import type { Change } from '../frontmatter/types.ts';
import { escapePath, unescapePath } from '../site/slugify.ts';
import type { SiteConfig } from '../site/types.ts';
import { frontMatterOf, namesIn } from './own-names.ts';

const KEY = 'redirect_from';

/**
 * Wishes that put the old URL (as in the list, percent-encoded) into `redirect_from`, and take the new one out of it: a page that
 * redirects to itself would replace the post. The value is readable text; the build encodes it again.
 */
export function keepOldUrl(text: string, before: string, after: string, site: SiteConfig): readonly Change[] {
  const old = readable(before);
  const frontMatter = frontMatterOf(text, site);
  const entry = frontMatter.entries.findLast((each) => each.key === KEY && !each.shadowed);
  if (entry === undefined || entry.shape === 'null') return [{ op: 'listAdd', key: KEY, item: old }];
  // One string is one address, whatever is in it.
  const given =
    entry.shape === 'text' ? [String(entry.value)] : (namesIn(text, frontMatter, KEY)?.names ?? []);
  const stays = given.filter((url) => !isSame(url, after));
  const wanted = stays.some((url) => isSame(url, before)) ? stays : [...stays, old];
  if (wanted.length === given.length && wanted.every((url, at) => url === given[at])) return [];
  if (entry.shape === 'text') return [{ op: 'set', key: KEY, value: wanted }];
  return [{ op: 'listSet', key: KEY, items: wanted }];
}

function isSame(url: string, other: string): boolean {
  return unescapePath(url) === unescapePath(other);
}

/** The URL with its letters, where encoding them gives the same URL again. */
function readable(url: string): string {
  const plain = unescapePath(url);
  return escapePath(plain) === url && !/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}]/u.test(plain) ? plain : url;
}
