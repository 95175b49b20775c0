// Owns: where a post of a target is found on the web, by its text and the target's own configuration.
// Must not know: git, or how posts come to a target.
import type { RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { readConfigFile } from '#host/journal/site-files.ts';

export interface Address {
  readonly title: string;
  /** Whole where the site's configuration names its host, else from the root; null where the post has none. */
  readonly url: string | null;
}

/** Tells the address of a post in the target at `root` from its path there and its text. `now` in milliseconds. */
export function addressesIn(root: string, now: number): (path: RelPath, text: string) => Address {
  const { text, format } = readConfigFile(root);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { site } = readSiteConfig({ kind: 'jekyll', text, format, machineZone: zone });
  const host = site.url.replace(/\/+$/, '');
  const base = site.baseurl === '' ? '' : `/${site.baseurl.replace(/^\/+|\/+$/g, '')}`;
  return (path, post) => {
    const { title, url, draft } = entryOf({ path, text: post, size: post.length, modified: now, site, now });
    return { title, url: url === null || draft ? null : `${host}${base}${url}` };
  };
}

/** Is this file one that Jekyll makes a page of, among the posts? */
export const isPost = (path: string): boolean =>
  /(?:^|\/)_posts\/.*\.(?:md|markdown|mkd|mkdn|mkdown|html)$/i.test(path);
