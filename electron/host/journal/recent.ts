// Owns: the list of journals that were open lately, in the configuration folder.
// Must not know: how one is opened.
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readPrivate, writePrivate } from '#host/files/private-file.ts';
import { createQueues } from '#host/files/queues.ts';
import type { Ports } from '#host/ports.ts';

export interface RecentJournal {
  /** Absolute path. */
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly opened: number;
}

export interface RecentList {
  /** Newest first; folders that are not there now are left out, and kept: a drive may come back. */
  list(): Promise<readonly RecentJournal[]>;
  /** Puts a folder first. Never fails: what cannot be stored is only not remembered. */
  remember(folder: string): Promise<void>;
}

const MAX = 20;

export function createRecent(ports: Pick<Ports, 'dirs' | 'now' | 'log'>): RecentList {
  const file = join(ports.dirs.config, 'recent.json');
  const queues = createQueues();
  const read = async (): Promise<readonly RecentJournal[]> =>
    (await readPrivate(file, parse, ports.now(), (error) =>
      ports.log('warn', 'the list of recent journals was damaged', error),
    )) ?? [];
  return {
    async list() {
      const known = await read();
      const there = await Promise.all(known.map(({ folder }) => isFolder(folder)));
      return known.filter((_each, i) => there[i]);
    },
    remember: (folder) =>
      queues.run([file], async () => {
        const rest = (await read()).filter((each) => each.folder !== folder);
        const next = [{ folder, opened: ports.now() }, ...rest].slice(0, MAX);
        await writePrivate(file, Buffer.from(`${JSON.stringify(next, null, 2)}\n`)).catch((error: unknown) =>
          ports.log('warn', 'the list of recent journals could not be stored', error),
        );
      }),
  };
}

function parse(text: string): readonly RecentJournal[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error('not a list');
  return value.flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !('folder' in each) || !('opened' in each)) return [];
    const { folder, opened } = each;
    return typeof folder === 'string' && typeof opened === 'number' ? [{ folder, opened }] : [];
  });
}

async function isFolder(folder: string): Promise<boolean> {
  return await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
