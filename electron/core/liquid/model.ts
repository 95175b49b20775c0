// The values that Liquid's `site` and `page` hold, built from the site model and the list of posts.
// Plain null-prototype data, so that a template reaches nothing but what is written here.
import type { PostEntry } from '#core/journal/entry.ts';
import type { LiquidPage, LiquidSite } from '#core/liquid/types.ts';
import { normalisePath } from '#core/liquid/urls.ts';
import type { SiteDocument } from '#core/site/documents.ts';
import { utc, zoneOf } from '#core/site/zone.ts';

const two = (n: number) => String(n).padStart(2, '0');

/** A moment as Ruby prints a Time: `2024-10-03 10:00:00 +0900`. Milliseconds since the epoch, IANA zone. */
export function rubyTime(time: number, zoneName: string): string {
  const zone = zoneOf(zoneName) ?? utc;
  const { year, month, day, hour, minute, second } = zone.wall(time);
  const offset = Math.round(zone.offset(time) / 60_000);
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${sign}${two(Math.floor(size / 60))}${two(size % 60)}`;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as Ruby prints it inside a hash. */
export function rubyInspect(value: unknown): string {
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `[${value.map(rubyInspect).join(', ')}]`;
  if (isMap(value)) {
    return `{${Object.keys(value)
      .map((key) => `${JSON.stringify(key)}=>${rubyInspect(value[key])}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/** A copy without prototype, maps in it alike; printed whole, it reads as a Ruby hash. */
function bare(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(values)) {
    const value = values[key];
    copy[key] = isMap(value)
      ? bare(value)
      : Array.isArray(value)
        ? value.map((v) => (isMap(v) ? bare(v) : v))
        : value;
  }
  Object.defineProperty(copy, Symbol.toPrimitive, { value: () => rubyInspect(copy) });
  return copy;
}

function postDrop(entry: PostEntry, site: LiquidSite): Record<string, unknown> {
  return bare({
    title: entry.title,
    url: entry.url === null ? '' : normalisePath(entry.url),
    id: (entry.url ?? '').replace(/\.html$/, '').replace(/\/$/, ''),
    date: entry.time === null ? '' : rubyTime(entry.time, site.zone),
    categories: entry.categories,
    category: entry.categories[0] ?? '',
    tags: entry.tags,
    path: entry.path,
    relative_path: entry.path,
    slug: entry.slug,
    layout: entry.layout,
    draft: entry.draft,
    image: entry.image,
  });
}

function documentDrop({ path, collection, title, url, data }: SiteDocument): Record<string, unknown> {
  const slash = path.lastIndexOf('/');
  return bare({
    ...data,
    title: title === '' ? undefined : title,
    url: url === null ? '' : normalisePath(url),
    path,
    relative_path: path,
    name: path.slice(slash + 1),
    ...(collection === null ? { dir: `/${path.slice(0, slash + 1)}` } : { collection }),
  });
}

/** What `site` says of pages and collections: `pages`, `collections`, `documents`, and each collection under its own name. */
function documentGetters(
  site: LiquidSite,
  allPosts: () => readonly Record<string, unknown>[],
): PropertyDescriptorMap {
  const { documents = [] } = site;
  const drops = new Map<string | null, Record<string, unknown>[]>();
  const dropsOf = (collection: string | null): readonly Record<string, unknown>[] => {
    const known = drops.get(collection);
    if (known !== undefined) return known;
    const made = documents.filter((each) => each.collection === collection).map(documentDrop);
    drops.set(collection, made);
    return made;
  };
  const labels = new Set(documents.flatMap(({ collection }) => collection ?? []));
  const isHtml = ({ url }: Record<string, unknown>) => /(?:\/|\.html?)$/.test(String(url));
  const getters: PropertyDescriptorMap = {
    pages: { get: () => dropsOf(null), enumerable: true },
    html_pages: { get: () => dropsOf(null).filter(isHtml), enumerable: true },
    documents: { get: () => [...[...labels].flatMap(dropsOf), ...allPosts()], enumerable: true },
    collections: {
      get: () => [
        bare({ label: 'posts', docs: allPosts() }),
        ...[...labels].map((label) => bare({ label, docs: dropsOf(label) })),
      ],
      enumerable: true,
    },
  };
  for (const label of labels) getters[label] ??= { get: () => dropsOf(label), enumerable: true };
  return getters;
}

/** Lazily, since most posts that use Liquid never ask for the list, and once for all renders of one state of the site. */
const madePosts = new WeakMap<LiquidSite, readonly Record<string, unknown>[]>();

function allPostsOf(site: LiquidSite): readonly Record<string, unknown>[] {
  const known = madePosts.get(site);
  if (known !== undefined) return known;
  const made = site.posts
    .filter((entry) => entry.appears.will)
    .sort((a, b) => (b.time ?? 0) - (a.time ?? 0))
    .map((entry) => postDrop(entry, site));
  madePosts.set(site, made);
  return made;
}

/** The scope of one render: `site` (configuration, posts newest first, data, time) and `page`. */
export function liquidScope(site: LiquidSite, page: LiquidPage): Record<string, unknown> {
  const allPosts = () => allPostsOf(site);
  const grouped = (key: 'categories' | 'tags') => {
    const groups: Record<string, unknown[]> = Object.create(null);
    for (const post of allPosts()) {
      // postDrop wrote a list there
      for (const name of post[key] as readonly string[]) {
        const group = groups[name] ?? [];
        group.push(post);
        groups[name] = group;
      }
    }
    return groups;
  };
  const siteDrop = bare(site.config);
  siteDrop.data = site.data;
  siteDrop.time = rubyTime(site.now, site.zone);
  Object.defineProperties(siteDrop, {
    ...documentGetters(site, allPosts),
    posts: { get: allPosts, enumerable: true },
    categories: { get: () => grouped('categories'), enumerable: true },
    tags: { get: () => grouped('tags'), enumerable: true },
  });
  const pageDrop = bare(page.frontMatter);
  if (page.entry !== null)
    Object.assign(pageDrop, {
      ...postDrop(page.entry, site),
      ...(page.frontMatter.image === undefined ? {} : { image: page.frontMatter.image }),
    });
  const jekyll = bare({ version: site.jekyll === 3 ? '3.10.0' : '4.3.1', environment: 'production' });
  // Not copied as a whole: a copy would read the list of posts, with all its groups, for every post that has a template.
  const scope: Record<string, unknown> = Object.create(null);
  return Object.assign(scope, { site: siteDrop, page: pageDrop, jekyll, layout: bare({}), content: '' });
}
