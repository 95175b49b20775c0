// Owns: the app's one window: how it is made, where it stands, and that it closes only after the page has saved.
// Must not know: the host; it is given what to say to the page before closing.
import { fileURLToPath } from 'node:url';
import { BrowserWindow, nativeTheme, screen } from 'electron';
import { pageUrl } from './protocol.ts';
import { readWindowState, writeWindowState } from './window-state.ts';

export interface AppWindowOptions {
  readonly stateFile: string;
  /** Asks the page to save what is open; it answers by closing. */
  readonly askToClose: () => void;
  readonly closed: () => void;
}

/** How long a page's closing is taken for its answer. */
const patienceMs = 10_000;

const preload = fileURLToPath(new URL('./preload.cjs', import.meta.url));

/** Makes the window and loads the page; it shows itself when the page is painted. */
export function createAppWindow({ stateFile, askToClose, closed }: AppWindowOptions): BrowserWindow {
  const screens = screen.getAllDisplays().map((display) => display.workArea);
  const state = readWindowState(stateFile, screens);
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    ...state.box,
    minWidth: 700,
    minHeight: 480,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#151618' : '#f5f3ee',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // Elsewhere the checker fetches dictionaries from the network without being asked.
      spellcheck: process.platform === 'darwin',
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());

  // A wish to close is passed to the page, which saves and then closes the window itself. A page that does not, because it
  // cannot save or does not answer, keeps the window; asked twice in a row, the window goes (what is unsaved is backed up).
  let asked = false;
  window.on('close', (event) => {
    const gone = window.webContents.isDestroyed() || window.webContents.isCrashed();
    if (!asked && !gone) {
      asked = true;
      setTimeout(() => {
        asked = false;
      }, patienceMs).unref();
      event.preventDefault();
      askToClose();
      return;
    }
    writeWindowState(stateFile, { box: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  window.on('closed', closed);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload();
  });
  void window.loadURL(pageUrl);
  return window;
}
