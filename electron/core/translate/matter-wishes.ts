// Owns: which keys of a post another generator wants under other names, in other forms, or not at all.
// Must not know: how values are written, the body, or files.
import type { Change, FieldValue } from '#core/frontmatter/types.ts';
import type { PostEntry } from '#core/journal/entry.ts';
import type { TargetSettings, TargetSite } from '#core/targets/types.ts';
import { dateInZone, dateWithZone } from './dates.ts';
import type { Loss } from './types.ts';

export interface MatterTask {
  /** The whole post. */
  readonly text: string;
  readonly entry: PostEntry;
  readonly site: TargetSite;
  readonly settings: TargetSettings;
  /** IANA zone of the journal. */
  readonly zone: string;
  /** The body has braces that templates of the target would run. */
  readonly braces: boolean;
  /** The picture of the front matter as the target needs it; null where it stays. */
  readonly image: (written: string) => string | null;
}

type Data = Readonly<Record<string, unknown>>;

/** What the generator wants to have changed. */
export function wishesFor(
  task: MatterTask,
  data: Data,
  losses: Loss[],
  line: (key: string) => number | null,
): readonly Change[] {
  const { entry, site } = task;
  if (site.generator === 'plain') return plainWishes(task, data);
  const wishes: Change[] = [];
  const present = new Set(Object.keys(data));
  const set = (key: string, value: FieldValue, as?: 'date'): void => {
    wishes.push(as === undefined ? { op: 'set', key, value } : { op: 'set', key, value, as });
    present.add(key);
  };
  const remove = (key: string): void => {
    if (present.delete(key)) wishes.push({ op: 'remove', key });
  };
  const rename = (key: string, to: string): void => {
    if (key === to || !present.has(key) || present.has(to)) return;
    wishes.push({ op: 'rename', key, to });
    present.delete(key);
    present.add(to);
  };
  const lost = (code: Loss['code'], key: string, weight: Loss['weight'] = 'lost', what = key): void => {
    losses.push({ line: line(key), code, weight, what });
  };

  if (!present.has('title')) set('title', entry.title);
  dateWishes(task, data, { set, rename }, lost);
  layoutWishes(task, data, { set, remove }, lost);
  lists(task, data, { set, remove, rename });

  draftWishes(task, data, { set, remove }, lost);

  const names = namesOf(site);
  for (const [key, to] of Object.entries(names)) if (key !== 'date') rename(key, to);
  if (site.generator === 'hugo' && data.redirect_from !== undefined) {
    rename('redirect_from', 'aliases');
    const from = data.redirect_from;
    set('aliases', (Array.isArray(from) ? from : [from]).map(String));
  } else if (data.redirect_from !== undefined) lost('redirects-dropped', 'redirect_from');
  if (typeof data.permalink === 'string')
    permalinkWishes(data.permalink, task, { set, remove, rename }, lost);

  for (const key of ['image', 'cover', 'thumbnail', 'og_image', 'teaser']) {
    const written = data[key];
    const here = names[key] ?? key;
    const to = typeof written === 'string' && written !== '' ? task.image(written) : null;
    if (to !== null && present.has(here)) set(here, to);
  }
  for (const key of site.required) {
    if (present.has(key) && data[key] !== '') continue;
    set(key, key === 'title' ? entry.title : (entry.excerpt ?? entry.title));
  }
  if (task.braces && site.literal !== null) set(site.literal.key, site.literal.value);
  return wishes;
}

interface Wish {
  readonly set: (key: string, value: FieldValue, as?: 'date') => void;
  readonly remove: (key: string) => void;
  readonly rename: (key: string, to: string) => void;
}
type Lost = (code: Loss['code'], key: string, weight?: Loss['weight'], what?: string) => void;

const NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  hugo: { last_modified_at: 'lastmod', excerpt: 'summary' },
  hexo: { last_modified_at: 'updated' },
};

/** Names of keys in the target: those of the generator, and those that its site has. */
const namesOf = (site: TargetSite): Readonly<Record<string, string>> => ({
  ...NAMES[site.generator],
  ...site.keys,
});

