// Owns: a post's file rendered as the blog around it would: which folder is the blog, and what of it is read.
// Must not know: the wire, a running host, or how HTML is made.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createPostRenderer, type RenderedPost } from '#core/page/render-post.ts';
import { CONFIG_NAMES } from './config-file.ts';
import { listJournal } from './list-journal.ts';
import { siteFilesOf } from './site-model.ts';

/** The nearest folder above a file that is a blog: it has a configuration, or a `_posts` folder; null: none. */
export function blogOf(file: string): string | null {
  for (let folder = dirname(resolve(file)); ; folder = dirname(folder)) {
    if ([...CONFIG_NAMES, '_posts'].some((name) => existsSync(join(folder, name)))) return folder;
    if (folder === dirname(folder)) return null;
  }
}

/**
 * Renders a post in its blog: Liquid with the blog's includes, data and posts, kramdown with its options.
 * @param file the post's file, `text` its content
 * @param options `cacheDir` of the index (null: none), `now` in milliseconds since the epoch, `jekyll` 3 for GitHub Pages' classic builder
 * Throws what the system says where the blog's folder cannot be read.
 */
export async function renderPostFile(
  file: string,
  text: string,
  options: { readonly cacheDir: string | null; readonly now: number; readonly jekyll: 3 | 4 },
): Promise<RenderedPost> {
  const root = blogOf(file);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { now, jekyll } = options;
  if (root === null) {
    const site = { config: {}, data: {}, includes: {}, posts: [], zone, now, jekyll };
    return createPostRenderer(site).render(text, null);
  }
  const [site, list] = await Promise.all([siteFilesOf(root), listJournal(root, options)]);
  const { config, data, includes } = site;
  const path = resolve(file)
    .slice(resolve(root).length + 1)
    .replaceAll('\\', '/');
  const renderer = createPostRenderer({
    config,
    data,
    includes,
    posts: list.entries,
    zone: typeof config.timezone === 'string' ? config.timezone : zone,
    now,
    jekyll,
  });
  return renderer.render(text, list.entries.find((entry) => entry.path === path) ?? null);
}
