// The smaller decisions of an export: paths, the text of adapted posts, the message, the record.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adaptPost } from '#core/export/adapt.ts';
import { bringFiles, isCompanion, wantedFiles } from '#core/export/bring.ts';
import { suggestMessage } from '#core/export/message.ts';
import { isSafeTargetPath, placeCompanion, placePost } from '#core/export/paths.ts';
import { emptyRecord, parseRecord, updateRecord, writeRecord } from '#core/export/record.ts';
import type { Action, Step, StepReason } from '#core/export/types.ts';
import { findReferences } from '#core/images/references.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { readSiteConfig } from '#core/site/config.ts';

const rel = (path: string): RelPath => path as RelPath; // tests name safe paths only

function entry(path: string, text: string, kind: 'jekyll' | 'plain'): PostEntry {
  const { site } = readSiteConfig({ kind, text: null, machineZone: 'Asia/Seoul' });
  return entryOf({
    path: rel(path),
    text,
    size: text.length,
    modified: 0,
    site,
    now: Date.UTC(2026, 10, 25),
  });
}

describe('paths that may be written', () => {
  test.each([
    'a',
    '_posts/2026-01-01-한글 제목.md',
    'a/.github/x',
    '.gitignore',
    'x/.gitkeep',
    '-a',
    'git/x',
  ])('%s', (path) => expect(isSafeTargetPath(path)).toBe(true));
  test.each([
    '',
    '/a',
    'a/',
    'a//b',
    './a',
    'a/..',
    '../a',
    'a\\b',
    'C:/a',
    'a\0b',
    '.git/config',
    '.GIT/config',
    'a/.git/hooks/x',
    '.git./config',
    '.git /config',
    '.git::$INDEX_ALLOCATION/config',
    'GIT~1/config',
    '.g\u200cit/config',
    '.git',
  ])('not %j', (path) => expect(isSafeTargetPath(path)).toBe(false));
});

describe('the place of a post', () => {
  const place = (path: string, text: string, kind: 'jekyll' | 'plain') => {
    const found = placePost(entry(path, text, kind), { kind });
    return found.ok ? [found.path, ...found.folders] : found.why;
  };
  test.each([
    ['_posts/2026-01-01-a.md', '---\ntitle: A\n---\n', ['_posts/2026-01-01-a.md']],
    ['ml/_posts/sub/2026-01-01-a.md', '', ['ml/_posts/sub/2026-01-01-a.md']],
    ['ml/_drafts/a.md', '', ['ml/_drafts/a.md']],
    ['ml/_posts/2026-01-01-a.md', '---\ndraft: true\n---\n', ['ml/_drafts/a.md']],
  ])('in a Jekyll journal: %s', (path, text, expected) =>
    expect(place(path, text, 'jekyll')).toEqual(expected),
  );
  test.each([
    ['글.md', '---\ndate: 2026-05-06\n---\n', ['_posts/2026-05-06-글.md']],
    [
      'a/b/글.markdown',
      '---\ndate: 2026-05-06 10:00:00 +0900\n---\n',
      ['_posts/2026-05-06-글.markdown', 'a', 'b'],
    ],
    ['2026-1-2-short.md', '---\ndate: 2020-01-01\n---\n', ['_posts/2026-1-2-short.md']],
    ['a/draft.md', '---\ndraft: true\n---\n', ['_drafts/draft.md', 'a']],
    ['none.md', '---\ntitle: x\n---\n', 'no-date'],
  ])('from a plain folder: %s', (path, text, expected) =>
    expect(place(path, text, 'plain')).toEqual(expected),
  );

  test('of a companion is below assets where it comes from a plain folder', () => {
    expect(placeCompanion(rel('img/a.png'), { kind: 'plain' })).toBe('assets/img/a.png');
    expect(placeCompanion(rel('assets/a.png'), { kind: 'plain' })).toBe('assets/a.png');
    expect(placeCompanion(rel('img/a.png'), { kind: 'jekyll' })).toBe('img/a.png');
  });
});

