// Owns: handing one picture to the host: its bytes, and the post it belongs to.
// Must not know: the editor, the form.
import { CallError } from '#contract/errors.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { PostViewProps } from './post-view.ts';
import { word } from './words.ts';

/** Stores the file for the post; rejects with an `Error` in the person's language. */
export async function storeImage(
  props: Pick<PostViewProps, 'client' | 'entries' | 'settings'>,
  post: RelPath,
  file: File,
): Promise<{ readonly url: string; readonly path: RelPath }> {
  const entry = props.entries.find((one) => one.path === post);
  const limit = props.settings.imageLimit;
  const facts = { name: file.name, limit: Math.round(limit / 1_048_576) };
  if (file.size > limit) throw new Error(word('images.too-large', facts));
  try {
    return await props.client.call('image.store', {
      post,
      name: file.name.slice(-255) || 'image',
      bytes: new Uint8Array(await file.arrayBuffer()),
      categories: [...(entry?.categories ?? [])],
      slug: entry?.slug ?? '',
    });
  } catch (error) {
    const code = error instanceof CallError ? error.code : 'internal';
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(
      word(`images.${code}`, { ...facts, defaultValue: word('images.other', { ...facts, message }) }),
    );
  }
}
