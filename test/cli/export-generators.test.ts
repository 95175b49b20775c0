// galley export to a site of another generator: options, the loss report, exit codes, and what is remembered.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Places, program, tempPlaces } from '#test/support/app.ts';

let places: Places;
beforeAll(() => {
  places = tempPlaces();
  put(
    'journal/_posts/2026-01-05-a.md',
    '---\ntitle: 글\ncategory: ml\n---\n\n**가(1)**는 ![x](/img/a.png){: width="3"}\n',
  );
  put('journal/img/a.png', '\u0089PNG');
  put('blog/config.toml', 'title = "x"\n');
  put('blog/content/old.md', 'x\n');
  execFileSync('git', ['init', '-q', join(places.home, 'blog')], { env: places.env });
});
afterAll(() => places.remove());

function put(path: string, content: string): void {
  mkdirSync(dirname(join(places.home, path)), { recursive: true });
  writeFileSync(join(places.home, path), content);
}

function run(...args: readonly string[]) {
  const from = [program, 'export', join(places.home, 'journal'), '--to', join(places.home, 'blog')];
  return spawnSync(process.execPath, [...from, ...args], { env: places.env, encoding: 'utf8' });
}

it('tells in JSON what would be written where, and what is lost, and writes nothing in a dry run', () => {
  const { status, stdout } = run('--dry-run', '--json', '--content', 'content/글', '--images', 'static/pics');
  expect(status).toBe(0);
  const told = JSON.parse(stdout);
  expect(told.target.settings).toMatchObject({
    generator: 'hugo',
    content: 'content/글',
    images: 'static/pics',
  });
  expect(told.steps.map(({ path }: { readonly path: string }) => path)).toEqual([
    'content/글/a.md',
    'static/pics/img/a.png',
  ]);
  expect(told.posts).toEqual([
    { path: 'content/글/a.md', url: `/${encodeURI('글')}/a/`, appears: { will: true } },
  ]);
  expect(told.losses).toEqual([
    { path: '_posts/2026-01-05-a.md', line: 6, code: 'attributes-dropped', weight: 'lost', what: 'width' },
  ]);
  expect(readdirSync(join(places.home, 'blog/content'))).toEqual(['old.md']);
});

it('writes, remembers how, and has nothing left to do', () => {
  const first = run('--generator', 'hugo', '--content', 'content/b', '--beside', '--front-matter', 'toml');
  expect(first.status).toBe(0);
  expect(first.stdout).toContain(
    'lost: _posts/2026-01-05-a.md:6: classes and sizes cannot be told there (width)',
  );
  expect(readFileSync(join(places.home, 'blog/content/b/a/index.md'), 'utf8')).toBe(
    '+++\ntitle = "글"\ncategories = ["ml"]\ndate = 2026-01-05\n+++\n\n**가(1)**&#45716; ![x](a.png)\n',
  );
  const second = run('--json');
  expect(second.status).toBe(0);
  const told = JSON.parse(second.stdout);
  expect(told.steps.every(({ action }: { readonly action: string }) => action === 'keep')).toBe(true);
  expect(told.losses).toEqual([]);
});

it('refuses a generator that it does not know, and folders outside, as wrong use', () => {
  for (const args of [
    ['--generator', 'gatsby'],
    ['--content', '../out'],
    ['--images', '.git/x'],
    ['--names', 'x'],
  ]) {
    const { status, stderr } = run('--dry-run', ...args);
    expect([args, status]).toEqual([args, 2]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  }
});
