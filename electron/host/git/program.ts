// Owns: which program `git` is.
// Must not know: what it is asked to do.
import { existsSync } from 'node:fs';
import { win32 } from 'node:path';
import { CallError } from '#contract/errors.ts';

/**
 * The program to start. Windows looks for a program in the working folder first, which here is a repository that may hold a
 * `git.exe` of its own; so there it is looked up in the absolute folders of PATH alone. Throws `unavailable` where there is none.
 */
export function gitProgram(
  platform: NodeJS.Platform = process.platform,
  path: string = process.env.PATH ?? '',
  exists: (file: string) => boolean = existsSync,
): string {
  if (platform !== 'win32') return 'git';
  for (const folder of path.split(';')) {
    const file = win32.join(folder.replaceAll('"', ''), 'git.exe');
    if (win32.isAbsolute(file) && exists(file)) return file;
  }
  throw new CallError('unavailable', 'git is not installed, or not found on this system.');
}
