// Owns: giving a finished temporary file its name, over the old file or only where no file is.
// Must not know: what is in the file.
import { setTimeout as sleep } from 'node:timers/promises';
import { errnoOf, type FileSystem } from './file-system.ts';

/** Windows refuses a rename while a scanner or indexer has the file open; it lets go within moments. */
const BUSY: ReadonlySet<string | null> = new Set(['EPERM', 'EACCES', 'EBUSY']);
const PAUSES = process.platform === 'win32' ? [10, 40, 160, 400] : [];

/** Renames; on Windows tries again while another program holds the file. */
export async function renameFile(fs: FileSystem, from: string, to: string): Promise<void> {
  for (const pause of PAUSES) {
    try {
      await fs.rename(from, to);
      return;
    } catch (error) {
      if (!BUSY.has(errnoOf(error))) throw error;
      await sleep(pause);
    }
  }
  await fs.rename(from, to);
}

/** File systems without hard links (exFAT, some network drives) say so by one of these. */
const NO_LINKS: ReadonlySet<string | null> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/**
 * Gives `temp` the name `file`. With `over` it replaces what is there. Without, it gives false and leaves both alone where
 * a file has come to be there meanwhile: a hard link, unlike a rename, never replaces.
 */
export async function replaceFile(
  fs: FileSystem,
  temp: string,
  file: string,
  over: boolean,
): Promise<boolean> {
  if (over) {
    await renameFile(fs, temp, file);
    return true;
  }
  try {
    await fs.link(temp, file);
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'EEXIST') return false;
    if (!NO_LINKS.has(code)) throw error;
    return await renameWhereFree(fs, temp, file);
  }
  await fs.unlink(temp).catch(() => undefined);
  return true;
}

/** Without hard links: looks, then renames. Another program has a moment in between; there is no better way there. */
async function renameWhereFree(fs: FileSystem, temp: string, file: string): Promise<boolean> {
  try {
    await fs.lstat(file);
    return false;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  await renameFile(fs, temp, file);
  return true;
}
