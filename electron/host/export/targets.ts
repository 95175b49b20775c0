// Owns: the list of folders that were exported to, newest first.
// Must not know: what was exported.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readPrivate, writePrivate } from '#host/files/private-file.ts';
import { createQueues } from '#host/files/queues.ts';
import type { Ports } from '#host/ports.ts';

export interface TargetList {
  /** Absolute paths of remembered targets that are there now. */
  list(): Promise<readonly string[]>;
  remember(root: string): Promise<void>;
}

const MAX = 12;

/** Opens the list kept in the configuration folder. */
export function createTargetList(ports: Pick<Ports, 'dirs' | 'now' | 'log'>): TargetList {
  const file = join(ports.dirs.config, 'targets.json');
  const queues = createQueues();
  const read = async (): Promise<readonly string[]> =>
    (await readPrivate(file, parseList, ports.now(), (error) =>
      ports.log('warn', 'a damaged list of targets was kept aside', error),
    )) ?? [];
  return {
    list: () => queues.run([file], async () => (await read()).filter((root) => existsSync(root))),
    remember: (root) =>
      queues.run([file], async () => {
        const before = await read();
        if (before[0] === root) return;
        const roots = [root, ...before.filter((other) => other !== root)].slice(0, MAX);
        await writePrivate(file, Buffer.from(`${JSON.stringify({ targets: roots }, null, 2)}\n`));
      }),
  };
}

function parseList(text: string): readonly string[] {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('targets' in value) || !Array.isArray(value.targets)) {
    throw new Error('not a list of targets');
  }
  return value.targets.filter((root: unknown): root is string => typeof root === 'string');
}
