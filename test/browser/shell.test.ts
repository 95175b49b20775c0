// The built browser shell as a process: what it prints, what it hides, how it ends.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { type Places, program, samplePosts, shellClient, startShell, tempPlaces } from '#test/support/app.ts';
import { speak } from '#test/support/raw-http.ts';
import { writeRedirect } from '../../electron/browser/open-page.ts';

const all: Places[] = [];
const places = (): Places => {
  const made = tempPlaces();
  all.push(made);
  return made;
};
afterEach(() => {
  for (const made of all.splice(0)) made.remove();
});

const linux = process.platform === 'linux';
const answers = async (origin: string): Promise<boolean> =>
  (await speak(Number(new URL(origin).port), 'GET / HTTP/1.1\r\n\r\n', 500)) !== '';

describe('galley serve', () => {
  test('prints one line, opens the folder, and ends clean on SIGTERM', async () => {
    const shell = await startShell(places(), samplePosts);
    expect(shell.startUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{22}$/);
    const client = await shellClient(shell);
    const { opened } = await client.call('journal.current', {});
    expect(opened?.entries.length).toBeGreaterThan(0);
    expect((await client.call('app.info', {})).mediaBase).toBe(`${shell.origin}/media/`);
    await client.close();
    expect(await shell.stop()).toBe(0);
    expect(await answers(shell.origin)).toBe(false);
    expect(shell.errors()).toBe('');
  });

  test('listens on loopback only', async () => {
    const shell = await startShell(places(), null);
    const port = Number(new URL(shell.origin).port);
    if (linux) {
      // A listening IPv4 socket of this port has the loopback address and nothing else has the port.
      const hex = port.toString(16).toUpperCase().padStart(4, '0');
      const sockets = readFileSync('/proc/net/tcp', 'utf8') + readFileSync('/proc/net/tcp6', 'utf8');
      const listening = [...sockets.matchAll(/^\s*\d+: (\w+):(\w{4}) \w+:\w+ 0A /gm)].filter(
        (m) => m[2] === hex,
      );
      expect(listening.map((match) => match[1])).toEqual(['0100007F']);
    }
    await shell.stop();
  });

  test.runIf(linux)('keeps its token out of every command line and environment', async () => {
    const shell = await startShell(places(), null);
    const token = new URL(shell.startUrl).hash.replace('#token=', '');
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      for (const file of ['cmdline', 'environ']) {
        let text = '';
        try {
          text = readFileSync(`/proc/${pid}/${file}`, 'latin1');
        } catch {
          continue; // gone, or another user's
        }
        expect(text.includes(token), `${pid} ${file}`).toBe(false);
      }
    }
    await shell.stop();
  });

  test('has a new token and a new port each time', async () => {
    const here = places();
    const [first, second] = [await startShell(here, null), await startShell(here, null)];
    expect(new URL(first.startUrl).hash).not.toBe(new URL(second.startUrl).hash);
    expect(first.origin).not.toBe(second.origin);
    await Promise.all([first.stop(), second.stop()]);
  });

  test('ends by itself within five seconds after its last page', async () => {
    const shell = await startShell(places(), null, ['--no-open', '--exit-with-page']);
    const ended = new Promise<number | null>((resolve) => shell.process.once('exit', resolve));
    const client = await shellClient(shell);
    const from = Date.now();
    client.socket.terminate();
    expect(await ended).toBe(0);
    expect(Date.now() - from).toBeLessThan(5000);
  });

  test.runIf(linux)('does not outlive the process that started it', async () => {
    const { env } = places();
    const parent = spawn(
      process.execPath,
      [
        '-e',
        `const child = require('node:child_process').spawn(process.execPath, process.argv.slice(1), {stdio: ['ignore', 'inherit', 'ignore']});
         child.on('spawn', () => console.log(child.pid));`,
        program,
        'serve',
        '--no-open',
        '--exit-with-page',
      ],
      { env, stdio: ['ignore', 'pipe', 'ignore'] },
    );
    let output = '';
    parent.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    await expect.poll(() => /^http/m.test(output) && /^\d+$/m.test(output), { timeout: 20_000 }).toBe(true);
    const child = Number(/^\d+$/m.exec(output)?.[0]);
    const from = Date.now();
    parent.kill('SIGKILL');
    await expect.poll(() => existsSync(`/proc/${child}`), { timeout: 20_000, interval: 100 }).toBe(false);
    expect(Date.now() - from).toBeLessThan(5000);
  });

  test('says in one line what is wrong with a port or a folder', async () => {
    const { env, home } = places();
    const fail = (...args: string[]): { status: number | null; stderr: string } => {
      try {
        execFileSync(process.execPath, [program, 'serve', '--no-open', ...args], {
          env,
          stdio: 'pipe',
          timeout: 20_000,
        });
        return { status: 0, stderr: '' };
      } catch (error) {
        const { status, stderr } = error as { status: number | null; stderr: Buffer }; // execFileSync's own error
        return { status, stderr: stderr.toString('utf8') };
      }
    };
    for (const args of [['--port', '80'], ['--port', 'x'], ['--port', '70000'], [join(home, 'nowhere')]]) {
      const { status, stderr } = fail(...args);
      expect(status, args.join(' ')).toBe(2);
      expect(stderr).toMatch(/^galley: [^\n]+\n$/);
    }
  });
});

describe('opening the browser', () => {
  const url = 'http://127.0.0.1:4000/#token=abcdefghijklmnopqrstuv';

  test('writes a redirect that only this user can read', async () => {
    const file = await writeRedirect(url);
    expect(readFileSync(file, 'utf8')).toContain(`content="0; url=${url}"`);
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(join(file, '..')).mode & 0o777).toBe(0o700);
    }
  });

  test.runIf(linux)(
    'gives the browser the file, never the address, and takes it away in the end',
    async () => {
      const here = places();
      const bin = join(here.base, 'bin');
      const seen = join(here.base, 'seen');
      mkdirSync(bin);
      writeFileSync(join(bin, 'xdg-open'), `#!/bin/sh\nprintf '%s' "$*" > ${seen}\n`, { mode: 0o755 });
      Object.assign(here.env, { PATH: `${bin}:${process.env.PATH}`, DISPLAY: ':99' });
      const shell = await startShell(here, null, []);
      await expect
        .poll(() => (existsSync(seen) ? readFileSync(seen, 'utf8') : ''), { timeout: 10_000 })
        .toMatch(/open\.html$/);
      const argument = readFileSync(seen, 'utf8');
      expect(argument).not.toContain('token');
      expect(readFileSync(argument, 'utf8')).toContain(shell.startUrl);
      expect(await shell.stop()).toBe(0);
      expect(existsSync(argument)).toBe(false);
    },
  );
});
