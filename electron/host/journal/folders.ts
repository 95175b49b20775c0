// Owns: folders that the page may name: it gets random handles and never a path, and looks around below the home folder only.
// Must not know: what is opened or exported.
import { randomBytes } from 'node:crypto';
import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CallError } from '#contract/errors.ts';
import type { Handlers } from '#contract/transport.ts';
import type { FolderChoice } from '#contract/values.ts';
import { isInside } from '#host/files/contain.ts';
import type { Ports } from '#host/ports.ts';

export interface Folders {
  readonly handlers: Pick<Handlers, 'folder.pick' | 'folder.list'>;
  /** The handle and look of a folder (absolute path), for the page. One folder keeps its handle while the process lives. */
  choiceOf(folder: string): Promise<FolderChoice>;
  /** The absolute path behind a handle; throws `not-found` for one that was never given. */
  folderOf(handle: string): Promise<string>;
}

const MAX_CHILDREN = 2000;

export function createFolders(ports: Pick<Ports, 'dirs' | 'pickFolder'>): Folders {
  const byHandle = new Map<string, string>();
  const byFolder = new Map<string, string>();

  const handleOf = (folder: string): string => {
    const known = byFolder.get(folder);
    if (known !== undefined) return known;
    const handle = randomBytes(16).toString('base64url');
    byHandle.set(handle, folder);
    byFolder.set(folder, handle);
    return handle;
  };

  const choiceOf = async (folder: string): Promise<FolderChoice> => ({
    id: handleOf(folder),
    name: basename(folder) || folder,
    kind: (await kindOf(folder)) ?? 'folder',
  });

  const folderOf = async (handle: string): Promise<string> => {
    const folder = byHandle.get(handle);
    if (folder === undefined) throw new CallError('not-found', 'That folder is not known any more.');
    return folder;
  };

  const children = async (here: string, home: string): Promise<readonly FolderChoice[]> => {
    const items = await readdir(here, { withFileTypes: true }).catch(() => {
      throw new CallError('io', 'That folder cannot be read.');
    });
    const names = items
      .filter((item) => (item.isDirectory() || item.isSymbolicLink()) && !item.name.startsWith('.'))
      .map((item) => item.name)
      .sort(new Intl.Collator(undefined, { numeric: true }).compare)
      .slice(0, MAX_CHILDREN);
    const found = await Promise.all(
      names.map(async (name) => {
        const real = await realpath(join(here, name)).catch(() => null);
        if (real === null || !isInside(home, real)) return null;
        const kind = await kindOf(real);
        return kind === null ? null : { id: handleOf(real), name, kind };
      }),
    );
    return found.filter((choice) => choice !== null);
  };

  return {
    choiceOf,
    folderOf,
    handlers: {
      'folder.pick': async ({ purpose }) => {
        if (ports.pickFolder === undefined)
          throw new CallError('unavailable', 'There is no folder dialog here.');
        const folder = await ports.pickFolder(purpose);
        return { folder: folder === null ? null : await choiceOf(await realpath(folder)) };
      },
      'folder.list': async ({ parent }) => {
        const home = await realpath(ports.dirs.home);
        const here = parent === null ? home : await realHere(await folderOf(parent));
        if (!isInside(home, here))
          throw new CallError('outside', 'Only folders below your home folder are shown here.');
        const trail: FolderChoice[] = [];
        for (let at = here; isInside(home, at); at = dirname(at)) {
          trail.unshift(await choiceOf(at));
          if (at === home) break;
        }
        return { here: await choiceOf(here), trail, children: [...(await children(here, home))] };
      },
    },
  };
}

async function realHere(folder: string): Promise<string> {
  return await realpath(folder).catch(() => {
    throw new CallError('not-found', 'That folder is not there any more.');
  });
}

/** What a folder looks like from outside; null where it is no folder. */
async function kindOf(folder: string): Promise<FolderChoice['kind'] | null> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOTDIR' ? null : [],
  );
  if (names === null) return null;
  const has = new Set(names);
  if (['_config.yml', '_config.yaml', '_config.toml', '_posts', '_drafts'].some((name) => has.has(name)))
    return 'jekyll';
  if (has.has('.git')) return 'repository';
  return names.some((name) => /\.(?:md|markdown)$/i.test(name)) ? 'plain' : 'folder';
}
