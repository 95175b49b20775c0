// Owns: the stand-in for `webContents`: loading by the app's own schemes, the sandboxed preload, and attempts to leave.
// Must not know: what the page does with what the preload exposes.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { app } from './app.ts';
import { emitPreventable } from './emit.ts';
import { StandInRenderer } from './ipc.ts';
import { fetchScheme } from './protocol.ts';

/** What the app reads of a frame. */
export interface Frame {
  readonly url: string;
  readonly parent: Frame | null;
}

type OpenHandler = (details: { readonly url: string }) => { readonly action: 'deny' | 'allow' };

export class StandInContents extends EventEmitter {
  mainFrame: Frame = { url: '', parent: null };
  crashed = false;
  reloads = 0;
  destroyed = false;
  /** What the preload put into the page's world. */
  readonly world = new Map<string, unknown>();
  /** Headers and body of the loaded page. */
  page: { readonly headers: Headers; readonly body: string } | null = null;
  readonly #preload: string | null;
  #renderer = new StandInRenderer(this);
  #open: OpenHandler = () => ({ action: 'allow' });

  constructor(preload: string | null) {
    super();
    this.#preload = preload;
    app.emit('web-contents-created', {}, this);
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  isCrashed(): boolean {
    return this.crashed;
  }

  reload(): void {
    this.reloads += 1;
    this.crashed = false;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#open = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.destroyed) throw new Error('Object has been destroyed');
    this.#renderer.emit(channel, {}, ...structuredClone(args));
  }

  async load(url: string): Promise<void> {
    const response = await fetchScheme(url);
    if (!response.ok) throw new Error(`ERR_FAILED ${response.status} loading ${url}`);
    this.mainFrame = { url, parent: null };
    this.page = { headers: response.headers, body: await response.text() };
    if (this.#preload !== null) this.#runPreload(this.#preload);
  }

  /** A sandboxed preload: one CommonJS file for which `electron` is the only module. */
  #runPreload(file: string): void {
    this.#renderer = new StandInRenderer(this);
    const electron = {
      ipcRenderer: this.#renderer,
      contextBridge: {
        exposeInMainWorld: (key: string, api: unknown) => void this.world.set(key, api),
      } satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>,
    };
    const requireElectron = (name: string): unknown => {
      if (name !== 'electron') throw new Error(`module not found: ${name}`);
      return electron;
    };
    const module = { exports: {} };
    new Function('require', 'module', 'exports', readFileSync(file, 'utf8'))(
      requireElectron,
      module,
      module.exports,
    );
  }

  /** A page or one of its frames tries to go elsewhere; gives whether it was let. */
  navigate(url: string, isMainFrame = true): boolean {
    return !emitPreventable(this, 'will-frame-navigate', { url, isMainFrame });
  }

  redirect(url: string): boolean {
    return !emitPreventable(this, 'will-redirect', { url }, url);
  }

  attachWebview(): boolean {
    return !emitPreventable(this, 'will-attach-webview', {}, {}, {});
  }

  /** The page calls `window.open`; gives whether a window would have been made. */
  openWindow(url: string): boolean {
    return this.#open({ url }).action === 'allow';
  }

  crash(): void {
    this.crashed = true;
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
  }
}
