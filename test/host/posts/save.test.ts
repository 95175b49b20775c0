// Reading and saving: every byte survives, nothing unseen is overwritten, what was overwritten can be had back.
import {
  chmod,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { versionOf } from '#host/files/version.ts';
import { openWorld, rel } from '#test/host/support/posts.ts';
import { tempFolders } from '#test/host/support/temp.ts';

const tempFolder = tempFolders();
const PATH = rel('_posts/2024-03-05-글.md');
const OLD = '---\ntitle: 하나\n---\n\n처음 글.\n';
const world = async (files: Readonly<Record<string, string | Uint8Array>> = { [PATH]: OLD }) =>
  openWorld(await tempFolder(), files);
const bytes = (text: string) => Buffer.from(text, 'utf8');

describe('post.read', () => {
  const samples: readonly (readonly [string, string | Uint8Array])[] = [
    ['LF', 'a\nb\n'],
    ['CRLF', 'a\r\nb\r\n'],
    ['mixed ends', 'a\r\nb\nc\rd'],
    ['a byte order mark', '\uFEFF---\ntitle: x\n---\n'],
    ['no final line end', 'a'],
    ['nothing', ''],
    ['tabs and trailing blanks', '\ta  \n\n\n  '],
    ['line separators and NUL', 'a\u2028b\u2029c\0d'],
    ['characters beyond the basic plane', '😀𠮷'],
    ['decomposed Hangul', '한글'.normalize('NFD')],
  ];
  it.each(samples)('gives %s exactly, and saving it unchanged touches nothing', async (_what, content) => {
    const { calls, root } = await world({ [PATH]: content });
    await utimes(join(root, PATH), 1_600_000_000, 1_600_000_000);
    const before = await stat(join(root, PATH), { bigint: true });
    const read = await calls['post.read']({ path: PATH });
    expect(bytes(read.text)).toEqual(Buffer.from(content));
    expect(read).toMatchObject({ readOnly: false, version: versionOf(Buffer.from(content)) });
    const saved = await calls['post.save']({ path: PATH, text: read.text, base: read.version });
    expect(saved.version).toBe(read.version);
    const after = await stat(join(root, PATH), { bigint: true });
    expect([after.mtimeNs, after.ino, after.size]).toEqual([before.mtimeNs, before.ino, before.size]);
  });

  const foreign: readonly (readonly [string, Uint8Array, string])[] = [
    ['EUC-KR', Buffer.from([0xc7, 0xd1, 0xb1, 0xdb, 0x0a]), '한글\n'],
    ['UTF-16', Buffer.from([0xff, 0xfe, 0x41, 0x00, 0x5c, 0xd5]), '\uFEFFA한'],
    ['a stray byte', Buffer.from([0x61, 0xed, 0x95, 0x9c, 0xff, 0x62]), 'a한\\xFFb'],
    ['half a character', Buffer.from([0x61, 0xed, 0x95]), 'a\\xED\\x95'],
    ['a coded surrogate', Buffer.from([0xed, 0xa0, 0x80]), '\\xED\\xA0\\x80'],
  ];
  it.each(foreign)('shows %s for reading only, and never writes it', async (_what, content, shown) => {
    const { calls, root } = await world({ [PATH]: content });
    const read = await calls['post.read']({ path: PATH });
    expect([read.text, read.readOnly]).toEqual([shown, true]);
    await expect(
      calls['post.save']({ path: PATH, text: read.text, base: read.version }),
    ).rejects.toMatchObject({
      code: 'not-utf8',
    });
    expect(await readFile(join(root, PATH))).toEqual(content);
    expect(await readdir(dirname(join(root, PATH)))).toHaveLength(1);
  });

  it('opens every post of a journal without changing a byte or a time', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [
        `_posts/2024-01-${String((n % 28) + 1).padStart(2, '0')}-p${n}.md`,
        `---\ntitle: ${n}\n---\r\n${'글 '.repeat(n)}`,
      ]),
    );
    const { calls, root, idle } = await world(files);
    const look = async () =>
      await Promise.all(
        Object.keys(files).map(async (path) => {
          const { mtimeNs, ino, ctimeNs } = await stat(join(root, path), { bigint: true });
          return [path, mtimeNs, ctimeNs, ino, await readFile(join(root, path), 'utf8')];
        }),
      );
    const before = await look();
    for (const path of Object.keys(files)) await calls['post.read']({ path: rel(path) });
    await calls['backup.list']({});
    await idle();
    expect(await look()).toEqual(before);
    expect((await readdir(join(root, '_posts'))).length).toBe(60);
  });

  it.each([
    '.git/hooks/post-commit',
    '.git/x.md',
    '_plugins/x.rb',
    '_config.yml',
    'a/.hidden/x.md',
    'GIT~1/x.md',
  ])('refuses to read or write %s', async (path) => {
    const { calls, root } = await world();
    await expect(calls['post.read']({ path: rel(path) })).rejects.toMatchObject({ code: 'refused' });
    await expect(calls['post.save']({ path: rel(path), text: 'x', base: null })).rejects.toMatchObject({
      code: 'refused',
    });
    expect(await readdir(root)).toEqual(['_posts']);
  });

  it('refuses links that lead out, in circles or nowhere', async () => {
    const { calls, root } = await world();
    const outside = await tempFolder('outside');
    await writeFile(join(outside, 'a.md'), 'secret');
    await symlink(join(outside, 'a.md'), join(root, 'a.md'));
    await symlink(outside, join(root, 'folder'));
    await symlink('loop.md', join(root, 'loop.md'));
    await symlink(join(outside, 'new.md'), join(root, 'new.md'));
    for (const path of ['a.md', 'folder/a.md', 'loop.md', 'new.md']) {
      await expect(calls['post.read']({ path: rel(path) }), path).rejects.toMatchObject({ code: 'outside' });
      await expect(
        calls['post.save']({ path: rel(path), text: 'x', base: null }),
        path,
      ).rejects.toMatchObject({ code: 'outside' });
    }
    await expect(
      calls['post.save']({ path: rel('folder/new.md'), text: 'x', base: null }),
    ).rejects.toMatchObject({ code: 'outside' });
    expect(await readdir(outside)).toEqual(['a.md']);
    expect(await readFile(join(outside, 'a.md'), 'utf8')).toBe('secret');
  });
});

