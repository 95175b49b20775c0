// What git prints for programs, read back.
import { describe, expect, test } from 'vitest';
import { parseConfig, parsePaths, parseStatus, withoutFilters } from '#host/git/parse.ts';
import { gitProgram } from '#host/git/program.ts';
import { gitError } from '#host/git/run.ts';

const z = (...fields: readonly string[]): string => fields.map((field) => `${field}\0`).join('');
const modes = '100644 100644 100644';
const ids = `${'1'.repeat(40)} ${'2'.repeat(40)}`;

describe('status', () => {
  test('gives branch, commit, distance and the letters of each path', () => {
    const report = parseStatus(
      z(
        `# branch.oid ${'a'.repeat(40)}`,
        '# branch.head 글/main',
        '# branch.upstream origin/main',
        '# branch.ab +2 -13',
        `1 .M N... ${modes} ${ids} _posts/a b.md`,
        `1 A. N... ${modes} ${ids} new\nline.md`,
        `2 R. N... ${modes} ${ids} R100 to.md`,
        'from.md',
        `u UU N... ${modes} 100644 ${ids} ${'3'.repeat(40)} both.md`,
        '? -n.md',
        '! ignored.md',
      ),
    );
    expect(report).toMatchObject({
      head: 'a'.repeat(40),
      branch: '글/main',
      upstream: 'origin/main',
      ahead: 2,
      behind: 13,
    });
    expect([...report.paths]).toEqual([
      ['_posts/a b.md', { index: '.', tree: 'M' }],
      ['new\nline.md', { index: 'A', tree: '.' }],
      ['to.md', { index: 'R', tree: '.' }],
      ['both.md', { index: 'U', tree: 'U' }],
      ['-n.md', { index: '?', tree: '?' }],
    ]);
    expect(report.unmerged).toEqual(['both.md']);
    expect([...report.renamed]).toEqual([['to.md', 'from.md']]);
  });

  test('knows a branch without a commit, and no branch', () => {
    expect(parseStatus(z('# branch.oid (initial)', '# branch.head main'))).toMatchObject({
      head: null,
      branch: 'main',
    });
    expect(parseStatus(z(`# branch.oid ${'b'.repeat(40)}`, '# branch.head (detached)'))).toMatchObject({
      branch: null,
    });
    expect(parseStatus('')).toMatchObject({ head: null, branch: null, ahead: null });
  });
});

test('lists of paths keep every character', () => {
  expect(parsePaths('a\0b\nc\0 d \0')).toEqual(['a', 'b\nc', ' d ']);
});

test('an error tells what git said, without passwords', () => {
  const error = gitError(
    'It failed.',
    {
      code: 128,
      stdout: '',
      bytes: new Uint8Array(),
      stderr: "fatal: 'https://me:s3cret@host.example/x.git' is gone",
    },
    ['commit', '--message=private'],
  );
  expect(error).toMatchObject({ code: 'git', message: 'It failed.' });
  expect(error.detail).toEqual({
    command: 'commit',
    exitCode: 128,
    stderr: "fatal: 'https://host.example/x.git' is gone",
  });
});

test('only filters that the repository names are switched off', () => {
  const config = parseConfig(
    z(
      'global',
      'filter.lfs.clean\ngit-lfs clean -- %f',
      'local',
      'filter.a=b.clean\nrm -rf x',
      'local',
      'core.bare\nfalse',
      'local',
      'filter.flag.required',
    ),
  );
  expect(config[3]).toEqual({ scope: 'local', key: 'filter.flag.required', value: 'true' });
  expect(withoutFilters(config)).toEqual([
    ['filter.a=b.clean', ''],
    ['filter.a=b.smudge', ''],
    ['filter.a=b.process', ''],
    ['filter.a=b.required', 'false'],
    ['filter.flag.clean', ''],
    ['filter.flag.smudge', ''],
    ['filter.flag.process', ''],
    ['filter.flag.required', 'false'],
  ]);
});

describe('the program', () => {
  const there = (file: string) =>
    file === 'C:\\Git\\cmd\\git.exe' || file === 'git.exe' || file.startsWith('here');
  test('on Windows is found in absolute folders of PATH alone, never in the working folder', () => {
    expect(gitProgram('win32', '.;here;"C:\\Git\\cmd";C:\\Other', there)).toBe('C:\\Git\\cmd\\git.exe');
    expect(() => gitProgram('win32', '.;;here', there)).toThrow('git is not installed');
  });
  test('elsewhere is looked up by the system', () => {
    expect(gitProgram('linux', '', () => false)).toBe('git');
  });
});
