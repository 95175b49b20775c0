// Owns: the parts of which plans for images are made: an image as it is, its free places, and what follows it.
// Must not know: which change is planned.
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isImagePath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { createInspector } from '#host/export/inspect.ts';
import { locate } from '#host/files/contain.ts';
import { nameKey } from '#host/files/names.ts';
import { type ReadFile, readRegular } from '#host/files/read-file.ts';
import type { JournalUsage } from '#host/images/usage.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { realPath } from '#host/taxonomy/prepare.ts';
import { planFollowers } from './follow.ts';
import type { Left, PlannedImage, PreparedMedia } from './model.ts';

/** Adds what follows; an image that a file uses which cannot be rewritten stays where it is. */
export async function withFollowers(
  journal: JournalHandle,
  usage: JournalUsage,
  op: PreparedMedia['op'],
  images: readonly PlannedImage[],
  left: readonly Left[],
  folder: string | null,
): Promise<PreparedMedia> {
  const movesOf = (list: readonly PlannedImage[]) =>
    new Map(
      list.flatMap(({ path, to }) => (to === null || to === path ? [] : [[path as string, to] as const])),
    );
  const { posts, stuck } = await planFollowers(journal, usage, movesOf(images));
  const base = { journal: journal.info.id, op, folder };
  if (stuck.length === 0) return { ...base, images, posts, left };
  const because = new Map(stuck.map((each) => [each.path as string, each]));
  const usersOf = (path: string) => [...(usage.users.get(path) ?? []), ...(usage.pages.get(path) ?? [])];
  const held = images.flatMap((image): Left[] => {
    const users = usersOf(image.path).filter(({ post }) => because.has(post));
    const [first] = users;
    if (first === undefined || image.to === image.path) return [];
    const { code = '', message = '' } = because.get(first.post) ?? {};
    return [
      { path: image.path, code: `user-${code}`, message, posts: users.map(({ post }) => post as RelPath) },
    ];
  });
  const stays = new Set(held.map(({ path }) => path));
  const going = images.filter(({ path }) => !stays.has(path));
  const again = await planFollowers(journal, usage, movesOf(going));
  return { ...base, images: going, posts: again.posts, left: [...left, ...held] };
}

export function plannedImage(
  path: RelPath,
  to: RelPath | null,
  { bytes, version }: ReadFile,
  made: (PlannedImage['made'] & { readonly size: number }) | null = null,
): PlannedImage {
  const after = to === null ? 0 : (made?.size ?? bytes.byteLength);
  return { path, to, version, before: bytes.byteLength, after, users: [], made };
}

/** The image as it is now, or why it is left alone. */
export async function readImage(journal: JournalHandle, path: RelPath): Promise<ReadFile | Left> {
  const left = (code: string, message: string): Left => ({ path, code, message, posts: [] });
  if (!isImagePath(path) || path.split('/').some((part) => part.startsWith('.')))
    return left('no-image', 'That file is no image of the journal.');
  try {
    const at = await locate(journal.root, path);
    const found = at.exists ? await readRegular(at.file) : null;
    if (found === null) return left('gone', 'The image is not there any more.');
    const real = realPath(at.root, at.file);
    if (real !== path || createInspector(at.root)(real).is === 'blocked')
      return left('blocked', 'The image is in another repository or behind a link.');
    return found;
  } catch (error) {
    return left('unreadable', error instanceof Error ? error.message : String(error));
  }
}

export interface Places {
  /** Reserves a new path; false where a file has that name, or one that is the same on another system, or it is reserved. `but`: a path that goes. */
  take(path: RelPath, but: RelPath): Promise<boolean>;
}

/** Names that are taken, on disk and by the plan itself. */
export function createPlaces(root: string): Places {
  const folders = new Map<string, Set<string>>();
  const namesIn = async (folder: string): Promise<Set<string>> => {
    const known = folders.get(nameKey(folder));
    if (known !== undefined) return known;
    const names = new Set(await readdir(join(root, folder)).catch((): string[] => []));
    folders.set(nameKey(folder), names);
    return names;
  };
  return {
    async take(path, but) {
      const names = await namesIn(dirname(path));
      const own = nameKey(dirname(path)) === nameKey(dirname(but)) ? basename(but) : null;
      const key = nameKey(basename(path));
      for (const name of names) if (name !== own && nameKey(name) === key) return false;
      names.add(basename(path));
      return true;
    },
  };
}
