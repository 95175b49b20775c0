// The desktop's decisions that need no Electron: links, window places, what an argument names.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Want, wantOf, wantOfArguments } from '../../electron/desktop/arguments.ts';
import { isOutsideLink } from '../../electron/desktop/links.ts';
import { keepWishes } from '../../electron/desktop/wanted.ts';
import { readWindowState, writeWindowState } from '../../electron/desktop/window-state.ts';

const base = mkdtempSync(join(tmpdir(), 'galley-desktop-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('links', () => {
  test.each([
    'https://example.org/a?b=c#d',
    'http://example.org',
    'https://예시.한국/글',
    'mailto:someone@example.org',
  ])('%s goes to the browser', (url) => expect(isOutsideLink(url)).toBe(true));

  test.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'app://galley/index.html',
    'media://journal/a.png',
    'ms-msdt:/id',
    'ssh://host',
    '\\\\server\\share',
    'https://user:secret@example.org',
    'https://user@example.org',
    'https://example.org/a\nb',
    'https://example.org/\u0000',
    'https://example.org/\u202etxt.exe',
    ' https://example.org',
    'https://',
    'example.org',
    '',
    `https://example.org/${'a'.repeat(5000)}`,
  ])('%j does not', (url) => expect(isOutsideLink(url)).toBe(false));
});

describe('window state', () => {
  const file = join(base, 'deep/window.json');
  const screens = [{ x: 0, y: 0, width: 1920, height: 1080 }];
  const box = { x: 100, y: 50, width: 1200, height: 800 };

  test('comes back as it was stored', () => {
    writeWindowState(file, { box, maximized: true });
    expect(readWindowState(file, screens)).toEqual({ box, maximized: true });
  });

  test('is forgotten where no screen shows the title bar', () => {
    for (const gone of [{ x: 1900 }, { x: -1150 }, { y: -10 }, { y: 1060 }]) {
      writeWindowState(file, { box: { ...box, ...gone }, maximized: false });
      expect(readWindowState(file, screens).box, JSON.stringify(gone)).toBeNull();
    }
  });

  test('survives a damaged or missing file, cut at every byte', () => {
    writeWindowState(file, { box, maximized: true });
    const whole = readFileSync(file);
    for (let cut = 0; cut < whole.length; cut++) {
      writeFileSync(file, whole.subarray(0, cut));
      expect(readWindowState(file, screens)).toEqual({ box: null, maximized: false });
    }
    for (const odd of ['null', '[]', '{"box":{"x":"1"}}', '{"box":{"x":1,"y":1,"width":10,"height":10}}']) {
      writeFileSync(file, odd);
      expect(readWindowState(file, screens).box).toBeNull();
    }
    expect(readWindowState(join(base, 'none.json'), screens)).toEqual({ box: null, maximized: false });
  });

  test('costs nothing where it cannot be stored', () => {
    writeFileSync(join(base, 'file'), '');
    expect(() => writeWindowState(join(base, 'file/window.json'), { box, maximized: false })).not.toThrow();
  });
});

describe('arguments', () => {
  const blog = join(base, 'blog');
  mkdirSync(join(blog, '_posts/dev'), { recursive: true });
  mkdirSync(join(base, 'notes'));
  writeFileSync(join(blog, '_posts/dev/2024-01-01-a.md'), '');
  writeFileSync(join(base, 'notes/b.markdown'), '');
  writeFileSync(join(base, 'notes/c.png'), '');

  test('a folder is itself, a post stands for its journal and itself', () => {
    expect(wantOf(blog)).toEqual({ folder: blog, post: null });
    const post = '_posts/dev/2024-01-01-a.md';
    expect(wantOf(join(blog, post))).toEqual({ folder: blog, post });
    expect(wantOf(join(base, 'notes/b.markdown'))).toEqual({
      folder: join(base, 'notes'),
      post: 'b.markdown',
    });
    expect(wantOf(join(base, 'notes/c.png'))).toBeNull();
    expect(wantOf(join(base, 'nowhere'))).toBeNull();
  });

  test('the last argument that names something counts, switches do not', () => {
    const folder = (...argv: string[]): string | undefined => wantOfArguments(argv, base)?.folder;
    expect(folder('--flag', 'blog', '-x')).toBe(blog);
    expect(folder('blog', 'notes')).toBe(join(base, 'notes'));
    expect(folder('blog', 'nowhere')).toBe(blog);
    expect(folder()).toBeUndefined();
    expect(folder('--user-data-dir=/')).toBeUndefined();
  });
});

describe('wishes', () => {
  test('wait for a page that listens; the last one counts', () => {
    const told: Want[] = [];
    const wishes = keepWishes((want) => told.push(want));
    const [a, b, c] = ['a', 'b', 'c'].map((folder): Want => ({ folder, post: null }));
    if (a === undefined || b === undefined || c === undefined) throw new Error('three');
    wishes.wish(a);
    wishes.wish(b);
    wishes.wish(null);
    expect(told).toEqual([]);
    wishes.pageListens();
    wishes.pageListens();
    expect(told).toEqual([b]);
    wishes.wish(a);
    expect(told).toEqual([b, a]);
    wishes.pageGone();
    wishes.wish(c);
    expect(told).toEqual([b, a]);
    wishes.pageListens();
    expect(told).toEqual([b, a, c]);
  });
});
