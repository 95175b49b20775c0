// Owns: generators of front matter as blogs write it, of the same after accidents, and of changes to it.
// Must not know: how the code under test reads or writes anything.

import fc from 'fast-check';
import type { Change, FieldValue } from '#core/frontmatter/index.ts';

const KEYS = [
  'title',
  'date',
  'tags',
  'layout',
  'categories',
  'category',
  'author',
  'description',
  'slug',
  'series',
  'draft',
  'published',
  'image',
  'header-img',
  'og_image',
  '제목',
  'my key',
  '"quoted key"',
  "'홑'",
];

const EASY = [
  '봄나들이',
  '오늘 배운 것',
  'Hello there',
  'node.js',
  'C#',
  "it's fine",
  'say "so" again',
  'a:b',
  'https://example.org/p?q=1#top',
  'x#1',
  '😀 기분',
  '日記 三日目',
  '2024년 회고',
];

/** Texts that need care: words with a meaning, indicators, comments, colons, odd spaces, breaks. */
export const HARD = [
  ...EASY,
  '',
  '제목: 부제',
  '끝:',
  '가 # 나',
  '#태그',
  '[공지] 안내',
  '{중괄호}',
  '- 목록',
  '-',
  '*별표',
  '&닻',
  '!느낌',
  '%퍼센트',
  '@골뱅이',
  '`코드`',
  '| 막대',
  '> 인용',
  '? 물음',
  ': 콜론',
  ', 쉼표',
  "'홑",
  '"겹',
  'it\'s "both"',
  'back\\slash',
  'yes',
  'No',
  'on',
  'OFF',
  'true',
  'False',
  'null',
  '~',
  'y',
  'n',
  '0',
  '007',
  '1_000',
  '1,000',
  '0x1F',
  '0o17',
  '0b11',
  '1e3',
  '.5',
  '1.',
  '+1',
  '-3.5',
  '.inf',
  '.nan',
  '1:30',
  '12:30:45',
  '2024-10-03',
  '2024-1-3 9:00:00 +0900',
  '2024-10-03T10:00:00Z',
  '<<',
  '=',
  '---',
  '...',
  '--- x',
  ' 앞칸',
  '뒷칸 ',
  '탭\t안',
  '\t탭',
  '두\n줄',
  '세\n\n줄\n',
  '\n',
  'crlf\r\n줄',
  'nel\x85',
  'ls\u2028ps\u2029',
  '\ufeffbom',
  'zw\u200bsp',
  'nb\u00a0sp',
  '\u3000전각',
  'nul\0',
  'bell\x07',
  'del\x7f',
  '{{ page.title }}',
  '가,나',
  'a, b',
  '[a, b]',
  '{a: 1}',
  'e\u0301',
];

const DATES = [
  '2024-10-03 10:00:00 +0900',
  '2024-10-03',
  '2024-1-3 9:00:00 +0900',
  '2024-10-03T10:00:00',
  '2024-10-03 10:00:00',
  '2024-10-03T10:00:00Z',
  '2024-10-03T10:00:00.000Z',
  '2024-10-03T10:00:00+09:00',
  '2024-10-03 10:00',
  '2024-10-03 +0900',
  '2024-10-03 10:00:00 -4',
  '2024-10-03 10:00:00 CEST',
  '2024-10-03 10:00::00',
  '2021-05-06 07:08:09.000000000 +00:00',
];

const PLAIN_ITEMS = ['a', '나', 'node.js', 'C++', 'b c', 'yes', '2024', '1.5', 'x/y', '상태 관리', "don't"];
const QUOTED_ITEMS = ['"q"', "'s'", '"a, b"', '"가: 나"', "'it''s'", '"\\u00e9"'];

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const item = fc.oneof({ weight: 4, arbitrary: pick(...PLAIN_ITEMS) }, pick(...QUOTED_ITEMS));

