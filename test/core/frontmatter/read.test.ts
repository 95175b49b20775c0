// Owns: what is read: containers, entries with their places, words, and what is said to be wrong where.
// Must not know: how anything is changed.

import { describe, expect, test } from 'vitest';
import { type Entry, type FrontMatter, readFrontMatter } from '#core/frontmatter/index.ts';
import { applyEdits } from '#core/text.ts';

const block = (...lines: readonly string[]): string =>
  `---\n${lines.map((line) => `${line}\n`).join('')}---\n본문\n`;
const entryOf = (frontMatter: FrontMatter, key: string): Entry | undefined =>
  frontMatter.entries.find((entry) => entry.key === key);

describe('containers', () => {
  test.each([
    ['---\na: 1\n---\n본문', 'yaml', 'a: 1\n', '본문'],
    ['---  \na: 1\n--- \t\n본문', 'yaml', 'a: 1\n', '본문'],
    ['---\na: 1\n...\n본문', 'yaml', 'a: 1\n', '본문'],
    ['-----\na: 1\n---\n-----\n본문', 'yaml', 'a: 1\n---\n', '본문'],
    ['\n \n---\na: 1\n---\n본문', 'yaml', 'a: 1\n', '본문'],
    ['title: 가\ntags:\n  - 나\n---\n본문', 'yaml', 'title: 가\ntags:\n  - 나\n', '본문'],
    ['+++\na = 1\n+++\n본문', 'toml', 'a = 1\n', '본문'],
    ['---\n{"a": 1}\n---\n본문', 'json', '{"a": 1}\n', '본문'],
    ['{\n  "a": {"b": "}"}\n}\n본문', 'json', '{\n  "a": {"b": "}"}\n}', '본문'],
    ['---\n---\n본문', 'yaml', '', '본문'],
    ['---\r\na: 1\r\n---\r\n본문', 'yaml', 'a: 1\r\n', '본문'],
    ['\ufeff---\na: 1\n---\n본문', 'yaml', 'a: 1\n', '본문'],
    ['---\na: 1\n---', 'yaml', 'a: 1\n', ''],
    ['---\na: 1\n---\n본문\n---\n끝', 'yaml', 'a: 1\n', '본문\n---\n끝'],
  ])('%j', (text, format, content, body) => {
    const frontMatter = readFrontMatter(text);
    expect(frontMatter.format).toBe(format);
    expect(text.slice(frontMatter.content?.from, frontMatter.content?.to)).toBe(content);
    expect(text.slice(frontMatter.bodyFrom)).toBe(body);
  });

  test.each([
    ['# 제목\n\n본문'],
    [''],
    ['Note: 알림\n---\n본문'],
    ['title 없이\n---\n본문'],
    ['{: .lead}\n본문'],
    ['{% include a.html %}\n본문'],
    ['--\na: 1\n--\n'],
    ['---본문\na: 1\n---\n'],
  ])('%j has none', (text) => {
    const frontMatter = readFrontMatter(text);
    expect(frontMatter).toMatchObject({ format: null, block: null, bodyFrom: 0, entries: [], problems: [] });
  });

  test('a block that is never closed is said, and nothing is read from it', () => {
    const frontMatter = readFrontMatter('---\ntitle: 가\n\n본문\n');
    expect(frontMatter).toMatchObject({ format: null, readOnly: { code: 'unclosed-block' } });
    expect(frontMatter.problems).toMatchObject([{ code: 'unclosed-block', line: 1, column: 1 }]);
  });

  test('Jekyll takes no blank line before the opener, no four dashes and no missing opener', () => {
    for (const text of ['\n---\na: 1\n---\n', '----\na: 1\n----\n', 'title: 가\n---\n본문']) {
      expect(readFrontMatter(text, { generator: 'jekyll' }).format).toBeNull();
      expect(readFrontMatter(text, { generator: 'hexo' }).format).toBe('yaml');
    }
  });
});

