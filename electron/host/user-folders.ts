// Owns: where this user's settings, caches, backups and documents are, by each system's custom; the same for every shell.
// Must not know: what is kept there.
import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import envPaths from 'env-paths';
import type { Ports } from './ports.ts';

/** The app's own places. */
export function appFolders(): Pick<Ports['dirs'], 'config' | 'cache' | 'data'> {
  const { config, cache, data } = envPaths('galley', { suffix: '' });
  return { config, cache, data };
}

/** All places of the current user; on Linux the documents folder is asked of the desktop. */
export async function userFolders(): Promise<Ports['dirs']> {
  return { ...appFolders(), documents: await documentsFolder(), home: homedir() };
}

async function documentsFolder(): Promise<string> {
  const usual = join(homedir(), 'Documents');
  if (process.platform !== 'linux') return usual;
  try {
    const { stdout } = await promisify(execFile)('xdg-user-dir', ['DOCUMENTS'], { timeout: 2000 });
    const folder = stdout.trim();
    return folder === '' || folder === homedir() ? usual : folder;
  } catch {
    return usual;
  }
}

/** The system, as the page phrases keys and file managers by it. */
export const systemName = (): Ports['platform'] =>
  process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux';
