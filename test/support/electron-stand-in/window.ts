// Owns: the stand-in for `BrowserWindow`: its options, its one page, showing and closing in Electron's order.
// Must not know: what the app does on closing.
import { EventEmitter } from 'node:events';
import { app } from './app.ts';
import { emitPreventable } from './emit.ts';
import { state } from './state.ts';
import { StandInContents } from './web-contents.ts';

export class StandInWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions;
  readonly webContents: StandInContents;
  shown = false;
  focused = 0;
  minimized = false;
  maximized = false;
  /** Settles when the first page is loaded. */
  loaded: Promise<void> = Promise.resolve();

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    if (!state.ready) throw new Error('a window before ready');
    this.options = options;
    this.webContents = new StandInContents(options.webPreferences?.preload ?? null);
    state.windows.push(this);
  }

  loadURL(url: string): Promise<void> {
    this.loaded = this.webContents.load(url).then(() => void this.emit('ready-to-show'));
    return this.loaded;
  }

  show(): void {
    this.shown = true;
  }

  focus(): void {
    this.focused += 1;
  }

  maximize(): void {
    this.maximized = true;
  }

  isMaximized(): boolean {
    return this.maximized;
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.minimized = false;
  }

  isDestroyed(): boolean {
    return this.webContents.destroyed;
  }

  getNormalBounds(): Electron.Rectangle {
    const { x = 240, y = 90, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  close(): void {
    if (this.isDestroyed() || emitPreventable(this, 'close')) return;
    this.destroy();
  }

  destroy(): void {
    this.webContents.destroyed = true;
    state.windows = state.windows.filter((window) => window !== this);
    this.emit('closed');
    if (state.windows.length === 0) app.lastWindowClosed();
  }
}
