// Owns: the desktop's wire: calls of the page in, events of the host out, and who may send.
// Must not know: any call by name. A call is taken only from the app window's top frame on the app's own scheme.
import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import type { Dispatch } from '#contract/dispatch.ts';
import type { HostEvent } from '#host/ports.ts';
import { pageOrigin } from './protocol.ts';

/** True for a message of the page itself: right window, top frame, own scheme. */
export function isOwnPage(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  page: WebContents | null,
): boolean {
  const { sender, senderFrame } = event;
  if (page === null || sender !== page || senderFrame === null) return false;
  return senderFrame.parent === null && senderFrame.url.startsWith(`${pageOrigin}/`);
}

/** Answers calls through `dispatch`; `page` gives the app window's contents of the moment. A stranger is refused loudly. */
export function serveIpc(
  page: () => WebContents | null,
  dispatch: Dispatch,
  log: (message: string) => void,
): void {
  ipcMain.handle('galley:request', (event, name: unknown, args: unknown) => {
    if (!isOwnPage(event, page())) {
      log(`refused a call from ${event.senderFrame?.url ?? 'a frame that is gone'}`);
      throw new Error('refused: not the app window');
    }
    return dispatch(String(name), args);
  });
}

/** Sends an event to the page, if there is one. */
export function sendEvent(page: WebContents | null, { name, payload }: HostEvent): void {
  if (page !== null && !page.isDestroyed()) page.send('galley:event', name, payload);
}