describe('what a post brings along', () => {
  test('by every way of naming a file, each once', () => {
    const text = [
      '---',
      'image: /assets/front.webp',
      '---',
      '![a](/assets/a.png) [![b](b.jpg "t")](/files/full.pdf)',
      '<center><img src="/blog/assets/c.gif?x=1" width="60%"></center>',
      '![d]({{ site.baseurl }}/assets/d%20d.svg) ![e]({{ "/assets/e.png" | relative_url }})',
      '![again](/assets/a.png) ![far](https://far.example/f.png) ![own](https://me.example/blog/assets/g.png)',
      '`![code](/assets/code.png)`',
      '',
      '[page](/about.html) [source](/script.js)',
    ].join('\n');
    const base = { post: '_posts/2026-01-01-a.md', baseurl: '/blog', url: 'https://me.example' };
    expect(wantedFiles(findReferences(text), base)).toEqual([
      'assets/front.webp',
      'assets/a.png',
      '_posts/b.jpg',
      'files/full.pdf',
      'assets/c.gif',
      'assets/d d.svg',
      'assets/e.png',
      'assets/g.png',
    ]);
  });

  test('pages, code and configuration never go along', () => {
    expect(['a.png', 'a.MP4', 'a.pdf', 'a.hwp'].every(isCompanion)).toBe(true);
    expect(['_config.yml', 'a.md', 'a.html', 'a.js', 'a.rb', 'Gemfile', 'a.png/b'].some(isCompanion)).toBe(
      false,
    );
  });

  test('a file of another spelling goes out under the name it has', () => {
    const brought = bringFiles(
      [
        { post: rel('1.md'), wanted: [rel('A.png'), rel('none.png')] },
        { post: rel('2.md'), wanted: [rel('a.png')] },
      ],
      (path) =>
        path === 'a.png'
          ? { found: 'exact' }
          : path === 'A.png'
            ? { found: 'other-name', path: rel('a.png') }
            : { found: 'nothing' },
    );
    expect([...brought]).toEqual([['a.png', ['1.md', '2.md']]]);
  });
});

describe('a post of a plain folder', () => {
  const adapt = (text: string, folders: readonly string[] = ['여행', 'on'], baseurl = '') =>
    adaptPost(text, {
      folders,
      baseurl,
      title: '제목 "A"',
      placeOf: ({ path }) => (path.endsWith('.png') ? rel(`assets/${path.replace(/^\//, '')}`) : null),
    });
  test.each([
    ['---\ntitle: A\n---\nbody', '---\ntitle: A\ncategories: [여행, "on"]\n---\nbody'],
    [
      '\uFEFF---\r\ntitle: A\r\n---\r\nbody\r\n',
      '\uFEFF---\r\ntitle: A\r\ncategories: [여행, "on"]\r\n---\r\nbody\r\n',
    ],
    ['---\ntitle: A\ncategory: mine\n---\n', '---\ntitle: A\ncategory: mine\n---\n'],
    ['---\ncategories:\n---\n', '---\ncategories:\n---\n'],
    ['---\n---\nx', '---\ncategories: [여행, "on"]\n---\nx'],
    ['no block\n', '---\ntitle: "제목 \\"A\\""\ncategories: [여행, "on"]\n---\n\nno block\n'],
    ['---\ntitle: "broken\n---\nx', '---\ntitle: "broken\n---\nx'],
    ['---\ntitle: never closed\n', '---\ntitle: never closed\n'],
  ])('%j', (text, expected) => expect(adapt(text)).toBe(expected));

  test('names moved files from the root of the site', () => {
    expect(adapt('![a](a b.png) <img src="x/한.png">\n', [])).toBe(
      '![a](/assets/a%20b.png) <img src="/assets/x/한.png">\n',
    );
    expect(adapt('![a](<a b.png>) ![](c%20d.png)\n', [], '/blog')).toBe(
      '![a](</blog/assets/a b.png>) ![](/blog/assets/c%20d.png)\n',
    );
    expect(adapt('{{ x }} ![a]({{ site.baseurl }}/a.png)\n', [], '/blog')).toContain(
      '{{ site.baseurl }}/assets/a.png',
    );
  });

  test('that needs nothing is the same text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(adaptPost(text, { folders: [], baseurl: '', title: '', placeOf: () => null })).toBe(text);
      }),
    );
  });

  test('loses no line of what was there', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('---', 'title: A', 'x: [1,', '', '글', '- a', '...')), (lines) => {
        const text = lines.join('\n');
        const out = adapt(text, ['a']);
        const added = ['---', 'title: "제목 \\"A\\""', 'categories: [a]', '---', ''].join('\n');
        const removed =
          out === text
            ? text
            : out.replace(
                text.startsWith('---') && !out.startsWith(added) ? 'categories: [a]\n' : `${added}\n`,
                '',
              );
        expect(removed).toBe(text);
      }),
    );
  });
});

