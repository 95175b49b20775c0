// galley taxonomy from outside: what it prints, the bytes it writes, its exit codes, and the way back.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Places, program, tempPlaces } from '#test/support/app.ts';

let places: Places;
let blog = '';
beforeAll(() => {
  places = tempPlaces();
});
afterAll(() => places.remove());

const post = (front: string) => `---\n${front}\n---\n\nbody\n`;
const files: Readonly<Record<string, string>> = {
  '_config.yml': 'timezone: Asia/Seoul\n',
  '_posts/2024-01-01-a.md': post('categories: [dev, rust]\ntags: [ML, "회고"]  # two'),
  '_posts/2024-01-02-b.md': post('categories: rust\ntags: [ml, ML]'),
  '_posts/2024-01-03-c.md': post('title: A: b\ntags: [ML]'),
};
let n = 0;
beforeEach(() => {
  blog = join(places.base, `blog-${n++}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(blog, path)), { recursive: true });
    writeFileSync(join(blog, path), text);
  }
});

const read = (path: string) => readFileSync(join(blog, path), 'utf8');

function galley(...args: readonly string[]): Promise<{ code: number | null; out: string; errors: string }> {
  const child = spawn(process.execPath, [program, 'taxonomy', ...args], {
    env: places.env,
    cwd: places.home,
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, errors })));
}

describe('galley taxonomy', () => {
  test('list counts categories by path and tags, and groups what looks alike', async () => {
    const { code, out } = await galley('list', blog);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'category\tdev\t1\t2024-01-01',
      'category\tdev > rust\t1\t2024-01-01',
      'category\trust\t1\t2024-01-02',
      'tag\tML\t3\t2024-01-03',
      'tag\tml\t1\t2024-01-02',
      'tag\t회고\t1\t2024-01-01',
      'similar\tML\tml',
      '',
    ]);
    const json: unknown = JSON.parse((await galley('list', blog, '--json')).out);
    expect(json).toMatchObject({ similar: { tags: [['ML', 'ml']], categories: [] } });
  });

  test('merge shows the lines first, then changes them, leaves what is broken, and goes back', async () => {
    const dry = await galley('merge', blog, 'ML', 'ml', '--into', 'machine-learning', '--dry-run');
    expect(dry.code).toBe(1);
    expect(dry.out.split('\n')).toEqual([
      '_posts/2024-01-02-b.md',
      '  3\t- tags: [ml, ML]',
      '  3\t+ tags: [machine-learning]',
      '_posts/2024-01-01-a.md',
      '  3\t- tags: [ML, "회고"]  # two',
      '  3\t+ tags: [machine-learning, "회고"]  # two',
      expect.stringMatching(/^left alone: _posts\/2024-01-03-c\.md:2: /),
      '2 posts would change',
      '',
    ]);
    expect(read('_posts/2024-01-02-b.md')).toBe(files['_posts/2024-01-02-b.md']);
    const done = await galley('merge', blog, 'ML', 'ml', '--into', 'machine-learning');
    expect([done.code, done.errors]).toEqual([1, '']);
    expect(read('_posts/2024-01-02-b.md')).toBe(post('categories: rust\ntags: [machine-learning]'));
    expect(read('_posts/2024-01-03-c.md')).toBe(files['_posts/2024-01-03-c.md']);
    expect(await galley('undo', blog)).toEqual({ code: 0, out: '2 posts are as before\n', errors: '' });
    for (const [path, text] of Object.entries(files)) expect(read(path)).toBe(text);
    expect(await galley('undo', blog)).toMatchObject({ code: 2, out: '' });
  });

  test.each([
    [['rename', 'rust', 'Rust', '--kind', 'category'], 'categories: [dev, Rust]', 'categories: Rust'],
    [['rename', 'dev > rust', 'Rust', '--kind', 'category'], 'categories: [dev, Rust]', 'categories: rust'],
    [['rename', '> rust', 'Rust', '--kind', 'category'], 'categories: [dev, rust]', 'categories: Rust'],
    [['delete', 'rust', '--kind', 'category'], 'categories: [dev]', 'categories:'],
    [
      ['move', 'rust', '--under', 'dev', '--kind', 'category'],
      'categories: [dev, rust]',
      'categories: dev rust',
    ],
    [
      ['merge', 'dev', 'rust', '--into', 'code', '--kind', 'category'],
      'categories: [code, rust]',
      'categories: code',
    ],
  ])('%j', async ([command = '', ...args], first, second) => {
    const { code, errors } = await galley(command, blog, ...args);
    expect([code, errors]).toEqual([0, '']);
    expect(read('_posts/2024-01-01-a.md')).toBe(post(`${first}\ntags: [ML, "회고"]  # two`));
    expect(read('_posts/2024-01-02-b.md')).toBe(post(`${second}\ntags: [ml, ML]`));
  });

  test('split, delete and move work on tags, in one post or all, with old addresses kept', async () => {
    expect((await galley('split', blog, '회고', 'til', '주간')).code).toBe(0);
    expect(read('_posts/2024-01-01-a.md')).toBe(
      post('categories: [dev, rust]\ntags: [ML, "til", 주간]  # two'),
    );
    const one = ['--post', '_posts/2024-01-02-b.md'];
    expect((await galley('delete', blog, 'ML', ...one)).code).toBe(0);
    expect(read('_posts/2024-01-02-b.md')).toBe(post('categories: rust\ntags: [ml]'));
    const moved = await galley('move', blog, 'ml', '--to', 'category', '--redirect', '--json');
    expect(moved.code).toBe(0);
    expect(JSON.parse(moved.out)).toMatchObject({
      applied: true,
      files: [{ urlBefore: '/rust/2024/01/02/b.html', urlAfter: '/rust/ml/2024/01/02/b.html' }],
      refused: [],
    });
    expect(read('_posts/2024-01-02-b.md')).toBe(
      post('categories: rust ml\ntags: []\nredirect_from: [/rust/2024/01/02/b.html]'),
    );
  });

  test.each<readonly string[]>([
    ['rename', '.', 'a'],
    ['rename', 'nowhere', 'a', 'b'],
    ['rename', '.', 'a', ' '],
    ['rename', '.', 'a', 'b', '--kind', 'x'],
    ['merge', '.', 'a'],
    ['move', '.', 'a'],
    ['move', '.', 'a', '--to', 'tag'],
    ['delete', '.', 'a > b', 'c > d', '--kind', 'category'],
    ['delete', '.', 'a', '--post', '../x'],
    ['nope', '.'],
  ])('%j is wrong use', async (...args) => {
    const { code, errors, out } = await galley(...args.map((each) => (each === '.' ? blog : each)));
    expect([code, out]).toEqual([2, '']);
    expect(errors).not.toBe('');
  });
});
