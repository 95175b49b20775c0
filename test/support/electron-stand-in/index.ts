// A stand-in for the `electron` module on which the built main and preload bundles run in tests: same names, same order of
// events, no windows. Each part is typed from Electron's own declarations where it takes or gives Electron's values.
// `control` is what a test does from outside: see, click, navigate, send, end.
import { app } from './app.ts';
import { emitPreventable } from './emit.ts';
import { invokeAs, ipcMain } from './ipc.ts';
import { fetchScheme, privileges, protocol } from './protocol.ts';
import { state } from './state.ts';
import { dialog, nativeTheme, StandInMenu, screen, session, shell } from './system.ts';
import { StandInContents } from './web-contents.ts';
import { StandInWindow } from './window.ts';

export {
  app,
  dialog,
  ipcMain,
  nativeTheme,
  protocol,
  StandInMenu as Menu,
  StandInWindow as BrowserWindow,
  screen,
  session,
  shell,
};

export const control = {
  state,
  app,
  privileges,
  fetchScheme,
  invokeAs,
  session: session.defaultSession,
  menu: () => StandInMenu.current,
  /** Another page in this process, which the app did not make. */
  strangeContents: () => new StandInContents(null),
  secondInstance: (argv: readonly string[], cwd: string) => app.emit('second-instance', {}, argv, cwd, null),
  openFile: (path: string) => emitPreventable(app, 'open-file', {}, path),
};

export type Control = typeof control;
