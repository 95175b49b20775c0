// The desktop's start and end: schemes before ready, one instance, host, window, menu, and a quit that loses nothing.
// Must not know: what a call does (host) or how the page looks. Each part has its own file beside this one.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, session } from 'electron';
import { createDispatcher, type Dispatch } from '#contract/dispatch.ts';
import type { Settings } from '#contract/values.ts';
import { createHost } from '#host/create-host.ts';
import { pageFiles } from '#host/page-files.ts';
import type { Host } from '#host/ports.ts';
import { appFolders, userFolders } from '#host/user-folders.ts';
import { wantOf, wantOfArguments } from './arguments.ts';
import { fencePages, fenceSession } from './fences.ts';
import { sendEvent, serveIpc } from './ipc.ts';
import { setMenu } from './menu.ts';
import type { MenuLanguage } from './menu-template.ts';
import { desktopPorts } from './ports.ts';
import { handleSchemes, registerSchemes } from './protocol.ts';
import { keepWishes } from './wanted.ts';
import { createAppWindow } from './window.ts';

let window: BrowserWindow | null = null;
let host: Host | null = null;

const log = (message: string): void => console.error(`galley: ${message}`);
const page = () => window?.webContents ?? null;
const stateFile = join(appFolders().config, 'window.json');
const wishes = keepWishes(({ folder, post }) => {
  host?.wantFolder(folder, post).catch(() => log('that folder cannot be opened'));
});

function showWindow(): void {
  if (window !== null) {
    if (window.isMinimized()) window.restore();
    window.focus();
    return;
  }
  window = createAppWindow({
    stateFile,
    askToClose: () => host?.emit({ name: 'app.closing', payload: {} }),
    closed: () => {
      window = null;
      wishes.pageGone();
    },
  });
}

const languageOf = ({ language }: Settings): MenuLanguage =>
  (language === 'system' ? app.getLocale() : language).startsWith('ko') ? 'ko' : 'en';

async function start(): Promise<void> {
  const dirs = await userFolders();
  await app.whenReady();
  const ports = desktopPorts(dirs, () => window);
  const running = await createHost(ports);
  host = running;
  const want = wantOfArguments(process.argv.slice(app.isPackaged ? 1 : 2), process.cwd());
  if (want !== null) {
    // Open already when the page first asks; a post is shown once the page listens.
    await running.openFolder(want.folder).catch(() => log('that folder cannot be opened'));
    if (want.post !== null) wishes.wish(want);
  }

  const dispatch = createDispatcher(running.handlers, { log: ports.log });
  const noticingThePage: Dispatch = async (name, args) => {
    const reply = await dispatch(name, args);
    if (name === 'journal.current') setImmediate(wishes.pageListens);
    return reply;
  };
  fenceSession(session.defaultSession);
  handleSchemes(pageFiles(fileURLToPath(new URL('../renderer', import.meta.url))), (path) =>
    running.media(path),
  );
  serveIpc(page, noticingThePage, log);
  const choose = (command: string): void => running.emit({ name: 'menu.command', payload: { command } });
  setMenu(languageOf((await running.handlers['app.info']({})).settings), choose);
  running.onEvent((event) => {
    sendEvent(page(), event);
    if (event.name === 'settings.changed') setMenu(languageOf(event.payload), choose);
  });

  showWindow();
  app.on('activate', showWindow);
  app.on('second-instance', (_event, argv, cwd) => {
    showWindow();
    wishes.wish(wantOfArguments(argv.slice(1), cwd));
  });
}

// Chromium's own files go below ours, not beside them under another name.
app.setPath('userData', join(appFolders().data, 'chromium'));
registerSchemes();
fencePages();
app.enableSandbox();
if (app.requestSingleInstanceLock()) {
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (host !== null) showWindow();
    wishes.wish(wantOf(path));
  });
  // Quitting waits for the page to save and close its window; on a Mac only a quit that was asked for goes on from there.
  let quitting = process.platform !== 'darwin';
  app.on('before-quit', () => {
    quitting = true;
  });
  app.on('window-all-closed', () => {
    if (quitting) app.quit();
  });
  // The host finishes its writes before the process goes.
  app.on('will-quit', (event) => {
    if (host === null) return;
    event.preventDefault();
    const ending = host;
    host = null;
    void ending.close().finally(() => app.exit(0));
  });
  start().catch((error: unknown) => {
    log(`could not start: ${error instanceof Error ? error.message : String(error)}`);
    app.exit(1);
  });
} else {
  app.quit();
}
