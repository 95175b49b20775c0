// A change that moves many posts takes git's index along, and brings it back when it is taken back.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { change, filesIn, newBase, openHost, rename, scene } from './support.ts';

test('the index follows moved posts as git mv does, and back', async () => {
  const base = newBase(scene);
  const root = join(base, 'blog');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'core.quotePath=false', '-c', 'core.autocrlf=false', ...args], {
      cwd: root,
      env: {
        ...process.env,
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'a',
        GIT_AUTHOR_EMAIL: 'a@example.org',
        GIT_COMMITTER_NAME: 'a',
        GIT_COMMITTER_EMAIL: 'a@example.org',
      },
      encoding: 'utf8',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'first');
  const staged = git('ls-files', '--stage');
  const host = await openHost(base);
  const { moved } = await change(host, rename);
  expect(moved.length).toBeGreaterThan(1);
  const names = new Set(git('ls-files').trim().split('\n'));
  for (const { from, to } of moved) expect([names.has(from), names.has(to)]).toEqual([false, true]);
  // What was staged of each stays what it was: only names are others, and nothing is unknown to git.
  const objects = (listing: string) => listing.match(/ [0-9a-f]{40,} /g)?.sort();
  expect(objects(git('ls-files', '--stage'))).toEqual(objects(staged));
  expect(git('status', '--porcelain')).not.toContain('??');
  await host.handlers['taxonomy.undo']({});
  expect(git('ls-files', '--stage')).toBe(staged);
  expect(git('status', '--porcelain')).toBe('');
  expect(Object.keys(filesIn(root)).filter((path) => !path.startsWith('.git/'))).toEqual(
    Object.keys(scene).sort(),
  );
});
