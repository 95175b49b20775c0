// Builds dist from the sources: bundles of the Node side, the page, the sample journal. Parts whose inputs did not change
// are left alone. `--force` builds all; `--only bundles|page|posts` builds one part.
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildBundles } from './bundles.ts';
import { buildPage } from './page.ts';
import { dist, root } from './paths.ts';
import { hashInputs, isFresh, withBuildLock, writeStamp } from './stamp.ts';

interface Part {
  readonly name: string;
  readonly inputs: readonly string[];
  /** What must be there for the part to count as built. */
  readonly output: string;
  readonly run: () => Promise<void>;
}

const always = ['package.json', 'package-lock.json', 'tsconfig.json', 'build/paths.ts'];

async function copyPosts(): Promise<void> {
  const fresh = join(dist, `.posts-${process.pid}`);
  cpSync(join(root, 'posts'), fresh, { recursive: true });
  rmSync(join(dist, 'posts'), { recursive: true, force: true });
  renameSync(fresh, join(dist, 'posts'));
}

const parts: readonly Part[] = [
  {
    name: 'bundles',
    inputs: [...always, 'electron', 'build/bundles.ts'],
    output: join(dist, 'galley.js'),
    run: buildBundles,
  },
  {
    name: 'page',
    inputs: [
      ...always,
      'renderer',
      'electron/core',
      'electron/contract',
      'build/vite.config.ts',
      'build/page.ts',
    ],
    output: join(dist, 'renderer/index.html'),
    run: buildPage,
  },
  { name: 'posts', inputs: ['posts', 'build/build.ts'], output: join(dist, 'posts'), run: copyPosts },
];

/** Brings dist up to date and says what was built; gives the names of the parts that were. */
export async function buildAll({ force = false, only = '' } = {}): Promise<readonly string[]> {
  mkdirSync(dist, { recursive: true });
  return withBuildLock(async () => {
    const built: string[] = [];
    // What a killed build left behind.
    for (const name of readdirSync(dist)) {
      if (/^\.(?:fresh|page|posts)-\d+$/.test(name))
        rmSync(join(dist, name), { recursive: true, force: true });
    }
    for (const part of parts) {
      if (only !== '' && only !== part.name) continue;
      const hash = hashInputs(part.inputs);
      if (!force && isFresh(part.name, hash, part.output)) continue;
      const start = Date.now();
      await part.run();
      writeStamp(part.name, hash);
      built.push(part.name);
      console.log(`built ${part.name} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    }
    return built;
  });
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({ options: { force: { type: 'boolean' }, only: { type: 'string' } } });
  try {
    await buildAll({ force: values.force ?? false, only: values.only ?? '' });
  } catch (error) {
    console.error(`build failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
