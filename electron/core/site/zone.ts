// Owns: the arithmetic of a time zone: the offset at a moment, wall time to moment and back.
// Must not know: the clock or the machine's own zone; both come as arguments.

/** A wall-clock time. `month` and `day` count from 1. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A named time zone. Moments are milliseconds since the epoch, offsets milliseconds east of UTC. */
export interface Zone {
  readonly name: string;
  offset(time: number): number;
  wall(time: number): Wall;
  /** The moment of a wall time; parts out of range run over as in a calendar (February 30 is March 1 or 2). */
  moment(wall: Wall): number;
}

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const zones = new Map<string, Zone>();

/** Gives the zone of an IANA name, or null for a name the system does not know. */
export function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const ask = offsetAsker(name);
  if (ask === null) return null;
  const zone = makeZone(name, ask);
  zones.set(name, zone);
  return zone;
}

/** UTC, which every system knows. */
export const utc: Zone = makeZone('UTC', () => 0);

function makeZone(name: string, ask: (time: number) => number): Zone {
  // A week that begins as the next one does has one offset (no zone changes twice in a week): one question a week, whatever the posts.
  const starts = new Map<number, number>();
  const startOf = (week: number): number => {
    let known = starts.get(week);
    if (known === undefined) {
      known = ask(week * WEEK);
      starts.set(week, known);
    }
    return known;
  };
  let lastWeek = Number.NaN;
  let lastOffset: number | null = null;
  const offset = (time: number): number => {
    const week = Math.floor(time / WEEK);
    if (week !== lastWeek) {
      const first = startOf(week);
      lastWeek = week;
      lastOffset = first === startOf(week + 1) ? first : null;
    }
    return lastOffset ?? ask(time);
  };
  return {
    name,
    offset,
    wall: (time) => wallAt(time + offset(time)),
    moment: (wall) => {
      const asUtc = utcMoment(wall);
      // A wall time that comes twice is the later one, one that is skipped runs over: so does the C library.
      const before = asUtc - offset(asUtc - DAY);
      const after = asUtc - offset(asUtc + DAY);
      if (before === after) return before;
      return after + offset(after) === asUtc ? after : before;
    },
  };
}

/** The moment of a wall time in UTC. Years below 100 are years of the first century. */
export function utcMoment(wall: Wall): number {
  if (wall.year >= 100) {
    return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  }
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second, 0);
  return date.getTime();
}

/** The civil date of a day number, by the arithmetic of 400-year cycles that begin in March. */
function wallAt(shifted: number): Wall {
  const days = Math.floor(shifted / DAY);
  const seconds = Math.floor((shifted - days * DAY) / 1000);
  const fromMarch = days + 719_468;
  const cycle = Math.floor(fromMarch / 146_097);
  const inCycle = fromMarch - cycle * 146_097;
  const yearOfCycle = Math.floor(
    (inCycle - Math.floor(inCycle / 1460) + Math.floor(inCycle / 36_524) - Math.floor(inCycle / 146_096)) /
      365,
  );
  const dayOfYear =
    inCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor((seconds % 3600) / 60),
    second: seconds % 60,
  };
}

function offsetAsker(name: string): ((time: number) => number) | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return null;
  }
  return (time) => {
    const parts = /(\d+)\/(\d+)\/(\d+),? (\d+):(\d+):(\d+)/.exec(format.format(time));
    if (parts === null) return 0;
    const [, month, day, year, hour, minute, second] = parts.map(Number);
    const local = utcMoment({
      year: year ?? 0,
      month: month ?? 1,
      day: day ?? 1,
      hour: hour ?? 0,
      minute: minute ?? 0,
      second: second ?? 0,
    });
    return local - Math.floor(time / 1000) * 1000;
  };
}
