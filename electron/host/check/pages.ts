// Owns: the addresses of a blog's pages that are no posts: by their files, their permalinks and their old addresses.
// Must not know: links, or posts but for their old addresses. Only reads, within limits.
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { addressKey } from '#core/check/addresses.ts';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { SiteConfig } from '#core/site/types.ts';

/** Folders that hold no page, whatever the configuration says. */
const NO_PAGES =
  /^(?:\.|node_modules$|vendor$|_posts$|_drafts$|_layouts$|_includes$|_sass$|_data$|_plugins$)/;
const MAX_ITEMS = 100_000;
const MAX_PAGES = 5000;
/** Front matter of a page is in its first bytes. */
const HEAD = 8192;

/** Addresses (see `addressKey`) of pages, documents of collections, and what posts and pages redirect from. */
export function pageAddresses(
  root: string,
  site: SiteConfig,
  entries: readonly PostEntry[],
): ReadonlySet<string> {
  const found = new Set<string>();
  let items = 0;
  let pages = 0;
  const collections = new Map(site.collections.map((one) => [`_${one.label}`, one]));
  const posts = new Set<string>(entries.map(({ path }) => path));
  const walk = (folder: string): void => {
    for (const item of list(join(root, folder))) {
      if (++items > MAX_ITEMS) return;
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.isDirectory()) {
        if (!NO_PAGES.test(item.name) && path !== site.destination && isBuilt(item.name, collections))
          walk(path);
      } else if (
        item.isFile() &&
        /\.(?:md|markdown|html?)$/i.test(item.name) &&
        !posts.has(path) &&
        ++pages <= MAX_PAGES
      ) {
        addPage(path);
      }
    }
  };
  const addPage = (path: string): void => {
    const { data } = readFrontMatter(headOf(join(root, path)), { generator: 'jekyll' });
    addOld(data, found);
    if (typeof data.permalink === 'string') found.add(addressKey(data.permalink));
    const bare = path.replace(/\.[^./]+$/, '');
    const [first = '', ...rest] = bare.split('/');
    const collection = collections.get(first);
    if (!collection) found.add(addressKey(`${bare}.html`));
    else if (collection.output) found.add(collectionAddress(collection, rest.join('/')));
  };
  walk('');
  for (const entry of entries) {
    if (!entry.keys.some((key) => OLD.has(key))) continue;
    addOld(readFrontMatter(textOf(join(root, entry.path)), { generator: 'jekyll' }).data, found);
  }
  return found;
}

/** Underscored folders are built only as collections; some themes keep pages in `_pages`, which they include. */
const isBuilt = (name: string, collections: ReadonlyMap<string, unknown>): boolean =>
  !name.startsWith('_') || collections.has(name) || name === '_pages';

function collectionAddress({ label, permalink }: SiteConfig['collections'][number], path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const filled = (permalink ?? '/:collection/:path')
    .replaceAll(':collection', label)
    .replaceAll(':path', path)
    .replaceAll(':name', name)
    .replaceAll(':title', name)
    .replaceAll(':slug', name)
    .replaceAll(':output_ext', '.html');
  return addressKey(filled);
}

const OLD: ReadonlySet<string> = new Set(['redirect_from', 'alias', 'aliases']);

function addOld(data: Readonly<Record<string, unknown>>, into: Set<string>): void {
  for (const key of OLD) {
    const value = data[key];
    for (const old of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (typeof old === 'string' && old.trim() !== '') into.add(addressKey(old.trim()));
    }
  }
}

function list(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function headOf(file: string): string {
  try {
    const handle = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(HEAD);
      return bytes.toString('utf8', 0, readSync(handle, bytes, 0, HEAD, 0));
    } finally {
      closeSync(handle);
    }
  } catch {
    return '';
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
