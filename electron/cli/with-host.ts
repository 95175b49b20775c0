// Owns: a host for the time of one command, on one folder, without page or watchers left behind.
// Must not know: what the command does.
import { resolve } from 'node:path';
import { createHost } from '#host/create-host.ts';
import { nodePorts } from '#host/node-ports.ts';
import type { Host } from '#host/ports.ts';
import { sampleFolder, version } from './places.ts';

/** Opens `folder` as a journal, does the work, and closes the host whatever came of it. */
export async function withHost<T>(folder: string, work: (host: Host) => Promise<T>): Promise<T> {
  const host = await createHost(await nodePorts({ sampleFolder, version, mediaBase: '' }));
  try {
    await host.openFolder(resolve(folder));
    return await work(host);
  } finally {
    await host.close();
  }
}
