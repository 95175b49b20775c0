// Owns: posts made by chance from what kramdown and other Markdown readers disagree about.
// Must not know: what is asked of them.
import fc from 'fast-check';

const word = fc.constantFrom(
  '가나',
  '다',
  'plain',
  '1~4주차',
  '(4기)',
  '"말"',
  'a|b',
  '그림!',
  '3. x',
  'x_y_z',
  '<b>굵게</b>',
  '`code`',
);
const phrase = fc.array(word, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));
const particle = fc.constantFrom('가', '는', ' 뒤', '.', '');
const emphasis = fc
  .tuple(fc.constantFrom('**', '*', '~~'), fc.constantFrom('강조', '강조(4기)', '"말"', '끝!'), particle)
  .map(([mark, text, after]) => `${mark}${text}${mark}${after}`);
const line = fc
  .array(fc.oneof(phrase, emphasis), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(''));
const paragraph = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'));
const item = fc
  .tuple(fc.constantFrom('- ', '* ', '1. '), line, fc.constantFrom('', '\n  - 안', '\n   * 안'))
  .map((parts) => parts.join(''));
const block = fc.oneof(
  paragraph,
  line.map((text) => `## ${text}`),
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join('\n')),
  line.map((text) => `> ${text}`),
  fc.tuple(line, line).map(([a, b]) => `${a} | ${b}\n${b} | ${a}`),
  fc.constant('머리 | 둘\n-----|----\n하나 | **둘(2)**는'),
  fc.constant('```js\nlet a = "**b**";\n```'),
  fc.constant('<center><img src="/a.png" width="60%"></center><br>'),
  fc.constant('![그림](/a.png){: width="300"}'),
  paragraph.map((text) => `${text}\n{: .note}`),
  fc.constant('용어\n: 뜻풀이'),
  fc.constant('---'),
  fc.constant('<details>\n<summary>더</summary>\n\n**안**쪽\n\n</details>'),
);
/** The body of a post. */
export const post = fc
  .array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n\n\n', '\n')), { minLength: 1, maxLength: 6 })
  .map((parts) => parts.flat().join(''));
