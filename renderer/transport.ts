// Owns: the one place where the page meets its shell: the desktop's bridge, or the browser's socket.
// Must not know: any call by name, nor what the page does with a reply.
import type { Transport } from '#contract/transport.ts';
import { enterSession, socketTransport } from './socket.ts';

/** How the line to the host is doing: `away` while it is being tried again. */
export type Connection = 'open' | 'away' | 'refused';

export interface Line {
  readonly transport: Transport;
  /** Calls back on each change; returns the way to stop. */
  onConnection(listener: (connection: Connection) => void): () => void;
}

declare global {
  interface Window {
    /** Put there by the desktop's preload script; absent in a browser. */
    readonly galley?: Transport;
  }
}

/** Gives the line of the shell that this page runs in. */
export async function openLine(): Promise<Line> {
  const bridge = window.galley;
  if (bridge !== undefined) return { transport: bridge, onConnection: () => () => {} };
  await enterSession();
  const { protocol, host } = window.location;
  return socketTransport(`${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/socket`);
}
