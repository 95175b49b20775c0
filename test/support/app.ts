// Owns: the whole app for a test: dist's browser shell in a process of its own, on a temp copy of a journal and with temp
// user folders, and a Chromium page on it. Must not know: what is tested.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { Client } from '#contract/transport.ts';
import { launchBrowser, noBrowser } from './browser.ts';
import { launchElectron, noElectron } from './electron.ts';
import { connectSocket, enterSession, type SocketClient } from './socket-client.ts';

export const repository = join(import.meta.dirname, '../..');
export const program = join(repository, 'dist/galley.js');
/** The sample journal; read-only input. */
export const samplePosts = join(repository, 'posts');

/** A temp folder with a home and the user folders that the app keeps its state in. */
export interface Places {
  readonly base: string;
  readonly home: string;
  readonly env: NodeJS.ProcessEnv;
  remove(): void;
}

export function tempPlaces(): Places {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'galley-test-')));
  const home = join(base, 'home');
  mkdirSync(join(home, 'Documents'), { recursive: true });
  const env = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    APPDATA: join(home, 'AppData/Roaming'),
    LOCALAPPDATA: join(home, 'AppData/Local'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local/share'),
    LANG: 'en_US.UTF-8',
    LC_ALL: 'en_US.UTF-8',
  };
  return { base, home, env, remove: () => rmSync(base, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface ShellProcess {
  readonly startUrl: string;
  readonly origin: string;
  readonly process: ChildProcess;
  /** What it wrote to stderr so far. */
  errors(): string;
  /** Ends it by SIGTERM; gives its exit code. */
  stop(): Promise<number | null>;
}

/** Starts `galley serve` on a folder (none: the start screen) and waits for its start URL. */
export async function startShell(
  places: Places,
  folder: string | null,
  flags: readonly string[] = ['--no-open'],
): Promise<ShellProcess> {
  if (!existsSync(program)) throw new Error('dist is not built: npm run build');
  const args = [program, 'serve', ...(folder === null ? [] : [folder]), ...flags];
  const child = spawn(process.execPath, args, { env: places.env, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const startUrl = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const line = /^(http:\/\/\S+)\n/m.exec(output)?.[1];
      if (line !== undefined) resolve(line);
    });
    void exited.then((code) => reject(new Error(`galley serve ended with ${code}: ${errors}`)));
  });
  return {
    startUrl,
    origin: new URL(startUrl).origin,
    process: child,
    errors: () => errors,
    stop() {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

export type ShellKind = 'browser' | 'desktop';

/** The shells that the end-to-end list runs on, each with the reason why it cannot here; null where it can. */
export const shells: readonly { readonly kind: ShellKind; readonly skip: string | null }[] = [
  {
    kind: 'browser',
    skip: process.env.GALLEY_SHELL === 'desktop' ? 'only the desktop was asked for' : noBrowser(),
  },
  {
    kind: 'desktop',
    skip: process.env.GALLEY_SHELL === 'browser' ? 'only the browser was asked for' : noElectron(),
  },
];

export interface AppOptions {
  /** `browser` unless said otherwise. */
  readonly kind?: ShellKind;
  /** Folder to copy and open: `posts/` by default; null: no journal, the start screen. */
  readonly journal?: string | null;
  /** A browser to share between tests; else one is started and closed with the app. */
  readonly browser?: Browser;
  readonly context?: BrowserContextOptions;
  /** Prepares the copy before the app opens it. */
  readonly prepare?: (journal: string) => void | Promise<void>;
}

export interface App {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The server's process; null on the desktop. */
  readonly shell: ShellProcess | null;
  readonly places: Places;
  /** Absolute path of the temp copy; where there is no journal, of an empty folder beside it. */
  readonly journal: string;
  /** Uncaught errors and console errors of the page so far. */
  readonly problems: string[];
  /** A client on the same host, beside the page (browser) or through its own bridge (desktop). */
  client(): Promise<Client & { close(): Promise<void> }>;
  close(): Promise<void>;
}

interface Started {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly shell: ShellProcess | null;
  readonly client: App['client'];
  errors(): string;
  stop(): Promise<void>;
}

async function startInBrowser(places: Places, folder: string | null, options: AppOptions): Promise<Started> {
  const browser = options.browser ?? (await launchBrowser());
  const shell = await startShell(places, folder);
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    ...options.context,
  });
  return {
    page: await context.newPage(),
    context,
    shell,
    errors: () => shell.errors(),
    async client() {
      const cookies = await context.cookies(shell.origin);
      const cookie = cookies.find(({ name }) => name.startsWith('galley-'));
      if (cookie === undefined) throw new Error('the page has no session');
      return connectSocket(shell.origin, `${cookie.name}=${cookie.value}`);
    },
    async stop() {
      await context.close();
      if (options.browser === undefined) await browser.close();
      await shell.stop();
    },
  };
}

async function startOnDesktop(places: Places, folder: string | null): Promise<Started> {
  const electron = await launchElectron(repository, folder === null ? [] : [folder], places.env);
  const { page, context } = electron;
  return {
    page,
    context,
    shell: null,
    client: electron.client,
    errors: electron.errors,
    stop: electron.stop,
  };
}

/** Starts everything and waits until the page says that it is ready. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const places = tempPlaces();
  const journal = join(places.home, 'journal');
  const source = options.journal === undefined ? samplePosts : options.journal;
  if (source === null) mkdirSync(journal);
  else cpSync(source, journal, { recursive: true });
  await options.prepare?.(journal);
  const folder = source === null ? null : journal;
  const started =
    options.kind === 'desktop'
      ? await startOnDesktop(places, folder)
      : await startInBrowser(places, folder, options);
  const { page, context, shell, client } = started;
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  const close = async (): Promise<void> => {
    await started.stop();
    places.remove();
  };
  try {
    if (shell !== null) await page.goto(shell.startUrl);
    await page.waitForSelector('html[data-ready="true"]', { timeout: 30_000 });
  } catch (error) {
    const errors = started.errors();
    await close();
    throw new Error(`the page did not get ready: ${String(error)}\n${problems.join('\n')}\n${errors}`);
  }
  return { page, context, shell, places, journal, problems, client, close };
}

/** A client of a shell without any page: uses up the start token. */
export async function shellClient(shell: ShellProcess): Promise<SocketClient> {
  return connectSocket(shell.origin, await enterSession(shell.startUrl));
}
