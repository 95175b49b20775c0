// Owns: finding the image files of a journal on disk.
// Must not know: which posts use them.
import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { relPath } from '#contract/values.ts';
import { isImagePath } from '#core/images/index.ts';
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
const SKIP: ReadonlySet<string> = new Set(['node_modules', 'vendor', '_site']);

/**
 * Regular image files below `root`, in no order; hidden folders, the built site and symbolic links are left out. Thousands are
 * looked at one after the other, which is many times faster than each in a turn of its own; others get their turns in between.
 */
export async function findImages(root: string, destination: string): Promise<readonly ImageFile[]> {
  const found: ImageFile[] = [];
  const turns = takeTurns();
  const visit = async (folder: string, depth: number): Promise<void> => {
    const folders: string[] = [];
    for (const item of itemsOf(join(root, folder))) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.name.startsWith('.') || SKIP.has(item.name) || path === destination) continue;
      if (item.isDirectory() && depth < MAX_DEPTH) folders.push(path);
      if (!item.isFile() || !isImagePath(item.name)) continue;
      const named = relPath.safeParse(path);
      const facts = named.success ? factsOf(join(root, path)) : null;
      if (named.success && facts !== null) {
        found.push({ path: named.data, size: facts.size, modified: facts.mtimeMs });
      }
    }
    await turns.next();
    for (const path of folders) await visit(path, depth + 1);
  };
  await visit('', 0);
  return found;
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