describe('the suggested message', () => {
  const step = (
    action: Action,
    path: string,
    reason: StepReason = 'new',
    kind: Step['kind'] = 'post',
  ): Step => ({
    action,
    path: rel(path),
    source: action === 'delete' ? null : rel(path),
    kind,
    size: 0,
    broughtBy: [],
    reason,
    binary: false,
    before: null,
    after: null,
  });
  const titles = new Map(['a', 'b', 'c', 'd'].map((name) => [rel(name), `제목 ${name}`]));
  const message = (...steps: readonly Step[]): string =>
    suggestMessage(steps, titles, new Map([[rel('z'), 'Old "post"']]));

  test('names one post', () => {
    expect(message(step('add', 'a'), step('add', 'x.png', 'new', 'image'))).toBe('Publish "제목 a"');
    expect(message(step('change', 'a'))).toBe('Update "제목 a"');
    expect(message(step('delete', 'z'))).toBe('Remove "Old "post""');
    expect(message(step('keep', 'a', 'uncommitted'))).toBe('Publish "제목 a"');
  });
  test('counts several', () => {
    expect(message(step('add', 'a'), step('add', 'b'), step('add', 'c'))).toBe(
      'Publish 3 posts: 제목 a, 제목 b, 제목 c',
    );
    expect(message(step('add', 'a'), step('change', 'b'), step('delete', 'z'))).toBe(
      'Publish 1 post, update 1, remove 1: 제목 a, 제목 b, Old "post"',
    );
  });
  test('puts a long list below a short first line', () => {
    const many = new Map(
      Array.from({ length: 9 }, (_, at) => [rel(`p${at}`), `아주 길고 긴 글의 제목 ${at}`]),
    );
    const text = suggestMessage(
      [...many.keys()].map((path) => step('add', path)),
      many,
      new Map(),
    );
    const [first, second, ...list] = text.split('\n');
    expect(first).toBe('Publish 9 posts: 아주 길고 긴 글의 제목 0, 아주 길고 긴 글의 제목 1, …');
    expect(second).toBe('');
    expect(list).toEqual([...many.values()].map((title) => `- ${title}`));
  });
  test('knows images alone, and nothing at all', () => {
    expect(message(step('add', 'x.png', 'new', 'image'))).toBe('Add an image');
    expect(message(step('keep', 'a', 'same'), step('conflict', 'b', 'target-edited'))).toBe('');
  });
  test('is one line whatever the title holds', () => {
    const odd = new Map([[rel('a'), 'two\nlines\u0007']]);
    expect(suggestMessage([step('add', 'a')], odd, new Map())).toBe('Publish "two lines"');
  });
});

describe('the record', () => {
  const H = 'a'.repeat(32);
  const add: Step = {
    action: 'add',
    path: rel('_posts/한 "글".md'),
    source: rel('src.md'),
    kind: 'post',
    size: 1,
    broughtBy: [],
    reason: 'new',
    binary: false,
    before: null,
    after: H,
  };
  const record = updateRecord(emptyRecord, 'journal', [add], new Map([[rel('src.md'), '제목']]));

  test('is read back as it was written', () => {
    expect(parseRecord(writeRecord(record, 'id'))).toEqual(record);
    expect(writeRecord(record, '1')).not.toBe(writeRecord(record, '2'));
    expect([...record.files.values()]).toEqual([
      { hash: H, kind: 'post', journal: 'journal', source: 'src.md', title: '제목' },
    ]);
  });
  test('forgets what was deleted', () => {
    const gone = updateRecord(
      record,
      'journal',
      [{ ...add, action: 'delete', source: null, after: null }],
      new Map(),
    );
    expect(gone.files.size).toBe(0);
  });
  test('torn at any byte it is none', () => {
    const text = writeRecord(record, 'id');
    for (let at = 0; at < text.trimEnd().length; at++) expect(parseRecord(text.slice(0, at))).toBeNull();
  });
  test('leaves out what makes no sense', () => {
    const text = writeRecord(record, 'id');
    expect(parseRecord(text.replace(H, 'nohash'))?.files.size).toBe(0);
    expect(parseRecord(text.replace('src.md', '../src.md'))?.files.size).toBe(0);
    expect(parseRecord(text.replace('"_posts/', '".git/'))?.files.size).toBe(0);
    expect(parseRecord(text.replace('"galleyExport": 1', '"galleyExport": 2'))).toBeNull();
  });
});
