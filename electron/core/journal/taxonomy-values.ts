// Owns: reading categories and tags out of front matter as Jekyll does, plural and singular, strings and lists.
// Must not know: the journal, files, or how such values are written.

type Data = Readonly<Record<string, unknown>>;

const NONE: readonly string[] = [];

export interface Categories {
  readonly categories: readonly string[];
  /** `categories` is neither text nor list: Jekyll cannot read the post's front matter then. */
  readonly unreadable: boolean;
}

/**
 * Categories in Jekyll's order, unique: folders above `_posts`, then `categories` of the defaults and of the post (a string splits at
 * white space), then `category` (a string stays whole) or, where there is none, `categories` again.
 */
export function categoriesOf(folders: readonly string[], defaults: Data, own: Data): Categories {
  const inherited = plural(defaults.categories) ?? [];
  const given = plural(own.categories);
  if (folders.length === 0 && inherited.length === 0 && !isSet(own.category ?? defaults.category)) {
    if (given === null) return { categories: NONE, unreadable: true };
    if (given.every((each) => typeof each === 'string'))
      return { categories: unique(given), unreadable: false };
  }
  const unreadable = given === null;
  const merged = union(union(folders, inherited), given ?? []);
  const single = own.category ?? defaults.category;
  const repeated = isSet(single) ? list(single) : merged.filter(isSet).flatMap(list);
  return { categories: unique([...merged.map(shown), ...repeated.map(shown)]), unreadable };
}

/** Tags in their order, unique: `tag` whole, else `tags` as a list or as words. Commas do not separate. */
export function tagsOf(data: Data): readonly string[] {
  const single = data.tag;
  const many = data.tags;
  const values = isSet(single)
    ? list(single)
    : typeof many === 'string'
      ? words(many)
      : Array.isArray(many)
        ? list(many)
        : [];
  return unique(allText(values) ? values : values.map(shown));
}

function allText(values: readonly unknown[]): values is readonly string[] {
  for (const value of values) if (typeof value !== 'string') return false;
  return true;
}

/** A value of `categories`: [] where there is none, null where it is something else than text or list. */
function plural(value: unknown): readonly unknown[] | null {
  if (value === undefined || value === null) return [];
  if (typeof value === 'string') return words(value);
  return Array.isArray(value) ? value : null;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false;
}

function words(text: string): readonly string[] {
  return text.split(/[ \t\n\v\f\r\0]+/u).filter((word) => word !== '');
}

/** More values than a post can mean: aliases can make a few lines into millions. */
const MAX_VALUES = 1000;
const MAX_DEPTH = 16;

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) return [value];
  const given: readonly unknown[] = value;
  if (allText(given)) return given;
  const flat: unknown[] = [];
  flatten(given, flat, MAX_DEPTH);
  return flat;
}

function flatten(values: readonly unknown[], flat: unknown[], depth: number): void {
  for (const value of values) {
    if (flat.length >= MAX_VALUES) return;
    if (Array.isArray(value)) {
      if (depth > 0) flatten(value, flat, depth - 1);
    } else if (value !== null && value !== undefined) flat.push(value);
  }
}

function union(left: readonly unknown[], right: readonly unknown[]): readonly unknown[] {
  const seen = new Set<unknown>(left);
  return [...left, ...right.filter((each) => !seen.has(each) && seen.add(each))];
}

/** A value as it is shown: a list inside a list appears with its brackets, an empty item as nothing. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? inspect(value, { left: MAX_VALUES }) : String(value);
}

function inspect(value: unknown, budget: { left: number }): string {
  if (budget.left-- <= 0) return '…';
  if (value === null || value === undefined) return 'nil';
  if (Array.isArray(value)) return `[${value.map((each: unknown) => inspect(each, budget)).join(', ')}]`;
  if (typeof value === 'object') {
    const pairs = Object.entries(value).map(
      ([key, each]) => `${JSON.stringify(key)}=>${inspect(each, budget)}`,
    );
    return `{${pairs.join(', ')}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function unique(values: readonly string[]): readonly string[] {
  if (values.length === 0) return NONE;
  if (values.length === 1 && values[0] !== '') return values;
  return [...new Set(values)].filter((value) => value !== '');
}
