// A change of many posts that is killed at any step: after the next start all files are old, or all are new, and both can go on.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { change, closeHost, filesIn, newBase, openHost, rename, scene } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-kill-'));
const child = join(folder, 'kill-child.mjs');

/** The child and the host's workers as files beside each other. */
beforeAll(async () => {
  const host = join(process.cwd(), 'electron/host');
  const workers = readdirSync(host, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('-worker.ts'),
  );
  await build({
    entryPoints: [join(import.meta.dirname, 'kill-child.ts'), ...workers.map((path) => join(host, path))],
    entryNames: '[name]',
    bundle: true,
    platform: 'node',
    format: 'esm',
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
    external: ['sharp', 'trash'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [
      {
        name: 'workers',
        setup(plugins) {
          plugins.onLoad({ filter: /electron\/host\/journal\/.*\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replace(/(-worker)\.ts'/g, "$1.mjs'"),
            loader: 'ts',
          }));
        },
      },
    ],
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (base: string, act: 'apply' | 'undo', stop: number) =>
  spawnSync(process.execPath, [child, base, act, JSON.stringify(rename), String(stop)], { encoding: 'utf8' });

function copyOf(base: string): string {
  const copy = newBase({});
  cpSync(base, copy, { recursive: true });
  return copy;
}

/** Operations that get through; between others the disk does not change. */
function stopsOf(base: string, act: 'apply' | 'undo'): readonly number[] {
  const whole = run(base, act, -1);
  expect(whole.stderr).toBe('');
  const names = JSON.parse(whole.stdout) as readonly string[]; // the child's own
  return [...names.keys()].filter((at) => /^(write|rename|link|unlink|mkdir)$/.test(names[at] ?? ''));
}

async function worldBefore() {
  const base = newBase(scene);
  const before = filesIn(join(base, 'blog'));
  const after = filesIn(join(await changedCopy(base), 'blog'));
  expect(after).not.toEqual(before);
  return { base, before, after };
}

/** What is kept about a journal belongs to its path, so the change is made in the copy itself. */
async function changedCopy(base: string): Promise<string> {
  const copy = copyOf(base);
  const host = await openHost(copy);
  await change(host, rename, true);
  await closeHost(host);
  return copy;
}

/** Starts anew after a kill, and tells in which state the journal is. */
async function restart(
  base: string,
  states: { readonly before: unknown; readonly after: unknown },
  where: string,
) {
  const host = await openHost(base);
  const now = filesIn(join(base, 'blog'));
  const is: 'after' | 'before' = JSON.stringify(now) === JSON.stringify(states.after) ? 'after' : 'before';
  expect(now, where).toEqual(states[is]);
  const { last } = await host.handlers['taxonomy.last']({});
  expect(last !== null, where).toBe(is === 'after');
  return { host, is };
}

describe('a change of many posts that is killed', () => {
  test('at every step of applying', { timeout: 600_000 }, async () => {
    const world = await worldBefore();
    const stops = stopsOf(copyOf(world.base), 'apply');
    expect(stops.length).toBeGreaterThan(40);
    const seen = { before: 0, after: 0, mixed: 0 };
    for (const stop of stops) {
      const base = copyOf(world.base);
      const killed = run(base, 'apply', stop);
      expect(killed.signal, killed.stderr).toBe('SIGKILL');
      const left = JSON.stringify(filesIn(join(base, 'blog')));
      if (left !== JSON.stringify(world.before) && left !== JSON.stringify(world.after)) seen.mixed++;
      const { host, is } = await restart(base, world, `killed at ${stop}`);
      seen[is]++;
      // Whatever it is: it can be brought to the other state.
      if (is === 'before') await change(host, rename, true);
      else await host.handlers['taxonomy.undo']({});
      expect(filesIn(join(base, 'blog'))).toEqual(is === 'before' ? world.after : world.before);
      await closeHost(host);
      rmSync(base, { recursive: true });
    }
    // Some kills left a mixture, or the test would prove nothing.
    expect(seen.mixed).toBeGreaterThan(5);
    expect(seen.before).toBeGreaterThan(10);
    expect(seen.after).toBeGreaterThan(0);
  });

  test('at steps of taking it back', { timeout: 600_000 }, async () => {
    const world = await worldBefore();
    const stops = stopsOf(await changedCopy(world.base), 'undo').filter((_stop, at) => at % 3 === 0);
    expect(stops.length).toBeGreaterThan(15);
    const seen = { before: 0, after: 0 };
    for (const stop of stops) {
      const base = await changedCopy(world.base);
      expect(run(base, 'undo', stop).signal).toBe('SIGKILL');
      const { host, is } = await restart(base, world, `killed at ${stop}`);
      seen[is]++;
      if (is === 'after') await host.handlers['taxonomy.undo']({});
      expect(filesIn(join(base, 'blog'))).toEqual(world.before);
      await closeHost(host);
      rmSync(base, { recursive: true });
    }
    expect(seen.before).toBeGreaterThan(0);
    expect(seen.after).toBeGreaterThan(5);
  });
});
