// Owns: dates as text: reading every form that blogs write, and changing one part without touching the others.
// Must not know: clocks, time zones by name, or the files that hold the dates.

/** A date as it is written. Parts that are not written are null; `offset` is minutes east of UTC where the zone says it. */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
  readonly fraction: string | null;
  readonly zone: string | null;
  readonly offset: number | null;
}

const FORM =
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(T|t|[ \t]+)(\d{1,2}):(\d{1,2})(?:(::?)(\d{1,2})(\.\d*)?)?)?(?:([ \t]*)(Z|z|[-+]\d{1,2}(?::?\d{2})?|[A-Z]{2,5}))?$/;

/** The groups of FORM by name. */
interface Written {
  readonly year: string;
  readonly dash: string;
  readonly month: string;
  readonly day: string;
  readonly gap: string;
  readonly hour: string;
  readonly minute: string;
  readonly colons: string;
  readonly second: string;
  readonly fraction: string;
  readonly zoneGap: string;
  readonly zone: string;
}

function written(text: string): Written | null {
  const match = FORM.exec(text.trim());
  if (match === null) return null;
  const [, year = '', dash = '', month = '', day = '', gap = '', hour = '', minute = '', colons = ''] = match;
  const [, , , , , , , , , second = '', fraction = '', zoneGap = '', zone = ''] = match;
  return { year, dash, month, day, gap, hour, minute, colons, second, fraction, zoneGap, zone };
}

/**
 * Reads a date: `2024-10-03`, with a time behind `T` or spaces (seconds and fraction may lack), with `Z`, `+0900`,
 * `+09:00`, `-4` or a zone's letters, also without a time; one-digit parts and `10:00::00` too. Null for anything else and
 * for days that no calendar has.
 */
export function parseDateText(text: string): DateParts | null {
  const form = written(text);
  if (form === null) return null;
  const number = (part: string): number | null => (part === '' ? null : Number(part));
  const year = Number(form.year);
  const month = Number(form.month);
  const day = Number(form.day);
  const hour = number(form.hour);
  const minute = number(form.minute);
  const second = number(form.second);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  if ((hour ?? 0) > 24 || (minute ?? 0) > 59 || (second ?? 0) > 60) return null;
  const fraction = form.fraction === '' ? null : form.fraction.slice(1);
  const zone = form.zone === '' ? null : form.zone;
  return {
    year,
    month,
    day,
    hour,
    minute,
    second,
    fraction,
    zone,
    offset: zone === null ? null : offsetOf(zone),
  };
}

/** Days of a month in the Gregorian calendar; months count from 1. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function offsetOf(zone: string): number | null {
  if (/^(?:Z|UTC|GMT)$/i.test(zone)) return 0;
  if (zone === 'KST' || zone === 'JST') return 540;
  const match = /^([-+])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (match === null) return null;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === '-' ? -minutes : minutes;
}

/** The parts that a person can change. */
export type DateChange = Partial<Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>>;

/**
 * Gives the date text with only the named parts changed: precision, separators, padding, fraction and zone stay. A time for
 * a date that has none is added as ` HH:MM:SS` before its zone. Null where the old text is not a date or the new one would
 * not be. Seconds are not added to a time that is written without them unless they are asked for.
 */
export function changeDateText(text: string, change: DateChange): string | null {
  const form = written(text);
  const old = parseDateText(text);
  if (form === null || old === null) return null;
  const narrow = [form.month, form.day, form.hour].some((part) => part.length === 1);
  const put = (part: string, value: number | undefined, mayNarrow: boolean): string => {
    if (value === undefined || (part !== '' && Number(part) === value)) return part;
    return mayNarrow && narrow ? String(value) : String(value).padStart(2, '0');
  };
  const year =
    change.year === undefined || change.year === old.year ? form.year : String(change.year).padStart(4, '0');
  const { dash } = form;
  let out = `${year}${dash}${put(form.month, change.month, true)}${dash}${put(form.day, change.day, true)}`;
  const hasTime = form.hour !== '';
  const wantsTime = change.hour !== undefined || change.minute !== undefined || change.second !== undefined;
  if (hasTime) {
    out += `${form.gap}${put(form.hour, change.hour, true)}:${put(form.minute, change.minute, false)}`;
    if (form.second !== '') out += form.colons + put(form.second, change.second, false) + form.fraction;
    else if (change.second !== undefined) out += `:${String(change.second).padStart(2, '0')}`;
  } else if (wantsTime) {
    const two = (value = 0): string => String(value).padStart(2, '0');
    out += ` ${two(change.hour)}:${two(change.minute)}:${two(change.second)}`;
  }
  out += form.zoneGap + form.zone;
  const start = text.length - text.trimStart().length;
  const whole = text.slice(0, start) + out + text.slice(text.trimEnd().length);
  return parseDateText(whole) === null ? null : whole;
}

const DATE_KEY =
  /^(?:date|updated?(?:_?at|_?date)?|last_?mod|last_?modified(?:_?at)?|last_?updated|modified(?:_?at|_?date)?|pub_?date|publish_?date|published_?at|expiry_?date|created(?:_?at)?|date_?(?:created|modified|published))$/i;

/** Whether a key by this name holds a date by custom. */
export function isDateKey(key: string): boolean {
  return DATE_KEY.test(key);
}
