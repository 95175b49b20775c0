// Owns: making the list's value of one post from its path and text.
// Must not know: the disk, other posts, or how the list is shown.
import type { Problem } from '../problem.ts';
import { appears } from '../site/appears.ts';
import { defaultsFor, mergeData } from '../site/front-matter-defaults.ts';
import { urlOf } from '../site/permalink.ts';
import { parsePostFileName, placeOf, titleOfSlug } from '../site/post-path.ts';
import { slugify } from '../site/slugify.ts';
import type { PostFileName, PostPlace, SiteConfig } from '../site/types.ts';
import type { PostEntry, RelPath } from './entry.ts';
import { excerptOf } from './excerpt.ts';
import { matterOf, type PostMatter } from './matter.ts';
import { type PostDate, postDate } from './post-date.ts';
import { categoriesOf, tagsOf } from './taxonomy-values.ts';

export interface EntryInput {
  readonly path: RelPath;
  /** The file's text; of a file that is no UTF-8, what can be read of it. */
  readonly text: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
  readonly site: SiteConfig;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What is wrong with the file itself; such a file does not appear. */
  readonly fault?: Problem;
  /** The front matter, where it was read already. */
  readonly matter?: PostMatter;
}

type Data = Readonly<Record<string, unknown>>;

/**
 * Makes the entry of one post. Whatever the text is, there is an entry: what cannot be read is told in its `problems`. The URL and
 * `appears` follow Jekyll, also where it reads a broken post in its own way; the same URL twice is left to `settle`.
 */
export function entryOf(input: EntryInput): PostEntry {
  const { path, site } = input;
  const place = placeOf(path, site);
  const name = parsePostFileName(place.file);
  const matter = input.matter ?? matterOf(input.text, site.kind === 'jekyll' ? 'jekyll' : 'plain');
  const said = matter.data;
  const foreign = site.kind === 'jekyll' && matter.format === 'toml';
  const defaults = defaultsFor(withoutCollectionsDir(path, site), 'posts', site);
  const own = foreign ? {} : said;
  const { categories, unreadable } = categoriesOf(foldersOf(place, said, site), defaults, own);
  const lost = matter.refused || unreadable;
  // Where Jekyll cannot read the block it goes on with the defaults alone.
  const data = lost ? defaults : mergeData(defaults, own);
  const date = postDate({
    data,
    own: lost ? {} : own,
    matter,
    name,
    place,
    lost,
    site,
    modified: input.modified,
    now: input.now,
  });
  const shown = own === said && !lost ? data : mergeData(defaults, said);
  const draft = isDraft(place, shown);
  const slug = slugOfPost(data, name);
  const url = urlOf(
    {
      time: date.urlTime,
      slug: lost ? baseName(place.file) : slug,
      basename: baseName(place.file),
      cleanPath: cleanPath(path, place, site),
      categories: lost ? categoriesOf(foldersOf(place, {}, site), defaults, {}).categories : categories,
      permalink: textOf(data.permalink),
      collection: 'posts',
      outputExt: outputExt(name.extension, site),
    },
    site,
  );
  const strict = site.raw.strict_front_matter === true;
  const broken =
    input.fault?.code ??
    (date.invalid ? 'date' : lost && strict ? 'front-matter' : url === null ? 'permalink' : null);
  const excerpt = excerptOf(input.text, matter.bodyFrom);
  const entry: { -readonly [Key in keyof PostEntry]: PostEntry[Key] } = {
    path,
    title: titleOf(said, name, place, site),
    date: date.date,
    time: date.time,
    slug: slugify(slug, 'pretty', true),
    categories,
    tags: tagsOf(lost ? said : data),
    layout: textOf(shown.layout),
    draft,
    url,
    appears: appears(
      {
        path,
        place,
        dated: name.dateText !== null,
        time: date.time,
        broken,
        published: 'published' in data ? data.published : undefined,
        draftKey: draft,
        url,
        now: input.now,
      },
      site,
    ),
    problems: problemsOf(input, matter, date, { foreign, unreadable, place, said, url }),
    image: imageOf(said),
    keys: matter.keys,
    size: input.size,
    modified: input.modified,
  };
  if (excerpt !== '') entry.excerpt = excerpt;
  return entry;
}

