// Branches, and a name for commits: changing to another branch happens only where nothing can get lost.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createBranch, listBranches, switchBranch } from '#host/git/branches.ts';
import { setIdentity } from '#host/git/identity.ts';
import { readState } from '#host/git/state.ts';
import { requirePlace } from '#host/publish/place.ts';
import { lookAt } from '#host/publish/state.ts';
import {
  commitHere,
  git,
  leaveWork,
  publishWorld,
  put,
  refusedWith,
  type Scene,
  scene,
  tempFolder,
  work,
} from './scene.ts';

const env = (it: Scene) => (it.world.env ? { env: it.world.env } : {});

async function change(it: Scene, branch: string, create = false): Promise<void> {
  const { repository } = await requirePlace(it.blog, it.world);
  const state = await readState(repository, env(it));
  await (create ? createBranch : switchBranch)(repository, state, branch, env(it));
}

/** A blog with a branch `side` that has another page and one more. */
function withSide(): Scene {
  const it = scene();
  git(it.blog, 'switch', '-q', '-c', 'side');
  commitHere(it.blog, 'page.md', 'side\n');
  commitHere(it.blog, 'more.md', 'side\n');
  git(it.blog, 'switch', '-q', 'main');
  return it;
}

describe('changing to another branch', () => {
  test('happens where everything is committed; files that git does not know come along', async () => {
    const it = withSide();
    put(it.blog, { 'untracked.md': 'u\n' });
    await change(it, 'side');
    expect(git(it.blog, 'branch', '--show-current')).toBe('side');
    expect(readFileSync(join(it.blog, 'untracked.md'), 'utf8')).toBe('u\n');
    const { repository } = await requirePlace(it.blog, it.world);
    const listed = await listBranches(repository, env(it));
    expect(listed.map(({ name, current, upstream }) => [name, current, upstream]).sort()).toEqual([
      ['main', false, 'origin/main'],
      ['side', true, null],
    ]);
  });

  test('is refused while anything is not committed, staged or not', async () => {
    const it = withSide();
    put(it.blog, { 'page.md': 'mine\n' });
    await refusedWith(it, 'branch-unclean', () => change(it, 'side'));
    git(it.blog, 'add', '.');
    await refusedWith(it, 'branch-unclean', () => change(it, 'side'));
  });

  test('never overwrites a file that git does not know, nor an ignored one', async () => {
    const it = withSide();
    put(it.blog, { 'more.md': 'mine\n' });
    const detail = await refusedWith(it, 'branch-overlap', () => change(it, 'side'));
    expect(detail.paths).toBe('more.md');
    writeFileSync(join(it.blog, '.git/info/exclude'), 'more.md\n');
    await refusedWith(it, 'branch-overlap', () => change(it, 'side'));
    expect(readFileSync(join(it.blog, 'more.md'), 'utf8')).toBe('mine\n');
  });

  test('that is open in another working folder, or not there, is refused', async () => {
    const it = withSide();
    await expect(change(it, 'none')).rejects.toMatchObject({ code: 'not-found' });
    await expect(change(it, '--detach')).rejects.toMatchObject({ code: 'not-found' });
    git(it.blog, 'worktree', 'add', '-q', join(tempFolder(), 'tree'), 'side');
    await refusedWith(it, 'branch-refused', () => change(it, 'side'));
  });

  test('is refused while a merge is in progress', async () => {
    const it = withSide();
    git(it.blog, 'merge', '-q', '--no-ff', '--no-commit', 'side');
    await refusedWith(it, 'git-unfinished', () => change(it, 'side'));
  });
});

describe('a new branch', () => {
  test('begins here and takes all work along, byte-equal', async () => {
    const it = scene();
    leaveWork(it.blog);
    const before = work(it.blog);
    await change(it, '글/새것', true);
    expect(git(it.blog, 'branch', '--show-current')).toBe('글/새것');
    expect(work(it.blog)).toEqual(before);
    await expect(change(it, 'main', true)).rejects.toMatchObject({ code: 'exists' });
  });

  test('ends a detached head', async () => {
    const it = scene();
    git(it.blog, 'checkout', '-q', '--detach');
    commitHere(it.blog);
    await change(it, 'rescued', true);
    expect(await lookAt(it.world, { folder: it.blog, remote: null, inPlace: false })).toMatchObject({
      branch: 'rescued',
      situation: { code: 'publish-first' },
    });
  });

  test.each(['-f', '--orphan', 'a..b', 'a b', 'x.lock', '@{-1}', 'HEAD', 'refs/heads/'])(
    'cannot be called %s',
    async (name) => {
      const it = scene();
      const before = git(it.blog, 'for-each-ref');
      await expect(change(it, name, true)).rejects.toMatchObject({ code: 'refused' });
      expect(git(it.blog, 'for-each-ref')).toBe(before);
    },
  );
});

describe('a name for commits', () => {
  test('is written into this repository alone', async () => {
    const it = scene();
    const home = join(tempFolder(), 'gitconfig');
    writeFileSync(home, '[user]\n\tuseConfigOnly = true\n');
    const world = { ...publishWorld(), env: { GIT_CONFIG_GLOBAL: home, GIT_CONFIG_NOSYSTEM: '1' } };
    const problems = async () =>
      (await lookAt(world, { folder: it.blog, remote: null, inPlace: false })).problems.map(
        ({ code }) => code,
      );
    expect(await problems()).toContain('git-identity');
    const { repository } = await requirePlace(it.blog, world);
    await setIdentity(repository, { name: '홍 길동', email: 'gildong@example.org' }, world.env);
    expect(await problems()).not.toContain('git-identity');
    expect(git(it.blog, 'config', '--local', 'user.name')).toBe('홍 길동');
    expect(readFileSync(home, 'utf8')).toBe('[user]\n\tuseConfigOnly = true\n');
    for (const [name, email] of [
      ['a\nb', 'a@b'],
      ['<x>', 'a@b'],
      ['...', 'a@b'],
      ['x', 'no address'],
    ] as const) {
      await expect(setIdentity(repository, { name, email }, world.env)).rejects.toMatchObject({
        code: 'refused',
      });
    }
    expect(existsSync(join(it.blog, '.git/config.lock'))).toBe(false);
  });
});
