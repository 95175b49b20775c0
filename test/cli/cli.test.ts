// The built command line from outside: what it prints, the bytes it writes, its exit codes.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Places, program, samplePosts, tempPlaces } from '#test/support/app.ts';

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

let places: Places;
beforeAll(() => {
  places = tempPlaces();
});
afterAll(() => places.remove());

function galley(args: readonly string[], input: string | Uint8Array = ''): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], { env: places.env, cwd: places.home });
  const out: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.on('close', (code) =>
      resolve({
        code,
        out: Buffer.concat(out).toString('utf8'),
        errors: Buffer.concat(errors).toString('utf8'),
      }),
    );
  });
}

const git = (folder: string, ...args: string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=T', '-c', 'user.email=t@example.org', ...args], {
    encoding: 'utf8',
    env: { ...places.env, GIT_CONFIG_NOSYSTEM: '1' },
  });

describe('galley', () => {
  test('has help everywhere, on stdout, with exit code 0', async () => {
    const all = await galley(['--help']);
    expect(all.code).toBe(0);
    const names = [...all.out.matchAll(/^ {2}([a-z]+) /gm)]
      .map((match) => match[1])
      .filter((name) => name !== 'help');
    expect(names).toEqual([
      'serve',
      'list',
      'new',
      'set',
      'render',
      'check',
      'export',
      'publish',
      'taxonomy',
    ]);
    for (const name of names) {
      const { code, out, errors } = await galley([name ?? '', '--help']);
      expect([code, errors]).toEqual([0, '']);
      expect(out).toContain(`Usage: galley ${name}`);
    }
  });

  test('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(samplePosts, '../package.json'), 'utf8')) as {
      version: string;
    }; // ours
    expect(await galley(['--version'])).toEqual({ code: 0, out: `${version}\n`, errors: '' });
  });

  test.each<readonly string[]>([
    ['nope'],
    ['--nope'],
    ['list'],
    ['list', 'nowhere'],
    ['new', '.'],
    ['set'],
    ['set', 'nowhere.md', 'a=b'],
    ['set', 'nowhere.md'],
    ['render', 'nowhere.md'],
    ['render', '--profile', 'x'],
    ['export', '.'],
    ['export', 'nowhere', '--to', '.'],
    ['export', '.', '--to', '.', '--post', '../x'],
  ])('wrong use is exit code 2 and one line: %s', async (...args) => {
    const { code, out, errors } = await galley(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toMatch(/^[^\n]+\n$/);
  });
});

describe('galley render', () => {
  test('renders a file without its front matter, and standard input', async () => {
    const file = join(places.home, 'post.md');
    writeFileSync(file, '---\ntitle: A\n---\n# 제목 *하나*\n');
    const html = '<h1 id="제목-하나">제목 <em>하나</em></h1>\n';
    expect(await galley(['render', file])).toEqual({ code: 0, out: html, errors: '' });
    expect(await galley(['render'], '# 제목 *하나*\n')).toEqual({ code: 0, out: html, errors: '' });
  });

  test('knows the profiles', async () => {
    expect((await galley(['render', '--profile', 'kramdown'], 'a~~b~~\n')).out).toBe('<p>a~~b~~</p>\n');
    expect((await galley(['render', '--profile', 'jekyll'], 'a~~b~~\n')).out).toBe('<p>a<del>b</del></p>\n');
  });

  test('refuses what is not UTF-8', async () => {
    const { code, errors } = await galley(['render'], Uint8Array.of(0xb0, 0xa1, 0x0a));
    expect(code).toBe(2);
    expect(errors).toContain('UTF-8');
  });

  test('answers JSON lines, wrong ones too, in order', async () => {
    const requests = [
      '{"id":1,"markdown":"a\u2028b","profile":"jekyll","options":null}',
      '',
      '{"id":"two","markdown":"*x*","profile":"gfm","options":{"auto_ids":false}}',
      'no json',
      '[]',
      '{"id":4}',
      '{"id":5,"markdown":"x","profile":"other"}',
      '{"id":6,"markdown":"x","options":[1]}',
      '{"id":7,"markdown":"last"}',
    ];
    const { code, out } = await galley(['render', '--jsonl'], requests.join('\n'));
    expect(code).toBe(0);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>); // the protocol's
    expect(answers.map(({ id }) => id)).toEqual([1, 'two', null, null, 4, 5, 6, 7]);
    expect(answers.map((answer) => 'html' in answer)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(answers.map((answer) => 'error' in answer)).toEqual(answers.map((answer) => !('html' in answer)));
    expect(answers.at(-1)?.html).toBe('<p>last</p>\n');
  });

  test('streams: memory does not grow with the number of lines', async () => {
    const child = spawn(process.execPath, ['--max-old-space-size=64', program, 'render', '--jsonl'], {
      env: places.env,
    });
    const line = `${JSON.stringify({ id: 1, markdown: `${'word '.repeat(2000)}\n` })}\n`;
    let answered = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      for (const byte of chunk) if (byte === 10) answered += 1;
    });
    const closed = new Promise((resolve) => child.on('close', resolve));
    // 80 MB in all, more than the heap that is allowed.
    for (let i = 0; i < 8000; i++) {
      if (!child.stdin.write(line)) await new Promise((done) => child.stdin.once('drain', done));
    }
    child.stdin.end();
    expect(await closed).toBe(0);
    expect(answered).toBe(8000);
  });

  test('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [program, 'render', '--jsonl'], { env: places.env });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    child.stdin.on('error', () => {});
    const closed = new Promise((resolve) => child.on('close', resolve));
    child.stdout.once('data', () => child.stdout.destroy());
    for (let i = 0; i < 2000; i++) child.stdin.write(`${JSON.stringify({ id: i, markdown: 'x\n' })}\n`);
    child.stdin.end();
    expect(await closed).toBe(0);
    expect(errors).toBe('');
  });
});

