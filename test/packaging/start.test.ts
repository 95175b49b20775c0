// `npm start` where the desktop app cannot run: one plain line why, and the browser shell instead.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { repository, samplePosts, tempPlaces } from '#test/support/app.ts';
import { installedRuntime } from '../../build/electron-runtime.ts';

// The loader alone: the tsx program would stand between the test's signal and the script.
const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

const linux = process.platform === 'linux';
const isRoot = process.getuid?.() === 0;

/** What is missing, by what it takes to miss it, and the reason that is given. */
const cases: readonly {
  readonly name: string;
  readonly can: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly why: RegExp;
}[] = [
  { name: 'no display', can: linux, env: { DISPLAY: '', WAYLAND_DISPLAY: '' }, why: /there is no display/ },
  { name: 'root', can: linux && isRoot, env: { DISPLAY: ':99', PATH: '' }, why: /does not run as root/ },
  {
    name: 'no runtime and no way to fetch it',
    can: installedRuntime() === null && !(linux && isRoot),
    env: { DISPLAY: ':99', PATH: '' },
    why: /could not be downloaded/,
  },
];

describe.each(cases)('npm start with $name', ({ can, env, why }) => {
  test.runIf(can)('says why in one line, prints the start address, and ends when told', async () => {
    const places = tempPlaces();
    const child = spawn(
      process.execPath,
      ['--import', tsx, join(repository, 'build/start.ts'), samplePosts],
      {
        cwd: repository,
        env: {
          ...places.env,
          // A mirror where nobody answers, and no copy from an earlier download.
          ELECTRON_MIRROR: 'http://127.0.0.1:1/',
          electron_config_cache: join(places.base, 'cache'),
          // Without a PATH there is no program that could show a browser window during the test.
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await expect.poll(() => /^http\S+\n/m.test(output), { timeout: 100_000 }).toBe(true);
    const lines = output
      .trimEnd()
      .split('\n')
      .filter((line) => !line.startsWith('built '));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(why);
    expect(lines[0]).toMatch(/Opening Galley in the browser instead\.$/);
    expect(lines[1]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=\S+$/);
    const { origin } = new URL(lines[1] ?? '');
    expect((await fetch(origin)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(origin)).rejects.toThrow();
    expect(errors).toBe('');
    places.remove();
  });
});
