// Owns: what is said of a journal's folder when it cannot be opened, read or watched.
// Must not know: posts.
import { realpath, stat } from 'node:fs/promises';
import { CallError } from '#contract/errors.ts';
import { errnoOf } from '#host/files/file-system.ts';
import type { InfoInput } from './info.ts';
import type { ScanResult } from './scan-messages.ts';
import { ScanError } from './scanner.ts';

export const LIMITED = {
  code: 'watch-limited',
  severity: 'warning',
  message:
    'The system cannot watch this many folders: changes made by other programs show up within 30 seconds.',
} as const;

/** What is told of a journal that is not read yet. */
export function noInfo(root: string, result: ScanResult): InfoInput {
  const { site, problems } = result;
  return { root, site, entries: [], postsFolders: [], draftsFolders: [], problems, sample: false };
}

/** The real path of a folder. Throws `not-found` where there is none. */
export async function realFolder(folder: string): Promise<string> {
  try {
    const root = await realpath(folder);
    if ((await stat(root)).isDirectory()) return root;
  } catch (error) {
    throw unreadable(error);
  }
  throw new CallError('not-found', 'That is not a folder.', { folder });
}

/** What a failed scan means for the person who wanted to open the folder. */
export function unreadable(error: unknown): CallError {
  if (error instanceof CallError) return error;
  const code = error instanceof ScanError ? error.code : (errnoOf(error) ?? null);
  if (code === 'ENOENT' || code === 'ENOTDIR') return new CallError('not-found', 'The folder is not there.');
  return new CallError('io', 'The folder cannot be read.', { code: code ?? 'unknown' });
}
