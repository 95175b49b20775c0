// A publication in one call, as the command line does it: what it does, and the exit code and words of each end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { publishJournal } from '#host/publish/headless.ts';
import {
  commitThere,
  contents,
  git,
  hook,
  newWorld,
  put,
  scene,
  smallJournal,
  tempFolder,
  withoutLoss,
  work,
} from './scene.ts';

const FIRST = '_posts/2026-01-02-first.md';

function start() {
  const { blog, remote } = scene();
  const journal = put(tempFolder(), smallJournal);
  return { blog, remote, journal, base: { ...newWorld(), journal, target: blog, dryRun: false, push: true } };
}

describe('a publication in one call', () => {
  test('exports, commits and pushes exactly its posts, and tells where they are', async () => {
    const { blog, remote, base } = start();
    put(blog, { 'page.md': 'mine\n', 'untracked.md': 'u\n' });
    const before = work(blog);
    const done = await withoutLoss(remote, () => publishJournal(base));
    expect(done).toMatchObject({
      exitCode: 0,
      refused: null,
      pushed: { count: 1 },
      git: { pendingCount: 0 },
    });
    expect(done.lines.slice(-3)).toEqual([
      'Pushed 1 commit to origin/main.',
      'https://me.example/%EC%9D%BC%EA%B8%B0/2026/01/02/first.html "첫 글"',
      'https://me.example/ml/2026/02/03/second.html "Second: post"',
    ]);
    expect(git(remote, 'rev-parse', 'main')).toBe(git(blog, 'rev-parse', 'HEAD'));
    expect(work(blog)).toMatchObject({ status: before.status, unstaged: before.unstaged });
    const again = await publishJournal(base);
    expect(again).toMatchObject({ exitCode: 0, pushed: { count: 0 } });
    expect(again.lines.at(-1)).toBe('Nothing to push to origin/main.');
  });

  test('without a push keeps the commit here; the next one sends both', async () => {
    const { blog, remote, journal, base } = start();
    const done = await publishJournal({ ...base, push: false });
    expect(done.lines.at(-1)).toBe('Nothing was pushed; 1 commit can be.');
    put(journal, { '_posts/2026-03-03-third.md': '---\ntitle: 3\n---\n' });
    expect(await withoutLoss(remote, () => publishJournal(base))).toMatchObject({ pushed: { count: 2 } });
    expect(git(remote, 'rev-parse', 'main')).toBe(git(blog, 'rev-parse', 'HEAD'));
  });

  test('only plans in a dry run', async () => {
    const { blog, base } = start();
    const before = work(blog);
    const done = await publishJournal({ ...base, dryRun: true });
    expect(done).toMatchObject({ exitCode: 0, pushed: null, exported: { applied: null } });
    expect(done.exported?.steps).toHaveLength(4);
    expect(work(blog)).toEqual(before);
    expect(existsSync(join(blog, '.git/galley'))).toBe(false);
  });

  test('gives 3 where git refuses, with what is true and what to do', async () => {
    const { blog, remote, journal, base } = start();
    commitThere(remote);
    const ahead = await publishJournal(base);
    expect(ahead).toMatchObject({
      exitCode: 3,
      exported: { applied: { written: expect.any(Array) } },
      refused: { problem: 'publish-diverged' },
      git: { ahead: 1, behind: 1, pendingCount: 1 },
    });
    expect(ahead.lines.at(-1)).toMatch(/^Both sides have commits of their own: 1 here, 1 at origin\/main\./);
    git(blog, 'checkout', '-q', '--detach');
    put(journal, { [FIRST]: 'new text\n' });
    expect(await publishJournal(base)).toMatchObject({
      exitCode: 3,
      exported: null,
      refused: { problem: 'git-detached' },
    });
  });

  test('shows what a hook says that refuses the commit', async () => {
    const { blog, base } = start();
    hook(blog, 'pre-commit', 'echo "spelling: 2 words" >&2; exit 1');
    const done = await publishJournal(base);
    expect(done).toMatchObject({
      exitCode: 3,
      refused: { problem: 'git-hook', output: 'spelling: 2 words' },
    });
    expect(contents(blog)[FIRST]).toBeDefined();
  });

  test('gives 1 and pushes nothing while a check finds an error', async () => {
    const { remote, journal, base } = start();
    put(journal, { [FIRST]: '---\ntitle: A\n---\n{% post_url 2020-01-01-none %}\n' });
    const tip = git(remote, 'rev-parse', 'main');
    const done = await publishJournal(base);
    expect(done).toMatchObject({ exitCode: 1, pushed: null });
    expect(git(remote, 'rev-parse', 'main')).toBe(tip);
    expect(await publishJournal(base)).toMatchObject({ pushed: { count: 1 } });
  });

  test('of a journal that is the blog itself commits and pushes what changed', async () => {
    const { blog, remote } = scene();
    put(blog, { [FIRST]: '---\ntitle: A\n---\n', 'page.md': 'not a post\n' });
    const done = await publishJournal({
      ...newWorld(),
      journal: blog,
      target: blog,
      dryRun: false,
      push: true,
    });
    expect(done).toMatchObject({ exitCode: 0, pushed: { count: 1 } });
    expect(git(remote, 'ls-tree', '-r', '--name-only', 'main').split('\n')).toContain(FIRST);
    expect(git(blog, 'status', '--porcelain')).toBe(' M page.md');
  });
});
