// Owns: what an Astro project says about a content collection of posts: folder, keys of its schema, addresses.
// Must not know: the post's text, or how files are read. Configuration is code, so only its plain values are found.
import { githubSlug } from '#core/translate/heading-ids.ts';
import { cleanFolder, inScript, splitAddress } from './config.ts';
import { packagesOf } from './detect.ts';
import { busiestFolder, learnHabits } from './learn.ts';
import type { PlacedPost, TargetLook, TargetSettings, TargetSite } from './types.ts';

/** Reads an Astro project. */
export function astroSite(look: TargetLook): TargetSite {
  const scripts = [...look.texts.keys()].filter((name) => name.startsWith('astro.config.'));
  const schemas = [...look.texts.keys()].filter((name) => /^src\/content(?:\.config|\/config)\./.test(name));
  const text = (key: string): string | null =>
    inScript(look, scripts, new RegExp(`\\b${key}\\s*:\\s*["'\`]([^"'\`]*)["'\`]`));
  const schema = schemas.map((name) => look.texts.get(name) ?? '').join('\n');
  const content = contentFolder(look, schema);
  const publicDir = cleanFolder(text('publicDir') ?? 'public');
  const habits = learnHabits(look, content);
  const packages = packagesOf(look);
  const fields = fieldsOf(schema, habits.keys);
  const collection = content.replace(/^.*\//, '');
  const route = routeOf(look, collection);
  const slash = text('trailingSlash') === 'never' ? '' : '/';
  const html = !/allowDangerousHtml\s*:\s*false/.test(scripts.map((name) => look.texts.get(name)).join('\n'));
  return {
    generator: 'astro',
    url: splitAddress(text('site')).url,
    base: `/${cleanFolder(text('base') ?? '')}`.replace(/\/$/, ''),
    zone: null,
    markdown: {
      engine: 'commonmark',
      html,
      footnotes: true,
      headingIds: 'github',
      headingAttributes: false,
      blockAttributes: false,
      taskLists: true,
      breaks: packages.has('remark-breaks'),
      singleTilde: true,
      linkify: true,
      smart: !/smartypants\s*:\s*false/.test(scripts.map((name) => look.texts.get(name)).join('\n')),
      indentedCode: true,
      dollarMath: packages.has('remark-math'),
    },
    defaults: {
      generator: 'astro',
      content,
      images: publicDir,
      beside: habits.bundles,
      names: habits.names,
      format: 'yaml',
    },
    address: (post, settings) => `${route}${astroId(post, settings)}${slash}`,
    fileAddress: (path) => (path.startsWith(`${publicDir}/`) ? path.slice(publicDir.length) : null),
    future: true,
    keys: fields.names,
    layout: habits.layout,
    required: fields.required,
    baseForImages: false,
    importsPictures: /:\s*image\(\)/.test(schema),
    literal: null,
  };
}

/** The folder of a collection: the one that has most posts, else the one that the schema's file names first. */
function contentFolder(look: TargetLook, schema: string): string {
  const based = /\bbase\s*:\s*["'`](?:\.\/)?(src\/[^"'`]+|content\/[^"'`]+)["'`]/.exec(schema)?.[1];
  if (based !== undefined) return cleanFolder(based);
  const busiest = busiestFolder(look, 'src/content');
  if (busiest !== null) return busiest;
  const named = /collections\s*=\s*\{\s*["'`]?([\w-]+)/.exec(schema)?.[1];
  return `src/content/${named ?? 'blog'}`;
}

/** The path before the id, from the page that shows one post: `src/pages/blog/[...slug].astro` is `/blog/`. */
function routeOf(look: TargetLook, collection: string): string {
  const routes = look.files.flatMap((path) => {
    const found = /^src\/pages\/((?:[^[\]]*\/)?)\[(?:\.\.\.)?\w+\]\.(?:astro|js|ts)$/.exec(path);
    return found ? [`/${found[1] ?? ''}`] : [];
  });
  return routes.find((route) => route === `/${collection}/`) ?? routes[0] ?? `/${collection}/`;
}

function astroId(post: PlacedPost, settings: TargetSettings): string {
  const dated = settings.names === 'date-slug' && post.date !== null;
  return githubSlug(dated ? `${post.date?.slice(0, 10)}-${post.slug}` : post.slug);
}

const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  date: ['pubDate', 'pubDatetime', 'publishDate', 'publishedAt', 'datePublished', 'published', 'date'],
  last_modified_at: [
    'updatedDate',
    'modDatetime',
    'updatedAt',
    'lastUpdated',
    'updated',
    'lastmod',
    'last_modified_at',
  ],
  image: ['heroImage', 'ogImage', 'coverImage', 'cover', 'thumbnail', 'image'],
  excerpt: ['description', 'summary', 'excerpt'],
};

/** Names that the schema, or else the posts there, have for what Jekyll calls otherwise. */
function fieldsOf(
  schema: string,
  used: readonly string[],
): { readonly names: Readonly<Record<string, string>>; readonly required: readonly string[] } {
  const names: Record<string, string> = {};
  const required: string[] = [];
  for (const [key, candidates] of Object.entries(MEANINGS)) {
    const inSchema = candidates.find((name) =>
      new RegExp(`\\b${name}\\s*:\\s*(?:z\\b|image\\b|reference\\b)`).test(schema),
    );
    const name = inSchema ?? candidates.find((each) => used.includes(each));
    if (name !== undefined && name !== key) names[key] = name;
  }
  for (const name of ['title', 'description']) {
    // The calls behind `z`, as far as they belong to this key.
    const rule = new RegExp(`\\b${name}\\s*:\\s*z((?:\\s*\\.\\w+\\((?:[^()]|\\([^()]*\\))*\\))*)`).exec(
      schema,
    )?.[1];
    if (rule !== undefined && !/\.(?:optional|nullish|default|catch)\(/.test(rule)) required.push(name);
  }
  return { names, required };
}
