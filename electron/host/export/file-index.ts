// Owns: the exact names of a journal's files, folder by folder as they are asked for.
// Must not know: what the files are for. Follows no link out of the journal, and never looks into hidden folders.
import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Lookup } from '#core/export/bring.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { isInside } from '#host/files/contain.ts';
import { nameKey } from '#host/files/names.ts';

interface Folder {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Key of a name -> its spelling on disk. */
  readonly spellings: ReadonlyMap<string, string>;
}

/** Asks what a journal holds at a path, exact in letters even where the file system is not. Serves one look. */
export type FileIndex = (path: RelPath) => Lookup;

/** Makes an index of `root` (a real path). */
export function createFileIndex(root: string): FileIndex {
  const known = new Map<string, Folder | null>();
  const folder = (path: string): Folder | null => {
    const found = known.get(path);
    if (found !== undefined) return found;
    const read = readFolder(root, path);
    known.set(path, read);
    return read;
  };
  return (path) => {
    const parts = path.split('/');
    const file = parts.pop() ?? '';
    let here = '';
    let exact = true;
    for (const part of parts) {
      const names = folder(here);
      const real = names?.folders.has(part) ? part : names?.spellings.get(nameKey(part));
      if (!names || real === undefined || !names.folders.has(real)) return { found: 'nothing' };
      if (real !== part) exact = false;
      here = here === '' ? real : `${here}/${real}`;
    }
    const names = folder(here);
    const real = names?.files.has(file) ? file : names?.spellings.get(nameKey(file));
    if (!names || real === undefined || !names.files.has(real)) return { found: 'nothing' };
    if (exact && real === file) return { found: 'exact' };
    // Built from names that the disk listed.
    return { found: 'other-name', path: (here === '' ? real : `${here}/${real}`) as RelPath };
  };
}

function readFolder(root: string, path: string): Folder | null {
  try {
    if (path.split('/').some((part) => part.startsWith('.'))) return null;
    if (!isInside(root, realpathSync(join(root, path)))) return null;
    const items = readdirSync(join(root, path), { withFileTypes: true });
    const files = new Set<string>();
    const folders = new Set<string>();
    const spellings = new Map<string, string>();
    for (const item of items) {
      // A link may be either; what it leads to is checked when it is read.
      if (item.isFile() || item.isSymbolicLink()) files.add(item.name);
      if (item.isDirectory() || item.isSymbolicLink()) folders.add(item.name);
      spellings.set(nameKey(item.name), item.name);
    }
    return { files, folders, spellings };
  } catch {
    return null;
  }
}
