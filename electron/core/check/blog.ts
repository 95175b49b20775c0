// Owns: what a configuration alone says of a blog: pages that something makes out of no file, plugins, a theme.
// Must not know: files.
import type { Blog } from './types.ts';

/** A blog of which nothing is known but its posts. */
export const bareBlog: Blog = {
  config: {},
  addresses: new Set(),
  ids: new Set(),
  plugins: false,
  theme: false,
  built: () => false,
  sizeOf: () => null,
  textOf: () => null,
  liquid: null,
};

/** Plugins that add no page, file or tag that a post could mean (GitHub Pages' own, less those that make pages). */
const QUIET =
  /^(?:jekyll-(?:feed|sitemap|seo-tag|redirect-from|relative-links|optional-front-matter|readme-index|default-layout|titles-from-headings|coffeescript|commonmark-ghpages|github-metadata|mentions|remote-theme|swiss|include-cache|gist|avatar|paginate|last-modified-at|toc|spaceship|emoji|target-blank|minifier|sass-converter|compose|watch|admin)|jemoji|kramdown.*|rouge|webrick|faraday.*)$/;

/** Does the configuration name a plugin that may make pages or files of its own? */
export function makesPages(config: Readonly<Record<string, unknown>>): boolean {
  const plugins = config.plugins ?? config.gems;
  return Array.isArray(plugins) && plugins.some((name) => typeof name === 'string' && !QUIET.test(name));
}

/** Does it name a theme that is not among the blog's files? */
export const hasTheme = (config: Readonly<Record<string, unknown>>): boolean =>
  ['theme', 'remote_theme'].some((key) => typeof config[key] === 'string' && config[key] !== '');

/** Keys below which themes and plugins are told where their archive pages go. */
const PLACES =
  /archive|paginat|autopage|tag_page|category_page|tag_dir|category_dir|tag_path|category_path|categories_path/i;

/** The first folders of addresses that the configuration lets something make: `t` for `/t/:name/`. */
export function generatedFolders(config: Readonly<Record<string, unknown>>): readonly string[] {
  const found: string[] = [];
  const walk = (value: unknown, named: boolean, depth: number): void => {
    if (typeof value === 'string') {
      const fixed = /^\/?([^:#?\s]+?)\/?(?:[:#?].*)?$/.exec(value)?.[1];
      if (named && fixed !== undefined && value.includes('/')) found.push(fixed.replace(/\/+$/, ''));
    } else if (typeof value === 'object' && value !== null && depth < 4) {
      for (const [key, inner] of Object.entries(value)) walk(inner, named || PLACES.test(key), depth + 1);
    }
  };
  walk(config, false, 0);
  return found.filter((folder) => folder !== '');
}
