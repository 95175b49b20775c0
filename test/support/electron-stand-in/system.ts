// Owns: the stand-ins for what Electron asks of the system: menus, dialogs, session, shell, screens, theme.
// Must not know: what the app wants them for.
import { EventEmitter } from 'node:events';
import { rm } from 'node:fs/promises';
import { state } from './state.ts';

type Item = Electron.MenuItemConstructorOptions;

/** A menu is its template; choosing an item is calling its `click`. */
export class StandInMenu {
  static current: StandInMenu | null = null;
  readonly items: readonly Item[];

  constructor(items: readonly Item[]) {
    this.items = items;
  }

  static buildFromTemplate(items: Item[]): StandInMenu {
    return new StandInMenu(items);
  }

  static setApplicationMenu(menu: StandInMenu | null): void {
    StandInMenu.current = menu;
  }
}

export const dialog = {
  async showOpenDialog(): Promise<Electron.OpenDialogReturnValue> {
    return { canceled: state.dialog.length === 0, filePaths: [...state.dialog] };
  },
};

export const shell = {
  async openExternal(url: string): Promise<void> {
    state.asked.external.push(url);
  },
  async trashItem(path: string): Promise<void> {
    state.asked.trashed.push(path);
    await rm(path);
  },
  showItemInFolder(path: string): void {
    state.asked.revealed.push(path);
  },
} satisfies Partial<Electron.Shell>;

export const screen = {
  getAllDisplays: () => state.displays.map((workArea) => ({ workArea })),
};

export const nativeTheme = {
  get shouldUseDarkColors(): boolean {
    return state.dark;
  },
};

type PermissionHandler = (contents: unknown, permission: string, answer: (granted: boolean) => void) => void;
type RequestListener = (
  details: { readonly url: string },
  answer: (response: { cancel?: boolean }) => void,
) => void;

class StandInSession extends EventEmitter {
  #request: PermissionHandler | null = null;
  #check: (() => boolean) | null = null;
  #before: RequestListener | null = null;

  readonly webRequest = {
    onBeforeRequest: (listener: RequestListener): void => {
      this.#before = listener;
    },
  };

  setPermissionRequestHandler(handler: PermissionHandler | null): void {
    this.#request = handler;
  }

  setPermissionCheckHandler(handler: (() => boolean) | null): void {
    this.#check = handler;
  }

  /** Whether a page would get this permission: asked for, and checked. Electron grants where nobody handles. */
  async grants(permission: string): Promise<boolean> {
    const handler = this.#request;
    const asked =
      handler === null || (await new Promise<boolean>((answer) => handler(null, permission, answer)));
    return asked || this.#check === null || this.#check();
  }

  /** Whether a request for this URL would leave the process. */
  async lets(url: string): Promise<boolean> {
    const before = this.#before;
    if (before === null) return true;
    return new Promise((resolve) => before({ url }, ({ cancel }) => resolve(cancel !== true)));
  }
}

export const session = { defaultSession: new StandInSession() };
