// Owns: the built page in Chromium over a host of the test's own: files in memory, answers by name, the shells' real policy.
// Must not know: any shell. For tests of the open post that need no disk.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type CallName, calls } from '#contract/calls.ts';
import { pageHeaders } from '#contract/policy.ts';
import type { Settings } from '#contract/values.ts';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { launchBrowser } from './browser.ts';

const repository = join(import.meta.dirname, '../..');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

export interface PageHost {
  readonly page: Page;
  /** The journal's texts by path; changed by saves. */
  readonly files: Map<string, string>;
  readonly images: Map<string, Uint8Array>;
  readonly backups: Map<string, string>;
  readonly calls: { readonly name: string; readonly args: Record<string, unknown> }[];
  /** Uncaught errors and console errors. */
  readonly problems: string[];
  /** Addresses that the page asked for outside of itself. */
  readonly strays: string[];
  /** Another program writes (or, with null, removes) a file, and the watcher tells. */
  write(path: string, text: string | null): Promise<void>;
  emit(name: string, payload: unknown): Promise<void>;
  close(): Promise<void>;
}

export interface PageHostOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly open: string;
  readonly settings?: Partial<Settings>;
  readonly images?: Readonly<Record<string, Uint8Array>>;
  readonly browser?: Browser;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  /** Folder of the built page. */
  readonly pageFolder?: string;
  /** What the page keeps in its own state, as `ui.load` gives it. */
  readonly ui?: string | null;
  readonly bypassCSP?: boolean;
  /** Runs before the page's own scripts. */
  readonly before?: (page: Page) => Promise<void>;
}

const settings: Settings = {
  language: 'en',
  theme: 'system',
  autosave: true,
  autosaveDelay: 600,
  editorFont: 'mono',
  editorSize: 15,
  slugStyle: 'keep',
  imageFolder: 'assets/img/{category}/{slug}',
  imageName: '{name}',
  imageMarkup: 'auto',
  imageConvert: false,
  imageMaxWidth: 2000,
  imageMaxHeight: 8000,
  imageQuality: 85,
  imageOriginal: 'drop',
  imagePrivate: false,
  imageLimit: 20_000_000,
  imageHeavy: 500_000,
  syncScroll: true,
  previewPaper: false,
};

/** The page's line to this host. A string: a compiled function may lean on helpers that the page does not have. */
const BRIDGE = `
if (window === window.top) {
  const listeners = new Set();
  window.galleyEmit = (name, payload) => listeners.forEach((listener) => listener(name, payload));
  window.galley = {
    request(name, args) {
      const plain = {};
      for (const key in args) plain[key] = args[key] instanceof Uint8Array ? [...args[key]] : args[key];
      return window.galleyRequest(name, plain);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}`;

export const versionOf = (text: string): string => {
  let hash = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
};

