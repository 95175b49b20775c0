// Owns: the page's only door: one way to ask, one way to listen. Sandboxed, so one CommonJS file that imports only electron.
// Must not know: any call by name, nor what an answer means. The page sees it as `window.galley`.
import { contextBridge, ipcRenderer } from 'electron';
import type { Transport } from '#contract/transport.ts';

const transport: Transport = {
  request: (name, args) => ipcRenderer.invoke('galley:request', name, args),
  subscribe(listener) {
    const forward = (_event: unknown, name: string, payload: unknown): void => listener(name, payload);
    ipcRenderer.on('galley:event', forward);
    return () => {
      ipcRenderer.off('galley:event', forward);
    };
  },
};

contextBridge.exposeInMainWorld('galley', transport);