describe('words', () => {
  const data = (value: string, generator: 'jekyll' | 'hexo' = 'jekyll'): unknown =>
    readFrontMatter(block(`k: ${value}`), { generator }).data.k;

  test.each([
    ['yes', true, 'yes'],
    ['Off', false, 'Off'],
    ['true', true, true],
    ['y', 'y', 'y'],
    ['~', null, null],
    ['nUll', null, 'nUll'],
    ['', null, null],
    ['42', 42, 42],
    ['1_000', 1000, '1_000'],
    ['1,000', 1000, '1,000'],
    ['010', 8, 10],
    ['0o17', '0o17', 15],
    ['0x1F', 31, 31],
    ['1e3', '1e3', 1000],
    ['1.5e+3', 1500, 1500],
    ['1:30', 5400, '1:30'],
    ['2024-10-03', '2024-10-03', '2024-10-03'],
    ['"yes"', 'yes', 'yes'],
    ["'it''s'", "it's", "it's"],
    ['"\\u00e9\\t\\x41"', 'é\tA', 'é\tA'],
    ['말 # 주석', '말', '말'],
    ['말#아님', '말#아님', '말#아님'],
    ['[a, 나 다, "c, d", 3, no]', ['a', '나 다', 'c, d', 3, false], ['a', '나 다', 'c, d', 3, 'no']],
    ['{a: 1}', { a: 1 }, { a: 1 }],
  ])('%s', (written, psych, core) => {
    expect(data(written)).toEqual(psych);
    expect(data(written, 'hexo')).toEqual(core);
  });
});

describe('entries', () => {
  test('places, shapes and styles', () => {
    const text = block(
      'title :  "가"  # 주석',
      'tags:',
      '  - 하나',
      "  - '둘'",
      'note: |',
      '  글',
      '',
      'date: 2024-10-03',
      'image:',
      '  path: /a.png',
      'empty:',
    );
    const frontMatter = readFrontMatter(text);
    const of = (key: string): unknown => {
      const entry = entryOf(frontMatter, key);
      if (entry === undefined) return null;
      const { from, to, valueFrom, valueTo, shape, style } = entry;
      return { lines: text.slice(from, to), value: text.slice(valueFrom, valueTo), shape, style };
    };
    expect(of('title')).toEqual({
      lines: 'title :  "가"  # 주석',
      value: '"가"',
      shape: 'text',
      style: 'double',
    });
    expect(of('tags')).toEqual({
      lines: "tags:\n  - 하나\n  - '둘'",
      value: "- 하나\n  - '둘'",
      shape: 'list',
      style: 'block',
    });
    expect(of('note')).toEqual({ lines: 'note: |\n  글', value: '|\n  글', shape: 'text', style: 'literal' });
    expect(of('date')).toMatchObject({ value: '2024-10-03', shape: 'date', style: 'plain' });
    expect(of('image')).toMatchObject({ value: 'path: /a.png', shape: 'map', style: 'block' });
    expect(of('empty')).toMatchObject({ value: '', shape: 'null', style: 'empty' });
    expect(entryOf(frontMatter, 'tags')?.items?.map((item) => text.slice(item.from, item.to))).toEqual([
      '하나',
      "'둘'",
    ]);
    expect(frontMatter.data).toEqual({
      title: '가',
      tags: ['하나', '둘'],
      note: '글\n',
      date: '2024-10-03',
      image: { path: '/a.png' },
      empty: null,
    });
    expect(Object.getPrototypeOf(frontMatter.data)).toBeNull();
  });

  test('of equal keys the last counts, and it is said', () => {
    const text = block('title: 가', 'layout: post', 'title: 나');
    const frontMatter = readFrontMatter(text);
    const fixed = applyEdits(text, frontMatter.problems[0]?.fix ?? []);
    expect(fixed).toBe(block('layout: post', 'title: 나'));
    expect(frontMatter.data.title).toBe('나');
    expect(frontMatter.entries.map((entry) => entry.shadowed)).toEqual([true, false, false]);
    expect(frontMatter.problems).toMatchObject([
      { code: 'duplicate-key', severity: 'warning', line: 2, key: 'title' },
    ]);
    expect(frontMatter.readOnly).toBeNull();
  });

  test('anchors, aliases and merges are read and left alone', () => {
    const frontMatter = readFrontMatter(block('a: &x {n: 1}', 'b: *x', 'c:', '  <<: *x', '  m: 2', '<<: *x'));
    expect(frontMatter.data).toEqual({ a: { n: 1 }, b: { n: 1 }, c: { n: 1, m: 2 }, n: 1 });
    expect(frontMatter.entries.map((entry) => entry.readOnly?.code)).toEqual([
      'anchor',
      'alias',
      'alias',
      'merge-key',
    ]);
  });

  test('a key called __proto__ is a key like others', () => {
    const frontMatter = readFrontMatter(block('__proto__: 가', 'constructor: 나'));
    expect(Object.keys(frontMatter.data)).toEqual(['__proto__', 'constructor']);
  });

  test('a mapping in braces around everything is read, and left alone', () => {
    const frontMatter = readFrontMatter(block('{title: 가,', ' tags: [나]}'));
    expect(frontMatter.data).toEqual({ title: '가', tags: ['나'] });
    expect(frontMatter.readOnly).not.toBeNull();
  });

  test('TOML: dates are text, tables are one entry each', () => {
    const frontMatter = readFrontMatter('+++\ndate = 2024-10-03\na.b = 1\n[extra]\nn = 1\n+++\n');
    expect(frontMatter.data).toEqual({ date: '2024-10-03', a: { b: 1 }, extra: { n: 1 } });
    expect(frontMatter.entries.map((entry) => [entry.key, entry.shape, entry.readOnly?.code])).toEqual([
      ['date', 'date', undefined],
      ['a.b', 'map', 'nested'],
      ['[extra]', 'map', 'nested'],
    ]);
  });
});

