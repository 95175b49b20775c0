// Owns: what an Eleventy project says about posts: folders, passed-through files, addresses.
// Must not know: the post's text, or how files are read. Configuration is code, so only its plain values are found.
import { cleanFolder, inScript } from './config.ts';
import { packagesOf } from './detect.ts';
import { busiestFolder, learnHabits, postsBelow } from './learn.ts';
import type { PlacedPost, TargetLook, TargetSettings, TargetSite } from './types.ts';

/** Reads an Eleventy project. */
export function eleventySite(look: TargetLook): TargetSite {
  const scripts = [...look.texts.keys()].filter((name) => /eleventy(?:\.config)?\.\w+$/.test(name));
  const code = scripts.map((name) => look.texts.get(name) ?? '').join('\n');
  const input = cleanFolder(
    inScript(look, scripts, /\binput\s*:\s*["'`]([^"'`]*)["'`]/) ??
      inScript(look, scripts, /setInputDirectory\(\s*["'`]([^"'`]*)["'`]/) ??
      '',
  );
  const content = contentFolder(look, input);
  const habits = learnHabits(look, content);
  const copies = copiesOf(code, input);
  const packages = packagesOf(look);
  const has = (name: string): boolean => packages.has(name) && code.includes(name);
  // With this plugin the build puts the prefix before every address itself.
  const own = code.includes('HtmlBasePlugin');
  const base = own ? '' : (/pathPrefix\s*:\s*["'`]([^"'`]*)["'`]/.exec(code)?.[1] ?? '');
  return {
    generator: 'eleventy',
    url: '',
    base: `/${cleanFolder(base)}`.replace(/\/$/, ''),
    zone: null,
    markdown: {
      engine: 'commonmark',
      html: !/html\s*:\s*false/.test(code),
      footnotes: has('markdown-it-footnote'),
      headingIds: 'none',
      headingAttributes: false,
      blockAttributes: false,
      taskLists: has('markdown-it-task-lists'),
      breaks: /breaks\s*:\s*true/.test(code),
      singleTilde: false,
      linkify: /linkify\s*:\s*true/.test(code),
      smart: /typographer\s*:\s*true/.test(code),
      indentedCode: false,
      dollarMath: [
        'markdown-it-katex',
        '@vscode/markdown-it-katex',
        'markdown-it-texmath',
        'markdown-it-mathjax3',
      ].some(has),
    },
    defaults: {
      generator: 'eleventy',
      content,
      images: copies[0]?.from ?? joined(input, 'assets'),
      beside: false,
      names: habits.names,
      format: 'yaml',
    },
    address: (post, settings) => eleventyAddress(post, settings, input),
    fileAddress: (path) => {
      const copy = copies.find(({ from }) => path.startsWith(`${from}/`));
      return copy === undefined ? null : joined(copy.to, path.slice(copy.from.length + 1), '/');
    },
    future: true,
    keys: {},
    layout: habits.layout,
    required: [],
    baseForImages: false,
    importsPictures: false,
    literal: { key: 'templateEngineOverride', value: 'md' },
  };
}

/** The folder that has most posts, looked for under usual names first. */
function contentFolder(look: TargetLook, input: string): string {
  const usual = ['posts', 'blog', 'content/posts', 'content/blog', '_posts', 'articles', 'notes'].map(
    (name) => joined(input, name),
  );
  return (
    usual.find((folder) => postsBelow(look, folder).length > 0) ??
    usual.find((folder) => look.files.some((path) => path.startsWith(`${folder}/`))) ??
    busiestFolder(look, input) ??
    joined(input, 'posts')
  );
}

interface Copy {
  readonly from: string;
  readonly to: string;
}

/** Folders that `addPassthroughCopy` publishes: `"assets"`, or `{ "public": "/" }`. */
function copiesOf(code: string, input: string): readonly Copy[] {
  const copies: Copy[] = [];
  for (const [, argument = ''] of code.matchAll(/addPassthroughCopy\(\s*(\{[^}]*\}|["'`][^"'`]*["'`])/g)) {
    const pairs = [...argument.matchAll(/["'`]([^"'`]+)["'`]\s*:\s*["'`]([^"'`]*)["'`]/g)];
    if (pairs.length > 0) {
      for (const [, from = '', to = ''] of pairs)
        copies.push({ from: cleanFolder(from), to: cleanFolder(to) });
    } else {
      const from = cleanFolder(argument.slice(1, -1));
      // Below the input folder a copy keeps its place relative to it.
      const to = input !== '' && from.startsWith(`${input}/`) ? from.slice(input.length + 1) : from;
      copies.push({ from, to });
    }
  }
  return copies.filter(({ from }) => from !== '' && !/[*!]|\.\w+$/.test(from));
}

function joined(folder: string, name: string, lead = ''): string {
  return lead + [folder, name].filter((part) => part !== '').join('/');
}

function eleventyAddress(post: PlacedPost, settings: TargetSettings, input: string): string {
  if (post.permalink) return /\/$|\.\w+$/.test(post.permalink) ? post.permalink : `${post.permalink}/`;
  const folder =
    input !== '' && settings.content.startsWith(input)
      ? settings.content.slice(input.length)
      : settings.content;
  // A date at the start of a file's name is no part of its address.
  return `/${[cleanFolder(folder), post.slug].filter(Boolean).join('/')}/`;
}
