// Owns: rules about the pictures of a post: there, spelled as on disk, and described in words.
// Must not know: how images are stored or copied.
import { isCompanion, type Lookup } from '#core/export/bring.ts';
import { isImagePath } from '#core/images/file-kinds.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference } from '#core/images/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { CheckContext, PostView, Remark, Rule } from '../types.ts';

const written = (post: PostView, { from, to }: Reference): string => post.text.slice(from, to);

interface Followed {
  readonly reference: Reference;
  readonly path: RelPath;
  readonly there: Lookup;
}

const known = new WeakMap<PostView, readonly Followed[]>();

/** References to files that go along with a post, and what the disk holds there. */
function followed(post: PostView, context: CheckContext): readonly Followed[] {
  const before = known.get(post);
  if (before) return before;
  const found = post.references.flatMap((reference): readonly Followed[] => {
    if (!isCompanion(reference.path) || reference.lead === 'tag') return [];
    // A resolved path has no empty, `.` or `..` part.
    const path = resolveReference(reference, { ...context.site, post: post.entry.path }) as RelPath | null;
    if (path === null) return [];
    const there = context.lookup(path);
    if (there.found !== 'nothing' || reference.kind !== 'front-matter') return [{ reference, path, there }];
    return inTheme(reference, path, context);
  });
  known.set(post, found);
  return found;
}

/** Where themes look for a picture that front matter names without a leading slash. */
const FOLDERS = ['', 'assets/', 'assets/img/', 'assets/images/', 'img/', 'images/', 'assets/img/posts/'];

function inTheme(reference: Reference, path: RelPath, { lookup }: CheckContext): readonly Followed[] {
  if (reference.path.startsWith('/') || reference.lead !== 'none') {
    return [{ reference, path, there: { found: 'nothing' } }];
  }
  const bare = reference.path.replace(/^\.\//, '').normalize('NFC');
  for (const folder of FOLDERS) {
    const place = `${folder}${bare}` as RelPath; // as it was: no empty or `..` part is added
    const there = lookup(place);
    if (there.found !== 'nothing') return [{ reference, path: place, there }];
  }
  // A name alone means what only the theme knows.
  return bare.includes('/') ? [{ reference, path, there: { found: 'nothing' } }] : [];
}

export const fileMissing: Rule = {
  id: 'file-missing',
  severity: 'error',
  about: 'a picture or file that is not in the journal',
  check: (post, context) =>
    followed(post, context)
      .filter(({ path, there }) => there.found === 'nothing' && !context.blog.built(path))
      .map(({ reference, path }) => ({
        at: reference.from,
        message: `${written(post, reference)} is not in the journal.`,
        // A plugin of the blog's own may make it.
        ...(context.blog.plugins ? { severity: 'warning' as const } : {}),
        detail: { file: path },
      })),
};

export const fileNameDiffers: Rule = {
  id: 'file-name-differs',
  severity: 'error',
  about: 'a picture or file whose name is spelled otherwise on disk',
  safeFix: true,
  check: (post, context) =>
    followed(post, context).flatMap(({ reference, there }): readonly Remark[] => {
      if (there.found !== 'other-name') return [];
      const shown = written(post, reference);
      const fix = respelled(shown, reference, there.path);
      return [
        {
          at: reference.from,
          message: `${shown} is named ${there.path} on disk; a web server tells the two apart and shows nothing.`,
          detail: { file: there.path },
          ...(fix ? { fix: [fix] } : {}),
        },
      ];
    }),
};

/** The written path with the disk's letters, where only letter case differs and nothing in it is escaped. */
function respelled(shown: string, { from, to }: Reference, path: RelPath) {
  const tail = path.slice(-shown.replace(/^[./]+/, '').length);
  const head = shown.slice(0, shown.length - tail.length);
  const same = shown !== '' && head.length + tail.length === shown.length;
  return same && shown.slice(head.length).toLowerCase() === tail.toLowerCase()
    ? { from, to, insert: head + tail }
    : null;
}

export const imageWithoutAlt: Rule = {
  id: 'image-without-alt',
  severity: 'info',
  about: 'a picture without alternative text',
  check: (post) =>
    post.references
      .filter(({ kind, shows, alt, path }) => {
        if (!shows || !isImagePath(path)) return false;
        // An empty `alt=""` in HTML says on purpose that a picture is decoration.
        return (kind === 'image' && (alt ?? '').trim() === '') || (kind === 'html' && alt === null);
      })
      .map((reference) => ({
        at: reference.from,
        message: `${written(post, reference)} has no alternative text.`,
      })),
};

const MEGABYTE = 1024 * 1024;
/** A page of text is some ten kilobytes; a picture of this many bytes is most of what a reader on the way waits for. */
const HEAVY = MEGABYTE;
const VERY_HEAVY = 5 * MEGABYTE;

export const imageHeavy: Rule = {
  id: 'image-heavy',
  severity: 'info',
  about: 'a picture of more than 1 MB (a warning from 5 MB on)',
  check: (post, context) => {
    const told = new Set<string>();
    return followed(post, context).flatMap(({ reference, path, there }): readonly Remark[] => {
      const file = there.found === 'other-name' ? there.path : path;
      if (there.found === 'nothing' || !isImagePath(file) || told.has(file)) return [];
      told.add(file);
      const bytes = context.blog.sizeOf(file);
      if (bytes === null || bytes <= HEAVY) return [];
      const size = (bytes / MEGABYTE).toFixed(1);
      return [
        {
          at: reference.from,
          message: `${written(post, reference)} has ${size} MB; readers wait for it.`,
          ...(bytes > VERY_HEAVY ? { severity: 'warning' as const } : {}),
          detail: { file, size },
        },
      ];
    });
  },
};
