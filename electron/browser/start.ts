// Owns: one run of the browser shell: ports, host, server, the browser that is opened, and every way it ends.
// Must not know: how arguments were read.
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import open from 'open';
import { createDispatcher } from '#contract/dispatch.ts';
import { createHost } from '#host/create-host.ts';
import { nodePorts } from '#host/node-ports.ts';
import { hasDisplay, openPage } from './open-page.ts';
import { startBrowserShell } from './server.ts';

export interface RunOptions {
  /** Absolute path of the journal to open at once; null: the page offers the choice. */
  readonly folder: string | null;
  readonly port: number;
  /** Show the page in the system's browser. */
  readonly open: boolean;
  /** End when the last page was closed, or the process that started this one has gone. */
  readonly exitWithPage: boolean;
  readonly pageFolder: string;
  readonly sampleFolder: string;
  readonly version: string;
  /** Gets the start URL, once, when the server answers. */
  readonly say: (line: string) => void;
}

/** A server without a page is gone within five seconds. */
const lingerMs = 4000;

/** Runs the browser shell until it ends: by a signal, with its last page, or with its parent. */
export async function openBrowserShell(options: RunOptions): Promise<void> {
  const reveal = hasDisplay() ? { reveal: async (file: string) => void (await open(dirname(file))) } : {};
  let opening: Promise<void> = Promise.resolve();
  const shell = await startBrowserShell({
    pageFolder: options.pageFolder,
    port: options.port,
    lingerMs: options.exitWithPage ? lingerMs : null,
    createHost: async (mediaBase) => {
      const { sampleFolder, version } = options;
      const ports = await nodePorts({ sampleFolder, version, mediaBase, ...reveal });
      const host = await createHost(ports);
      if (options.folder !== null) {
        opening = host.openFolder(options.folder);
        // The page's files can be fetched meanwhile; it asks for the journal later, and then waits. A folder that is none is told at once.
        const opened = (await isFolder(options.folder)) ? null : opening;
        await opened?.catch(async (error: unknown) => {
          await host.close();
          throw error;
        });
      }
      return { host, dispatch: createDispatcher(host.handlers, { log: ports.log }) };
    },
  });
  let failure: unknown = null;
  opening.catch((error: unknown) => {
    failure = error;
    void shell.close();
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void shell.close());
  if (options.exitWithPage) endWithParent(() => void shell.close());
  options.say(shell.startUrl);
  const opened = options.open && hasDisplay() ? await openPage(shell.startUrl).catch(() => null) : null;
  await shell.ended;
  await opened?.forget();
  if (failure !== null) throw failure;
}

async function isFolder(folder: string): Promise<boolean> {
  const facts = await stat(folder).catch(() => null);
  return facts?.isDirectory() === true;
}

function endWithParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, 1000).unref();
}