describe('post.save', () => {
  it('writes, tells the new version and value, and says that the write was its own', async () => {
    const { calls, root, journal } = await world();
    const { version } = await calls['post.read']({ path: PATH });
    const text = OLD.replace('하나', '둘');
    const saved = await calls['post.save']({ path: PATH, text, base: version });
    expect(saved).toMatchObject({ path: PATH, version: versionOf(bytes(text)), entry: { title: '둘' } });
    expect(await readFile(join(root, PATH), 'utf8')).toBe(text);
    expect(journal.isOwnWrite(PATH, saved.version)).toBe(true);
  });

  it('writes nothing over a change it has not seen, and gives what is on disk', async () => {
    const { calls, root } = await world();
    const { version } = await calls['post.read']({ path: PATH });
    const theirs = OLD.replace('처음', '남의');
    await writeFile(join(root, PATH), theirs);
    await expect(calls['post.save']({ path: PATH, text: 'mine', base: version })).rejects.toMatchObject({
      code: 'conflict',
      detail: { text: theirs, version: versionOf(bytes(theirs)), readOnly: false },
    });
    expect(await readFile(join(root, PATH), 'utf8')).toBe(theirs);
    // Having seen it, the person saves theirs away: it can be had back.
    await calls['post.save']({ path: PATH, text: 'mine', base: versionOf(bytes(theirs)) });
    const { versions } = await calls['history.list']({ path: PATH });
    const texts = await Promise.all(
      versions.map(async (item) => (await calls['history.read']({ path: PATH, version: item.version })).text),
    );
    expect(texts).toContain(theirs);
  });

  it('takes the same text twice for saved, whatever the base', async () => {
    const { calls } = await world();
    const saved = await calls['post.save']({ path: PATH, text: OLD, base: 'f'.repeat(32) });
    expect(saved.version).toBe(versionOf(bytes(OLD)));
  });

  it('does not bring back a file that is gone, unless asked to', async () => {
    const { calls, root } = await world();
    const { version } = await calls['post.read']({ path: PATH });
    await rm(join(root, '_posts'), { recursive: true });
    await expect(calls['post.save']({ path: PATH, text: 'x', base: version })).rejects.toMatchObject({
      code: 'conflict',
      detail: { text: null, version: null },
    });
    expect(await readdir(root)).toEqual([]);
    await calls['post.save']({ path: PATH, text: 'x', base: null });
    expect(await readFile(join(root, PATH), 'utf8')).toBe('x');
  });

  it('says so when the whole journal is gone, and makes nothing', async () => {
    const { calls, root } = await world();
    await rm(root, { recursive: true });
    await expect(calls['post.save']({ path: PATH, text: 'x', base: null })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(stat(root)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses half a character instead of losing it', async () => {
    const { calls, root } = await world();
    const base = versionOf(bytes(OLD));
    await expect(calls['post.save']({ path: PATH, text: 'a\ud800b', base })).rejects.toMatchObject({
      code: 'not-utf8',
      detail: { offset: 1 },
    });
    expect(await readFile(join(root, PATH), 'utf8')).toBe(OLD);
  });

  it('writes through a link inside the journal and keeps the link and the mode', async () => {
    const { calls, root } = await world({ 'real.md': OLD });
    await mkdir(join(root, '_posts'));
    await symlink('../real.md', join(root, PATH));
    await chmod(join(root, 'real.md'), 0o600);
    await calls['post.save']({ path: PATH, text: 'new', base: versionOf(bytes(OLD)) });
    expect(await readlink(join(root, PATH))).toBe('../real.md');
    expect(await readFile(join(root, 'real.md'), 'utf8')).toBe('new');
    expect((await stat(join(root, 'real.md'))).mode & 0o777).toBe(0o600);
  });

  it('warns where another name keeps the old text', async () => {
    const { calls, root } = await world();
    await link(join(root, PATH), join(root, 'other.md'));
    const saved = await calls['post.save']({ path: PATH, text: 'new', base: versionOf(bytes(OLD)) });
    expect(saved.entry.problems.map(({ code }) => code)).toContain('hard-link-split');
    expect(await readFile(join(root, 'other.md'), 'utf8')).toBe(OLD);
  });

  it.each([
    'CON.md',
    'a:b.md',
    'x?.md',
    '-rf.md',
    'a\nb.md',
    'dot./x.md',
    'bidi\u202e.md',
    `${'가'.repeat(90)}.md`,
  ])('explains why a new file cannot be called %j', async (name) => {
    const { calls, root } = await world();
    const save = calls['post.save']({ path: rel(`_posts/${name}`), text: 'x', base: null });
    await expect(save).rejects.toMatchObject({ code: 'refused', detail: { fault: expect.any(String) } });
    expect(await readdir(root, { recursive: true })).toEqual(['_posts', PATH]);
  });

  it('still saves a file that has such a name already', async () => {
    const path = rel('_posts/2024-01-01-what?.md');
    const { calls, root } = await world({ [path]: OLD });
    await calls['post.save']({ path, text: 'new', base: versionOf(bytes(OLD)) });
    expect(await readFile(join(root, path), 'utf8')).toBe('new');
  });

  it('runs saves of one post in their order', async () => {
    const { calls, root } = await world();
    let base = versionOf(bytes(OLD));
    const texts = Array.from({ length: 20 }, (_, n) => `text ${n}`);
    const running = texts.map((text) => {
      const saving = calls['post.save']({ path: PATH, text, base });
      base = versionOf(bytes(text));
      return saving;
    });
    await Promise.all(running);
    expect(await readFile(join(root, PATH), 'utf8')).toBe('text 19');
  });

  it('keeps every version that was saved or overwritten', async () => {
    const { calls, idle } = await world();
    let base = versionOf(bytes(OLD));
    for (let n = 0; n < 60; n++) {
      base = (await calls['post.save']({ path: PATH, text: `글 ${n}\n`, base })).version;
    }
    await idle();
    const { versions } = await calls['history.list']({ path: PATH });
    const texts = await Promise.all(
      versions.map(async ({ version }) => (await calls['history.read']({ path: PATH, version })).text),
    );
    expect(texts).toEqual([...Array.from({ length: 60 }, (_, n) => `글 ${59 - n}\n`), OLD]);
  });
});

describe('a file that another program is writing just now', () => {
  it('is read once it is whole', async () => {
    const { calls, root } = await world();
    const whole = `${'줄\n'.repeat(2000)}끝`;
    const file = await open(join(root, PATH), 'w');
    const writing = (async () => {
      for (let at = 0; at < whole.length; at += 1000) {
        await file.write(whole.slice(at, at + 1000));
        await sleep(15);
      }
      await file.close();
    })();
    const read = await calls['post.read']({ path: PATH });
    await writing;
    expect(read.text).toBe(whole);
  });
});
