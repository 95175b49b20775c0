// Owns: the parts of a date that permalink templates name.
// Must not know: templates, posts.
import type { Wall } from './zone.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');
const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** The text of a placeholder such as `i_day` or `long_month`; null for a name that is none. Names are English, as the build's. */
export function datePart(name: string, wall: Wall): string | null {
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
