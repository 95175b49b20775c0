// Owns: the host's ports on the desktop: Electron's dialogs, trash and file manager, the same folders as the other shells.
// Must not know: what the host does with them.
import { fileURLToPath } from 'node:url';
import { app, type BrowserWindow, dialog, type OpenDialogOptions, shell } from 'electron';
import type { Ports } from '#host/ports.ts';
import { systemName } from '#host/user-folders.ts';
import { mediaOrigin } from './protocol.ts';

/** Ports of the desktop; `window` gives the window that dialogs belong to. */
export function desktopPorts(dirs: Ports['dirs'], window: () => BrowserWindow | null): Ports {
  return {
    dirs: { ...dirs, documents: app.getPath('documents') },
    sampleFolder: fileURLToPath(new URL('../posts', import.meta.url)),
    version: app.getVersion(),
    locale: app.getLocale(),
    platform: systemName(),
    hasMenu: true,
    mediaBase: `${mediaOrigin}/`,
    pickFolder: async () => {
      const owner = window();
      const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
      const { canceled, filePaths } = await (owner === null
        ? dialog.showOpenDialog(options)
        : dialog.showOpenDialog(owner, options));
      return canceled ? null : (filePaths[0] ?? null);
    },
    reveal: async (file) => shell.showItemInFolder(file),
    trash: (file) => shell.trashItem(file),
    now: Date.now,
    log: (level, message, detail) => {
      if (level !== 'info') console.error(`galley: ${message}`, ...(detail === undefined ? [] : [detail]));
    },
  };
}
