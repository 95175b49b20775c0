// Owns: the URL of a post: permalink templates with their placeholders, by Jekyll's rules.
// Must not know: front matter's syntax, files, or whether the post appears.
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
  const template = parts.permalink ?? site.permalink;
  const zone = zoneOf(site.zone);
  const wall = parts.time === null || zone === null ? null : zone.wall(parts.time);
  let complete = true;
  const filled = template.replace(/:([a-z_]+)/gu, (_all, name: string) => {
    const value = placeholder(name, parts, wall);
    if (value !== null) return escapePath(value);
    // `:title_` may be the placeholder `title` followed by an underscore.
    const shorter = name.endsWith('_') ? placeholder(name.slice(0, -1), parts, wall) : null;
    if (shorter === null) complete = false;
    return `${escapePath(shorter ?? '')}_`;
  });
  if (!complete) return null;
  return `/${filled}`
    .replaceAll('..', '/')
    .replaceAll('./', '')
    .replace(/\/{2,}/gu, '/');
}

/** The file the build writes for a URL, below the destination: `/a/` is `a/index.html`. */
export function outputFile(url: string, outputExt: string): string {
  const path = url.replace(/^\//u, '');
  if (url.endsWith('/')) return `${path}index.html`;
  return path.endsWith(outputExt) ? path : path + outputExt;
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
      return [...new Set(parts.categories.map((each) => each.toLowerCase()))].join('/');
    case 'slugified_categories':
      return [...new Set(parts.categories.map((each) => slugify(each)))].join('/');
    default:
      return wall === null ? null : datePart(name, wall);
  }
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

function datePart(name: string, wall: Wall): string | null {
  switch (name) {
    case 'year':
      return pad(wall.year, 4);
    case 'short_year':
      return pad(wall.year % 100, 2);
    case 'month':
      return pad(wall.month, 2);
    case 'i_month':
      return String(wall.month);
    case 'short_month':
      return (MONTHS[wall.month - 1] ?? '').slice(0, 3);
    case 'long_month':
      return MONTHS[wall.month - 1] ?? '';
    case 'day':
      return pad(wall.day, 2);
    case 'i_day':
      return String(wall.day);
    case 'y_day':
      return pad(dayOfYear(wall), 3);
    case 'w_year':
      return String(isoWeek(wall).year);
    case 'week':
      return pad(isoWeek(wall).week, 2);
    case 'w_day':
      return String(weekday(wall) || 7);
    case 'short_day':
      return (DAYS[weekday(wall)] ?? '').slice(0, 3);
    case 'long_day':
      return DAYS[weekday(wall)] ?? '';
    case 'hour':
      return pad(wall.hour, 2);
    case 'minute':
      return pad(wall.minute, 2);
    case 'second':
      return pad(wall.second, 2);
    default:
      return null;
  }
}

const DAY = 86_400_000;

function dayNumber(wall: Pick<Wall, 'year' | 'month' | 'day'>): number {
  return Math.floor(Date.UTC(wall.year, wall.month - 1, wall.day) / DAY);
}

function weekday(wall: Wall): number {
  return (((dayNumber(wall) + 4) % 7) + 7) % 7;
}

function dayOfYear(wall: Wall): number {
  return dayNumber(wall) - dayNumber({ year: wall.year, month: 1, day: 1 }) + 1;
}

/** ISO 8601: the week belongs to the year of its Thursday. */
function isoWeek(wall: Wall): { readonly year: number; readonly week: number } {
  const thursday = dayNumber(wall) - ((weekday(wall) + 6) % 7) + 3;
  const year = new Date(thursday * DAY).getUTCFullYear();
  const first = dayNumber({ year, month: 1, day: 1 });
  return { year, week: Math.floor((thursday - first) / 7) + 1 };
}
