// Owns: the date of one post: front matter over file name, in the site's zone, with what is odd about it.
// Must not know: permalinks, or the clock (an argument).
import type { Problem } from '../problem.ts';
import { type Moment, readDateText, readPlainDate } from '../site/moment.ts';
import type { PostFileName, PostPlace, SiteConfig } from '../site/types.ts';
import { utc, type Zone, zoneOf } from '../site/zone.ts';
import type { PostMatter } from './matter.ts';

export interface PostDate {
  /** As given, normalised; null where there is none. */
  readonly date: string | null;
  readonly time: number | null;
  /** The moment that the URL is made of: a draft without a date has that of its last change, a broken post that of the build. */
  readonly urlTime: number | null;
  /** The build stops at this date. */
  readonly invalid: boolean;
  readonly problems: readonly Problem[];
}

export interface PostDateInput {
  /** Front matter over defaults, as Jekyll has it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The post's own front matter, empty where Jekyll cannot read it. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly matter: PostMatter;
  readonly name: PostFileName;
  readonly place: PostPlace;
  /** Jekyll cannot read the front matter. */
  readonly lost: boolean;
  readonly site: SiteConfig;
  readonly modified: number;
  readonly now: number;
}

/** Reads the date. An empty `date:` stops Jekyll's build just as a wrong one does. */
export function postDate(input: PostDateInput): PostDate {
  const { data, own, matter, name, site } = input;
  const zone = zoneOf(site.zone) ?? utc;
  const value = data.date;
  const isOwn = 'date' in own && own.date !== null && own.date !== undefined;
  if ('date' in own && !isOwn && value === null && site.kind === 'jekyll') {
    return broken(namedDay(name, zone), [
      {
        code: 'date-empty',
        severity: 'error',
        message: 'The date is empty: Jekyll stops here.',
        ...matter.lineOf('date'),
      },
    ]);
  }
  if (value !== undefined && value !== null) {
    const text = String(value);
    const read = isOwn && !matter.plainDate ? readDateText(text, zone) : readAsWritten(text, zone, site);
    if (read === null) {
      const message = `"${text.slice(0, 60)}" is not a date that Jekyll can read: the build stops here.`;
      return broken(namedDay(name, zone), [
        { code: 'date-invalid', severity: 'error', message, ...matter.lineOf('date') },
      ]);
    }
    return {
      date: read.text,
      time: read.time,
      urlTime: read.time,
      invalid: false,
      problems: isOwn ? oddities(read, name, zone, matter) : NONE,
    };
  }
  const named = namedDay(name, zone);
  if (input.lost) return lost(input, named);
  if (name.dateText !== null) {
    if (named !== null) {
      return { date: named.text, time: named.time, urlTime: named.time, invalid: false, problems: NONE };
    }
    const message = `The file name's "${name.dateText}" is not a day: the build stops here.`;
    return broken(null, [{ code: 'date-invalid', severity: 'error', message }]);
  }
  const urlTime = input.place.role === 'draft' ? input.modified : null;
  return { date: null, time: null, urlTime, invalid: false, problems: [] };
}

const NONE: readonly Problem[] = [];

function namedDay(name: PostFileName, zone: Zone): Moment | null {
  return name.dateText === null ? null : readDateText(name.dateText, zone);
}

/** A YAML timestamp without a zone is UTC for Jekyll; in a plain folder it is the writer's own time. */
function readAsWritten(text: string, zone: Zone, site: SiteConfig): Moment | null {
  return site.kind === 'jekyll' ? readPlainDate(text, zone) : readDateText(text, zone);
}

/** Without readable front matter a post is dated with the build, whatever its name says. */
function lost(input: PostDateInput, named: Moment | null): PostDate {
  const build = input.place.role === 'draft' ? input.modified : (input.site.time ?? input.now);
  return {
    date: named?.text ?? null,
    time: named?.time ?? null,
    urlTime: build,
    invalid: false,
    problems: [],
  };
}

function broken(named: Moment | null, problems: readonly Problem[]): PostDate {
  const time = named?.time ?? null;
  return { date: named?.text ?? null, time, urlTime: time, invalid: true, problems };
}

function oddities(read: Moment, name: PostFileName, zone: Zone, matter: PostMatter): readonly Problem[] {
  const number = dayNumber(read.time, zone);
  const written = read.text.slice(0, 10);
  if (number !== Date.parse(written) / DAY) {
    const day = dayOf(read.time, zone);
    if (day === written) return NONE;
    const message = `Written as ${written}, this post is published under ${day}: its zone is not the site's.`;
    return [
      {
        code: 'date-day-shift',
        severity: 'warning',
        message,
        ...matter.lineOf('date'),
        detail: { written, day },
      },
    ];
  }
  if (name.dateText === null || name.dateText === written) return NONE;
  const named = namedDay(name, zone);
  if (named === null || dayNumber(named.time, zone) === number) return NONE;
  const inName = dayOf(named.time, zone);
  const day = dayOf(read.time, zone);
  const message = `The file name says ${inName}, the front matter ${day}; the front matter counts.`;
  return [
    {
      code: 'date-name-differs',
      severity: 'info',
      message,
      ...matter.lineOf('date'),
      detail: { name: inName, day },
    },
  ];
}

const DAY = 86_400_000;

function dayNumber(time: number, zone: Zone): number {
  return Math.floor((time + zone.offset(time)) / DAY);
}

function dayOf(time: number, zone: Zone): string {
  return new Date(time + zone.offset(time)).toISOString().slice(0, 10);
}
