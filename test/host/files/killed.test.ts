// The process dies at any moment of a save: the file is the old one or the new one, whole, and what is left over goes.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sweepLeftovers } from '#host/files/sweep.ts';
import { tempName } from '#host/files/temp-name.ts';
import { saverText } from '#test/host/support/saver-text.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const SAVER = ['--import', 'tsx', 'test/host/support/saver.ts'];

/** Number of the save whose text the file has; throws where it is the text of none. */
async function whole(file: string): Promise<number> {
  const text = await readFile(file, 'utf8');
  const n = Number(text.slice(0, text.indexOf('\n')));
  expect(text === saverText(n), `torn after save ${n}`).toBe(true);
  return n;
}

describe('a process that is killed', () => {
  it('during 200 saves leaves every file whole, and nothing that it acknowledged is missing', async () => {
    let saves = 0;
    let kills = 0;
    while (saves < 200 || kills < 10) {
      const folder = await tempFolder();
      const file = join(folder, '글.md');
      await writeFile(file, saverText(0));
      const child = spawn(process.execPath, [...SAVER, 'loop', file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (part: string) => {
        out += part;
      });
      while (!out.includes('\n')) await sleep(5);
      // Another moment of the save each time.
      await sleep((kills * 67) % 307);
      child.kill('SIGKILL');
      await once(child, 'close');
      kills += 1;
      const acknowledged = out.trimEnd().split('\n').map(Number).at(-1) ?? 0;
      const found = await whole(file);
      expect(found === acknowledged || found === acknowledged + 1, `${found} after ${acknowledged}`).toBe(
        true,
      );
      saves += acknowledged;
      await sweepLeftovers(folder);
      expect(await readdir(folder)).toEqual(['글.md']);
    }
  }, 180_000);

  it('before or after each single operation leaves the old file or the new one', async () => {
    const folder = await tempFolder();
    const probe = join(folder, 'probe.md');
    await writeFile(probe, saverText(1));
    const trial = spawnSync(process.execPath, [...SAVER, 'at', '-1', 'before', probe], { encoding: 'utf8' });
    const operations = Number(/^done (\d+)/.exec(trial.stdout)?.[1]);
    expect(operations).toBeGreaterThan(10);
    const states: string[] = [];
    for (let at = 0; at < operations; at++) {
      // The end of one operation is the beginning of the next; only behind the last there is none.
      for (const when of at === operations - 1 ? ['before', 'after'] : ['before']) {
        const place = await tempFolder();
        const file = join(place, 'a.md');
        await writeFile(file, saverText(1));
        const run = spawnSync(process.execPath, [...SAVER, 'at', String(at), when, file]);
        expect(run.signal).toBe('SIGKILL');
        states.push(String(await whole(file)));
        await sweepLeftovers(place);
        expect(await readdir(place)).toEqual(['a.md']);
      }
    }
    // First always old, then always new: the change happens at one moment.
    expect(states.join('')).toMatch(/^1+2+$/);
  }, 180_000);
});

describe('sweeping', () => {
  it('removes the temporary files of dead processes and nothing else', async () => {
    const folder = await tempFolder();
    const dead = spawnSync(process.execPath, ['-e', '0']).pid;
    const keep = ['a.md', '.hidden', '.a.md.swp', 'b.tmp', '.x.tmp', tempName('mine.md')];
    for (const name of [...keep, tempName('a.md', dead)]) await writeFile(join(folder, name), 'x');
    expect(await sweepLeftovers(folder)).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(keep.sort());
    expect(await sweepLeftovers(join(folder, 'missing'))).toBe(0);
  });
});
