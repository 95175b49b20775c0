// Owns: what stands at an address of the blog: a post, a page, a file, something that is made by a build, or nothing.
// Must not know: links.
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { generatedFolders } from './blog.ts';
import type { Blog, CheckContext } from './types.ts';

/** Pages that themes and plugins make out of no file: archives, feeds, search. */
const GENERATED =
  /^(?:[^/]+\/)?(?:tags?|categor(?:y|ies)|archives?|series|posts|blog|page\d*|search(?:\.json)?|feeds?(?:\.(?:xml|json))?|atom(?:\.xml)?|rss(?:\.xml)?|sitemap(?:\.xml)?|robots\.txt|manifest\.json|sw\.js|404)(?:\/|$)/i;

export type Stands =
  | { readonly is: 'post'; readonly entry: PostEntry }
  | { readonly is: 'something' }
  /** Another spelling of what stands there; addresses are told apart by their letters. */
  | { readonly is: 'other-case'; readonly address: string }
  /** Nothing that is known; `perhaps`: the blog's plugins may make it. */
  | { readonly is: 'nothing'; readonly perhaps: boolean };

/** An address as a key: no leading slash, no `index.html`, no `.html`, no closing slash, decoded and composed. */
export function addressKey(url: string): string {
  return decoded(url)
    .replace(/^\/+/, '')
    .replace(/(?:^|\/)index\.html?$/i, '')
    .replace(/\.html?$/i, '')
    .replace(/\/+$/, '');
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url).normalize('NFC');
  } catch {
    return url.normalize('NFC');
  }
}

interface Index {
  readonly posts: ReadonlyMap<string, PostEntry>;
  readonly folded: ReadonlyMap<string, string>;
  readonly names: ReadonlySet<string>;
}

/** A blog is looked at anew for each check; its posts may be others. */
const indexes = new WeakMap<Blog, { readonly entries: readonly PostEntry[]; readonly index: Index }>();

function indexOf(entries: readonly PostEntry[], blog: Blog): Index {
  const known = indexes.get(blog);
  if (known?.entries === entries) return known.index;
  const posts = new Map<string, PostEntry>();
  const names = new Set<string>();
  for (const entry of entries) {
    for (const name of [...entry.categories, ...entry.tags]) names.add(plainName(name));
    if (entry.url === null) continue;
    const key = addressKey(entry.url);
    // Of two posts with one address, one that appears counts.
    if (!posts.has(key) || entry.appears.will) posts.set(key, entry);
  }
  const folded = new Map<string, string>();
  for (const key of [...posts.keys(), ...blog.addresses]) folded.set(key.toLowerCase(), key);
  const index = { posts, folded, names };
  indexes.set(blog, { entries, index });
  return index;
}

const plainName = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

const PAGE_FILES = ['', '.html', '.md', '.markdown', '/index.html', '/index.md'];
/** What a build makes of other files: `style.css` of `style.scss`. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  css: ['scss', 'sass', 'less'],
  js: ['coffee', 'ts'],
};

const prefixes = new WeakMap<Blog, readonly string[]>();

/** Tells what stands at `path`, an address below the site's root without leading slash. */
export function whatStands(path: string, { entries, blog, lookup }: CheckContext): Stands {
  const key = addressKey(path);
  const index = indexOf(entries, blog);
  const entry = index.posts.get(key);
  if (entry) return { is: 'post', entry };
  if (key === '' || blog.addresses.has(key) || GENERATED.test(path)) return { is: 'something' };
  let other: string | null = null;
  for (const file of [path, ...PAGE_FILES.map((ending) => `${key}${ending}`), ...sourcesOf(path)]) {
    // A resolved path has no empty, `.` or `..` part.
    const there = lookup(file as RelPath);
    if (there.found === 'exact') return { is: 'something' };
    if (there.found === 'other-name') other ??= addressKey(there.path.replace(/\.(?:md|markdown)$/i, ''));
  }
  if (blog.built(path) || blog.built(key)) return { is: 'something' };
  let folders = prefixes.get(blog);
  if (!folders) {
    folders = generatedFolders(blog.config);
    prefixes.set(blog, folders);
  }
  if (folders.some((folder) => key === folder || key.startsWith(`${folder}/`))) return { is: 'something' };
  const spelled = index.folded.get(key.toLowerCase()) ?? other;
  if (spelled !== null && spelled !== key) return { is: 'other-case', address: spelled };
  const last = plainName(key.slice(key.lastIndexOf('/') + 1));
  return { is: 'nothing', perhaps: blog.plugins || (blog.theme && index.names.has(last)) };
}

function sourcesOf(path: string): readonly string[] {
  const match = /^(.*)\.(css|js)$/i.exec(path);
  return (SOURCES[(match?.[2] ?? '').toLowerCase()] ?? []).map((ending) => `${match?.[1]}.${ending}`);
}
