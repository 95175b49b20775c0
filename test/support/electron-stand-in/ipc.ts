// Owns: the stand-in for both ends of IPC: values are cloned as between processes, and each message names its sender.
// Must not know: any channel.
import { EventEmitter } from 'node:events';
import type { Frame, StandInContents } from './web-contents.ts';

type Invoked = (event: Electron.IpcMainInvokeEvent, ...args: unknown[]) => unknown;

const handlers = new Map<string, Invoked>();

export const ipcMain = {
  handle(channel: string, listener: Invoked): void {
    if (handlers.has(channel)) throw new Error(`two handlers for ${channel}`);
    handlers.set(channel, listener);
  },
} satisfies Pick<Electron.IpcMain, 'handle'>;

/** Sends a call as `frame` of `contents` would; rejects as Electron does where the handler throws. */
export async function invokeAs(
  contents: StandInContents,
  frame: Frame | null,
  channel: string,
  ...args: readonly unknown[]
): Promise<unknown> {
  const handler = handlers.get(channel);
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
  const event = { sender: contents, senderFrame: frame, type: 'frame', frameId: 1, processId: 1 };
  try {
    // The handler reads sender and senderFrame, which are there; the rest of Electron's event is not needed.
    const result = await handler(
      event as unknown as Electron.IpcMainInvokeEvent,
      ...structuredClone([...args]),
    );
    return structuredClone(result);
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
  }
}

/** The page's end: what a sandboxed preload gets for `ipcRenderer`. */
export class StandInRenderer extends EventEmitter implements Pick<Electron.IpcRenderer, 'invoke'> {
  readonly #contents: StandInContents;

  constructor(contents: StandInContents) {
    super();
    this.#contents = contents;
  }

  invoke(channel: string, ...args: unknown[]): Promise<unknown> {
    return invokeAs(this.#contents, this.#contents.mainFrame, channel, ...args);
  }
}