describe('problems', () => {
  test.each([
    ['title: 가: 나', 'colon-in-plain', 2, 9, 'title: "가: 나"'],
    ['title:가', 'no-space-after-colon', 2, 6, 'title: 가'],
    ['title: [공지] 안내', 'text-after-value', 2, 13, 'title: "[공지] 안내"'],
    ['title: @가', 'reserved-character', 2, 8, 'title: "@가"'],
    ['title: "가', 'unclosed-quote', 2, 8, 'title: "가"'],
    ['title: [가', 'unclosed-list', 2, 8, null],
    ['\ttitle: 가', 'tab-indent', 2, 1, null],
    ['title: 가\x07나', 'control-character', 2, 9, 'title: 가나'],
    ['그냥 글', 'no-colon', 2, 1, null],
    ['- 가', 'not-a-mapping', 2, 1, null],
    ['title: *없음', 'unreadable', 2, 8, null],
    ['title: *none', 'unknown-alias', 2, 13, null],
    ['title: "\\q"', 'unreadable', 2, 9, null],
    ['--- 둘째', 'several-documents', 2, 1, null],
  ])('%j', (line, code, at, column, mended) => {
    const text = block(line);
    const frontMatter = readFrontMatter(text);
    const problem = frontMatter.problems.find((one) => one.severity === 'error');
    expect(problem).toMatchObject({ code, line: at });
    if (code !== 'unknown-alias' && code !== 'unreadable') expect(problem?.column).toBe(column);
    expect(problem?.message).not.toBe('');
    expect(frontMatter.readOnly).not.toBeNull();
    if (mended === null) return;
    const fixed = applyEdits(text, problem?.fix ?? []);
    expect(fixed).toBe(block(mended));
    expect(readFrontMatter(fixed).problems).toEqual([]);
  });

  test('quotes that are not closed are said where they open, though others close them', () => {
    const frontMatter = readFrontMatter(block('title: "가', 'layout: post', 'note: "나"'));
    expect(frontMatter.problems).toMatchObject([{ code: 'unclosed-quote', line: 2, key: 'title' }]);
    expect(frontMatter.data).toMatchObject({ layout: 'post', note: '나' });
  });

  test('a comment may touch a closed value', () => {
    expect(readFrontMatter(block('title: "가"#주석', 'tags: [나]# 주석')).data).toEqual({
      title: '가',
      tags: ['나'],
    });
  });

  test('one odd line hides no other entry', () => {
    const frontMatter = readFrontMatter(block('layout: post', 'title: 가: 나', 'tags: [다]'));
    expect(frontMatter.data).toEqual({ layout: 'post', title: '가: 나', tags: ['다'] });
    expect(frontMatter.entries.map((entry) => entry.shape)).toEqual(['text', 'unreadable', 'list']);
  });

  test('a broken TOML or JSON block is said with its line', () => {
    expect(readFrontMatter('+++\na = 1\nb = x y\n+++\n').problems).toMatchObject([
      { code: 'unreadable', line: 3 },
    ]);
    expect(readFrontMatter('{"a": 1,}\n').problems).toMatchObject([{ code: 'unreadable' }]);
  });
});
