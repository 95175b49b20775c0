// Owns: whether a folder is there, and whether it is still the same one.
// Must not know: what is in it.
import { stat } from 'node:fs/promises';

/** Identity of a folder; null: it is not there, or is no folder. */
export type FolderState = { readonly dev: number; readonly ino: number } | null;

export async function folderState(folder: string): Promise<FolderState> {
  try {
    const stats = await stat(folder);
    return stats.isDirectory() ? { dev: stats.dev, ino: stats.ino } : null;
  } catch {
    return null;
  }
}

/** True where both are there and are one folder: a drive that came back, or a folder restored, is another. */
export function sameFolder(one: FolderState, other: FolderState): boolean {
  return one !== null && other !== null && one.dev === other.dev && one.ino === other.ino;
}
