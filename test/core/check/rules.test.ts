// Planted faults are found on their lines, and a clean post has none.
import { describe, expect, test } from 'vitest';
import { bareBlog } from '#core/check/blog.ts';
import { checkJournal, checkPost } from '#core/check/check-journal.ts';
import type { CheckContext, Finding } from '#core/check/types.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { readSiteConfig } from '#core/site/config.ts';
import { applyEdits } from '#core/text.ts';

const rel = (path: string): RelPath => path as RelPath; // tests name safe paths only
const NOW = Date.UTC(2026, 10, 25);
const config = 'baseurl: /blog\nurl: https://me.example\npermalink: /:categories/:title/\n';
const { site } = readSiteConfig({ kind: 'jekyll', text: config, machineZone: 'Asia/Seoul' });

const make = (path: string, text: string): PostEntry =>
  entryOf({ path: rel(path), text, size: text.length, modified: 0, site, now: NOW });

const files = ['assets/산.png', 'assets/Photo.PNG', 'about.md', 'files/a.pdf'];

function contextOf(entries: readonly PostEntry[]): CheckContext {
  const bySpelling = new Map(files.map((file) => [file.toLowerCase(), file]));
  return {
    site,
    entries,
    now: NOW,
    blog: bareBlog,
    lookup: (path) => {
      if (files.includes(path)) return { found: 'exact' };
      const other = bySpelling.get(path.toLowerCase());
      return other === undefined ? { found: 'nothing' } : { found: 'other-name', path: rel(other) };
    },
  };
}

const other = make('_posts/2026-02-02-other.md', '---\ntitle: Other\ncategory: ml\n---\n');

function check(text: string, path = '_posts/2026-01-01-a.md'): readonly Finding[] {
  const entry = make(path, text);
  return checkPost(entry, text, contextOf([entry, other]));
}

const said = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ rule, problem }) => `${problem.line} ${rule}`);

/** A post whose body begins at line 4. */
const body = (...lines: readonly string[]): string => ['---', 'title: A', '---', ...lines, ''].join('\n');

test('a clean post has no finding', () => {
  const clean = body(
    '![산](/blog/assets/산.png) <img src="{{ site.baseurl }}/assets/산.png" alt="">',
    '[about](/blog/about/) [other](/blog/ml/other/) [also](/blog/ml/other/index.html) [far](https://far.example/x)',
    '[tag](/blog/tags/ml/) [pdf](/blog/files/a.pdf) [here](#part) [mail](mailto:a@b.example)',
    '<https://far.example> [text](https://far.example "t") <a href="https://far.example">https://far.example</a>',
    '[ref]: https://far.example',
    '`https://code.example` {% post_url 2026-02-02-other %} {% link about.md %}',
    '',
    '```',
    'https://code.example ![x](/none.png) TODO',
    '```',
    '',
    '## part',
    '',
    '그리고... 점점',
  );
  expect(said(check(clean))).toEqual([]);
});

describe('planted faults', () => {
  test.each([
    ['file-missing', body('', '![없음](/blog/assets/none.png)'), 5],
    ['file-missing', body('<center><img src="/blog/assets/none.webp" alt="x"></center>'), 4],
    ['file-missing', '---\ntitle: A\nimage: "/assets/none.png"\n---\n', 3],
    ['file-missing', body('[slides](/blog/files/none.pdf)'), 4],
    ['file-name-differs', body('![사진](/blog/assets/photo.png)'), 4],
    ['image-without-alt', body('', '', '![](/blog/assets/산.png)'), 6],
    ['image-without-alt', body('<img src="/blog/assets/산.png">'), 4],
    ['placeholder-text', '---\ntitle: A\nmessage: ".."\n---\n', 3],
    ['placeholder-text', '---\ntitle: A\nexcerpt: TODO\n---\n', 3],
    ['placeholder-text', '---\ntitle: A\ntags: [ok, "..."]\n---\n', 3],
    ['placeholder-text', '---\ntitle: 제목을 입력하세요\n---\n', 2],
    ['placeholder-text', body('fine', '- TODO: 그림 넣기'), 5],
    ['empty-title', '---\nlayout: post\ntitle: ""\n---\n', 3],
    ['empty-title', '---\nlayout: post\ntitle:\n---\n', 3],
    ['empty-title', '---\nlayout: post\n---\n', 1],
    ['future-date', '---\ntitle: A\ndate: 2030-01-01\n---\n', 3, '_posts/2030-01-01-a.md'],
    ['duplicate-url', '---\ntitle: A\npermalink: /ml/other/\n---\n', 3],
    ['link-broken', body('[gone](/blog/ml/gone/)'), 4],
    ['link-broken', body('x', '<a href="/blog/none.html">x</a>'), 5],
    ['link-broken', body('[r]: /blog/none/'), 4],
    ['bare-url', body('see https://far.example/a?b=c.'), 4],
    ['post-url-missing', body('[x]({% post_url 2020-01-01-none %})'), 4],
    ['post-url-missing', body('[x]({% post_url other %})'), 4],
    ['link-tag-missing', body('[x]({% link none.md %})'), 4],
  ])('%s in %j', (rule, text, line, path?: string) => {
    expect(said(check(text, path))).toEqual([`${line} ${rule}`]);
  });
});

describe('a fix', () => {
  test('mends its finding and nothing else', () => {
    for (const [text, fixed] of [
      [body('a https://far.example/x, b'), body('a <https://far.example/x>, b')],
      [body('![사진](/blog/assets/photo.png)'), body('![사진](/blog/assets/Photo.PNG)')],
    ] as const) {
      const [finding] = check(text);
      expect(applyEdits(text, finding?.fix ?? [])).toBe(fixed);
      expect(said(check(fixed))).toEqual([]);
    }
  });
});

describe('a journal', () => {
  test('is checked post by post, with the problems its list knows, and without rules that are off', () => {
    const broken = '---\ntitle: "open\n---\n';
    const posts = [
      ['_posts/2026-01-01-a.md', body('![](/blog/assets/none.png)')],
      ['_posts/2026-01-02-b.md', broken],
    ].map(([path = '', text = '']) => ({ entry: make(path, text), text }));
    const context = contextOf(posts.map(({ entry }) => entry));
    const findings = checkJournal(posts, context, { off: new Set(['image-without-alt']) });
    expect(findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
      '_posts/2026-01-01-a.md file-missing',
      ...posts.slice(1).flatMap(({ entry }) => entry.problems.map(({ code }) => `${entry.path} ${code}`)),
    ]);
    expect(findings.length).toBeGreaterThan(1);
  });

  test('two posts of one address are both told', () => {
    const texts = ['_posts/2026-01-01-same.md', '_posts/2026-01-02-same.md'].map((path) => {
      const text = '---\ntitle: S\n---\n';
      return { entry: make(path, text), text };
    });
    const findings = checkJournal(texts, contextOf(texts.map(({ entry }) => entry)));
    expect(findings.map(({ path, problem }) => [path, problem.detail?.other])).toEqual([
      ['_posts/2026-01-01-same.md', '_posts/2026-01-02-same.md'],
      ['_posts/2026-01-02-same.md', '_posts/2026-01-01-same.md'],
    ]);
  });
});
