// Owns: what a journal teaches: fields, their kinds and suggestions, the blog's style, and new posts in that style.
// Must not know: files, or how a form looks.

import matter from 'gray-matter';
import { describe, expect, test } from 'vitest';
import {
  answerSetLine,
  type BlogStyle,
  dateTextLike,
  emptyFrontMatter,
  fieldsOf,
  inferFields,
  inferStyle,
  matterEngines,
  missingFields,
  newPostText,
  parseAssignment,
  patch,
  readFrontMatter,
  setRequest,
} from '#core/frontmatter/index.ts';
import { applyEdits } from '#core/text.ts';

const POSTS = [
  `---\nlayout: post\ntitle: "봄: 시작"\ndate: 2024-03-01 09:00:00 +0900\ncategories: [일상, 계절]\ntags: [봄, 꽃]\nimage: /assets/spring.png\ndescription: 짧은 글\npublished: true\n---\n\n본문\n`,
  `---\nlayout: post\ntitle: "여름"\ndate: 2024-07-01 09:00:00 +0900\ncategories: [일상]\ntags: [여름]\nimage: /assets/summer.jpg\ndescription: 또 짧은 글\nweight: 3\n---\n\n본문\n`,
  `---\nlayout: photo\ntitle: '가을'\ndate: 2024-10-01 09:00:00 +0900\ntags: [가을, 꽃]\ncover:\n  src: /a.png\n---\n\n본문\n`,
];
const read = POSTS.map((text) => ({ text, frontMatter: readFrontMatter(text) }));
const keys = read.map(({ frontMatter }) => ({
  data: frontMatter.data,
  order: frontMatter.entries.map((entry) => entry.key),
}));

describe('inferFields', () => {
  const model = inferFields(keys, {
    defaults: [
      { scope: { path: '', type: 'posts' }, values: { layout: 'post', comments: true } },
      { scope: { path: '', type: 'pages' }, values: { layout: 'page' } },
    ],
  });
  const of = (key: string) => model.find((one) => one.key === key);

  test('kinds', () => {
    expect(Object.fromEntries(model.map((one) => [one.key, one.kind]))).toEqual({
      layout: 'layout',
      title: 'text',
      date: 'date',
      categories: 'category',
      tags: 'tags',
      image: 'image',
      description: 'longText',
      published: 'boolean',
      weight: 'number',
      cover: 'map',
      comments: 'boolean',
    });
  });

  test('order, shares, suggestions by use, defaults', () => {
    expect(model.map((one) => one.key).slice(0, 3)).toEqual(['layout', 'title', 'date']);
    expect(of('title')).toMatchObject({ count: 3, share: 1, suggestions: [] });
    expect(of('tags')?.suggestions[0]).toEqual({ value: '꽃', count: 2 });
    expect(of('tags')?.suggestions).toHaveLength(4);
    expect(of('layout')).toMatchObject({
      default: 'post',
      suggestions: [
        { value: 'post', count: 2 },
        { value: 'photo', count: 1 },
      ],
    });
    expect(of('comments')).toMatchObject({ count: 0, share: 0, default: true });
  });

  test('tags in one string are words', () => {
    const [tags] = inferFields([
      { data: { tags: '봄 꽃' }, order: ['tags'] },
      { data: { tags: '꽃' }, order: ['tags'] },
    ]);
    expect(tags).toMatchObject({
      kind: 'tags',
      suggestions: [
        { value: '꽃', count: 2 },
        { value: '봄', count: 1 },
      ],
    });
  });

  test('the form of one post: its keys in their order, with what is there', () => {
    const text = '---\ntitle: 글\ntags: 봄 꽃\ndate: 언젠가\nimage:\n  path: /a.png\nauthor: &me 김\n---\n';
    const fields = fieldsOf(readFrontMatter(text), model);
    expect(fields.map((field) => [field.key, field.kind, field.items, field.readOnly?.code])).toEqual([
      ['title', 'text', null, undefined],
      ['tags', 'tags', ['봄', '꽃'], undefined],
      ['date', 'text', null, undefined],
      ['image', 'map', null, 'nested'],
      ['author', 'text', null, 'anchor'],
    ]);
    expect(
      missingFields(readFrontMatter(text), model)
        .map((field) => field.key)
        .slice(0, 2),
    ).toEqual(['layout', 'categories']);
  });

  test('broken front matter: every field is read-only', () => {
    const fields = fieldsOf(readFrontMatter('---\ntitle: 가: 나\nlayout: post\n---\n'), model);
    expect(fields.map((field) => [field.kind, field.readOnly?.code])).toEqual([
      ['raw', 'broken'],
      ['layout', 'broken'],
    ]);
  });
});

