// Owns: rules about the pictures of a post: there, spelled as on disk, and described in words.
// Must not know: how images are stored or copied.
import { isCompanion } from '#core/export/bring.ts';
import { isImagePath } from '#core/images/file-kinds.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference } from '#core/images/types.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { CheckContext, PostView, Remark, Rule } from '../types.ts';

const written = (post: PostView, { from, to }: Reference): string => post.text.slice(from, to);

/** References to files that go along with a post, and what the disk holds there. */
function followed(post: PostView, context: CheckContext) {
  return post.references.flatMap((reference) => {
    if (!isCompanion(reference.path) || reference.lead === 'tag') return [];
    const path = resolveReference(reference, { ...context.site, post: post.entry.path });
    // A resolved path has no empty, `.` or `..` part.
    return path === null ? [] : [{ reference, path, there: context.lookup(path as RelPath) }];
  });
}

export const fileMissing: Rule = {
  id: 'file-missing',
  severity: 'error',
  check: (post, context) =>
    followed(post, context)
      .filter(({ there }) => there.found === 'nothing')
      .map(({ reference, path }) => ({
        at: reference.from,
        message: `${written(post, reference)} is not in the journal.`,
        detail: { file: path },
      })),
};

export const fileNameDiffers: Rule = {
  id: 'file-name-differs',
  severity: 'error',
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
