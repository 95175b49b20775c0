// `galley check` from outside: what it prints, its JSON, its exit codes, and what `--fix` writes.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Places, program, samplePosts, tempPlaces } from '#test/support/app.ts';

let places: Places;
let folder = '';
let made = 0;
beforeAll(() => {
  places = tempPlaces();
});
afterAll(() => places.remove());
beforeEach(() => {
  folder = join(places.home, `check-${++made}`);
  put('_config.yml', 'title: x\n');
});

function put(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

function galley(...args: readonly string[]): {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'check', ...args], {
    env: places.env,
    cwd: places.home,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, errors: stderr };
}

const A = '_posts/2026-01-01-a.md';
const B = '_posts/2026-01-02-b.md';

describe('galley check', () => {
  test('the sample has no error: 0', () => {
    const { code, out } = galley(samplePosts, '--no-rule', 'image-without-alt');
    expect(out).toBe('8 posts checked, nothing found.\n');
    expect(code).toBe(0);
  });

  test('findings are grouped by file, with totals: 1 for an error, 0 for warnings alone', () => {
    put(A, '---\ntitle: 가\nmessage: ".."\n---\n![산](/none.png)\n');
    put(B, '---\ntitle: 나\n---\n[x](/gone/)\n');
    const { code, out } = galley(folder);
    expect(out).toBe(
      [
        B,
        '      4:5  warning  The link /gone/ leads to nothing in the journal.  [link-broken]',
        '',
        A,
        '     3:10  warning  message still says "..".  [placeholder-text]',
        '      5:6  error    /none.png is not in the journal.  [file-missing]',
        '',
        '1 error, 2 warnings, 0 remarks in 2 of 2 posts.',
        '',
      ].join('\n'),
    );
    expect(code).toBe(1);
    expect(galley(folder, '--no-rule', 'file-missing').code).toBe(0);
    expect(galley(folder, '--no-rule', 'file-missing', '--strict').code).toBe(1);
    expect(galley(folder, '--rule', 'placeholder-text').out).toContain(
      '0 errors, 1 warning, 0 remarks in 1 of 2 posts.',
    );
  });

  test('--json is stable', () => {
    put(A, '---\ntitle: 가\n---\n![산](/IMG.png)\n');
    put('img.png', 'x');
    const { code, out } = galley(folder, '--json');
    expect(JSON.parse(out)).toEqual({
      format: 1,
      posts: 1,
      error: 1,
      warning: 0,
      info: 0,
      fixed: [],
      problems: [],
      findings: [
        {
          path: A,
          line: 4,
          column: 6,
          rule: 'file-name-differs',
          severity: 'error',
          message: '/IMG.png is named img.png on disk; a web server tells the two apart and shows nothing.',
          detail: { file: 'img.png' },
          fix: [{ from: 22, to: 30, insert: '/img.png' }],
        },
      ],
    });
    expect(code).toBe(1);
  });

  test('without --fix nothing is written; with it only the path is', () => {
    const text = '\uFEFF---\r\ntitle:   "가"\r\n---\r\n![산](/IMG.png)\r\n[x](/gone/)';
    put(A, text);
    put('img.png', 'x');
    galley(folder);
    expect(readFileSync(join(folder, A), 'utf8')).toBe(text);
    const { code, out } = galley(folder, '--fix', '--no-rule', 'link-broken');
    expect(out).toBe(`mended ${A} (1)\n1 post checked, nothing found.\n`);
    expect(code).toBe(0);
    expect(readFileSync(join(folder, A), 'utf8')).toBe(text.replace('/IMG.png', '/img.png'));
  });

  test('drafts are left out unless asked for; a journal switches rules off', () => {
    put('_drafts/idea.md', '---\ntitle: 생각\n---\nTODO: 나중에\n');
    put(A, '---\ntitle: 가\n---\n[x](/gone/)\n');
    put('.galley/settings.json', '{"version": 1, "check": {"off": ["link-broken"]}}');
    expect(galley(folder).out).toBe('1 post checked, nothing found.\n');
    expect(galley(folder, '--drafts').out).toContain('[placeholder-text]');
    expect(galley(folder, '--rule', 'link-broken').out).toContain('[link-broken]');
  });

  test('wrong use and no folder: 2', () => {
    for (const args of [
      [],
      [join(places.home, 'nowhere')],
      [folder, '--rule', 'no-such'],
      [folder, '--what'],
    ]) {
      const { code, out, errors } = galley(...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(errors).not.toBe('');
    }
  });

  test('--list-rules names every rule', () => {
    const { code, out } = galley('--list-rules');
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => / {2}(?:error|warning|info) /.test(line)).length).toBe(17);
    expect(out).toContain('(--fix mends it)');
  });
});
