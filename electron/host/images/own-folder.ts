// Owns: the folder of images that belongs to one post alone: which it is, and moving the files of it.
// Must not know: how a post is renamed, or its text.
import { readdir, rmdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CallError } from '#contract/errors.ts';
import { relPath } from '#contract/values.ts';
import { type FolderFacts, folderAfter, imageFolders } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { locate, makeFolder } from '#host/files/contain.ts';
import { checkNewPath } from '#host/files/names.ts';
import { readRegular } from '#host/files/read-file.ts';
import { writeAtomic } from '#host/files/write-atomic.ts';
import type { JournalHandle } from '#host/journal/handle.ts';
import { pathIn } from '#host/posts/place.ts';
import { removeOwn } from './naming.ts';
import { certainUsage } from './usage.ts';
import { ORIGINALS } from './walk.ts';

export interface ImageMove {
  readonly from: RelPath;
  readonly to: RelPath;
}

export interface FolderMove {
  readonly from: string;
  readonly to: string;
  readonly images: readonly ImageMove[];
}

/**
 * What of the post's images moves when the post (whose text is `text`) becomes `after`: a folder named by the post, all of whose
 * images are used by it alone or by nothing. Null where there is no such folder, or it stays.
 */
export async function planFolderMove(
  journal: JournalHandle,
  post: RelPath,
  text: string,
  before: FolderFacts,
  after: FolderFacts,
): Promise<FolderMove | null> {
  const { baseurl, url } = journal.site;
  const folders = imageFolders(text, { post, baseurl, url });
  const moves = folders.flatMap((from) => {
    const to = folderAfter(from, before, after);
    return to === null ? [] : [{ from, to }];
  });
  if (moves.length === 0) return null;
  const { users, pages, files } = await certainUsage(journal);
  for (const { from, to } of moves) {
    const images = files
      .map(({ path }) => path)
      .filter((path) => path.normalize('NFC').startsWith(`${from}/`));
    const own = images.every(
      (path) => !pages.has(path) && (users.get(path) ?? []).every((user) => user.post === post),
    );
    if (!own || images.length === 0) continue;
    const kept = await originalsIn(journal, new Set(images.map((path) => dirname(path))));
    const list = [...images, ...kept].map((path) => ({
      from: path,
      // A folder may be spelled in decomposed letters on disk, which are longer: its parts are counted.
      to: pathIn(to, path.split('/').slice(from.split('/').length).join('/')),
    }));
    return { from, to, images: list };
  }
  return null;
}

async function originalsIn(
  journal: JournalHandle,
  folders: ReadonlySet<string>,
): Promise<readonly RelPath[]> {
  const found: RelPath[] = [];
  for (const folder of folders) {
    const at = await locate(journal.root, pathIn(folder, ORIGINALS));
    if (!at.exists) continue;
    for (const item of await readdir(at.file, { withFileTypes: true })) {
      const path = relPath.safeParse(`${folder}/${ORIGINALS}/${item.name}`);
      if (item.isFile() && path.success) found.push(path.data);
    }
  }
  return found;
}

/** True where one of them would land on another file. */
export async function isTaken(journal: JournalHandle, moves: readonly ImageMove[]): Promise<boolean> {
  for (const { to } of moves) if ((await locate(journal.root, to)).exists) return true;
  return false;
}

/** Copies of the images, each with its version, so that both places hold them for a while. */
export interface Copies {
  /** Takes the old ones away, as far as they are what was copied, and the folders that are empty then. */
  removeOld(): Promise<void>;
  /** Takes the new ones away: it came to nothing. */
  removeNew(): Promise<void>;
}

/** Puts a copy of each image in its new place. Throws `exists` or `not-found` with none of them left. */
export async function copyImages(journal: JournalHandle, moves: readonly ImageMove[]): Promise<Copies> {
  const made: { readonly move: ImageMove; readonly version: string }[] = [];
  const remove = async (side: 'from' | 'to'): Promise<void> => {
    const folders = new Set<string>();
    for (const { move, version } of made) {
      await removeOwn(journal, move[side], version);
      folders.add(dirname(move[side]));
    }
    for (const folder of folders) await removeEmpty(journal, folder);
  };
  try {
    for (const move of moves) {
      checkNewPath(move.to);
      const source = await locate(journal.root, move.from);
      const found = source.exists ? await readRegular(source.file) : null;
      if (found === null)
        throw new CallError('not-found', 'An image is not there any more.', { path: move.from });
      const target = await locate(journal.root, move.to);
      if (target.exists)
        throw new CallError('exists', 'There is an image of that name already.', { path: move.to });
      await makeFolder(target.root, dirname(target.file));
      const result = await writeAtomic(target.file, found.bytes, null);
      if (!result.ok)
        throw new CallError('exists', 'There is an image of that name already.', { path: move.to });
      made.push({ move, version: found.version });
    }
  } catch (error) {
    await remove('to');
    throw error;
  }
  return { removeOld: () => remove('from'), removeNew: () => remove('to') };
}

/** Removes the folder and those above it for as long as they are empty; the root stays. */
async function removeEmpty(journal: JournalHandle, folder: string): Promise<void> {
  for (let each = folder; each !== '' && each !== '.'; each = dirname(each)) {
    const path = relPath.safeParse(each);
    if (!path.success) return;
    const at = await locate(journal.root, path.data);
    const gone = await rmdir(at.name).then(
      () => true,
      () => false,
    );
    if (!gone) return;
  }
}