describe('inferStyle and new posts', () => {
  const style = inferStyle(read);

  test('what the posts do', () => {
    expect(style).toMatchObject({
      format: 'yaml',
      quote: 'double',
      list: 'flow',
      date: '2024-10-01 09:00:00 +0900',
      dateQuotes: 'plain',
      lineEnd: '\n',
      blankLines: 1,
      finalNewline: true,
      blockScalars: false,
    });
    expect(style.order.slice(0, 4)).toEqual(['layout', 'title', 'date', 'categories']);
    expect({ ...style.quotes }).toMatchObject({ title: 'double', layout: 'plain' });
  });

  test('a new post is written in the blog’s order and way', () => {
    const moment = { year: 2025, month: 1, day: 2, hour: 3, minute: 4, second: 5 };
    const text = newPostText(
      [
        { key: 'tags', value: ['눈', '새 해'] },
        { key: 'title', value: '겨울' },
        { key: 'date', value: dateTextLike(style, moment, '+0900'), as: 'date' },
        { key: 'layout', value: 'post' },
        { key: '처음 보는 키', value: null },
      ],
      style,
      '첫 줄\n',
    );
    expect(text).toBe(
      '---\nlayout: post\ntitle: "겨울"\ndate: 2025-01-02 03:04:05 +0900\ntags: [눈, 새 해]\n처음 보는 키:\n---\n\n첫 줄\n',
    );
  });

  test('other ways: block lists, CRLF, no blank line, a short date in quotes', () => {
    const windows = inferStyle(
      [1, 2].map((n) => {
        const text = `---\r\ntitle: 글 ${n}\r\ndate: '2024-05-0${n}'\r\ntags:\r\n  - 가\r\n  - 나\r\n---\r\n본문`;
        return { text, frontMatter: readFrontMatter(text) };
      }),
    );
    expect(windows).toMatchObject({
      lineEnd: '\r\n',
      blankLines: 0,
      finalNewline: false,
      list: 'block',
      dashIndent: 2,
    });
    const moment = { year: 2025, month: 11, day: 12, hour: 3, minute: 4, second: 5 };
    const fields = [
      { key: 'tags', value: ['다'] },
      { key: 'date', value: dateTextLike(windows, moment, '+0900') },
      { key: 'title', value: '새 글' },
    ];
    expect(newPostText(fields, windows, '본문\n끝')).toBe(
      "---\r\ntitle: 새 글\r\ndate: '2025-11-12'\r\ntags:\r\n  - 다\r\n---\r\n본문\r\n끝",
    );
  });

  test('TOML and JSON blogs', () => {
    const toml: BlogStyle = { ...style, format: 'toml', order: ['title', 'draft'] };
    expect(
      newPostText(
        [
          { key: 'draft', value: true },
          { key: 'title', value: '글' },
          { key: 'x', value: null },
        ],
        toml,
      ),
    ).toBe('+++\ntitle = "글"\ndraft = true\n+++\n\n');
    const json: BlogStyle = { ...style, format: 'json' };
    const text = newPostText(
      [
        { key: 'title', value: '글' },
        { key: 'tags', value: ['가'] },
      ],
      json,
    );
    expect(readFrontMatter(text)).toMatchObject({ format: 'json', data: { title: '글', tags: ['가'] } });
  });

  test('a new key goes where its neighbours stand in other posts', () => {
    const text = '---\ntitle: "글"\ntags: [가]\n---\n';
    const result = patch(text, { op: 'add', key: 'date', value: '2025-01-01' }, style);
    expect(result.ok && applyEdits(text, result.edits)).toBe(
      '---\ntitle: "글"\ndate: 2025-01-01\ntags: [가]\n---\n',
    );
    const first = patch(text, { op: 'add', key: 'layout', value: 'post' }, style);
    expect(first.ok && applyEdits(text, first.edits)).toBe(
      '---\nlayout: post\ntitle: "글"\ntags: [가]\n---\n',
    );
  });

  test('Hugo ignores the case of keys', () => {
    const text = '---\nTitle: 글\nTags: [가]\n---\n';
    const hugo = patch(text, { op: 'set', key: 'title', value: '새 글' }, undefined, { generator: 'hugo' });
    expect(hugo.ok && applyEdits(text, hugo.edits)).toBe(text.replace('글', '새 글'));
    const jekyll = patch(text, { op: 'set', key: 'title', value: '새 글' }, undefined, {
      generator: 'jekyll',
    });
    expect(jekyll.ok && applyEdits(text, jekyll.edits)).toBe(text.replace('[가]\n', '[가]\ntitle: 새 글\n'));
  });

  test('an empty block before a text without one, and none before a text with one', () => {
    expect(applyEdits('본문\n', emptyFrontMatter('본문\n', style))).toBe('---\n---\n\n본문\n');
    expect(applyEdits('\ufeff본문\n', emptyFrontMatter('\ufeff본문\n', style))).toBe(
      '\ufeff---\n---\n\n본문\n',
    );
    expect(emptyFrontMatter('---\na: 1\n---\n', style)).toEqual([]);
  });

  test('no posts at all', () => {
    expect(newPostText([{ key: 'title', value: '처음: 글' }], inferStyle([]))).toBe(
      '---\ntitle: "처음: 글"\n---\n\n',
    );
  });
});

