// Owns: what a date in front matter or in a file name means, as Jekyll's YAML reader and Ruby's `Time.parse` take it.
// Must not know: front matter's syntax, permalinks, the clock.
import { utcMoment, type Wall, type Zone } from './zone.ts';

/** A date as a value. */
export interface Moment {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:mm:ss`, with `Z` or `±HH:MM` where the text gives a zone that counts. */
  readonly text: string;
}

// A timestamp by YAML 1.1: the text is unquoted, has a time with seconds, and a space or T between.
const STAMP =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt]|\s+)(\d{1,2}):(\d\d):(\d\d)(?:\.\d*)?(?:\s*(Z|[-+]\d{1,2}:?(?:\d\d)?))?$/;

/**
 * Reads an unquoted date of front matter. A YAML timestamp without a zone is UTC: so says the YAML reader of Jekyll, and
 * posts near midnight land on another day by it. Gives null where Jekyll stops with "not a valid date".
 */
export function readPlainDate(text: string, zone: Zone): Moment | null {
  const stamp = STAMP.exec(text);
  if (stamp === null) return readDateText(text, zone);
  const wall = wallOf(stamp);
  if (!inRange(wall)) return readDateText(text, zone);
  const offset = stamp[7] === undefined ? 0 : yamlOffset(stamp[7]);
  return {
    time: utcMoment(wall) - offset,
    text: wallText(wall) + (stamp[7] === undefined ? '' : zoneText(offset, stamp[7])),
  };
}

const NUMERIC_DATE = /(?<![\d:])(\d{2,4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/;
const DAY_FIRST = /(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/;
const COMPACT = /^\s*(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?!\d)/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY_MONTH = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})/i;
const MONTH_DAY = /([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i;
const CLOCK = /(?<![\d.])(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*([ap])?\.?(?:m\b)?/i;
const BARE_HOUR = /^[T\s]+(\d{1,2})(?=\s|$|[ap]m)\s*([ap])?/i;
const OFFSET = /(?:^|[\s\d])(?:(Z|UTC|GMT|UT)\b|([-+])(\d\d):?(\d\d)?(?!\d)|\b([ECMP][SD]T)\b)/;
const NORTH_AMERICA: Readonly<Record<string, number>> = {
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
};

/**
 * Reads a quoted date of front matter, or the date of a file name, as Ruby's `Time.parse` does for the forms that blogs use:
 * no zone means the site's zone, one-digit parts and two-digit years are fine, days up to 31 run over into the next month.
 * Zones are `Z`, `UTC`, `GMT`, `±HH[:MM]` and the North American ones; others (`KST`, `CEST`) are ignored as Ruby does,
 * and so is a zone after a day without a time.
 */
export function readDateText(text: string, zone: Zone): Moment | null {
  const day = DAY.exec(text);
  if (day !== null) return readDay(day, text, zone);
  const date = findDate(text);
  if (date === null) return null;
  const rest = text.slice(date.end);
  const clock = date.clock ?? findClock(rest);
  const wall: Wall = {
    ...date.day,
    hour: clock?.hour ?? 0,
    minute: clock?.minute ?? 0,
    second: clock?.second ?? 0,
  };
  if (!inRange(wall)) return null;
  if (clock === null) return { time: zone.moment(wall), text: dayText(wall) };
  const offset = OFFSET.exec(rest.slice(clock.end));
  if (offset === null) return { time: zone.moment(wall), text: wallText(wall) };
  const east = namedOffset(offset);
  return { time: utcMoment(wall) - east, text: wallText(wall) + zoneText(east, offset[1] ?? '') };
}

// By far the most frequent form, in file names and front matter.
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;

function readDay(parts: RegExpExecArray, text: string, zone: Zone): Moment | null {
  const wall: Wall = {
    year: Number(parts[1]),
    month: Number(parts[2]),
    day: Number(parts[3]),
    hour: 0,
    minute: 0,
    second: 0,
  };
  return inRange(wall) ? { time: zone.moment(wall), text } : null;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Where the zone is looked for, in the text after the date. */
  readonly end: number;
}

function findDate(text: string): { day: Day; end: number; clock: Clock | null } | null {
  const compact = COMPACT.exec(text);
  if (compact !== null) {
    const [, year = '', month = '', day = '', hour, minute = '0', second = '0'] = compact;
    const clock =
      hour === undefined
        ? null
        : { hour: Number(hour), minute: Number(minute), second: Number(second), end: 0 };
    return { day: dayOf(year, month, day), end: compact[0].length, clock };
  }
  const numeric = NUMERIC_DATE.exec(text);
  if (numeric !== null && (numeric[1]?.length ?? 0) >= 3) return found(numeric, 1, 3, 4);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) return found(dayFirst, 4, 3, 1);
  if (numeric !== null) return found(numeric, 1, 3, 4);
  const dayMonth = DAY_MONTH.exec(text);
  if (dayMonth !== null) return named(dayMonth, 3, 2, 1);
  const monthDay = MONTH_DAY.exec(text);
  return monthDay === null ? null : named(monthDay, 3, 1, 2);
}

function found(match: RegExpExecArray, year: number, month: number, day: number) {
  return {
    day: dayOf(match[year] ?? '', match[month] ?? '', match[day] ?? ''),
    end: match.index + match[0].length,
    clock: null,
  };
}

function named(match: RegExpExecArray, year: number, month: number, day: number) {
  const index = MONTHS.indexOf((match[month] ?? '').toLowerCase());
  if (index < 0) return null;
  return {
    day: dayOf(match[year] ?? '', String(index + 1), match[day] ?? ''),
    end: match.index + match[0].length,
    clock: null,
  };
}

/** Two-digit years belong to 1969..2068, as Ruby completes them. */
function dayOf(year: string, month: string, day: string): Day {
  const value = Number(year);
  const full = year.length > 2 ? value : value >= 69 ? value + 1900 : value + 2000;
  return { year: full, month: Number(month), day: Number(day) };
}

function findClock(rest: string): Clock | null {
  const clock = CLOCK.exec(rest);
  if (clock !== null) {
    const [all, hour = '0', minute = '0', second = '0', half] = clock;
    return {
      hour: halfDay(Number(hour), half),
      minute: Number(minute),
      second: Number(second),
      end: clock.index + all.length,
    };
  }
  const bare = BARE_HOUR.exec(rest);
  if (bare === null) return null;
  return { hour: halfDay(Number(bare[1]), bare[2]), minute: 0, second: 0, end: bare[0].length };
}

function halfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

function wallOf(stamp: RegExpExecArray): Wall {
  return {
    year: Number(stamp[1]),
    month: Number(stamp[2]),
    day: Number(stamp[3]),
    hour: Number(stamp[4]),
    minute: Number(stamp[5]),
    second: Number(stamp[6]),
  };
}

function inRange(wall: Wall): boolean {
  return (
    wall.month >= 1 &&
    wall.month <= 12 &&
    wall.day >= 1 &&
    wall.day <= 31 &&
    (wall.hour < 24 || (wall.hour === 24 && wall.minute === 0 && wall.second === 0)) &&
    wall.minute < 60 &&
    wall.second <= 60
  );
}

const HOUR = 3_600_000;
const MINUTE = 60_000;

function yamlOffset(zone: string): number {
  if (zone === 'Z') return 0;
  if (zone !== lastZone) {
    lastZone = zone;
    lastOffset = parseOffset(zone);
  }
  return lastOffset;
}

let lastZone = '';
let lastOffset = 0;

function parseOffset(zone: string): number {
  const parts = /([-+])(\d{1,2}):?(\d\d)?/.exec(zone);
  const size = Number(parts?.[2] ?? 0) * HOUR + Number(parts?.[3] ?? 0) * MINUTE;
  return parts?.[1] === '-' ? -size : size;
}

function namedOffset(match: RegExpExecArray): number {
  const [, , sign, hours, minutes, name] = match;
  if (name !== undefined) return (NORTH_AMERICA[name] ?? 0) * HOUR;
  if (sign === undefined) return 0;
  const size = Number(hours) * HOUR + Number(minutes ?? 0) * MINUTE;
  return sign === '-' ? -size : size;
}

const two = (value: number): string => String(value).padStart(2, '0');

function dayText(wall: Day): string {
  return `${String(wall.year).padStart(4, '0')}-${two(wall.month)}-${two(wall.day)}`;
}

function wallText(wall: Wall): string {
  return `${dayText(wall)}T${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)}`;
}

function zoneText(offset: number, name: string): string {
  if (offset === 0 && /^[A-Z]/i.test(name)) return 'Z';
  const size = Math.abs(offset) / MINUTE;
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
