// Owns: reading from disk what the checks ask of the blog around the posts.
// Must not know: the rules. Only reads.
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { hasTheme, makesPages } from '#core/check/blog.ts';
import type { Blog } from '#core/check/types.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import { kramdownOptionsOf, liquidOf } from '#core/page/render-post.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { isInside } from '#host/files/contain.ts';
import { textOf as decode } from '#host/files/text-of.ts';
import { readConfigFile, siteFilesOf } from '#host/journal/site-files.ts';
import { pageAddresses } from './pages.ts';

export interface BlogOptions {
  /** Real path of the journal. */
  readonly root: string;
  readonly kind: 'jekyll' | 'plain';
  readonly entries: readonly PostEntry[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Gives the addresses of pages: those that `make` finds now, or what it found a moment ago. */
  readonly addressesOf?: AddressesOf;
}

export type AddressesOf = (make: () => ReadonlySet<string>) => ReadonlySet<string>;

/** The blog as it is on disk now; serves one check. Throws what the system says where the folder cannot be read. */
export async function openBlog(options: BlogOptions): Promise<Blog> {
  const { root, kind, entries, now, addressesOf = (make) => make() } = options;
  const files = await siteFilesOf(root);
  const { config, includes, data } = files;
  const file = readConfigFile(root);
  const machineZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const { site } = readSiteConfig({ kind, text: file.text, format: file.format, machineZone });
  const readable = (path: string): string | null => {
    try {
      const real = realpathSync(join(root, path));
      return isInside(root, real) ? real : null;
    } catch {
      return null;
    }
  };
  const layouts = list(join(root, '_layouts')).map((name) => read(join(root, '_layouts', name)));
  return {
    config,
    addresses: addressesOf(() => pageAddresses(root, site, entries)),
    ids: idsIn([...layouts, ...Object.values(includes)]),
    plugins: makesPages(config) || list(join(root, '_plugins')).some((name) => name.endsWith('.rb')),
    // A folder of posts alone has its blog elsewhere.
    theme: hasTheme(config) || file.name === null || layouts.length === 0,
    built(address) {
      if (site.destination === '') return false;
      const at = join(root, site.destination, address);
      return existsSync(at) || existsSync(`${at}.html`);
    },
    sizeOf(path) {
      const real = readable(path);
      const facts = real === null ? undefined : statSync(real, { throwIfNoEntry: false });
      return facts?.isFile() ? facts.size : null;
    },
    textOf(path) {
      const real = readable(path);
      return real === null ? null : text(real);
    },
    liquid: liquidOf(
      { config, data, includes, posts: entries, zone: site.zone, now, jekyll: 4 },
      kramdownOptionsOf(config),
    ),
  };
}

/** Ids written out in layouts and includes. */
function idsIn(texts: readonly string[]): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const one of texts) {
    for (const match of one.matchAll(/\s(?:id|name)\s*=\s*["']([^"'{}]+)["']/g)) ids.add(match[1] ?? '');
  }
  return ids;
}

function list(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function text(file: string): string | null {
  try {
    const { text: found, misfit } = decode(readFileSync(file));
    return misfit === null ? found : null;
  } catch {
    return null;
  }
}
