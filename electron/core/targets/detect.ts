// Owns: recognising a target's generator by its own files.
// Must not know: what the configuration says beyond that, or how files are read.
import type { GeneratorName, TargetLook } from './types.ts';

const HUGO = ['hugo', 'config'].flatMap((name) =>
  ['toml', 'yaml', 'yml', 'json'].map((end) => `${name}.${end}`),
);
const HUGO_FOLDER = ['hugo', 'config', 'markup', 'permalinks', 'permalink'].flatMap((name) =>
  ['toml', 'yaml', 'yml'].map((end) => `config/_default/${name}.${end}`),
);
const JEKYLL = ['_config.yml', '_config.yaml', '_config.toml'];
const ASTRO = ['mjs', 'js', 'ts', 'mts', 'cjs'].map((end) => `astro.config.${end}`);
const ASTRO_CONTENT = ['ts', 'mts', 'js', 'mjs'].flatMap((end) => [
  `src/content.config.${end}`,
  `src/content/config.${end}`,
]);
const ELEVENTY = ['.eleventy.js', ...['js', 'mjs', 'cjs'].map((end) => `eleventy.config.${end}`)];

/** Files that tell a generator or say how it is set up, in the order in which they count. */
export const configFiles: readonly string[] = [
  ...HUGO,
  ...HUGO_FOLDER,
  ...JEKYLL,
  ...ASTRO,
  ...ASTRO_CONTENT,
  ...ELEVENTY,
  'package.json',
  'Gemfile',
  'archetypes/default.md',
];

export interface Detected {
  readonly generator: GeneratorName;
  /** The file or folder that told; null where nothing did. */
  readonly by: string | null;
}

/** Tells the generator. A folder with nothing in it is taken for a Jekyll blog to be; one with Markdown alone is `plain`. */
export function detectGenerator(look: TargetLook): Detected {
  const has = (names: readonly string[]): string | undefined => names.find((name) => look.texts.has(name));
  const folder = (name: string): boolean => look.files.some((path) => path.startsWith(`${name}/`));
  const needs = packagesOf(look);
  const found = (generator: GeneratorName, by: string | undefined): Detected | null =>
    by === undefined ? null : { generator, by };
  const hugo = has(HUGO.slice(0, 4)) ?? (hasHugoFolders(folder) ? has(HUGO) : undefined) ?? has(HUGO_FOLDER);
  const jekyll = has(JEKYLL);
  const hexo = needs.has('hexo') || (jekyll !== undefined && folder('source/_posts') && folder('scaffolds'));
  return (
    found('astro', has(ASTRO)) ??
    found('eleventy', has(ELEVENTY)) ??
    found('hexo', hexo ? (jekyll ?? 'package.json') : undefined) ??
    found('hugo', hugo) ??
    found('jekyll', jekyll) ??
    found('eleventy', needs.has('@11ty/eleventy') ? 'package.json' : undefined) ??
    found('astro', needs.has('astro') ? 'package.json' : undefined) ??
    found('jekyll', folder('_posts') ? '_posts' : undefined) ??
    found('jekyll', /\bjekyll\b/.test(look.texts.get('Gemfile') ?? '') ? 'Gemfile' : undefined) ?? {
      generator: look.files.some(
        (path) => (/\.(?:md|markdown)$/i.test(path) && !/^[^/]+$/.test(path)) || isNote(path),
      )
        ? 'plain'
        : 'jekyll',
      by: null,
    }
  );
}

/** A Markdown file at the root that is no file about the repository. */
const isNote = (path: string): boolean =>
  /^[^/]+\.(?:md|markdown)$/i.test(path) &&
  !/^(?:readme|license|licence|changelog|contributing|security|code_of_conduct|authors|notice)\b/i.test(path);

const hasHugoFolders = (folder: (name: string) => boolean): boolean =>
  ['content', 'archetypes', 'layouts', 'themes', 'static'].some(folder);

/** Names of the packages that `package.json` asks for. */
export function packagesOf(look: TargetLook): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(look.texts.get('package.json') ?? '{}');
    const names = new Set<string>();
    if (typeof value !== 'object' || value === null) return names;
    for (const [key, list] of Object.entries(value)) {
      if (!/^(?:dev|peer|optional)?[dD]ependencies$/.test(key) || typeof list !== 'object' || list === null)
        continue;
      for (const name of Object.keys(list)) names.add(name);
    }
    return names;
  } catch {
    return new Set();
  }
}
