// Owns: finding the image files of a journal on disk.
// Must not know: which posts use them.
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { relPath } from '#contract/values.ts';
import { isImagePath } from '#core/images/index.ts';
import type { RelPath } from '#core/journal/entry.ts';

export interface ImageFile {
  readonly path: RelPath;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modified: number;
}

const MAX_DEPTH = 40;
const SKIP: ReadonlySet<string> = new Set(['node_modules', 'vendor', '_site']);

/** Regular image files below `root`, in no order; hidden folders, the built site and symbolic links are left out. */
export async function findImages(root: string, destination: string): Promise<readonly ImageFile[]> {
  const found: ImageFile[] = [];
  const visit = async (folder: string, depth: number): Promise<void> => {
    const items = await readdir(join(root, folder), { withFileTypes: true }).catch((): Dirent[] => []);
    const folders: string[] = [];
    for (const item of items) {
      const path = folder === '' ? item.name : `${folder}/${item.name}`;
      if (item.name.startsWith('.') || SKIP.has(item.name) || path === destination) continue;
      if (item.isDirectory() && depth < MAX_DEPTH) folders.push(path);
      if (!item.isFile() || !isImagePath(item.name)) continue;
      const named = relPath.safeParse(path);
      const facts = named.success ? await lstat(join(root, path)).catch(() => null) : null;
      if (named.success && facts !== null) {
        found.push({ path: named.data, size: facts.size, modified: facts.mtimeMs });
      }
    }
    for (const path of folders) await visit(path, depth + 1);
  };
  await visit('', 0);
  return found;
}