function dateWishes(
  { entry, site, zone }: MatterTask,
  data: Data,
  { set, rename }: Pick<Wish, 'set' | 'rename'>,
  lost: Lost,
): void {
  const key = namesOf(site).date ?? 'date';
  rename('date', key);
  if (entry.date === null) return;
  const there = typeof data.date === 'string' ? data.date : null;
  const day = entry.date.slice(0, 10).replace(/-(\d)(?=-|$)/g, '-0$1');
  const date = `${day}${entry.date.slice(10)}`;
  if (site.generator === 'hexo') {
    if (date.includes('T') && site.zone === null) lost('date-without-zone', 'date', 'changed', there ?? date);
    set(key, dateInZone(date, entry.time, site.zone ?? zone), 'date');
  } else set(key, dateWithZone(date, entry.time, zone), 'date');
}

/** Whether it is published: Hexo has a key and a folder for it, Hugo a key; others only as far as a theme looks for one. */
function draftWishes(
  { entry, site }: MatterTask,
  data: Data,
  { set, remove }: Pick<Wish, 'set' | 'remove'>,
  lost: Lost,
): void {
  if (site.generator === 'hexo') {
    remove('draft');
    return;
  }
  remove('published');
  const held = entry.draft || data.published === false;
  if (!held) return;
  set('draft', true);
  if (site.generator === 'eleventy') {
    set('permalink', false);
    set('eleventyExcludeFromCollections', true);
  } else if (site.generator === 'astro') lost('draft-shown', 'published' in data ? 'published' : 'draft');
}

function layoutWishes(
  { site }: MatterTask,
  data: Data,
  { set, remove }: Pick<Wish, 'set' | 'remove'>,
  lost: Lost,
): void {
  const { layout } = data;
  if (site.layout !== null) {
    if (layout !== site.layout) set('layout', site.layout);
    return;
  }
  if (layout === undefined) return;
  // `post` is what every generator shows a post with anyway.
  if (typeof layout === 'string' && layout !== 'post' && layout !== '')
    lost('layout-dropped', 'layout', 'lost', layout);
  remove('layout');
}

function lists({ entry }: MatterTask, data: Data, { set, remove, rename }: Wish): void {
  const { categories, tags } = entry;
  const names = (value: unknown): readonly string[] | null =>
    Array.isArray(value) ? value.map(String) : null;
  const equal = (a: readonly string[] | null, b: readonly string[]): boolean =>
    a !== null && a.length === b.length && a.every((name, at) => name === b[at]);
  if ('category' in data && !('categories' in data)) rename('category', 'categories');
  else remove('category');
  if (categories.length === 0) {
    if ('categories' in data || 'category' in data) remove('categories');
  } else if (!equal(names(data.categories), categories) || 'category' in data)
    set('categories', [...categories]);
  if ('tag' in data && !('tags' in data)) rename('tag', 'tags');
  else remove('tag');
  if (tags.length === 0) {
    if ('tags' in data || 'tag' in data) remove('tags');
  } else if (!equal(names(data.tags), tags) || 'tag' in data) set('tags', [...tags]);
}

function permalinkWishes(
  permalink: string,
  { site }: MatterTask,
  { set, remove, rename }: Wish,
  lost: Lost,
): void {
  const plain = !/:[a-z_]+/.test(permalink);
  if (site.generator === 'hugo' && plain) {
    rename('permalink', 'url');
    return;
  }
  if (site.generator === 'eleventy' && plain) {
    // Without an ending the file would have none either.
    if (!/\/$|\.\w+$/.test(permalink)) set('permalink', `${permalink}/`);
    return;
  }
  if (site.generator === 'hexo' && plain) return;
  remove('permalink');
  lost('key-dropped', 'permalink', 'lost', permalink);
}

/** A plain folder keeps every key; only a picture's path changes. */
function plainWishes(task: MatterTask, data: Data): readonly Change[] {
  const { image } = data;
  const to = typeof image === 'string' && image !== '' ? task.image(image) : null;
  return to === null ? [] : [{ op: 'set', key: 'image', value: to }];
}