const flowList = fc
  .tuple(
    fc.array(item, { maxLength: 4 }),
    pick(', ', ', ', ',', ' , ', ',  ', ',\n  '),
    pick('', '', '', ' '),
    pick('', '', ','),
  )
  .map(([items, comma, pad, last]) => `[${pad}${items.join(comma)}${items.length > 0 ? last : ''}${pad}]`);

const blockList = fc
  .tuple(
    fc.array(fc.tuple(item, pick('', '', '', ' # 메모', '\n# 줄 주석')), { minLength: 1, maxLength: 4 }),
    pick('', '', '  ', '  ', ' ', '    '),
    pick(' ', ' ', '  ', '   '),
  )
  .map(([items, indent, gap]) => items.map(([one, note]) => `\n${indent}-${gap}${one}${note}`).join(''));

const scalar = fc.oneof(
  { weight: 4, arbitrary: pick(...EASY) },
  { weight: 3, arbitrary: pick(...EASY).map((text) => `"${text.replace(/["\\]/g, '')}"`) },
  { weight: 2, arbitrary: pick(...EASY).map((text) => `'${text.replaceAll("'", "''")}'`) },
  pick(
    '"제목: 부제"',
    '"\\"인용\\" 끝"',
    "'# 아님'",
    '"탭\\t"',
    '""',
    "''",
    '"[묶음] 글"',
    '"yes"',
    "'2024-10-03'",
  ),
);

const date = fc
  .tuple(pick(...DATES), pick('', '', '', "'", '"'))
  .map(([text, quote]) => quote + text + quote);

const word = pick(
  'true',
  'false',
  'yes',
  'No',
  'on',
  'True',
  'FALSE',
  '1',
  '42',
  '1.5',
  '-3',
  '~',
  'null',
  '0x1F',
  '1e3',
);

const longText = pick(
  '>-\n  접힌 글이\n  이어진다',
  '|\n  첫 줄\n  둘째 줄',
  '>\n  한 줄',
  '|-\n  # 주석 아님\n  - 목록 아님',
  '"두 줄\n  글"',
  '"들여쓰지 않은\n다음 줄"',
  '줄이\n  이어진 글',
  "'홑\n\n  문단'",
  '|+\n  끝까지\n\n',
);

const nested = pick(
  '\n  path: /assets/a.png\n  alt: 그림',
  '\n  a: 1\n  b: [x, y]',
  '\n- name: 가\n  url: /a\n- name: 나',
  '{a: 1, b: [x]}',
  '[[a], b]',
  '&닻 글'.replace('닻', 'anc'),
  '! "꼬리표"',
  '!!str 12',
);

const value = fc.oneof(
  { weight: 8, arbitrary: scalar },
  { weight: 3, arbitrary: date },
  { weight: 3, arbitrary: flowList },
  { weight: 3, arbitrary: blockList },
  { weight: 2, arbitrary: word },
  { weight: 1, arbitrary: pick('') },
  { weight: 1, arbitrary: longText },
  { weight: 1, arbitrary: nested },
);

/** A block of YAML, with LF only, each entry ending in a line end. */
export const block: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(
      fc.tuple(
        pick(...KEYS),
        value,
        pick('', '', '', '', '  ', ' # 메모'),
        pick('', '', '', '', '# 주석\n', '\n'),
      ),
      {
        minLength: 1,
        maxLength: 7,
      },
    ),
    pick(':', ':', ':', ':', ' :'),
    pick(' ', ' ', ' ', '  ', '    '),
  )
  .map(([entries, colon, gap]) =>
    entries
      .map(([key, written, tail, before]) => {
        const below = written === '' || written.startsWith('\n');
        const room = /[\n]/.test(written) ? '' : tail;
        return `${before}${key}${colon}${below ? '' : gap}${written}${room}\n`;
      })
      .join(''),
  );

const BODY = [
  '본문입니다.\n',
  '\n본문\n\n---\n\n구분선 아래\n',
  '끝 줄바꿈 없음',
  '',
  '\n\n# 제목\n{% include x.html %}\n\n\n',
];

