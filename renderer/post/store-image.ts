// Owns: handing one picture to the host: its bytes, the post it belongs to, how far it is, and giving up.
// Must not know: the editor, the form.
import { CallError } from '#contract/errors.ts';
import type { ImageStage, StoredImage } from '#contract/image-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { Cancelled, type Storing } from '../editor/image-drop.ts';
import { imageWord } from '../images/words.ts';
import type { PostViewProps } from './post-view.ts';
import { word } from './words.ts';

type Facts = Pick<PostViewProps, 'client' | 'entries' | 'settings'>;

let lastJob = 0;

/** Stores the file for the post; `done` rejects with an `Error` in the person's language, or `Cancelled`. */
export function storeImage(
  props: Facts,
  post: RelPath,
  file: File,
  onStage: (stage: ImageStage) => void = () => undefined,
): Storing {
  lastJob += 1;
  const job = `page-${Date.now().toString(36)}-${lastJob}`;
  let given = false;
  const stop = props.client.on('image.progress', (told) => {
    if (told.job === job) onStage(told.stage);
  });
  const send = async (): Promise<StoredImage> => {
    const limit = props.settings.imageLimit;
    const facts = { name: file.name, limit: Math.round(limit / 1_048_576) };
    if (file.size > limit) throw new Error(word('images.too-large', facts));
    try {
      const args = await argsOf(props, post, file);
      if (given) throw new Cancelled();
      return await props.client.call('image.store', { ...args, job });
    } catch (error) {
      throw given ? new Cancelled() : readable(error, facts);
    } finally {
      stop();
    }
  };
  return {
    done: send(),
    cancel() {
      given = true;
      void props.client.call('image.cancel', { job }).catch(() => undefined);
    },
  };
}

/** What the host wants to know of a picture of the post. */
export async function argsOf(props: Facts, post: RelPath, file: File) {
  const entry = props.entries.find((one) => one.path === post);
  return {
    post,
    name: file.name.slice(-255) || 'image',
    bytes: new Uint8Array(await file.arrayBuffer()),
    categories: [...(entry?.categories ?? [])],
    slug: entry?.slug ?? '',
  };
}

/** The failure in the person's language; the host's reasons are told apart. */
export function readable(error: unknown, facts: { readonly name: string; readonly limit: number }): Error {
  const code = error instanceof CallError ? error.code : 'internal';
  const detail = error instanceof CallError ? (error.detail ?? {}) : {};
  const message = error instanceof Error ? error.message : String(error);
  const { reason } = detail;
  if (typeof reason === 'string') {
    const numbers = Object.fromEntries(
      Object.entries(detail).flatMap(([key, value]) => (typeof value === 'number' ? [[key, value]] : [])),
    );
    const told = imageWord(`refused.${reason}`, { ...numbers, ...facts, defaultValue: '' });
    if (told !== '') return new Error(told);
  }
  return new Error(
    word(`images.${code}`, { ...facts, defaultValue: word('images.other', { ...facts, message }) }),
  );
}
