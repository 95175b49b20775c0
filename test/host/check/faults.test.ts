// Thirty planted faults are found at their lines and nothing else is said; a blog without a fault has no finding.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Finding } from '#core/check/types.ts';
import { checkJournalFolder } from '#host/check/headless.ts';
import { put, tempFolder } from '#test/host/export/support.ts';
import { generatePosts } from '#test/support/journal-generator.ts';
import { around, cleanBlog, planted } from './blogs.ts';

const NOW = Date.UTC(2026, 10, 25);
const check = (root: string, more: Partial<Parameters<typeof checkJournalFolder>[1]> = {}) =>
  checkJournalFolder(root, { cacheDir: null, now: () => NOW, off: [], drafts: true, fix: false, ...more });
const said = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ path, rule, problem }) => `${path}:${problem.line} ${rule}`);

test('a blog without a fault has no finding', async () => {
  const { findings, posts, problems } = await check(put(tempFolder(), cleanBlog));
  expect(said(findings)).toEqual([]);
  expect(problems).toEqual([]);
  expect(posts).toBe(3);
});

describe('of thirty planted faults', () => {
  test('each is found at its line, and nothing else is said', async () => {
    expect(planted).toHaveLength(30);
    const files = Object.fromEntries(planted.map(({ file, text }) => [file, text]));
    const { findings } = await check(put(tempFolder(), { ...cleanBlog, ...around, ...files }));
    // The post that another one now has the address of is told of it too.
    const both = findings.filter(({ path }) => !path.startsWith('dev/'));
    expect([...said(both)].sort()).toEqual(
      planted.map(({ file, line, rule }) => `${file}:${line} ${rule}`).sort(),
    );
    expect(said(findings.filter(({ path }) => path.startsWith('dev/')))).toEqual([
      'dev/_posts/2026-03-04-second.markdown:1 duplicate-url',
    ]);
    for (const { file, column } of planted) {
      if (column === undefined) continue;
      const found = findings.find(({ path }) => path === file);
      expect([file, found?.problem.column]).toEqual([file, column]);
    }
  });

  test('those that are safe to mend are mended, byte for byte elsewhere', async () => {
    const faults = planted.filter(({ rule }) => rule === 'link-case' || rule === 'file-name-differs');
    const crlf = faults.map((fault) => ({
      ...fault,
      text: `\uFEFF${String(fault.text).replaceAll('\n', '\r\n')}`,
    }));
    const files = Object.fromEntries(crlf.map(({ file, text }) => [file, text]));
    const root = put(tempFolder(), { ...cleanBlog, ...files });
    const { findings, fixed } = await check(root, { fix: true });
    expect(said(findings)).toEqual([]);
    expect([...fixed].sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
      crlf.map(({ file }) => ({ path: file, count: 1 })),
    );
    const right: Readonly<Record<string, string>> = {
      '/sea/dev/SECOND/': '/sea/dev/second/',
      '/sea/Guestbook.html': '/sea/guestbook.html',
      '/sea/assets/img/cliff.jpg': '/sea/assets/img/Cliff.JPG',
    };
    for (const { file, text } of crlf) {
      const wanted = Object.entries(right).reduce((now, [from, to]) => now.replace(from, to), text);
      expect(wanted).not.toBe(text);
      expect(readFileSync(join(root, file), 'utf8')).toBe(wanted);
    }
  });

  test('rules that the journal or the caller switched off say nothing', async () => {
    const files = Object.fromEntries(planted.map(({ file, text }) => [file, text]));
    const settings = JSON.stringify({ version: 1, check: { off: ['link-broken', 'anchor-missing'] } });
    const root = put(tempFolder(), { ...cleanBlog, ...around, ...files, '.galley/settings.json': settings });
    const rules = new Set((await check(root, { off: ['file-missing'] })).findings.map(({ rule }) => rule));
    expect(['link-broken', 'anchor-missing', 'file-missing'].filter((id) => rules.has(id))).toEqual([]);
    expect(rules.has('link-case')).toBe(true);
    const only = (await check(root, { only: ['link-broken'] })).findings;
    expect(only.map(({ rule }) => rule)).toEqual(Array(4).fill('link-broken'));
    await expect(check(root, { only: ['no-such-rule'] })).rejects.toThrow('no rule "no-such-rule"');
  });
});

describe('what a blog does not say', () => {
  test('a theme may bring includes, a plugin pages, files and tags', async () => {
    const text = '---\ntitle: 글\n---\n{% include toc.html %}\n\n[x](/made-up/) ![y](/assets/made.png)\n';
    const files = { '_posts/2026-01-01-a.md': text };
    const themed = await check(put(tempFolder(), { ...files, '_config.yml': 'theme: minima\n' }));
    expect(said(themed.findings)).not.toContain('_posts/2026-01-01-a.md:4 liquid-fails');
    const tagged = { '_posts/2026-01-01-a.md': text.replace('%}', '%} {% star 1 %}') };
    const plugged = await check(
      put(tempFolder(), {
        ...tagged,
        '_config.yml': 'title: x\n',
        '_plugins/own.rb': '',
        '_includes/toc.html': '',
      }),
    );
    expect(plugged.findings.map(({ rule, problem }) => `${rule} ${problem.severity}`)).toEqual([
      'link-broken info',
      'file-missing warning',
    ]);
  });

  test('another Markdown engine makes other ids', async () => {
    const files = {
      '_config.yml': 'markdown: CommonMark\n',
      '_posts/2026-01-01-a.md': '---\ntitle: 글\n---\n[x](#none)\n',
    };
    expect(said((await check(put(tempFolder(), files))).findings)).toEqual([]);
  });
});

test('the sample journal has no error and no warning', async () => {
  const { findings } = await check(join(process.cwd(), 'posts'), { drafts: false });
  expect(findings.filter(({ problem }) => problem.severity !== 'info')).toEqual([]);
});

test('a made journal is told of its missing pictures alone', async () => {
  const root = put(tempFolder(), { '_config.yml': 'timezone: Asia/Seoul\n' });
  put(root, Object.fromEntries([...generatePosts({ posts: 120 })].map(({ path, text }) => [path, text])));
  const { findings } = await check(root);
  expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(['file-missing']);
});

const seeds = join(process.cwd(), '../shared/seed');
test.skipIf(!existsSync(seeds))('a real post: placeholders and missing pictures', async () => {
  const { readdirSync } = await import('node:fs');
  const [name = ''] = readdirSync(seeds).filter((file) => file.endsWith('.txt'));
  const root = put(tempFolder(), { '_posts/2024-10-03-a.md': readFileSync(join(seeds, name)) });
  const { findings } = await check(root);
  const placeholders = findings.filter(({ rule }) => rule === 'placeholder-text');
  expect(placeholders.map(({ problem }) => problem.detail?.key)).toEqual(['message', 'excerpt']);
  const kinds = new Set(findings.map(({ rule }) => rule));
  expect([...kinds].sort()).toEqual(['file-missing', 'image-without-alt', 'placeholder-text']);
});
