// Owns: what a Hexo site's configuration says about posts: folders, addresses, its Markdown.
// Must not know: the post's text, or how files are read. Rules: Hexo's documentation and its default renderer's options.
import { asValues, cleanFolder, flagAt, readValues, splitAddress, textAt, valueAt } from './config.ts';
import { packagesOf } from './detect.ts';
import { learnHabits } from './learn.ts';
import { fillPermalink } from './permalink.ts';
import type { PlacedPost, TargetLook, TargetSettings, TargetSite } from './types.ts';

/** Reads a Hexo site. */
export function hexoSite(look: TargetLook): TargetSite {
  const name = ['_config.yml', '_config.yaml'].find((each) => look.texts.has(each));
  const config = name === undefined ? {} : readValues(name, look.texts.get(name) ?? '');
  const source = cleanFolder(textAt(config, 'source_dir') ?? 'source');
  const content = `${source}/_posts`;
  const habits = learnHabits(look, content);
  const packages = packagesOf(look);
  const other = packages.has('hexo-renderer-markdown-it') || packages.has('hexo-renderer-markdown-it-plus');
  const marked = asValues(valueAt(config, 'marked'));
  const markdownIt = asValues(valueAt(config, 'markdown', 'render'));
  const assets = flagAt(config, false, 'post_asset_folder');
  const { url, base } = splitAddress(textAt(config, 'url'));
  const root = textAt(config, 'root')?.replace(/\/+$/, '');
  const datedNames = /^:year-:month-:day-:title|^:year-:i_month/.test(textAt(config, 'new_post_name') ?? '');
  const permalink = textAt(config, 'permalink') ?? ':year/:month/:day/:title/';
  return {
    generator: 'hexo',
    url,
    base: root ?? base,
    zone: textAt(config, 'timezone') || null,
    markdown: {
      engine: other ? 'commonmark' : 'marked',
      html: other ? flagAt(markdownIt, true, 'html') : true,
      footnotes: other,
      headingIds: other ? 'none' : flagAt(marked, true, 'headerIds') ? 'hexo' : 'none',
      headingAttributes: false,
      blockAttributes: false,
      taskLists: !other,
      breaks: other ? flagAt(markdownIt, true, 'breaks') : flagAt(marked, true, 'breaks'),
      singleTilde: !other,
      linkify: other ? flagAt(markdownIt, true, 'linkify') : flagAt(marked, true, 'autolink'),
      smart: other ? flagAt(markdownIt, true, 'typographer') : flagAt(marked, true, 'smartypants'),
      indentedCode: true,
      dollarMath: ['hexo-filter-mathjax', 'hexo-math', 'hexo-renderer-mathjax', 'hexo-filter-katex'].some(
        (each) => packages.has(each),
      ),
    },
    defaults: {
      generator: 'hexo',
      content,
      images: source,
      beside: assets,
      names: datedNames || habits.names === 'date-slug' ? 'date-slug' : 'slug',
      format: 'yaml',
    },
    address: (post, settings) => hexoAddress(post, settings, { permalink, datedNames }),
    fileAddress: (path, settings) => {
      if (!path.startsWith(`${source}/`)) return null;
      const inside = path.slice(source.length + 1);
      const part = /^_posts\/(.+)\/([^/]+)$/.exec(inside);
      if (part === null) return /(?:^|\/)_/.test(inside) ? null : `/${inside}`;
      return settings.beside ? inside : null;
    },
    future: flagAt(config, true, 'future'),
    keys: {},
    layout: habits.layout,
    required: [],
    baseForImages: !other && flagAt(marked, true, 'prependRoot'),
    importsPictures: false,
    literal: { key: 'disableNunjucks', value: true },
  };
}

function hexoAddress(
  post: PlacedPost,
  settings: TargetSettings,
  { permalink, datedNames }: { readonly permalink: string; readonly datedNames: boolean },
): string | null {
  if (post.permalink) return post.permalink;
  const dated = settings.names === 'date-slug' && post.date !== null && !datedNames;
  const title = dated ? `${post.date?.slice(0, 10)}-${post.slug}` : post.slug;
  const categories = post.categories.length === 0 ? ['uncategorized'] : post.categories;
  return fillPermalink(permalink, {
    ...post,
    categories: permalink.includes(':category') ? categories : [],
    title,
    slug: title,
    name: title,
    section: '',
  });
}
