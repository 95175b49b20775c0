// Owns: where a post of a target is found on the web, by its text and what the target's own configuration says.
// Must not know: git, or how posts come to a target.
import { readFrontMatter } from '#core/frontmatter/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import type { PlacedPost, TargetSettings, TargetSite } from '#core/targets/index.ts';
import { blogSite } from '#host/export/blog-site.ts';
import type { Target } from '#host/export/target.ts';
import { siteOfTarget } from '#host/export/target-site.ts';

export interface Address {
  readonly title: string;
  /** Whole where the site's configuration names its host, else from the root; null where the post has none. */
  readonly url: string | null;
}

export interface Addresses {
  /** Is the file at this path of the target one of its posts? */
  readonly isPost: (path: string) => boolean;
  /** The address of a post by its path in the target and its text. */
  readonly of: (path: RelPath, text: string) => Address;
}

/** What is needed to tell addresses in a target. `now` in milliseconds. */
export async function addressesIn(target: Pick<Target, 'root' | 'state'>, now: number): Promise<Addresses> {
  const { site, settings } = await siteOfTarget(target.root, target.state, null);
  return settings.generator === 'jekyll' ? jekyllAddresses(target.root, now) : otherAddresses(site, settings);
}

const MARKDOWN = /\.(?:md|markdown|mkd|mkdn|mkdown)$/i;

function jekyllAddresses(root: string, now: number): Addresses {
  const site = blogSite(root);
  const host = site.url.replace(/\/+$/, '');
  const base = site.baseurl === '' ? '' : `/${site.baseurl.replace(/^\/+|\/+$/g, '')}`;
  return {
    isPost: (path) => /(?:^|\/)_posts\/.*\.(?:md|markdown|mkd|mkdn|mkdown|html)$/i.test(path),
    of: (path, post) => {
      const input = { path, text: post, size: post.length, modified: now, site, now };
      const { title, url, draft } = entryOf(input);
      return { title, url: url === null || draft ? null : `${host}${base}${url}` };
    },
  };
}

function otherAddresses(site: TargetSite, settings: TargetSettings): Addresses {
  const content = settings.content === '' ? '' : `${settings.content}/`;
  return {
    isPost: (path) => path.startsWith(content) && MARKDOWN.test(path),
    of: (path, text) => {
      const post = placedIn(path, text, site, settings);
      const address = post.draft ? null : site.address(post, settings);
      return {
        title: post.title,
        url: address === null ? null : `${site.url}${site.base}${encodeURI(address)}`,
      };
    },
  };
}

/** A post as it stands in the target, under the names that its front matter has there. */
function placedIn(path: RelPath, text: string, { keys }: TargetSite, { names }: TargetSettings): PlacedPost {
  const { data } = readFrontMatter(text);
  const value = (key: string): unknown => data[keys[key] ?? key];
  const parts = path.replace(MARKDOWN, '').split('/');
  const file = parts.at(-1) === 'index' ? (parts.at(-2) ?? '') : (parts.at(-1) ?? '');
  const slug = names === 'date-slug' ? file.replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '') : file;
  const [, dated = null] = /^(\d{4}-\d{1,2}-\d{1,2})-/.exec(file) ?? [];
  const date = value('date');
  const title = value('title');
  const categories = value('categories') ?? value('category');
  return {
    slug,
    date: typeof date === 'string' ? date : dated,
    title: typeof title === 'string' ? title : slug,
    categories: Array.isArray(categories)
      ? categories.map(String)
      : typeof categories === 'string'
        ? [categories]
        : [],
    draft: data.draft === true,
  };
}
