// Owns: reading from a path or a command line which journal, and which post of it, the person wants to see.
// Must not know: Electron. Only what exists on disk counts.
import { statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';

export interface Want {
  /** Absolute path of the journal. */
  readonly folder: string;
  /** A post's path below it, with `/`. */
  readonly post: string | null;
}

/** What a path stands for: a folder for itself, a post for the journal above its `_posts` or `_drafts`; null: for nothing. */
export function wantOf(path: string): Want | null {
  try {
    const stat = statSync(path);
    if (stat.isDirectory()) return { folder: path, post: null };
    if (!stat.isFile() || !/\.(?:md|markdown)$/i.test(path)) return null;
  } catch {
    return null;
  }
  let folder = dirname(path);
  for (let above = folder; above !== dirname(above); above = dirname(above)) {
    if (!['_posts', '_drafts'].includes(basename(above))) continue;
    folder = dirname(above);
    break;
  }
  return { folder, post: relative(folder, path).split(sep).join('/') };
}

/** What the last argument with a meaning stands for. `argv` is without the program's own. */
export function wantOfArguments(argv: readonly string[], cwd: string): Want | null {
  for (const argument of argv.toReversed()) {
    if (argument.startsWith('-')) continue;
    const want = wantOf(resolve(cwd, argument));
    if (want !== null) return want;
  }
  return null;
}
