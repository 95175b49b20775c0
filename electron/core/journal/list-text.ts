// Owns: a post of the list as text: a line of JSON with what is shown of it, a line for people, and the rest that only the app needs.
// Must not know: where the lines are written or kept.
import type { PostEntry } from './entry.ts';

/** What `galley list --json` shows of a post, as one line of JSON. */
export function listJson(entry: PostEntry): string {
  const { path, title, date, categories, tags, draft, url, appears, problems } = entry;
  return JSON.stringify({ path, title, date, categories, tags, draft, url, appears, problems });
}

/** What a person sees of a post in `galley list`: day, path, title, categories, and what is to be known about it. */
export function listLine(entry: Shown): string {
  const { date, path, title, categories, draft, appears, problems } = entry;
  const day = date === null ? NO_DAY : date.slice(0, 10).padEnd(10);
  let line = `${oneLine(day)}\t${oneLine(path)}\t${oneLine(title)}\t${oneLine(categories.join(' > '))}`;
  let between = '\t';
  const mark = (text: string): void => {
    line += between + oneLine(text);
    between = '; ';
  };
  if (draft) mark('draft');
  if (!appears.will && appears.why !== 'draft') mark(appears.why);
  for (const { message, line: at } of problems) mark(at === undefined ? message : `line ${at}: ${message}`);
  return line.trimEnd();
}

type Shown = Pick<PostEntry, 'date' | 'path' | 'title' | 'categories' | 'draft' | 'appears' | 'problems'>;

const NO_DAY = ' '.repeat(10);
const ODD = /[\p{Cc}\u2028\u2029]/u;
const ODD_ALL = /[\p{Cc}\u2028\u2029]/gu;

/** A name may hold a tab or a line end; a line of the list may not. */
const oneLine = (text: string): string => (ODD.test(text) ? text.replace(ODD_ALL, ' ') : text);

/** What the app knows of a post beyond `listJson`, as one line of JSON. */
export function restJson(entry: PostEntry): string {
  const { time, slug, layout, image, keys, modified, size, excerpt } = entry;
  return JSON.stringify([time, slug, layout, image, keys, modified, size, excerpt ?? 0] satisfies Rest);
}

type Rest = readonly [
  time: number | null,
  slug: string,
  layout: string | null,
  image: string | null,
  keys: readonly string[],
  modified: number,
  size: number,
  excerpt: string | 0,
];

const WILL = { will: true } as const;
const NONE: PostEntry['problems'] = [];

/** The entries of two texts: what `listJson` and `restJson` gave of each, as JSON arrays in one order. Throws where they are no such texts. */
export function entriesOfTexts(shown: string, rest: string): PostEntry[] {
  // Both are only ever made of the lines of the two functions above, and kept with a checksum.
  const posts = JSON.parse(shown) as readonly Pick<
    PostEntry,
    'path' | 'title' | 'date' | 'categories' | 'tags' | 'draft' | 'url' | 'appears' | 'problems'
  >[];
  const others = JSON.parse(rest) as readonly Rest[]; // likewise
  if (posts.length !== others.length) throw new Error('the two texts are of different lists');
  return posts.map((post, i) => {
    const [time, slug, layout, image, keys, modified, size, excerpt] = others[i] as Rest; // as many as posts
    const { path, title, date, categories, tags, draft, url, appears, problems } = post;
    const entry = {
      path,
      title,
      date,
      time,
      slug,
      categories,
      tags,
      layout,
      draft,
      url,
      appears: appears.will ? WILL : appears,
      problems: problems.length === 0 ? NONE : problems,
      image,
      keys,
      size,
      modified,
    };
    return excerpt === 0 ? entry : { ...entry, excerpt };
  });
}
