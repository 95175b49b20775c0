// Owns: showing the start page in the system's browser without its token in any process's arguments.
// Must not know: the server; it is given a URL.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import open from 'open';

export interface Opened {
  /** Removes the redirect file. */
  forget(): Promise<void>;
}

/** True where a browser window can appear at all. */
export const hasDisplay = (env: NodeJS.ProcessEnv = process.env): boolean =>
  process.platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);

/** Writes a page that only this user can read and that leads to `url`; gives its path. */
export async function writeRedirect(url: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'galley-'));
  await chmod(folder, 0o700);
  const file = join(folder, 'open.html');
  const page = `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${url}">
<title>Galley</title>
<a href="${url}">Galley</a>
`;
  await writeFile(file, page, { mode: 0o600, flag: 'wx' });
  return file;
}

/** Opens the browser on `url` by way of a private redirect file. Rejects where no browser could be started. */
export async function openPage(url: string): Promise<Opened> {
  const file = await writeRedirect(url);
  const forget = (): Promise<void> => rm(join(file, '..'), { recursive: true, force: true });
  try {
    await open(file);
  } catch (error) {
    await forget();
    throw error;
  }
  return { forget };
}
