// Owns: whether Electron's runtime is on this machine, and fetching it by its own package, once and within a limit.
// Must not know: what is done with it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type Runtime =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly why: string };

const limitMs = 120_000;

/** Path of the runtime if it is there already; null where it is not. */
export function installedRuntime(): string | null {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const { ELECTRON_OVERRIDE_DIST_PATH: override } = process.env;
  const path = join(override ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(path) ? path : null;
}

/** The runtime, fetched by its package's own installer where it is missing; not found where it could not run anyway. */
export async function electronRuntime(): Promise<Runtime> {
  const { DISPLAY: display, WAYLAND_DISPLAY: wayland } = process.env;
  if (process.platform === 'linux') {
    if (!display && !wayland) return { found: false, why: 'there is no display' };
    if (process.getuid?.() === 0) return { found: false, why: 'Electron does not run as root' };
  }
  const here = installedRuntime();
  if (here !== null) return { found: true, path: here };
  const why = await fetchRuntime();
  const fetched = installedRuntime();
  return fetched === null ? { found: false, why } : { found: true, path: fetched };
}

/** Runs the installer; gives in plain words why the runtime may still be missing. */
function fetchRuntime(): Promise<string> {
  const install = createRequire(import.meta.url).resolve('electron/install.js');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [install], { stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(0, 4000);
    });
    const patience = setTimeout(() => console.log('Fetching Electron’s runtime, once ...'), 3000);
    const timer = setTimeout(() => {
      child.kill();
      resolve(`Electron’s download took longer than ${limitMs / 1000} s`);
    }, limitMs);
    child.on('exit', () => {
      clearTimeout(patience);
      clearTimeout(timer);
      const code =
        /\b(?:ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|EACCES|ENOSPC)\b/.exec(
          errors,
        );
      resolve(`Electron could not be downloaded${code === null ? '' : ` (${code[0]})`}`);
    });
  });
}
