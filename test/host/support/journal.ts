// The smallest open journal: enough of the list to exercise posts, backups and images without a watcher.
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { SiteConfig } from '#core/site/types.ts';
import type { JournalHandle } from '#host/journal/handle.ts';

/** Configuration of a journal without `_config.yml`. */
export const plainSite: SiteConfig = {
  kind: 'jekyll',
  permalink: '/:categories/:year/:month/:day/:title:output_ext',
  baseurl: '',
  url: '',
  zone: 'Asia/Seoul',
  timezone: null,
  future: false,
  unpublished: false,
  showDrafts: false,
  exclude: [],
  include: [],
  defaults: [],
  collections: [],
  collectionsDir: '',
  destination: '_site',
  markdown: 'kramdown',
  kramdown: {},
  highlighter: 'rouge',
  excerptSeparator: '\n\n',
  markdownExtensions: ['md', 'markdown'],
  time: null,
  raw: {},
};

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];

async function entryOf(root: string, path: RelPath): Promise<PostEntry | null> {
  const facts = await stat(join(root, path)).catch(() => null);
  if (facts === null || !facts.isFile()) return null;
  const { data, entries } = readFrontMatter(await readFile(join(root, path), 'utf8'));
  const above = path.split('/_posts/')[0] ?? '';
  const folders = path.startsWith('_') || !path.includes('/_posts/') ? [] : above.split('/');
  return {
    path,
    title: typeof data.title === 'string' ? data.title : path,
    date: typeof data.date === 'string' ? data.date.slice(0, 10) : null,
    time: null,
    slug: path
      .replace(/^.*\//, '')
      .replace(/^\d{4}-\d\d-\d\d-/, '')
      .replace(/\.[^.]+$/, ''),
    categories: [...folders, ...strings(data.categories), ...strings(data.category)],
    tags: strings(data.tags),
    layout: typeof data.layout === 'string' ? data.layout : null,
    draft: path.includes('_drafts'),
    url: null,
    appears: { will: true },
    problems: [],
    image: typeof data.image === 'string' ? data.image : null,
    keys: entries.map(({ key }) => key),
    size: facts.size,
    modified: facts.mtimeMs,
  };
}

/** Opens the folder. `ownWrites` records what the host said it wrote. */
export async function openTestJournal(
  root: string,
  site: Partial<SiteConfig> = {},
): Promise<JournalHandle & { readonly ownWrites: Map<string, string> }> {
  const known = new Map<RelPath, PostEntry>();
  const ownWrites = new Map<string, string>();
  const refresh = async (paths: readonly RelPath[]) => {
    for (const path of paths) {
      const entry = await entryOf(root, path);
      if (entry === null) known.delete(path);
      else known.set(path, entry);
    }
  };
  const rescan = async () => {
    const all = await readdir(root, { recursive: true });
    known.clear();
    // Names that `readdir` gives are relative paths already.
    await refresh(all.filter((name) => /\.(?:md|markdown)$/.test(name)) as RelPath[]);
  };
  await rescan();
  return {
    root,
    info: {
      id: 'test-journal',
      name: 'test',
      kind: 'jekyll',
      sample: false,
      postsFolder: '_posts',
      draftsFolder: '_drafts',
      git: false,
      problems: [],
    },
    site: { ...plainSite, ...site },
    available: true,
    verified: Promise.resolve(),
    entries: () => [...known.values()],
    entry: (path) => known.get(path) ?? null,
    onChange: () => () => undefined,
    rescan,
    refresh,
    noteOwnWrite: (path, version) => {
      ownWrites.set(path, version);
    },
    isOwnWrite: (path, version) => ownWrites.get(path) === version,
    close: async () => undefined,
    ownWrites,
  };
}
