// Owns: which paths an export may write, and where a post or an image of the journal goes in a target.
// Must not know: what stands there, or what a post's text says.

import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { parsePostFileName, placeOf } from '#core/site/post-path.ts';

/**
 * True for a relative path that may be written below a target: no empty, `.` or `..` part, no backslash, NUL or drive letter,
 * and no part that any file system could take for `.git` (letter case, trailing dots and spaces, NTFS streams and short names,
 * and the invisible characters that HFS+ drops).
 */
export function isSafeTargetPath(path: string): path is RelPath {
  if (path === '' || path.length > 4096 || /[\\\0]/.test(path) || /^[A-Za-z]:/.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..' && !isGitFolder(part));
}

function isGitFolder(part: string): boolean {
  const plain = part
    .replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '')
    .toLowerCase()
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '');
  return plain === '.git' || /^git~\d+$/.test(plain);
}

/** How the journal is laid out, as far as paths matter. */
export interface Layout {
  readonly kind: 'jekyll' | 'plain';
}

/** Where a post goes, or why it cannot go anywhere. */
export type PostPlace =
  | {
      readonly ok: true;
      readonly path: RelPath;
      /** Categories that only the folder says, and that the target's path no longer says. */
      readonly folders: readonly string[];
    }
  | { readonly ok: false; readonly why: 'no-date' | 'unsafe-path' };

/**
 * The path of a post in a Jekyll target. A Jekyll journal keeps its paths; a draft never goes into `_posts`. From a plain folder a post goes to
 * `_posts/YYYY-MM-DD-slug.ext`, a draft to `_drafts/slug.ext`; the file's own name is kept where it has that form already.
 */
export function placePost(post: PostEntry, layout: Layout): PostPlace {
  const place = placeOf(post.path, { kind: layout.kind, collections: [], collectionsDir: '' });
  const name = parsePostFileName(place.file);
  if (layout.kind === 'jekyll') {
    // A post that only its front matter calls a draft would be published from `_posts`.
    const stray = post.draft && place.role !== 'draft';
    const path = stray ? [...place.above, '_drafts', name.slug + name.extension].join('/') : post.path;
    return isSafeTargetPath(path) ? { ok: true, path, folders: [] } : { ok: false, why: 'unsafe-path' };
  }
  const extension = name.extension || '.md';
  const slug = name.dateText ? name.slug : (post.slug || name.slug).replaceAll('/', '-');
  const day = name.dateText ?? post.date?.slice(0, 10);
  if (!post.draft && !day) return { ok: false, why: 'no-date' };
  const path = post.draft ? `_drafts/${slug}${extension}` : `_posts/${day}-${slug}${extension}`;
  // Folders between `_posts` and the file are no categories for Jekyll, and all of them are lost on the way.
  const folders = place.above;
  return isSafeTargetPath(path) ? { ok: true, path, folders } : { ok: false, why: 'unsafe-path' };
}

/** The path of an image or other companion in a Jekyll target: as in the journal, but below `assets/` where it comes from a plain folder. */
export function placeCompanion(file: RelPath, layout: Layout): RelPath | null {
  const path = layout.kind === 'jekyll' || file.startsWith('assets/') ? file : `assets/${file}`;
  return isSafeTargetPath(path) ? path : null;
}
