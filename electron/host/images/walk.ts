// Owns: finding the image files of a journal on disk.
// Must not know: which posts use them.
import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { relPath } from '#contract/values.ts';
import { isImagePath, isSiteFile } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { takeTurns } from './turns.ts';

export interface ImageFile {
  readonly path: RelPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

const MAX_DEPTH = 40;
/** Where originals are kept beside what was made of them; a blog generator leaves out what begins with an underscore. */
export const ORIGINALS = '_originals';
const SKIP: ReadonlySet<string> = new Set(['node_modules', 'vendor', '_site', ORIGINALS]);
/** A text beyond this is no page that somebody wrote. */
const MAX_TEXT = 1 << 20;
const LOCK = /(?:^|\/)(?:package(?:-lock)?\.json|tsconfig\.json)$/;

export interface FoundFiles {
  readonly images: readonly ImageFile[];
  /** Pages, layouts, styles and data that may refer to images; posts are among them. */
  readonly texts: readonly ImageFile[];
}

/**
 * Regular image files below `root`, in no order; hidden folders, the built site and symbolic links are left out. Thousands are
 * looked at one after the other, which is many times faster than each in a turn of its own; others get their turns in between.
 */
export async function findImages(root: string, destination: string): Promise<readonly ImageFile[]> {
  return (await findFiles(root, destination, false)).images;
}

/** The same, and with `withTexts` the texts of the blog. */
export async function findFiles(root: string, destination: string, withTexts = true): Promise<FoundFiles> {
  const images: ImageFile[] = [];
  const texts: ImageFile[] = [];
  const turns = takeTurns();
  const visit = async (folder: string, depth: number): Promise<void> => {
    const folders: string[] = [];
    for (const item of itemsOf(join(root, folder))) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.name.startsWith('.') || SKIP.has(item.name) || path === destination) continue;
      if (item.isDirectory() && depth < MAX_DEPTH) folders.push(path);
      const list = isImagePath(path)
        ? images
        : withTexts && isSiteFile(path) && !LOCK.test(path)
          ? texts
          : null;
      if (!item.isFile() || list === null) continue;
      const named = relPath.safeParse(path);
      const facts = named.success ? factsOf(join(root, path)) : null;
      if (named.success && facts !== null && (list === images || facts.size <= MAX_TEXT)) {
        list.push({ path: named.data, size: facts.size, modified: facts.mtimeMs });
      }
    }
    await turns.next();
    for (const path of folders) await visit(path, depth + 1);
  };
  await visit('', 0);
  return { images, texts };
}

function itemsOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function factsOf(file: string): Stats | null {
  try {
    return lstatSync(file);
  } catch {
    return null;
  }
}