describe('galley set', () => {
  const text = '\uFEFF---\r\ntitle: "가" # said\r\ntags:   [a,  b]\r\ndate: 2024-10-03\r\n---\r\n본문\n';
  const file = (): string => {
    const path = join(places.home, 'set.md');
    writeFileSync(path, text, { mode: 0o640 });
    return path;
  };

  test('changes one value and no other byte', async () => {
    const path = file();
    expect(await galley(['set', path, 'title=나: 다'])).toMatchObject({ code: 0, out: '' });
    expect(readFileSync(path, 'utf8')).toBe(text.replace('"가"', '"나: 다"'));
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  test('writes nothing where nothing changes', async () => {
    const path = file();
    const before = statSync(path, { bigint: true });
    expect(await galley(['set', path, 'title="가"', 'date=2024-10-03'])).toMatchObject({ code: 0 });
    const after = statSync(path, { bigint: true });
    expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino]);
  });

  test('takes keys out and adds keys', async () => {
    const path = file();
    expect(await galley(['set', path, 'draft=true', '--unset', 'tags', '--unset', 'none'])).toMatchObject({
      code: 0,
    });
    const after = readFileSync(path, 'utf8');
    expect(after).not.toContain('tags');
    expect(after).toContain('draft: true\r\n');
  });

  test('refuses as a whole, with the reason, and leaves the file', async () => {
    const path = join(places.home, 'broken.md');
    const broken = '---\ntitle: [a\n---\ntext\n';
    writeFileSync(path, broken);
    const { code, errors } = await galley(['set', path, 'title=b']);
    expect(code).toBe(2);
    expect(errors).toMatch(/^galley: [^\n]+\n$/);
    expect(readFileSync(path, 'utf8')).toBe(broken);
    const whole = file();
    expect((await galley(['set', whole, 'title=b', 'no assignment'])).code).toBe(2);
    expect(readFileSync(whole, 'utf8')).toBe(text);
  });

  test('leaves a file alone that is not UTF-8', async () => {
    const path = join(places.home, 'euc.md');
    const bytes = Buffer.concat([
      Buffer.from('---\ntitle: '),
      Buffer.from([0xb0, 0xa1]),
      Buffer.from('\n---\n'),
    ]);
    writeFileSync(path, bytes);
    expect((await galley(['set', path, 'title=b'])).code).toBe(2);
    expect(readFileSync(path)).toEqual(bytes);
  });

  test('answers JSON lines', async () => {
    const lines = [
      { id: 1, text: '---\na: 1 # one\n---\n', set: { a: 2 }, unset: [] },
      { id: 2, text: '---\na: 1\nb: 2\n---\n', set: ['a=x'], unset: ['b'] },
      { id: 3, text: '---\na: [\n---\n', set: { a: 2 } },
      { id: 4, text: 5 },
    ];
    const { code, out } = await galley(
      ['set', '--jsonl'],
      lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    );
    expect(code).toBe(0);
    const answers = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>); // the protocol's
    expect(answers[0]).toEqual({ id: 1, text: '---\na: 2 # one\n---\n' });
    expect(answers[1]).toEqual({ id: 2, text: '---\na: x\n---\n' });
    expect(answers[2]).toMatchObject({ id: 3, error: expect.any(String) });
    expect(answers[3]).toMatchObject({ id: 4, error: expect.any(String) });
  });
});

