// Owns: dates of posts in the form a generator reads, at the moment they mean in the journal.
// Must not know: front matter, or which generator.
import { zoneOf } from '#core/site/zone.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * A moment with its zone, `2024-10-03T10:00:00+09:00`; a date without a time stays a date. `date` is the entry's, `time` its
 * moment (milliseconds since the epoch), `zone` the journal's.
 */
export function dateWithZone(date: string, time: number | null, zone: string): string {
  if (!date.includes('T') || time === null) return date.slice(0, 10);
  if (/(?:Z|[-+]\d\d:\d\d)$/.test(date)) return date;
  const offset = Math.round((zoneOf(zone)?.offset(time) ?? 0) / 60_000);
  const sign = offset < 0 ? '-' : '+';
  const size = Math.abs(offset);
  return `${wallText(time, offset, 'T')}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The wall time of a moment in `zone`, `2024-10-03 10:00:00`, for generators whose dates have no zone. */
export function dateInZone(date: string, time: number | null, zone: string): string {
  if (!date.includes('T') || time === null) return date.slice(0, 10);
  return wallText(time, Math.round((zoneOf(zone)?.offset(time) ?? 0) / 60_000), ' ');
}

function wallText(time: number, offsetMinutes: number, gap: string): string {
  const iso = new Date(time + offsetMinutes * 60_000).toISOString();
  return `${iso.slice(0, 10)}${gap}${iso.slice(11, 19)}`;
}
