// Owns: what no page may do in this app: navigate, open windows, get permissions, download, reach the network.
// Must not know: the window's looks or the host.
import { app, type Session, shell, type WebContents } from 'electron';
import { isOutsideLink } from './links.ts';
import { pageUrl } from './protocol.ts';

/** A frame inside the page may only be one that the page writes itself. */
const ownFrame = (url: string): boolean =>
  url === 'about:blank' || url === 'about:srcdoc' || url.startsWith('blob:app://galley/');

function fencePage(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (isOutsideLink(url)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame ? event.url !== pageUrl : !ownFrame(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Fences every page that will ever be made. */
export function fencePages(): void {
  app.on('web-contents-created', (_event, contents) => fencePage(contents));
}

/** Fences the session: no permission, no download, and of requests only those that stay on this machine. */
export function fenceSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
  session.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !/^(?:app|media|blob|data|devtools|about):/.test(details.url) });
  });
}
