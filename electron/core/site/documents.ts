// Owns: pages and the documents of collections: what Jekyll takes for one, its address and its title.
// Must not know: posts, any file on disk, or how front matter is read.
import { readDateText, readPlainDate } from './moment.ts';
import { urlOf } from './permalink.ts';
import { parsePostFileName, titleOfSlug } from './post-path.ts';
import { escapePath } from './slugify.ts';
import type { CollectionConfig, SiteConfig } from './types.ts';
import { utc, zoneOf } from './zone.ts';

type Data = Readonly<Record<string, unknown>>;

/** A page (`collection` null) or a document of a collection, as templates and lists see it. */
export interface SiteDocument {
  readonly path: string;
  readonly collection: string | null;
  readonly title: string;
  /** Site-absolute; null where the document has no page of its own or its template cannot be filled. */
  readonly url: string | null;
  /** The front matter over the site's defaults. */
  readonly data: Data;
}

/** The collection whose folder holds a path; null for pages, and for posts and drafts. */
export function collectionOf(
  path: string,
  site: Pick<SiteConfig, 'collections' | 'collectionsDir'>,
): CollectionConfig | null {
  const inner = withoutDir(path, site.collectionsDir);
  if (inner === null) return null;
  const [top = ''] = inner.split('/');
  return site.collections.find(({ label }) => label !== 'posts' && top === `_${label}`) ?? null;
}

function withoutDir(path: string, dir: string): string | null {
  if (dir === '') return path;
  return path.startsWith(`${dir}/`) ? path.slice(dir.length + 1) : null;
}

/** Makes the value of one file with front matter. `data`: over defaults; `now`: milliseconds since the epoch of the build. */
export function documentOf(path: string, data: Data, site: SiteConfig, now: number): SiteDocument {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const collection = collectionOf(path, site);
  const { dateText, slug, extension } = parsePostFileName(file);
  const written = textOf(data.title);
  if (collection === null) {
    return { path, collection: null, title: written ?? '', url: pageUrl(path, data, site), data };
  }
  const own = dateText === null ? baseName(file) : slug;
  return {
    path,
    collection: collection.label,
    title: written ?? titleOfSlug(own),
    url: collection.output ? documentUrl(path, data, collection, own, extension, site, now) : null,
    data,
  };
}

/** By the collection's template, else `/:collection/:path` with the end that the site's permalink style asks for. */
function documentUrl(
  path: string,
  data: Data,
  collection: CollectionConfig,
  slug: string,
  extension: string,
  site: SiteConfig,
  now: number,
): string | null {
  const inner = withoutDir(path, site.collectionsDir) ?? path;
  const clean = inner
    .slice(collection.label.length + 2)
    .replace(/\.[^./]*$/u, '')
    .replace(/\.+$/u, '');
  return urlOf(
    {
      time: timeOf(path, data, site) ?? site.time ?? now,
      slug: textOf(data.slug) ?? slug,
      basename: baseName(path.slice(path.lastIndexOf('/') + 1)),
      cleanPath: clean,
      categories: namesOf(data.categories ?? data.category),
      permalink: textOf(data.permalink) ?? collection.permalink ?? `/:collection/:path${suffixOf(site)}`,
      collection: collection.label,
      outputExt: outputExt(extension, site),
    },
    site,
  );
}

function timeOf(path: string, data: Data, site: SiteConfig): number | null {
  const zone = zoneOf(site.zone) ?? utc;
  const value = data.date;
  if (typeof value === 'string')
    return (readPlainDate(value, zone) ?? readDateText(value, zone))?.time ?? null;
  const { dateText } = parsePostFileName(path.slice(path.lastIndexOf('/') + 1));
  return dateText === null ? null : (readDateText(dateText, zone)?.time ?? null);
}

/** A page's own permalink, else its place with the end that the site's permalink style asks for. */
function pageUrl(path: string, data: Data, site: SiteConfig): string {
  const slash = path.lastIndexOf('/');
  const folder = slash < 0 ? '' : `/${path.slice(0, slash)}`;
  const file = path.slice(slash + 1);
  const dot = file.lastIndexOf('.');
  const name = dot <= 0 ? file : file.slice(0, dot);
  const extension = outputExt(dot <= 0 ? '' : file.slice(dot), site);
  const isHtml = extension === '.html' || extension === '.htm' || extension === '.xhtml';
  const template =
    textOf(data.permalink) ??
    (!isHtml
      ? '/:path/:basename:output_ext'
      : name === 'index'
        ? '/:path/'
        : `/:path/:basename${suffixOf(site)}`);
  const filled = template
    .replaceAll(':output_ext', extension)
    .replaceAll(':basename', escapePath(name))
    .replaceAll(':path', escapePath(folder));
  return `/${filled}`
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/gu, '/');
}

/** The end of an address by the site's permalink style: `pretty` and templates that end so have a slash, all else an extension. */
function suffixOf(site: SiteConfig): string {
  const style = textOf(site.raw.permalink) ?? 'date';
  if (style === 'pretty') return '/';
  if (['date', 'ordinal', 'weekdate', 'none'].includes(style)) return ':output_ext';
  return style.endsWith('/') ? '/' : style.endsWith(':output_ext') ? ':output_ext' : '';
}

function outputExt(extension: string, site: SiteConfig): string {
  const bare = extension.slice(1).toLowerCase();
  if (site.markdownExtensions.includes(bare)) return '.html';
  return bare === 'scss' || bare === 'sass' ? '.css' : extension;
}

function baseName(file: string): string {
  return file.replace(/\.[^.]*$/u, '');
}

function namesOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(/\s+/u).filter((word) => word !== '');
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
