// The app, or the app and git, killed at any git command of a commit: the files are as after, history has grown by nothing or by
// the whole commit, and the next export ends it.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { recoverExports } from '#host/export/recover-all.ts';
import {
  contents,
  exportAll,
  git,
  newWorld,
  plan,
  programNamed,
  put,
  said,
  scene,
  smallJournal,
  tempFolder,
  withoutLoss,
  work,
} from './scene.ts';

const child = join(tempFolder(), 'child.mjs');
const commit = { message: 'Publish' };

beforeAll(async () => {
  await build({
    entryPoints: [join(import.meta.dirname, 'kill-commit-child.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile: child,
    logLevel: 'error',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});

/** A git that kills the process that started it at its n-th call; with `both` it does not do its work either. */
function killingGit(at: number, both: boolean) {
  const counts = tempFolder();
  const folder = programNamed(
    'git',
    `n=1; while ! mkdir '${counts}'/$n 2>/dev/null; do n=$((n+1)); done
[ $n = ${at} ] && kill -9 $PPID
[ $n -ge ${at} ] && ${both} && exit 137
exec /usr/bin/git "$@"`,
  );
  return { folder, calls: () => readdirSync(counts).length };
}

describe.each([
  ['the app', false],
  ['the app and git', true],
])('a commit in which %s is killed', (_, both) => {
  test('at any git command: nothing is lost, and the next export ends it', { timeout: 300_000 }, async () => {
    const { blog, remote } = scene();
    const world = newWorld();
    const journal = put(tempFolder(), smallJournal);
    put(blog, { 'staged.md': 's\n', 'untracked.md': 'u\n', 'page.md': 'edited\n' });
    git(blog, 'add', 'staged.md');
    const whole = join(tempFolder(), 'whole');
    cpSync(blog, whole, { recursive: true });
    await exportAll(world, journal, whole, { commit });
    const before = contents(blog);
    const after = contents(whole);
    const afterWork = work(whole);
    const tree = git(whole, 'rev-parse', 'HEAD^{tree}');
    const start = git(blog, 'rev-parse', 'HEAD');
    let kills = 0;
    let unfinished = 0;
    for (let at = 1; ; at++) {
      const copy = join(tempFolder(), 'copy');
      cpSync(blog, copy, { recursive: true });
      const killing = killingGit(at, both);
      const run = spawnSync(
        process.execPath,
        [child, journal, copy, world.cache, world.data, killing.folder],
        {
          encoding: 'utf8',
        },
      );
      if (run.signal !== 'SIGKILL') {
        expect(run.stderr).toBe('');
        break;
      }
      kills++;
      await settled(copy);
      expect(
        await recoverExports(world.data).then((ended) => ended.flatMap(({ problems }) => problems)),
      ).toEqual([]);
      const now = contents(copy);
      expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(now));
      const head = git(copy, 'rev-parse', 'HEAD');
      if (head !== start) expect(git(copy, 'rev-parse', 'HEAD^')).toBe(start);
      // A git that was killed in the middle leaves its lock, as the next plan says.
      rmSync(join(copy, '.git/index.lock'), { force: true });
      if (head === start && said(await plan(world, journal, copy)).length === 0) unfinished++;
      await withoutLoss(remote, () => exportAll(world, journal, copy, { commit }));
      expect(contents(copy)).toEqual(after);
      expect(git(copy, 'rev-parse', 'HEAD^')).toBe(start);
      expect(git(copy, 'rev-parse', 'HEAD^{tree}')).toBe(tree);
      expect({ ...work(copy), files: null }).toEqual({ ...afterWork, files: null });
      expect(git(copy, 'fsck', '--strict', '--no-dangling')).toBe('');
    }
    expect(kills).toBeGreaterThan(8);
    expect(unfinished).toBeGreaterThan(0);
  });
});

/** Waits until no git works on the repository any more: one that lost its parent goes on by itself. */
async function settled(root: string): Promise<void> {
  for (let quiet = 0; quiet < 3; ) {
    await new Promise((done) => setTimeout(done, 30));
    const listed = spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).stdout;
    quiet = listed.includes(root) || existsSync(join(root, '.git/index.lock')) ? 0 : quiet + 1;
  }
}
