// Owns: a post's bytes as the target needs them, from the bytes of the journal.
// Must not know: what the target holds.
import { adaptPost } from '#core/export/adapt.ts';
import { isCompanion } from '#core/export/bring.ts';
import { placeCompanion } from '#core/export/paths.ts';
import { resolveReference } from '#core/images/resolve.ts';
import type { Reference } from '#core/images/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import type { ReadFile } from '#host/files/read-file.ts';
import type { FileIndex } from './file-index.ts';
import { decode, type JournalView } from './journal-view.ts';

/** A post and where it goes. */
export interface Placed {
  readonly entry: PostEntry;
  readonly path: RelPath;
  readonly folders: readonly string[];
}

export interface Publishing {
  readonly view: JournalView;
  /** `baseurl` of the target's site. */
  readonly baseurl: string;
  readonly index: FileIndex;
}

/** The bytes of a post as the target needs them; those of a Jekyll journal are never touched. */
export function publish({ view, index, baseurl }: Publishing, post: Placed, file: ReadFile): Uint8Array {
  const text = view.kind === 'jekyll' ? null : decode(file.bytes);
  if (text === null) return file.bytes;
  const { path: source, title } = post.entry;
  const placeOf = (reference: Reference): RelPath | null => {
    const meant = isCompanion(reference.path)
      ? resolveReference(reference, { ...view.site, post: source })
      : null;
    if (meant === null) return null;
    // A resolved path has no empty, `.` or `..` part.
    const there = index(meant as RelPath);
    if (there.found === 'nothing') return null;
    const file = there.found === 'exact' ? (meant as RelPath) : there.path;
    const place = placeCompanion(file, view);
    const stays = place === file && (reference.lead !== 'none' || reference.path.startsWith('/'));
    return stays ? null : place;
  };
  const adapted = adaptPost(text, { folders: post.folders, placeOf, baseurl, title });
  return adapted === text ? file.bytes : Buffer.from(adapted, 'utf8');
}
