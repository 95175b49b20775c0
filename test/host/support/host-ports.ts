// Ports of a host in a test: every folder below one base, the trash a folder too.
import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Ports } from '#host/ports.ts';

/** Gives the ports; `log` hears warnings and errors. The journal of tests is `BASE/blog`. */
export function hostPorts(base: string, log: Ports['log'] = () => undefined): Ports {
  const dir = (name: string) => join(base, name);
  return {
    dirs: {
      config: dir('config'),
      cache: dir('cache'),
      data: dir('data'),
      documents: dir('documents'),
      home: dir('home'),
    },
    sampleFolder: join(process.cwd(), 'posts'),
    version: '1.2.3',
    locale: 'ko-KR',
    platform: 'linux',
    hasMenu: false,
    mediaBase: 'test:/',
    trash: async (file) => {
      await mkdir(dir('trash'), { recursive: true });
      await rename(file, join(dir('trash'), basename(file)));
    },
    now: Date.now,
    log,
  };
}
