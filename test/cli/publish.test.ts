// `galley publish` from outside: what it prints, its JSON, and each of its exit codes.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Places, program, samplePosts, tempPlaces } from '#test/support/app.ts';

const made: Places[] = [];
afterAll(() => {
  for (const each of made) each.remove();
});

let places: Places;
let journal = '';
let blog = '';
const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-C', folder, ...args], { env: places.env, encoding: 'utf8' }).trimEnd();
const galley = (...args: readonly string[]) => {
  const run = spawnSync(process.execPath, [program, 'publish', ...args], {
    env: places.env,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, errors: run.stderr };
};

beforeEach(() => {
  places = tempPlaces();
  made.push(places);
  journal = join(places.home, 'journal');
  blog = join(places.home, 'blog');
  const remote = join(places.base, 'remote.git');
  cpSync(samplePosts, journal, { recursive: true });
  mkdirSync(blog);
  git(places.base, 'init', '-q', '--bare', '-b', 'main', remote);
  git(blog, 'init', '-q', '-b', 'main');
  git(blog, 'config', 'user.name', 'Writer');
  git(blog, 'config', 'user.email', 'writer@example.invalid');
  writeFileSync(join(blog, '_config.yml'), 'title: Blog\nurl: https://blog.example\n');
  git(blog, 'add', '.');
  git(blog, 'commit', '-q', '-m', 'Start');
  git(blog, 'remote', 'add', 'origin', `file://${remote}`);
  git(blog, 'push', '-q', '-u', 'origin', 'main');
});

const POST = '_posts/2026-06-11-writing-without-a-network.md';

describe('galley publish', () => {
  test('plans, then commits and pushes one post, then has nothing to do: 0', () => {
    const plan = galley(journal, '--to', blog, '--post', POST, '--dry-run', '--json');
    expect(plan.code, plan.errors).toBe(0);
    const told = JSON.parse(plan.out);
    expect(told.exported.steps.map((step: { path: string }) => step.path)).toEqual([POST]);
    expect(told).toMatchObject({ exitCode: 0, pushed: null, refused: null, git: { pendingCount: 0 } });
    expect(git(blog, 'log', '--format=%s')).toBe('Start');

    const done = galley(journal, '--to', blog, '--post', POST, '--push', '-m', '첫 발행');
    expect(done.code, done.errors).toBe(0);
    expect(done.out).toMatch(
      /Pushed 1 commit to origin\/main\.\nhttps:\/\/blog\.example\/.* "Writing without a network"\n$/,
    );
    expect(git(join(places.base, 'remote.git'), 'log', '--format=%s', 'main')).toBe('첫 발행\nStart');
    expect(galley(journal, '--to', blog, '--post', POST, '--push')).toMatchObject({ code: 0 });

    const back = galley(journal, '--to', blog, '--undo');
    expect(back.out).toMatch(
      /^Took the last export back: 1 file\.\nCommitted [0-9a-f]{10}\. Nothing was pushed\.\n$/,
    );
    expect(git(blog, 'diff', '--name-only', 'HEAD~2', 'HEAD')).toBe('');
    expect(galley(journal, '--to', blog, '--undo')).toMatchObject({
      code: 0,
      out: 'There is no export to take back here.\n',
    });
  });

  test('leaves a conflict alone: 1', () => {
    galley(journal, '--to', blog, '--post', POST);
    appendFileSync(join(blog, POST), 'theirs\n');
    git(blog, 'commit', '-q', '-am', 'theirs');
    appendFileSync(join(journal, POST), 'ours\n');
    const { code, out } = galley(journal, '--to', blog, '--post', POST);
    expect(code).toBe(1);
    expect(out).toContain(`conflict  ${POST}`);
  });

  test('wrong use, or a folder that is not there: 2', () => {
    expect(galley(journal, '--to', join(places.home, 'nowhere')).code).toBe(2);
    expect(galley(journal, '--to', blog, '--post', '../x').code).toBe(2);
    expect(galley().code).toBe(2);
  });

  test('where git refuses: 3, with the reason', () => {
    git(blog, 'checkout', '-q', '--detach');
    const { code, out } = galley(journal, '--to', blog, '--post', POST, '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      exitCode: 3,
      exported: null,
      refused: { problem: 'git-detached', message: expect.stringContaining('on no branch') },
    });
    expect(git(blog, 'status', '--porcelain')).toBe('');
  });
});
