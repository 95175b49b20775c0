// Owns: what is told to a writer, and where; and that ordinary text is left in peace.
// Must not know: how findings are made.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSession, renderKramdown, resolveOptions } from '#core/kramdown/index.ts';

const { options } = resolveOptions('jekyll');

/** `code: the text it covers` for each diagnostic, in order. */
function told(markdown: string, firstLine = 0): string[] {
  const lines = markdown.split('\n');
  return renderKramdown(markdown, options, { firstLine }).diagnostics.map((diagnostic) => {
    expect(diagnostic.endLine).toBe(diagnostic.line);
    expect(diagnostic.message).not.toBe('');
    const line = lines[diagnostic.line - firstLine] ?? '';
    return `${diagnostic.code}: ${line.slice(diagnostic.column, diagnostic.endColumn)}`;
  });
}

describe('diagnostics', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['조건부 확률 P(A|B)는 이렇다.', ['table-by-pipe: |']],
    ['2024. 10. 3. 여행', ['date-becomes-list: 2024. 10. 3.']],
    ['앞 _밑줄_은 뒤', ['underscore-emphasis-before-particle: _밑줄_']],
    ['글\n\n```js\nx = 1', ['fence-never-closed: ```js']],
    ['> ```js title\n> x\n> ```', ['fence-info-not-a-word: ```js title']],
    ['본문[^한]\n\n[^한]: 주석', ['footnote-name-not-ascii: [^한]', 'footnote-name-not-ascii: [^한]']],
    ['본문[^x]', ['undefined-footnote: [^x]']],
    ['참고: https://example.com/a_b. 끝', ['bare-url-not-link: https://example.com/a_b']],
    ['문단\n[a]: /u', ['definition-after-paragraph: [a]:']],
    ['문단\n[^1]: 주석', ['definition-after-paragraph: [^1]:']],
    ['[글][없음]', ['undefined-reference-link: [글][없음]']],
    ['- <div>\n  글', ['unclosed-html: <div>']],
    ['- 목록\n\n  글 <b>굵게', ['unclosed-html: <b']],
    ['**굵게 ** 아님', ['emphasis-unclosed: **', 'emphasis-unclosed: **']],
    ['<center>**굵게**</center>', ['markdown-in-html: **굵게**']],
    ['1) 하나\n2) 둘', ['list-number-with-parenthesis: 1)']],
    ['##제목', ['header-without-space: ##']],
    ['| a | b |\n|---|---|\n| **c | d |', ['emphasis-unclosed: **']],
  ];
  for (const [markdown, expected] of cases) {
    it(JSON.stringify(markdown), () => expect(told(markdown)).toEqual(expected));
  }

  it('counts lines from the first line given', () => {
    const [first] = renderKramdown('a\n\n**b', options, { firstLine: 10 }).diagnostics;
    expect(first).toMatchObject({ line: 12, column: 0, endColumn: 2, severity: 'info' });
    expect(told('a\n\n**b', 10)).toEqual(['emphasis-unclosed: **']);
  });

  it('has nothing to say about ordinary text', () => {
    const calm = [
      '**강조(4기)**가 *기울임*과 ~~취소~~.',
      'snake_case_name과 `**` 그리고 \\*\\*별\\*\\*.',
      '[링크](https://example.com/a_b) <https://example.com> ![그림](a.png)',
      '| a | b |\n|---|---|\n| 1 | 2 |',
      '글[^1] 그리고 [둘][둘]\n\n[^1]: 주석\n[둘]: /u',
      '<div>글</div>\n\n<br>\n\n<img src="a.png">',
      '1. 하나\n2. 둘\n\n2024년 10월 3일',
      '```md\n**열린 강조 https://example.com [a][b]\n```',
      '<a href="https://example.com">https://example.com</a>',
    ];
    for (const markdown of calm) expect([markdown, told(markdown)]).toEqual([markdown, []]);
  });

  it('has nothing to say about the sample journal', () => {
    const folder = join(process.cwd(), 'posts/_posts');
    for (const name of readdirSync(folder)) {
      const body = readFileSync(join(folder, name), 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
      expect([name, told(body)]).toEqual([name, []]);
    }
  });

  it('moves with the text in a session', () => {
    const session = createSession(options);
    session.update('a\n\n**b');
    expect(session.update('새 줄\n\na\n\n**b').diagnostics.map((diagnostic) => diagnostic.line)).toEqual([4]);
  });
});
