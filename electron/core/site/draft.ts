// Owns: making a post of a draft and a draft of a post, as a move of its file and wishes for its front matter.
// Must not know: the body, which stays byte for byte, or what is free on disk.
import { changeDateText } from '../frontmatter/dates.ts';
import type { Change } from '../frontmatter/types.ts';
import type { PostEntry, RelPath } from '../journal/entry.ts';
import type { PostMove } from './move-post.ts';
import { parsePostFileName, placeOf, postFileName } from './post-path.ts';
import type { SiteConfig } from './types.ts';

type Data = Readonly<Record<string, unknown>>;

/** What a person said about publishing a draft. */
export interface Promotion {
  /** The day of the file's name: `YYYY-MM-DD`, or a moment as front matter writes it. */
  readonly date: string;
  /** The `date` of the front matter gets that day too, its time and form kept; else it is left alone. */
  readonly setDate: boolean;
}

/**
 * Works out how a draft becomes a post: out of `_drafts`, with the day in its name, and without the keys of `data` (its front matter)
 * that hold it back.
 */
export function promoteDraft(
  entry: PostEntry,
  data: Data,
  { date, setDate }: Promotion,
  site: SiteConfig,
): PostMove {
  const place = placeOf(entry.path, site);
  const name = parsePostFileName(place.file);
  const folders = entry.path.split('/').slice(0, -1);
  const to = folders.map((folder, i) =>
    place.role === 'draft' && i === folders.indexOf('_drafts') ? '_posts' : folder,
  );
  const held: Change[] = [];
  if (data.draft === true) held.push({ op: 'remove', key: 'draft' });
  for (const key of ['published', 'publish', 'public']) {
    if (data[key] === false) held.push({ op: 'remove', key });
  }
  const dated = setDate ? dateChanges(entry, data, date) : [];
  return move(entry, [...to, postFileName(date, name.slug, name.extension)], [...dated, ...held]);
}

/** A given day changes the day alone; a given moment all of the date. */
function dateChanges(entry: PostEntry, data: Data, date: string): readonly Change[] {
  if (!entry.keys.includes('date')) return [{ op: 'add', key: 'date', value: date, as: 'date' }];
  const [year = 0, month = 0, day = 0] = date.slice(0, 10).split('-').map(Number);
  const written = typeof data.date === 'string' ? data.date : '';
  const value = date.length > 10 ? date : (changeDateText(written, { year, month, day }) ?? date);
  return value === written ? [] : [{ op: 'set', key: 'date', value, as: 'date' }];
}

/**
 * Works out how a post becomes a draft: into `_drafts` where the journal is a Jekyll site, else by `draft: true`. The date leaves the
 * file name only where the front matter has it too, so that nothing is lost; `dated` says it instead.
 */
export function demotePost(entry: PostEntry, site: SiteConfig, dated?: boolean): PostMove {
  const place = placeOf(entry.path, site);
  if (site.kind === 'plain') {
    if (entry.draft) return { path: null, changes: [] };
    const op = entry.keys.includes('draft') ? 'set' : 'add';
    return { path: null, changes: [{ op, key: 'draft', value: true }] };
  }
  const name = parsePostFileName(place.file);
  const folders = entry.path.split('/').slice(0, -1);
  const to = folders.map((folder, i) =>
    place.role === 'post' && i === folders.indexOf('_posts') ? '_drafts' : folder,
  );
  const keepsDay = dated ?? !entry.keys.includes('date');
  const file = keepsDay ? place.file : postFileName(null, name.slug, name.extension);
  return move(entry, [...to, file], []);
}

function move(entry: PostEntry, parts: readonly string[], changes: readonly Change[]): PostMove {
  const path = parts.join('/') as RelPath; // an entry's own folders and a file name made of its slug
  return { path: path === entry.path ? null : path, changes };
}
