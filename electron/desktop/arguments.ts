// Owns: reading from a command line which folder or post the person wants to see.
// Must not know: Electron. Only what exists on disk counts.
import { statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** The journal's folder of a path: the folder itself, or for a post the folder above `_posts` and `_drafts`; null: neither. */
export function journalOf(path: string): string | null {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return path;
    if (!stat.isFile() || !/\.(?:md|markdown)$/i.test(path)) return null;
  } catch {
    return null;
  }
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    if (['_posts', '_drafts'].includes(basename(folder))) return dirname(folder);
  }
  return dirname(path);
}

/** The folder that the last argument with a meaning names; null where none does. `argv` is without the program's own. */
export function folderFromArguments(argv: readonly string[], cwd: string): string | null {
  for (const argument of argv.toReversed()) {
    if (argument.startsWith('-')) continue;
    const folder = journalOf(resolve(cwd, argument));
    if (folder !== null) return folder;
  }
  return null;
}