describe('galley set', () => {
  const text = '---\ntitle: 글\ndate: 2024-10-03\ntags: [가]\ndraft: true\n---\n본문\n';

  test.each([
    ['title=새 글', 'title: 글', 'title: 새 글'],
    ['title=제목: 부제', 'title: 글', "title: '제목: 부제'"],
    ['title=C# # 1', 'title: 글', "title: 'C# # 1'"],
    ['title=# 처음', 'title: 글', "title: '# 처음'"],
    ['title=- 하나', 'title: 글', "title: '- 하나'"],
    ['title=&닻', 'title: 글', "title: '&닻'"],
    ['title=*별*', 'title: 글', "title: '*별*'"],
    ['title=!느낌 표', 'title: 글', "title: '!느낌 표'"],
    ['title=[공지] 안내', 'title: 글', "title: '[공지] 안내'"],
    ['title={{ page.name }}', 'title: 글', "title: '{{ page.name }}'"],
    ['title="yes"', 'title: 글', "title: 'yes'"],
    ['title=a=b', 'title: 글', 'title: a=b'],
    ['draft=false', 'draft: true', 'draft: false'],
    ['draft=no', 'draft: true', 'draft: false'],
    ['tags=[가, 나]', 'tags: [가]', 'tags: [가, 나]'],
    ['date=2025-01-02 03:04:05 +0900', 'date: 2024-10-03', 'date: 2025-01-02 03:04:05 +0900'],
    ['date="2025-01-02"', 'date: 2024-10-03', "date: '2025-01-02'"],
    ['draft=', 'draft: true', 'draft:'],
    ['weight=3', '---\n본문', 'weight: 3\n---\n본문'],
    ['since=2025-01-02', '---\n본문', 'since: 2025-01-02\n---\n본문'],
  ])('%s', (argument, from, to) => {
    const change = parseAssignment(argument);
    expect(change).not.toBeNull();
    const answer = setRequest({ text, set: change === null ? [] : [change], unset: [] });
    expect(answer.ok && answer.text).toBe(text.replace(from, to));
  });

  test('what is no assignment', () => {
    expect(parseAssignment('title')).toBeNull();
    expect(parseAssignment('=x')).toBeNull();
  });

  test('JSON lines', () => {
    const ask = (request: unknown): unknown => JSON.parse(answerSetLine(JSON.stringify(request)));
    const set = { title: '제목: 부제', draft: false, tags: ['나'], date: '2025-01-02', 새: null };
    expect(ask({ id: 7, text, set, unset: ['없음'] })).toEqual({
      id: 7,
      text: "---\ntitle: '제목: 부제'\ndate: 2025-01-02\ntags: [나]\ndraft: false\n새:\n---\n본문\n",
    });
    expect(ask({ id: 'a', text, unset: ['draft', 'tags'] })).toEqual({
      id: 'a',
      text: '---\ntitle: 글\ndate: 2024-10-03\n---\n본문\n',
    });
    expect(ask({ id: 1, text, set: ['draft=no', 'tags=[다]'] })).toEqual({
      id: 1,
      text: text.replace('true', 'false').replace('[가]', '[다]'),
    });
    expect(ask({ id: 2, text: '본문', set: { title: '글' } })).toMatchObject({ id: 2, code: 'no-block' });
    expect(ask({ id: 3, set: {} })).toMatchObject({ id: 3, code: 'bad-request' });
    expect(ask({ id: 4, text, set: 'x' })).toMatchObject({ id: 4, code: 'bad-request' });
    expect(JSON.parse(answerSetLine('{'))).toMatchObject({ id: null, code: 'bad-request' });
  });
});

describe('engines for gray-matter', () => {
  // gray-matter's types ask for mutable engines.
  const engines = { ...matterEngines };

  test('dates stay text, words are Psych’s', () => {
    const { data, content } = matter(
      '---\ntitle: 글\ndate: 2024-10-03 10:00:00 +0900\ndraft: yes\ntags:\n- 가\n---\n본문\n',
      { engines },
    );
    expect({ ...data }).toEqual({
      title: '글',
      date: '2024-10-03 10:00:00 +0900',
      draft: true,
      tags: ['가'],
    });
    expect(content).toBe('본문\n');
  });

  test('TOML and JSON', () => {
    const toml = matter('+++\ndate = 2024-10-03\n+++\n본문', {
      engines,
      delimiters: '+++',
      language: 'toml',
    });
    expect({ ...toml.data }).toEqual({ date: '2024-10-03' });
    const json = matter('---json\n{"a": [1]}\n---\n본문', { engines });
    expect({ ...json.data }).toEqual({ a: [1] });
  });

  test('code is not run, broken blocks throw with their line', () => {
    expect(() => matter('---js\n{a: 1}\n---\n', { engines })).toThrow('not run');
    expect(() => matter('---coffee\na: 1\n---\n', { engines })).toThrow('not run');
    expect(() => matter('---\nb: 1\ntitle: a: b\n---\n', { engines })).toThrow('line');
    expect(() => matter.stringify('본문', { a: 1 }, { engines })).toThrow('never written anew');
  });
});
