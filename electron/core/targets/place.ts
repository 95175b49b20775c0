// Owns: where posts and what they bring go in a target that is no Jekyll blog.
// Must not know: what stands there, or what a post's text says.
import { isSafeTargetPath } from '#core/export/paths.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { parsePostFileName } from '#core/site/post-path.ts';
import { unescapePath } from '#core/site/slugify.ts';
import type { PlacedPost, TargetSettings } from './types.ts';

/** Where a post goes, or why it cannot go anywhere. `folder`: where its own files stand, if they stand beside it. */
export type TargetPlace =
  | { readonly ok: true; readonly path: RelPath; readonly folder: string; readonly post: PlacedPost }
  | { readonly ok: false; readonly why: 'no-date' | 'unsafe-path' };

/** The path of a post. A post without a date gets none where its file's name must have one. */
export function placeForTarget(entry: PostEntry, settings: TargetSettings): TargetPlace {
  const post = placedPost(entry);
  const needsDate = settings.names === 'date-slug' && !post.draft;
  if (needsDate && post.date === null) return { ok: false, why: 'no-date' };
  const day = post.date?.slice(0, 10);
  const name = settings.names === 'date-slug' && day !== undefined ? `${day}-${post.slug}` : post.slug;
  const content = contentFor(settings, post.draft);
  const inside = (part: string): string => (content === '' ? part : `${content}/${part}`);
  const bundle = settings.beside && settings.generator !== 'hexo' && settings.generator !== 'plain';
  const path = inside(bundle ? `${name}/index.md` : `${name}.md`);
  return isSafeTargetPath(path)
    ? { ok: true, path, folder: inside(name), post }
    : { ok: false, why: 'unsafe-path' };
}

/** Drafts have a folder of their own only where the generator knows one. */
function contentFor({ generator, content }: TargetSettings, draft: boolean): string {
  return draft && generator === 'hexo' ? content.replace(/_posts$/, '_drafts') : content;
}

/** What places a post. The slug of a file name with characters that a path cannot have is made of its letters. */
export function placedPost(entry: PostEntry): PlacedPost {
  const name = parsePostFileName(entry.path.slice(entry.path.lastIndexOf('/') + 1));
  const slug = (entry.slug || name.slug).replaceAll('/', '-');
  const date = entry.date ?? name.dateText;
  return {
    slug: slug === 'index' || slug === '' ? 'post' : slug,
    date: date === null ? null : fullDate(date),
    title: entry.title,
    categories: entry.categories,
    draft: entry.draft,
    permalink: entry.keys.includes('permalink') && entry.url !== null ? unescapePath(entry.url) : null,
  };
}

/** `2024-1-5` as `2024-01-05`. */
function fullDate(date: string): string {
  return date.replace(/^(\d{2,4})-(\d{1,2})-(\d{1,2})/, (_, year: string, month: string, day: string) =>
    [year.padStart(4, '20'), month.padStart(2, '0'), day.padStart(2, '0')].join('-'),
  );
}

/**
 * The path of a file that a post brings. Beside the post it is called by its own name (`taken` tells names that another file of
 * that post has), elsewhere it keeps its path below the folder of images.
 */
export function placeFile(
  source: RelPath,
  settings: TargetSettings,
  folder: string | null,
  taken: (path: string) => boolean = () => false,
): RelPath | null {
  if (settings.beside && folder !== null) {
    const parts = source.split('/');
    for (let count = 1; count <= parts.length; count++) {
      const path = `${folder}/${parts.slice(-count).join('-')}`;
      if (!taken(path)) return isSafeTargetPath(path) ? path : null;
    }
    return null;
  }
  const root = settings.images;
  const last = root.slice(root.lastIndexOf('/') + 1);
  // `assets/img/a.png` below `assets` stays `assets/img/a.png`.
  const inside = last !== '' && source.startsWith(`${last}/`) ? source.slice(last.length + 1) : source;
  const path = root === '' ? inside : `${root}/${inside}`;
  return isSafeTargetPath(path) ? path : null;
}
