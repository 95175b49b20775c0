// The whole host is killed while a person types, again and again on the same blog: nothing that was said to be kept is lost.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createHost } from '#host/create-host.ts';
import { hostPorts } from '#test/host/support/host-ports.ts';
import { rel } from '#test/host/support/posts.ts';
import { saverText } from '#test/host/support/saver-text.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const PATH = rel('_posts/2024-03-05-글.md');

const numberOf = (text: string): number => {
  const n = Number(text.slice(0, text.indexOf('\n')));
  expect(text === saverText(n), `torn: ${text.slice(0, 20)}`).toBe(true);
  return n;
};

it('loses no saved and no typed text, and leaves nothing behind', async () => {
  const base = await tempFolder();
  await mkdir(join(base, 'blog/_posts'), { recursive: true });
  await writeFile(join(base, 'blog', PATH), saverText(0));
  let next = 1;
  for (let round = 0; round < 5; round++) {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', 'test/host/support/typist.ts', base, String(next)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
    });
    while (!out.includes(' ') && child.exitCode === null) await sleep(5);
    await sleep(40 + ((round * 53) % 211));
    child.kill('SIGKILL');
    await once(child, 'close');
    const said = (word: string) =>
      Math.max(
        0,
        ...out
          .split('\n')
          .filter((line) => line.startsWith(word))
          .map((line) => Number(line.slice(6))),
      );

    const host = await createHost(hostPorts(base));
    await host.openFolder(join(base, 'blog'));
    const onDisk = numberOf(await readFile(join(base, 'blog', PATH), 'utf8'));
    expect(onDisk).toBeGreaterThanOrEqual(said('saved'));
    const { backups } = await host.handlers['backup.list']({});
    const kept = Math.max(onDisk, ...backups.map(({ text }) => numberOf(text)));
    expect(kept).toBeGreaterThanOrEqual(said('typed'));
    // A backup names what it was based on: the page can tell whether it is newer than the disk.
    for (const { base: basedOn, onDisk: now } of backups) expect([basedOn, now]).not.toContain(null);
    const { versions } = await host.handlers['history.list']({ path: PATH });
    for (const { version } of versions.slice(0, 5)) {
      numberOf((await host.handlers['history.read']({ path: PATH, version })).text);
    }
    await host.close();
    expect(await readdir(join(base, 'blog'), { recursive: true })).toEqual(['_posts', PATH]);
    next = kept + 1;
  }
  expect(next).toBeGreaterThan(10);
}, 120_000);
