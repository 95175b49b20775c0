// Owns: finding files below a folder by the end of their name.
// Must not know: what they are for.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Absolute paths of the files below `folder` whose path matches, sorted. */
export function globSync(folder: string, pattern: RegExp): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => pattern.test(path))
    .sort();
}
