// Owns: the stand-in for Electron's `app`: readiness, the single-instance lock, and the order of events at the end.
// Must not know: windows, beyond closing them.
import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { emitPreventable } from './emit.ts';
import { state } from './state.ts';

type Used =
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'getLocale'
  | 'isPackaged';

class StandInApp extends EventEmitter implements Pick<Electron.App, Used> {
  readonly isPackaged = false;

  #ready: () => void = () => {};
  readonly #whenReady = new Promise<void>((resolve) => {
    this.#ready = resolve;
  });

  /** For tests: the main module has run through, so Electron is ready now. */
  becomeReady(): void {
    state.ready = true;
    this.emit('ready');
    this.#ready();
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  enableSandbox(): void {
    if (state.ready) throw new Error('enableSandbox after ready');
  }

  requestSingleInstanceLock(): boolean {
    return state.lock;
  }

  getPath(name: string): string {
    return state.paths.get(name) ?? tmpdir();
  }

  setPath(name: string, path: string): void {
    state.paths.set(name, path);
  }

  getVersion(): string {
    return '0.0.0-test';
  }

  getLocale(): string {
    return state.locale;
  }

  quit(): void {
    if (emitPreventable(this, 'before-quit')) return;
    state.quitting = true;
    for (const window of [...state.windows]) window.close();
    if (state.windows.length > 0) state.quitting = false;
    else this.willQuit();
  }

  /** The last window is gone: the app's own choice, or the end of a quit that waited for it. */
  lastWindowClosed(): void {
    if (state.quitting) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  willQuit(): void {
    if (emitPreventable(this, 'will-quit')) return;
    this.exit(0);
  }

  exit(code = 0): void {
    if (state.exited !== null) return;
    state.exited = code;
    this.emit('quit', {}, code);
  }
}

export const app = new StandInApp();