describe('galley list', () => {
  test('lists the sample journal, newest first, and touches nothing', async () => {
    const { code, out } = await galley(['list', samplePosts, '--json']);
    expect(code).toBe(0);
    const entries = JSON.parse(out) as { path: string; time: number | null; title: string }[]; // what the host lists
    expect(entries.length).toBeGreaterThan(3);
    const times = entries.map(({ time }) => time).filter((time) => time !== null);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const again = await galley(['list', samplePosts, '--json']);
    expect(again.out).toBe(out);
    const plain = await galley(['list', samplePosts]);
    expect(plain.out.trimEnd().split('\n')).toHaveLength(entries.length);
    for (const { path, title } of entries) expect(plain.out).toContain(`${path}\t${title}`);
  });

  test('gives each post one line, whatever its name and title hold', async () => {
    const folder = join(places.home, 'odd');
    mkdirSync(join(folder, '_posts'), { recursive: true });
    writeFileSync(join(folder, '_posts/2024-01-01-a.md'), '---\ntitle: "a\\tb\\nc"\n---\n');
    writeFileSync(join(folder, '_posts/2024-01-02-b.md'), '---\ntitle: [\n---\n');
    const { out } = await galley(['list', folder]);
    expect(out.trimEnd().split('\n')).toHaveLength(2);
    expect(out).toContain('a b c');
    expect(out).toMatch(/2024-01-02-b\.md\t.*line \d/);
  });
});

describe('galley new', () => {
  test('makes a post where the journal keeps them', async () => {
    const folder = join(places.home, 'blog');
    cpSync(samplePosts, folder, { recursive: true });
    const made = await galley([
      'new',
      folder,
      '새 글: 하나',
      '-c',
      '개발',
      '-c',
      '도구',
      '--date',
      '2024-10-03 10:00:00 +0900',
    ]);
    expect(made.errors).toBe('');
    expect(made.code).toBe(0);
    const path = made.out.trimEnd();
    expect(path).toMatch(/^_posts\/.*2024-10-03-.*새-글.*\.md$/);
    const entries = JSON.parse((await galley(['list', folder, '--json'])).out) as Record<string, unknown>[]; // as above
    expect(entries.find((entry) => entry.path === path)).toMatchObject({
      title: '새 글: 하나',
      categories: ['개발', '도구'],
    });
    const twice = await galley([
      'new',
      folder,
      '새 글: 하나',
      '-c',
      '개발',
      '-c',
      '도구',
      '--date',
      '2024-10-03 10:00:00 +0900',
    ]);
    expect(twice.code === 2 || twice.out.trimEnd() !== path).toBe(true);
  });
});

describe('galley export', () => {
  test('plans, writes, commits exactly its paths, and then plans nothing', async () => {
    const journal = join(places.home, 'journal');
    const blog = join(places.home, 'target');
    mkdirSync(join(journal, '_posts'), { recursive: true });
    const post = '---\ntitle: 첫 글\n---\n본문\n';
    writeFileSync(join(journal, '_posts/2024-01-01-first.md'), post);
    mkdirSync(join(blog, '_posts'), { recursive: true });
    writeFileSync(join(blog, '_config.yml'), 'title: Blog\n');
    git(blog, 'init', '-q', '-b', 'main');
    git(blog, 'config', 'user.name', 'T');
    git(blog, 'config', 'user.email', 't@example.org');
    git(blog, 'add', '.');
    git(blog, 'commit', '-q', '-m', 'start');
    writeFileSync(join(blog, 'unrelated.txt'), 'mine');

    const dry = await galley(['export', journal, '--to', blog, '--dry-run', '--json']);
    expect(dry.code).toBe(0);
    expect(JSON.parse(dry.out)).toMatchObject({
      applied: null,
      steps: [{ action: 'add', path: '_posts/2024-01-01-first.md' }],
    });
    expect(git(blog, 'status', '--porcelain')).toBe('?? unrelated.txt\n');

    const done = await galley(['export', journal, '--to', blog, '-m', '첫 글 올림']);
    expect(done.errors).toBe('');
    expect(done.code).toBe(0);
    expect(git(blog, 'show', '--name-only', '--format=%s', 'HEAD')).toContain('첫 글 올림');
    expect(git(blog, 'show', 'HEAD:_posts/2024-01-01-first.md')).toBe(post);
    expect(git(blog, 'status', '--porcelain')).toBe('?? unrelated.txt\n');

    const again = await galley(['export', journal, '--to', blog, '--json', '--dry-run']);
    const { steps } = JSON.parse(again.out) as { steps: { action: string }[] }; // the plan
    expect(steps.filter(({ action }) => action !== 'keep')).toEqual([]);

    writeFileSync(join(blog, '_posts/2024-01-01-first.md'), '---\ntitle: theirs\n---\n');
    writeFileSync(join(journal, '_posts/2024-01-01-first.md'), post.replace('본문', '고침'));
    const conflict = await galley(['export', journal, '--to', blog]);
    expect(conflict.code).toBe(1);
    expect(readFileSync(join(blog, '_posts/2024-01-01-first.md'), 'utf8')).toContain('theirs');
  });
});
