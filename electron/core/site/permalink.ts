// Owns: the URL of a post: permalink templates with their placeholders, by Jekyll's rules.
// Must not know: front matter's syntax, files, or whether the post appears.
import { datePart } from './date-part.ts';
import { escapePath, slugify } from './slugify.ts';
import type { SiteConfig } from './types.ts';
import { type Wall, zoneOf } from './zone.ts';

/** What a permalink is made of. */
export interface UrlParts {
  /** Milliseconds since the epoch; null where the post has no date (its URL then needs a template without one). */
  readonly time: number | null;
  /** The slug of the front matter, else of the file name. */
  readonly slug: string;
  /** File name without extension, date included. */
  readonly basename: string;
  /** Path below the posts folder without extension. */
  readonly cleanPath: string;
  readonly categories: readonly string[];
  /** The post's own `permalink`, if any. */
  readonly permalink: string | null;
  readonly collection: string;
  /** `.html` for Markdown and HTML. */
  readonly outputExt: string;
}

/**
 * Gives the site-absolute path of a post (without `baseurl`), percent-encoded as the build does; null where the template has a
 * placeholder that does not exist (the build stops there) or needs a date that the post lacks.
 */
export function urlOf(parts: UrlParts, site: Pick<SiteConfig, 'permalink' | 'zone'>): string | null {
  const zone = zoneOf(site.zone);
  const wall = parts.time === null || zone === null ? null : zone.wall(parts.time);
  let filled = '/';
  for (const { literal, name } of compile(parts.permalink ?? site.permalink)) {
    filled += literal;
    if (name === '') continue;
    const value = placeholder(name, parts, wall);
    if (value !== null) {
      filled += escapePath(value);
      continue;
    }
    // `:title_` may be the placeholder `title` followed by an underscore.
    const shorter = name.endsWith('_') ? placeholder(name.slice(0, -1), parts, wall) : null;
    if (shorter === null) return null;
    filled += `${escapePath(shorter)}_`;
  }
  return filled
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/gu, '/');
}

/** The file the build writes for a URL, below the destination: `/a/` is `a/index.html`. */
export function outputFile(url: string, outputExt: string): string {
  const path = url.startsWith('/') ? url.slice(1) : url;
  if (url.endsWith('/')) return `${path}index.html`;
  return path.endsWith(outputExt) ? path : path + outputExt;
}

/** Text, then the placeholder after it; the last one has none (`''`). */
interface Segment {
  readonly literal: string;
  readonly name: string;
}

let lastTemplate = '';
let lastSegments: readonly Segment[] = [];

function compile(template: string): readonly Segment[] {
  if (template === lastTemplate) return lastSegments;
  const segments: Segment[] = [];
  let from = 0;
  for (const match of template.matchAll(/:([a-z_]+)/gu)) {
    segments.push({ literal: template.slice(from, match.index), name: match[1] ?? '' });
    from = match.index + match[0].length;
  }
  segments.push({ literal: template.slice(from), name: '' });
  lastTemplate = template;
  lastSegments = segments;
  return segments;
}

function placeholder(name: string, parts: UrlParts, wall: Wall | null): string | null {
  switch (name) {
    case 'title':
      return slugify(parts.slug, 'pretty', true);
    case 'slug':
      return slugify(parts.slug);
    case 'name':
      return slugify(parts.basename);
    case 'path':
      return parts.cleanPath;
    case 'collection':
      return parts.collection;
    case 'output_ext':
      return parts.outputExt;
    case 'categories':
      if (parts.categories.length < 2) return parts.categories[0]?.toLowerCase() ?? '';
      return [...new Set(parts.categories.map((each) => each.toLowerCase()))].join('/');
    case 'slugified_categories':
      return [...new Set(parts.categories.map((each) => slugify(each)))].join('/');
    default:
      return wall === null ? null : datePart(name, wall);
  }
}
