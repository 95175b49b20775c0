// Owns: one start of the built desktop bundles on the stand-in for `electron`, in this process, with temp user folders.
// Must not know: what is tested. Node resolves `electron` from beside the bundles, as it does in the real app.
import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { type Client, createClient, type Transport } from '#contract/transport.ts';
import { type Places, repository, tempPlaces } from './app.ts';
import type { Control } from './electron-stand-in/index.ts';
import type { StandInWindow } from './electron-stand-in/window.ts';

export interface DesktopApp {
  readonly control: Control;
  readonly places: Places;
  /** The window, with its page loaded. */
  window(): Promise<StandInWindow>;
  /** What the page has as `window.galley`. */
  transport(): Promise<Transport>;
  client(): Promise<Client>;
  /** Waits until the app has ended; gives its exit code. */
  ended(): Promise<number>;
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** Arguments after the program's own. */
  readonly argv?: (places: Places) => readonly string[];
  /** Prepares the user's folders and the system before the app's first line runs. */
  readonly before?: (control: Control, places: Places) => void;
}

// The bundles must be loaded as the app loads them, not through the test runner.
const importNatively = createRequire(import.meta.url)('./import-natively.cjs') as (
  url: string,
) => Promise<unknown>; // that file

async function until<T>(what: string, look: () => T | null | undefined | false): Promise<T> {
  const end = Date.now() + 20_000;
  for (;;) {
    const found = look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`waited too long for ${what}`);
    await new Promise((done) => setTimeout(done, 10));
  }
}

/** Puts the bundles and the stand-in into a folder of their own. */
async function layOut(folder: string): Promise<void> {
  const dist = join(repository, 'dist');
  if (!existsSync(join(dist, 'desktop/main.js'))) throw new Error('dist is not built: npm run build');
  mkdirSync(join(folder, 'node_modules/electron'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  for (const part of ['desktop', 'workers'])
    cpSync(join(dist, part), join(folder, 'dist', part), { recursive: true });
  for (const part of ['renderer', 'posts']) symlinkSync(join(dist, part), join(folder, 'dist', part));
  for (const name of ['sharp', '@img', 'detect-libc', 'semver']) {
    symlinkSync(join(repository, 'node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(
    join(folder, 'node_modules/electron/package.json'),
    '{"name": "electron", "type": "module", "exports": "./index.js"}',
  );
  await build({
    entryPoints: [join(repository, 'test/support/electron-stand-in/index.ts')],
    outfile: join(folder, 'node_modules/electron/index.js'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
  });
}

/** Starts the app's main bundle. */
export async function startDesktop(options: DesktopOptions = {}): Promise<DesktopApp> {
  const places = tempPlaces();
  const folder = join(places.base, 'app');
  await layOut(folder);
  const before = { ...process.env };
  const argvBefore = process.argv;
  Object.assign(process.env, places.env);
  process.argv = [process.execPath, folder, ...(options.argv?.(places) ?? [])];
  const electron = pathToFileURL(join(folder, 'node_modules/electron/index.js')).href;
  const { control } = (await importNatively(electron)) as { control: Control }; // the stand-in's index.ts
  control.state.paths.set('documents', join(places.home, 'Documents'));
  options.before?.(control, places);
  await importNatively(pathToFileURL(join(folder, 'dist/desktop/main.js')).href);
  control.app.becomeReady();

  const window = async (): Promise<StandInWindow> => {
    const made = await until('the window', () => control.state.windows[0]);
    await made.loaded;
    return made;
  };
  const transport = async (): Promise<Transport> => {
    const { webContents } = await window();
    const bridge = await until('the preload', () => webContents.world.get('galley'));
    return bridge as Transport; // what the preload exposes
  };
  const ended = async (): Promise<number> => {
    await until('the end', () => control.state.exited !== null);
    return control.state.exited ?? -1;
  };
  return {
    control,
    places,
    window,
    transport,
    client: async () => createClient(await transport()),
    ended,
    async close() {
      for (const open of [...control.state.windows]) open.destroy();
      if (control.state.exited === null) control.app.quit();
      if (control.state.lock) await ended();
      process.argv = argvBefore;
      for (const name of Object.keys(places.env)) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      places.remove();
    },
  };
}
