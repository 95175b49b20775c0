// Owns: the smallest site of each generator that shows what a post says: its title, date and body.
// Must not know: what is exported to it.
import { execFile } from 'node:child_process';
import { existsSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Files } from '#test/host/export/journals.ts';

const run = promisify(execFile);
const packages = resolve(import.meta.dirname, 'packages/node_modules');

/**
 * True where the generators from npm are installed, or must be: `.ci/run` installs them; elsewhere
 * `npm ci --prefix test/generators/packages` does.
 */
export const haveGenerators = (name: string): boolean =>
  process.env.GALLEY_GENERATORS === 'required' || existsSync(join(packages, name));

const main = (date: string, body: string): string =>
  `<!doctype html><html><head><title>x</title></head><body><main data-date="${date}">${body}</main></body></html>\n`;

export interface GeneratorSite {
  readonly files: Files;
  /** Builds the site in `root` and gives the folder that it wrote. */
  readonly build: (root: string) => Promise<string>;
}

const env = {
  ...process.env,
  CI: 'true',
  TZ: 'Asia/Seoul',
  ASTRO_TELEMETRY_DISABLED: '1',
  LANG: 'C.UTF-8',
  FORCE_COLOR: '0',
};

async function command(root: string, file: string, args: readonly string[]): Promise<void> {
  try {
    await run(file, [...args], { cwd: root, env, maxBuffer: 1 << 26 });
  } catch (error) {
    const said = error as { readonly stdout?: string; readonly stderr?: string }; // what execFile rejects with
    throw new Error(`${file} ${args.join(' ')}\n${said.stdout ?? ''}\n${said.stderr ?? ''}`);
  }
}

/** Node resolves the generator's packages from the site's own folder. */
function usePackages(root: string): void {
  if (!existsSync(join(root, 'node_modules'))) symlinkSync(packages, join(root, 'node_modules'), 'dir');
}

export const hugo = (options: {
  readonly unsafe: boolean;
  readonly toml?: boolean;
  readonly base?: string;
}): GeneratorSite => ({
  files: {
    'config.toml': [
      `baseURL = "https://blog.example${options.base ?? ''}/"`,
      'title = "Blog"',
      'timeZone = "Asia/Seoul"',
      'disableKinds = ["taxonomy", "term", "RSS", "sitemap"]',
      ...(options.unsafe ? ['[markup.goldmark.renderer]', 'unsafe = true'] : []),
      '',
    ].join('\n'),
    'layouts/_default/single.html': main('{{ .Date.Format "2006-01-02T15:04:05-07:00" }}', '{{ .Content }}'),
    'layouts/_default/list.html':
      '{{ range .Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}\n',
    'archetypes/default.md': options.toml ? '+++\ntitle = "x"\n+++\n' : '---\ntitle: x\n---\n',
  },
  build: async (root) => {
    await command(root, 'hugo', ['--quiet', '--destination', 'public', '--cacheDir', join(root, '.cache')]);
    return join(root, 'public');
  },
});

export const hexo = (config = ''): GeneratorSite => ({
  files: {
    '_config.yml': `title: Blog\nurl: https://blog.example\ntimezone: Asia/Seoul\ntheme: small\nlanguage: ko\n${config}`,
    'package.json': JSON.stringify({
      name: 'blog',
      private: true,
      hexo: { version: '' },
      dependencies: { hexo: '*', 'hexo-renderer-marked': '*', 'hexo-renderer-ejs': '*' },
    }),
    'source/_posts/.gitkeep': '',
    'scaffolds/post.md': '---\ntitle: {{ title }}\n---\n',
    'themes/small/layout/post.ejs': main('<%= page.date.format() %>', '<%- page.content %>'),
    'themes/small/layout/index.ejs': '<%- page.title %>\n',
  },
  build: async (root) => {
    usePackages(root);
    await command(root, process.execPath, [join(packages, 'hexo/bin/hexo'), 'generate', '--silent']);
    return join(root, 'public');
  },
});

export const eleventy = (): GeneratorSite => ({
  files: {
    'eleventy.config.js':
      'export default function (config) {\n  config.addPassthroughCopy({ "public": "/" });\n  return { dir: { input: "content", includes: "../_includes" } };\n}\n',
    'package.json': JSON.stringify({ name: 'blog', private: true, type: 'module' }),
    '_includes/post.liquid': main('{{ page.date | date: "%Y-%m-%dT%H:%M:%S%z" }}', '{{ content }}'),
    'content/posts/posts.json': JSON.stringify({ layout: 'post.liquid' }),
    'public/robots.txt': '\n',
  },
  build: async (root) => {
    usePackages(root);
    await command(root, process.execPath, [join(packages, '@11ty/eleventy/cmd.cjs'), '--quiet']);
    return join(root, '_site');
  },
});

export const astro = (base = ''): GeneratorSite => ({
  files: {
    'astro.config.mjs': `export default { site: "https://blog.example"${base === '' ? '' : `, base: "${base}"`} };\n`,
    'package.json': JSON.stringify({ name: 'blog', private: true, type: 'module' }),
    'src/content.config.ts': [
      'import { defineCollection, z } from "astro:content";',
      'import { glob } from "astro/loaders";',
      'const blog = defineCollection({',
      '  loader: glob({ pattern: "**/*.md", base: "./src/content/blog" }),',
      '  schema: z.object({',
      '    title: z.string(),',
      '    description: z.string(),',
      '    pubDate: z.coerce.date(),',
      '    heroImage: z.string().optional(),',
      '  }),',
      '});',
      'export const collections = { blog };',
      '',
    ].join('\n'),
    'src/pages/blog/[...slug].astro': [
      '---',
      'import { getCollection, render } from "astro:content";',
      'export async function getStaticPaths() {',
      '  return (await getCollection("blog")).map((post) => ({ params: { slug: post.id }, props: post }));',
      '}',
      'const { Content } = await render(Astro.props);',
      '---',
      '<main data-date={Astro.props.data.pubDate.toISOString()}><Content /></main>',
      '',
    ].join('\n'),
    'public/robots.txt': '\n',
  },
  build: async (root) => {
    usePackages(root);
    await command(root, process.execPath, [join(packages, 'astro/astro.js'), 'build', '--silent']);
    return join(root, 'dist');
  },
});

export const jekyll = (config: string): GeneratorSite => ({
  files: {
    '_config.yml': `${config}\ntitle: Blog\n`,
    '_layouts/post.html': main('{{ page.date | date_to_xmlschema }}', '{{ content }}'),
  },
  build: async (root) => {
    await command(root, 'jekyll', ['build', '-q', '-s', root, '-d', join(root, '_site')]);
    return join(root, '_site');
  },
});
