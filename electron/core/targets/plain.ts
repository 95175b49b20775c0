// Owns: targets without a generator of their own: a folder of Markdown files, and a Jekyll blog.
// Must not know: the post's text, or how files are read.
import { readSiteConfig } from '#core/site/config.ts';
import { learnHabits, postsBelow } from './learn.ts';
import type { MarkdownTraits, TargetLook, TargetSite } from './types.ts';

/** GitHub's Markdown, which is what most readers of plain files show. */
const github: MarkdownTraits = {
  engine: 'commonmark',
  html: true,
  footnotes: true,
  headingIds: 'github',
  headingAttributes: false,
  blockAttributes: false,
  taskLists: true,
  breaks: false,
  singleTilde: true,
  linkify: true,
  smart: false,
  indentedCode: true,
  dollarMath: true,
};

/** A folder of Markdown files: addresses are the files themselves. */
export function plainSite(look: TargetLook): TargetSite {
  const content =
    ['posts', 'notes', 'blog', 'content'].find((name) => postsBelow(look, name).length > 0) ?? '';
  const habits = learnHabits(look, content);
  return {
    generator: 'plain',
    url: '',
    base: '',
    zone: null,
    markdown: github,
    defaults: {
      generator: 'plain',
      content,
      images: content === '' ? 'images' : `${content}/images`,
      beside: false,
      names: habits.names,
      format: habits.toml ? 'toml' : 'yaml',
    },
    address: (post, settings) =>
      `/${[settings.content, settings.names === 'date-slug' && post.date !== null ? `${post.date.slice(0, 10)}-${post.slug}.md` : `${post.slug}.md`].filter(Boolean).join('/')}`,
    fileAddress: (path) => `/${path}`,
    future: true,
    keys: {},
    layout: habits.layout,
    required: [],
    baseForImages: false,
    importsPictures: false,
    literal: null,
  };
}

/** A Jekyll blog: posts are not translated, so only its address and folders matter. */
export function jekyllSite(look: TargetLook): TargetSite {
  const name = ['_config.yml', '_config.yaml', '_config.toml'].find((each) => look.texts.has(each));
  const { site } = readSiteConfig({
    kind: 'jekyll',
    text: name === undefined ? null : (look.texts.get(name) ?? ''),
    format: name?.endsWith('.toml') ? 'toml' : 'yaml',
    machineZone: 'UTC',
  });
  return {
    generator: 'jekyll',
    url: site.url,
    base: site.baseurl,
    zone: site.timezone,
    markdown: { ...github, headingIds: 'none' },
    defaults: {
      generator: 'jekyll',
      content: '_posts',
      images: 'assets',
      beside: false,
      names: 'date-slug',
      format: 'yaml',
    },
    // What the journal says: its own rules are Jekyll's.
    address: () => null,
    fileAddress: (path) => `/${path}`,
    future: site.future,
    keys: {},
    layout: null,
    required: [],
    baseForImages: false,
    importsPictures: false,
    literal: null,
  };
}