/** Folders that count as categories. In a plain folder they count only where the post itself names none. */
function foldersOf(place: PostPlace, said: Data, site: SiteConfig): readonly string[] {
  if (site.kind === 'jekyll') return place.above;
  const named = said.categories ?? said.category;
  return named === undefined || named === null || named === '' ? place.above : [];
}

/** The ways blogs say "not yet": the folder, or one of these keys. */
function isDraft(place: PostPlace, data: Data): boolean {
  if (place.role === 'draft' || data.draft === true) return true;
  return data.published === false || data.publish === false || data.public === false;
}

function titleOf(data: Data, name: PostFileName, place: PostPlace, site: SiteConfig): string {
  const written = textOf(data.title ?? data.Title)?.trim();
  if (written !== undefined && written !== '') return written;
  const words = titleOfSlug(bundleOf(name, place, site) ?? name.slug).trim();
  return words === '' ? place.file : words;
}

/** A post that is a folder of its own, `my-post/index.md`, is called by that folder; Jekyll knows no such posts. */
function bundleOf(name: PostFileName, place: PostPlace, site: SiteConfig): string | null {
  if (site.kind === 'jekyll' || !/^_?index$/u.test(name.slug)) return null;
  return place.above.at(-1) ?? null;
}

function slugOfPost(data: Data, name: PostFileName): string {
  const own = textOf(data.slug);
  return own === null || own === '' ? name.slug : own;
}

const IMAGE_KEYS = [
  'image',
  'cover',
  'thumbnail',
  'thumb',
  'og_image',
  'header-img',
  'featured_image',
  'feature_image',
  'banner',
  'hero',
];

function imageOf(data: Data): string | null {
  for (const key of IMAGE_KEYS) {
    const value = data[key];
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    const inner = Object.entries(value).find(
      ([part, text]) =>
        /^(?:path|src|url|feature|teaser|thumb|image)$/u.test(part) && typeof text === 'string',
    );
    if (typeof inner?.[1] === 'string' && inner[1] !== '') return inner[1];
  }
  return null;
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function baseName(file: string): string {
  return file.replace(/\.[^.]*$/u, '');
}

function outputExt(extension: string, site: SiteConfig): string {
  return site.markdownExtensions.includes(extension.slice(1).toLowerCase()) ? '.html' : extension;
}

function withoutCollectionsDir(path: string, site: SiteConfig): string {
  const prefix = `${site.collectionsDir}/`;
  return site.collectionsDir !== '' && path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

/** `:path`: without extension and trailing dots, and without the posts folder's own name. */
function cleanPath(path: string, place: PostPlace, site: SiteConfig): string {
  const relative = withoutCollectionsDir(path, site)
    .replace(/\.[^./]*$/u, '')
    .replace(/\.+$/u, '');
  return place.role === 'draft' ? relative : relative.replace('_posts', '');
}

interface Circumstances {
  readonly foreign: boolean;
  readonly unreadable: boolean;
  readonly place: PostPlace;
  readonly said: Data;
  readonly url: string | null;
}

function problemsOf(
  input: EntryInput,
  matter: PostMatter,
  date: PostDate,
  { foreign, unreadable, place, said, url }: Circumstances,
): readonly Problem[] {
  const problems: Problem[] = input.fault === undefined ? [] : [input.fault];
  problems.push(...matter.problems);
  if (foreign) {
    problems.push({
      code: 'front-matter-not-yaml',
      severity: 'warning',
      message: 'Jekyll reads YAML front matter only: it will publish this block as text.',
      line: 1,
    });
  }
  if (unreadable && !matter.refused) {
    problems.push({
      code: 'categories-invalid',
      severity: 'error',
      message: 'Categories must be text or a list: Jekyll cannot read this post’s front matter.',
      ...matter.lineOf('categories'),
    });
  }
  problems.push(...date.problems);
  // Without a date there is no address either, and nothing wrong with the permalink.
  if (url === null && !date.invalid && date.urlTime !== null) {
    problems.push({
      code: 'permalink-invalid',
      severity: 'error',
      message: 'The permalink has a placeholder that does not exist: the build stops here.',
      ...matter.lineOf('permalink'),
    });
  }
  if (input.site.kind === 'jekyll' && place.role === 'post' && said.draft === true && !foreign) {
    problems.push({
      code: 'draft-key-ignored',
      severity: 'warning',
      message: 'Jekyll publishes posts with "draft: true" all the same; use _drafts or "published: false".',
      ...matter.lineOf('draft'),
    });
  }
  return problems;
}