export async function startPageHost(options: PageHostOptions): Promise<PageHost> {
  const files = new Map(Object.entries(options.files));
  const images = new Map(Object.entries(options.images ?? {}));
  const backups = new Map<string, string>();
  const asked: { name: string; args: Record<string, unknown> }[] = [];
  const folder = options.pageFolder ?? join(repository, 'dist/renderer');
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://here.invalid').pathname);
    if (path.startsWith('/media/')) {
      const bytes = images.get(path.slice('/media/'.length));
      response.writeHead(bytes ? 200 : 404, { 'content-type': 'image/png' });
      response.end(bytes);
      return;
    }
    try {
      const file = path === '/' ? 'index.html' : path.slice(1);
      const bytes = readFileSync(join(folder, file));
      response.writeHead(200, {
        ...pageHeaders({}),
        'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      });
      response.end(bytes);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP

  const entry = (path: string): Record<string, unknown> => {
    const { data, entries, problems } = readFrontMatter(files.get(path) ?? '');
    const list = (value: unknown): string[] =>
      Array.isArray(value) ? value.map(String) : typeof value === 'string' ? value.split(' ') : [];
    const file = path.split('/').at(-1) ?? path;
    return {
      path,
      title: typeof data.title === 'string' ? data.title : file,
      date: typeof data.date === 'string' ? data.date : null,
      time: 0,
      slug: file.replace(/^\d+-\d+-\d+-|\.md$/g, ''),
      categories: list(data.categories ?? data.category),
      tags: list(data.tags),
      layout: typeof data.layout === 'string' ? data.layout : null,
      draft: false,
      url: `/${file.replace('.md', '.html')}`,
      appears: { will: true },
      problems: problems.map(({ code, severity, message, line }) => ({ code, severity, message, line })),
      image: typeof data.image === 'string' ? data.image : null,
      keys: entries.map(({ key }) => key),
      size: 1,
      modified: 0,
    };
  };
  const journal = {
    id: 'test',
    name: 'Test',
    kind: 'jekyll',
    sample: false,
    postsFolder: '_posts',
    draftsFolder: '_drafts',
    git: false,
    problems: [],
  };
  const opened = () => ({ journal, entries: [...files.keys()].map(entry) });
  const read = (path: string) => {
    const text = files.get(path);
    if (text === undefined) return fail('not-found', 'no such post');
    return { path, text, version: versionOf(text), entry: entry(path), readOnly: false };
  };
  const answer = (name: string, args: Record<string, unknown>): unknown => {
    const path = String(args.path);
    switch (name) {
      case 'app.info':
        return {
          version: '0',
          platform: 'linux',
          locale: 'en-US',
          canPickFolder: false,
          canReveal: false,
          hasMenu: false,
          mediaBase: `${origin}/media/`,
          settings: { ...settings, ...options.settings },
        };
      case 'ui.load':
        return { state: options.ui ?? null };
      case 'journal.current':
        return { opened: opened() };
      case 'journal.recent':
        return { recent: [] };
      case 'backup.list':
        return { backups: [] };
      case 'backup.put':
        backups.set(path, String(args.text));
        return {};
      case 'backup.drop':
        backups.delete(path);
        return {};
      case 'history.list':
        return { versions: [] };
      case 'site.model':
        return { config: {}, includes: {}, data: {}, styles: [], documents: [], problems: [] };
      case 'post.read':
        return read(path);
      case 'post.save': {
        const before = files.get(path);
        if ((before === undefined ? null : versionOf(before)) !== args.base)
          return fail('conflict', 'changed');
        files.set(path, String(args.text));
        return { path, version: versionOf(String(args.text)), entry: entry(path) };
      }
      case 'image.list':
        return {
          images: [...images.keys()].map((image) => ({
            path: image,
            url: `/${image}`,
            size: 1,
            modified: 0,
          })),
        };
      case 'image.store': {
        const image = `assets/img/${String(args.name)}`;
        const bytes = Uint8Array.from(args.bytes as number[]); // the bridge sends bytes as numbers
        if (bytes[0] !== 0x89) return fail('not-an-image', 'not an image');
        images.set(image, bytes);
        return { path: image, url: `/${image}`, width: 1, height: 1, size: bytes.length, reused: false };
      }
      case 'rules.get':
        return {
          rules: { all: { required: [], fresh: {} }, categories: [] },
          version: null,
          damaged: false,
        };
      default:
        // A call that is answered by nothing can be done here; any other cannot.
        return isCall(name) && calls[name].result.safeParse({}).success ? {} : fail('unavailable', name);
    }
  };

  const browser = options.browser ?? (await launchBrowser());
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1440, height: 900 },
    locale: 'en-US',
    colorScheme: options.colorScheme ?? 'light',
    bypassCSP: options.bypassCSP ?? false,
  });
  const page = await context.newPage();
  const problems: string[] = [];
  const strays: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await context.route('**/*', (route) => {
    const url = route.request().url();
    if (url.startsWith(origin) || url.startsWith('data:') || url.startsWith('blob:')) return route.continue();
    strays.push(url);
    return route.abort();
  });
  await page.exposeFunction('galleyRequest', (name: string, args: Record<string, unknown>) => {
    asked.push({ name, args });
    const value = answer(name, args);
    return value instanceof Failure
      ? { ok: false, error: { code: value.code, message: value.message } }
      : { ok: true, value };
  });
  await page.addInitScript(BRIDGE);
  await options.before?.(page);

  const host: PageHost = {
    page,
    files,
    images,
    backups,
    calls: asked,
    problems,
    strays,
    async write(path, text) {
      if (text === null) files.delete(path);
      else files.set(path, text);
      await host.emit(
        'journal.changed',
        text === null
          ? { upserted: [], removed: [path], versions: {} }
          : { upserted: [entry(path)], removed: [], versions: { [path]: versionOf(text) } },
      );
    },
    async emit(name, payload) {
      await page.evaluate(`galleyEmit(${JSON.stringify(name)}, ${JSON.stringify(payload)})`);
    },
    async close() {
      await context.close();
      if (!options.browser) await browser.close();
      server.close();
    },
  };
  try {
    await page.goto(`${origin}/`);
    await page.waitForSelector('html[data-ready="true"]', { timeout: 30_000, state: 'attached' });
    const title = String(entry(options.open).title);
    await page.locator('nav').getByText(title, { exact: true }).first().click();
    await page.waitForSelector('.cm-content');
  } catch (error) {
    await host.close();
    throw new Error(`${String(error)}\n${problems.join('\n')}`);
  }
  return host;
}

const isCall = (name: string): name is CallName => name in calls;

class Failure {
  readonly code: string;
  readonly message: string;
  constructor(code: string, message: string) {
    this.code = code;
    this.message = message;
  }
}

const fail = (code: string, message: string): Failure => new Failure(code, message);
