// Owns: the real Electron runtime in tests, by Playwright's driver: whether it is here, starting the built app on it.
// Must not know: what is tested.
import { type BrowserContext, _electron as electron, type Page } from 'playwright-core';
import type { Reply } from '#contract/errors.ts';
import { type Client, createClient, type Transport } from '#contract/transport.ts';
import { installedRuntime } from '../../build/electron-runtime.ts';

/** Why nothing can run on the real runtime here; null where it can. */
export function noElectron(): string | null {
  if (installedRuntime() === null) return 'Electron’s runtime is not on this machine';
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return 'no display';
  return null;
}

export interface ElectronApp {
  readonly page: Page;
  readonly context: BrowserContext;
  errors(): string;
  client(): Promise<Client & { close(): Promise<void> }>;
  stop(): Promise<void>;
}

type Bridge = { readonly galley: Transport };

/** Starts the app in `folder` (the repository) with arguments; the caller stops it. */
export async function launchElectron(
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ElectronApp> {
  const executablePath = installedRuntime();
  if (executablePath === null) throw new Error('no runtime');
  const given = Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await electron.launch({
    executablePath,
    args: [...root, folder, ...args],
    env: Object.fromEntries(given),
  });
  let errors = '';
  app
    .process()
    .stderr?.setEncoding('utf8')
    .on('data', (text: string) => {
      errors += text;
    });
  const page = await app.firstWindow();
  return {
    page,
    context: app.context(),
    errors: () => errors,
    client: async () => bridgeClient(page),
    // The page is not asked to save: a test that wants that closes the window itself.
    stop: async () => {
      await app.evaluate(({ app: own }) => own.exit(0)).catch(() => {});
      await app.close().catch(() => {});
    },
  };
}

/** The page's own bridge, used from outside. Bytes cannot pass this way. */
async function bridgeClient(page: Page): Promise<Client & { close(): Promise<void> }> {
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const channel = `heard${Date.now()}${Math.trunc(Math.random() * 1e9)}`;
  await page.exposeFunction(channel, (name: string, payload: unknown) => {
    for (const listener of listeners) listener(name, payload);
  });
  await page.evaluate((name) => {
    const world = window as unknown as Bridge & Record<string, (event: string, payload: unknown) => void>; // as exposed
    world.galley.subscribe((event, payload) => world[name]?.(event, payload));
  }, channel);
  const transport: Transport = {
    request: (name, args) =>
      page.evaluate(
        async ([call, given]) => {
          const { galley } = window as unknown as Bridge; // put there by the preload
          return (await galley.request(String(call), given)) as Reply<unknown>; // what the bridge gives
        },
        [name, args] as const,
      ),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { ...createClient(transport), close: async () => listeners.clear() };
}