/** How a block becomes a file: fences, byte order mark, line ends (`mixed` changes every third one), body. */
const shell = fc.record({
  bom: pick('', '', '', '\ufeff'),
  open: pick('---', '---', '---', '---  ', '----', ''),
  close: pick('---', '---', '---', '---  ', '...'),
  ends: pick('lf', 'lf', 'lf', 'crlf', 'mixed'),
  body: pick(...BODY),
});

type Shell = typeof shell extends fc.Arbitrary<infer S> ? S : never;

function wrap(inner: string, { bom, open, close, ends, body }: Shell): string {
  const bare = open === '' && /^title[ ]*:/.test(inner);
  const fence = open === '----' ? '----' : bare ? '---' : close;
  const opener = open === '' && !bare ? '---' : open;
  const text = `${opener === '' ? '' : `${opener}\n`}${inner}${fence}\n${body}`;
  let line = 0;
  const ended = text.replaceAll('\n', () =>
    ends === 'crlf' || (ends === 'mixed' && line++ % 3 === 0) ? '\r\n' : '\n',
  );
  return bom + ended;
}

/** A whole file with a block that is as its author meant it. */
export const post: fc.Arbitrary<string> = fc.tuple(block, shell).map(([inner, form]) => wrap(inner, form));

const ACCIDENTS = [
  ':',
  ' ',
  '"',
  "'",
  '#',
  '\n',
  '\t',
  '[',
  ']',
  '-',
  ',',
  '{',
  '}',
  '&',
  '*',
  '!',
  '\x07',
  '\u2028',
  '\ufeff',
  '|',
  '\\',
  '가',
  '\r',
];

/** No half of a character stands alone. */
const isWhole = (one: string): boolean =>
  !/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(one);

/** A whole file whose block had one to three characters put in, taken out or replaced. */
export const mutatedPost: fc.Arbitrary<string> = fc
  .tuple(
    block,
    shell,
    fc.array(fc.tuple(fc.nat(), pick('put', 'take', 'swap'), pick(...ACCIDENTS)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([inner, form, accidents]) => {
    let out = inner;
    for (const [where, kind, char] of accidents) {
      const at = where % (out.length + 1);
      const gone = kind === 'put' ? 0 : 1;
      out = out.slice(0, at) + (kind === 'take' ? '' : char) + out.slice(at + gone);
    }
    return wrap(isWhole(out) ? out : inner, form);
  });

/** A text as a person may type it. */
export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: pick(...HARD) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(pick(...HARD), pick(' ', ': ', ' #', ', ', ''), pick(...HARD))
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).filter(isWhole),
  },
);

/** A value as a form or the command line may set it. */
export const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  { weight: 6, arbitrary: text },
  { weight: 2, arbitrary: fc.array(text, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: pick(0, 1, -1, 1.5, -0.25, 1e21, 1e-7, 123456789012) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const NEW_KEYS = ['새 키', 'note', 'a: b', 'yes', 'x"y', '#k', '-k', '2024', 'lastmod'];

/** A change, its key chosen among `keys` (or a new one). */
export function changeOf(keys: readonly string[]): fc.Arbitrary<Change> {
  const key = fc.oneof(
    { weight: 5, arbitrary: pick(...(keys.length > 0 ? keys : ['title'])) },
    pick(...NEW_KEYS),
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ op: fc.constant('set' as const), key, value: fieldValue }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('add' as const), key: pick(...NEW_KEYS), value: fieldValue }),
    },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('remove' as const), key }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('rename' as const), key, to: pick(...NEW_KEYS) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('listAdd' as const), key, item: text }) },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('listRemove' as const), key, item: pick(...PLAIN_ITEMS) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        op: fc.constant('listReplace' as const),
        key,
        item: pick(...PLAIN_ITEMS),
        with: text,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ op: fc.constant('listMove' as const), key, from: fc.nat(3), to: fc.nat(3) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        op: fc.constant('listSet' as const),
        key,
        items: fc.array(text, { maxLength: 4 }),
      }),
    },
  );
}
