// `npm start` where Electron's runtime cannot be had: one plain line why, and the browser shell instead.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { repository, samplePosts, tempPlaces } from '#test/support/app.ts';
import { installedRuntime } from '../../build/electron-runtime.ts';

const tsx = createRequire(import.meta.url).resolve('tsx/cli');

describe.skipIf(installedRuntime() !== null)('npm start without the runtime', () => {
  test('says why in one line, prints the start address, and ends when told', async () => {
    const places = tempPlaces();
    const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = places.env;
    const child = spawn(process.execPath, [tsx, join(repository, 'build/start.ts'), samplePosts], {
      cwd: repository,
      // A mirror where nobody answers, and no copy from an earlier download.
      env: {
        ...env,
        ELECTRON_MIRROR: 'http://127.0.0.1:1/',
        electron_config_cache: join(places.base, 'cache'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
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
    expect(lines[0]).toMatch(
      /^Electron's runtime is not here: .+\. Opening Galley in the browser instead\.$/,
    );
    expect(lines[1]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=\S+$/);
    expect((await fetch(new URL(lines[1] ?? '').origin)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(new URL(lines[1] ?? '').origin)).rejects.toThrow();
    expect(errors).toBe('');
    places.remove();
  });
});
