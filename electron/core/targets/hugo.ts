// Owns: what a Hugo site's configuration says about posts: folders, addresses, its Markdown.
// Must not know: the post's text, or how files are read. Rules: Hugo's documentation of configuration and permalinks.
import { cleanFolder, flagAt, readValues, splitAddress, textAt, type Values, valueAt } from './config.ts';
import { busiestFolder, learnHabits } from './learn.ts';
import { fillPermalink } from './permalink.ts';
import type { PlacedPost, TargetLook, TargetSettings, TargetSite } from './types.ts';

/** Reads a Hugo site. */
export function hugoSite(look: TargetLook): TargetSite {
  const config = hugoConfig(look);
  const contentDir = cleanFolder(textAt(config, 'contentDir') ?? 'content');
  const staticDir = cleanFolder(textAt(config, 'staticDir') ?? 'static');
  const content = busiestFolder(look, contentDir) ?? `${contentDir}/posts`;
  const habits = learnHabits(look, content);
  const archetype = look.texts.get('archetypes/default.md') ?? '';
  const toml = habits.keys.length > 0 ? habits.toml : archetype.trimStart().startsWith('+++');
  const goldmark = (usual: boolean, ...keys: readonly string[]): boolean =>
    flagAt(config, usual, 'markup', 'goldmark', ...keys);
  const address = splitAddress(textAt(config, 'baseURL'));
  const lower = !flagAt(config, false, 'disablePathToLower');
  const ugly = flagAt(config, false, 'uglyURLs');
  return {
    generator: 'hugo',
    ...address,
    zone: textAt(config, 'timeZone'),
    markdown: {
      engine: 'commonmark',
      html: goldmark(false, 'renderer', 'unsafe'),
      footnotes: goldmark(true, 'extensions', 'footnote'),
      headingIds: goldmark(true, 'parser', 'autoHeadingID') ? 'goldmark' : 'none',
      headingAttributes: goldmark(true, 'parser', 'attribute', 'title'),
      blockAttributes: goldmark(false, 'parser', 'attribute', 'block'),
      taskLists: goldmark(true, 'extensions', 'taskList'),
      breaks: goldmark(false, 'renderer', 'hardWraps'),
      singleTilde: true,
      linkify: goldmark(true, 'extensions', 'linkify'),
      smart: valueAt(config, 'markup', 'goldmark', 'extensions', 'typographer') !== false,
      indentedCode: true,
      dollarMath: false,
    },
    defaults: {
      generator: 'hugo',
      content,
      images: staticDir,
      beside: habits.bundles,
      names: habits.names,
      format: toml ? 'toml' : 'yaml',
    },
    address: (post, settings) => hugoAddress(post, settings, { config, contentDir, lower, ugly }),
    fileAddress: (path, settings) => {
      if (path.startsWith(`${staticDir}/`)) return path.slice(staticDir.length);
      // A bundle's files are published beside its page.
      return settings.beside && path.startsWith(`${contentDir}/`) ? path.slice(contentDir.length) : null;
    },
    future: flagAt(config, false, 'buildFuture'),
    keys: {},
    layout: habits.layout,
    required: [],
    baseForImages: false,
    importsPictures: false,
    literal: null,
  };
}

/** One file, or the files of `config/_default`, each of which is the value of the key it is named after. */
function hugoConfig(look: TargetLook): Values {
  const config: Record<string, unknown> = {};
  for (const [path, text] of look.texts) {
    const folder = /^config\/_default\/(\w+)\.\w+$/.exec(path)?.[1];
    const root = /^(?:hugo|config)\.\w+$/.test(path);
    if (folder === undefined && !root) continue;
    const values = readValues(path, text);
    if (root || folder === 'hugo' || folder === 'config') Object.assign(config, values);
    else if (folder !== undefined) config[folder] = values;
  }
  return config;
}

interface Rules {
  readonly config: Values;
  readonly contentDir: string;
  readonly lower: boolean;
  readonly ugly: boolean;
}

function hugoAddress(post: PlacedPost, settings: TargetSettings, rules: Rules): string {
  if (post.permalink) return post.permalink;
  const folder = settings.content.slice(rules.contentDir.length).replace(/^\/+/, '');
  const section = folder.split('/')[0] ?? '';
  const name =
    settings.names === 'date-slug' && post.date !== null
      ? `${post.date.slice(0, 10)}-${post.slug}`
      : post.slug;
  const pattern =
    textAt(rules.config, 'permalinks', section) ?? textAt(rules.config, 'permalinks', 'page', section);
  const filled =
    pattern === null
      ? null
      : fillPermalink(pattern, {
          ...post,
          title: hugoPath(post.title),
          slug: hugoPath(name),
          name: hugoPath(name),
          section,
        });
  const path = filled ?? `/${[folder, hugoPath(name)].filter(Boolean).join('/')}`;
  const cased = (rules.lower ? path.toLowerCase() : path).replace(/\/+$/, '');
  return rules.ugly ? `${cased}.html` : `${cased}/`;
}

/** A name as Hugo puts it into a path: letters, marks, digits and a few signs stay, spaces become hyphens, the rest goes. */
export function hugoPath(name: string): string {
  return name
    .trim()
    .replace(/\s+/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}._/\\\-#+~%@]/gu, '')
    .replace(/-{2,}/g, '-')
    .toLowerCase();
}
