// galley serve: starts the browser shell on a journal, prints where, and stays until told to end.
// The one place where the command line starts another shell. Must not know how the server works.
import { resolve } from 'node:path';
import { openBrowserShell } from '../browser/start.ts';
import { pageFolder, sampleFolder, version } from './places.ts';

export interface ServeOptions {
  readonly port?: string;
  readonly open: boolean;
  readonly exitWithPage?: boolean;
}

export async function serve(folder: string | undefined, options: ServeOptions): Promise<number> {
  await openBrowserShell({
    folder: folder === undefined ? null : resolve(folder),
    port: readPort(options.port),
    open: options.open,
    exitWithPage: options.exitWithPage === true,
    pageFolder,
    sampleFolder,
    version,
    say: (line) => process.stdout.write(`${line}\n`),
  });
  return 0;
}

function readPort(value: string | undefined): number {
  if (value === undefined) return 0;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1024 || port > 65_535) throw new Error(`no port to use: ${value}`);
  return port;
}
