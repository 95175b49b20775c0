// Owns: dates as a person reads them, by language.
// Must not know: zones: a post's date is shown as it is written.

const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', options);
  formats.set(key, made);
  return made;
}

/** The day of a post's date (`2024-10-03...`), without its year: `3 Oct`. */
export function dayOf(date: string, language: string): string {
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return format(language, 'day', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(day);
}

/** The same with its year. */
export function fullDay(date: string, language: string): string {
  const day = new Date(`${date.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return format(language, 'full', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(day);
}

/** A moment of this machine, in milliseconds since the epoch. */
export function when(moment: number, language: string): string {
  return format(language, 'when', { dateStyle: 'medium', timeStyle: 'short' }).format(moment);
}

/** Today here, as `YYYY-MM-DD`. */
export function today(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
