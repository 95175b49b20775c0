// Owns: which posts are open in memory (the last few, and every one that is not saved), and telling them of the disk.
// Must not know: React, the preview, the form.
import type { Client } from '#contract/transport.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { type OpenPost, type OpenPostOptions, openPost } from './open-post.ts';
import { isDirty } from './session/machine.ts';

/** As many undo histories as a person may want to come back to; one costs about its text. */
const KEPT = 24;

export interface Workspace {
  /** The open post of that path, read from the host if it is not in memory. */
  open(path: RelPath): Promise<OpenPost>;
  /** A post was moved or renamed: its open text goes along. */
  rekey(from: RelPath, post: OpenPost): void;
  dispose(): void;
}

export function createWorkspace(
  client: Client,
  options: Omit<OpenPostOptions, 'client' | 'read' | 'backup'>,
): Workspace {
  const posts = new Map<RelPath, OpenPost>();
  const opening = new Map<RelPath, Promise<OpenPost>>();

  const stop = client.on('journal.changed', ({ upserted, removed, versions }) => {
    for (const entry of upserted) {
      const version = versions[entry.path];
      // Without a version the disk has to be asked, as after a removal.
      posts.get(entry.path)?.runner.send({ type: 'diskChanged', version: version ?? null });
    }
    for (const path of removed) {
      const post = posts.get(path);
      if (!post) continue;
      // Nobody looks at it and nothing in it is unsaved: the deletion was meant, here or elsewhere.
      if (!post.shown() && !isDirty(post.runner.session())) forget(path, post);
      else post.runner.send({ type: 'diskChanged', version: null });
    }
  });

  const load = async (path: RelPath): Promise<OpenPost> => {
    const [read, { backups }] = await Promise.all([
      client.call('post.read', { path }),
      client.call('backup.list', {}).catch(() => ({ backups: [] })),
    ]);
    const backup = backups.find((found) => found.path === path) ?? null;
    const post = openPost({ client, read, backup, ...options });
    posts.set(path, post);
    trim();
    return post;
  };

  const trim = (): void => {
    for (const [path, post] of posts) {
      if (posts.size <= KEPT) return;
      const session = post.runner.session();
      if (isDirty(session) || session.saving || session.disk.kind !== 'same') continue;
      forget(path, post);
    }
  };

  const forget = (path: RelPath, post: OpenPost): void => {
    post.runner.dispose();
    posts.delete(path);
  };

  return {
    async open(path) {
      const known = posts.get(path);
      if (known) {
        posts.delete(path);
        posts.set(path, known);
        // An event may have been missed while it lay in memory.
        known.runner.send({ type: 'diskChanged', version: null });
        return known;
      }
      const under = opening.get(path) ?? load(path).finally(() => opening.delete(path));
      opening.set(path, under);
      return under;
    },
    rekey(from, post) {
      if (posts.get(from) === post) posts.delete(from);
      posts.set(post.runner.path(), post);
    },
    dispose() {
      stop();
      for (const post of posts.values()) post.runner.dispose();
      posts.clear();
    },
  };
}
