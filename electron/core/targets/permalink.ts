// Owns: filling permalink patterns of other generators (`/:year/:month/:slug/`).
// Must not know: which generator's pattern it is beyond the values given.

export interface PermalinkValues {
  readonly date: string | null;
  readonly title: string;
  readonly slug: string;
  readonly name: string;
  readonly categories: readonly string[];
  readonly section: string;
}

/** The path a pattern gives; null where it needs something that is not known (an id, a hash, a date that is missing). */
export function fillPermalink(pattern: string, values: PermalinkValues): string | null {
  let known = true;
  const path = pattern.replace(/:([a-z_]+)/g, (_, name: string) => {
    const value = placeholderValue(name, values);
    if (value === null) known = false;
    return value ?? '';
  });
  return known ? `/${path}`.replace(/\/{2,}/g, '/') : null;
}

function placeholderValue(
  name: string,
  { date, title, slug, name: file, categories, section }: PermalinkValues,
): string | null {
  const [, year, month, day, hour = '00', minute = '00', second = '00'] =
    /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?/.exec(date ?? '') ?? [];
  switch (name) {
    case 'year':
      return year ?? null;
    case 'month':
      return month ?? null;
    case 'i_month':
      return month === undefined ? null : String(Number(month));
    case 'day':
      return day ?? null;
    case 'i_day':
      return day === undefined ? null : String(Number(day));
    case 'hour':
      return year === undefined ? null : hour;
    case 'minute':
      return year === undefined ? null : minute;
    case 'second':
      return year === undefined ? null : second;
    case 'title':
      return title;
    case 'slug':
    case 'slugorcontentbasename':
    case 'slugorfilename':
      return slug;
    case 'name':
    case 'filename':
    case 'contentbasename':
      return file;
    case 'section':
    case 'sections':
      return section;
    case 'category':
      return categories.join('/');
    default:
      return null;
  }
}
