// Owns: what becomes of a stored file when undo takes its last reference away: the person is asked, and redo brings it back.
// Must not know: the editor; how the trash works.
import type { Client } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import type { PostViewProps } from '../post/post-view.ts';
import { bringBack, trashImages } from './trash-images.ts';

export interface Removals {
  /** The reference to the file came into the text (`there`) or went, by undo or redo. */
  changed(path: string, there: boolean): Promise<void>;
}

export interface RemovalsParts {
  readonly client: Pick<Client, 'call'>;
  readonly flush: () => Promise<boolean>;
  readonly tell: PostViewProps['onTell'];
}

export function createRemovals({ client, flush, tell }: RemovalsParts): Removals {
  /** Files that went to the trash at our question, with the way back. */
  const trashed = new Map<string, string>();

  const failed = (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error);
    tell({ key: 'errors.unavailable', facts: { message } }, { tone: 'error' });
  };
  const trash = async (path: RelPath): Promise<void> => {
    try {
      const id = await trashImages(client, [path]);
      trashed.set(path, id);
      tell({ key: 'notices.imagesTrashed', facts: { count: 1 } }, { undo: () => void restore(path) });
    } catch (error) {
      failed(error);
    }
  };
  const restore = async (path: string): Promise<void> => {
    const id = trashed.get(path);
    if (id === undefined) return;
    trashed.delete(path);
    await bringBack(client, id).catch(failed);
  };

  return {
    async changed(path, there) {
      if (there) {
        await restore(path);
        return;
      }
      if (!(await flush())) return;
      const own = path as RelPath; // the host gave it
      const { images } = await client.call('image.users', { paths: [own] });
      if ((images[0]?.posts.length ?? 0) > 0) return;
      const name = path.slice(path.lastIndexOf('/') + 1);
      tell(
        { key: 'notices.imageUnused', facts: { name } },
        { action: { key: 'notices.imageTrash', run: () => void trash(own) } },
      );
    },
  };
}
