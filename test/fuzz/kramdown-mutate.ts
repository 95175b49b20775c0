// Owns: making documents for the fuzzer out of seeds: joining, changing lines, changing characters.
// Must not know: what is done with them.

const MARKS = [
  '*',
  '**',
  '***',
  '_',
  '__',
  '`',
  '``',
  '```',
  '~~',
  '~~~',
  '[',
  ']',
  '![',
  '](',
  ')',
  '<',
  '>',
  '</',
  '<b>',
  '</b>',
  '<div>',
  '</div>',
  '<br>',
  '<!--',
  '-->',
  '{:',
  '{: .c}',
  '}',
  '|',
  '|-',
  ':',
  ': ',
  '#',
  '# ',
  '## ',
  '- ',
  '* ',
  '1. ',
  '> ',
  '    ',
  '\t',
  '  ',
  ' ',
  '\n',
  '\n\n',
  '^',
  '$$',
  '$',
  '\\',
  '\\\\',
  '&',
  '&amp;',
  '"',
  "'",
  '--',
  '...',
  '<<',
  '>>',
  '[^1]',
  '[^1]: ',
  '[a]: /u',
  '*[a]: b',
  '---',
  '===',
  '가',
  '나다',
  '한 글',
  '(',
  '!',
  '=',
  '  \n',
  'a',
  'b c',
  '<center>',
  '</center>',
  '<img src="a">',
  '<a href="b">',
  '</a>',
  'markdown="1"',
  '{::comment}',
  '{:/}',
  '[ ] ',
  '.',
  '```js\n',
  '| a | b |',
  '2024. 10. 3.',
  '**강조(4기)**가',
  '_밑줄_은',
  'https://a.b/c',
  '<https://a.b>',
  '<kbd>',
  '</kbd>',
];

const LINES = [
  '가나다 라마바',
  '- 목록',
  '  - 안쪽',
  '1. 하나',
  '   이어서',
  '> 인용',
  '# 제목',
  '## 제목 *둘*',
  '```js',
  '```',
  '~~~',
  '    code',
  '| a | b |',
  '|---|:-:|',
  '<div>',
  '</div>',
  '<center>가운데</center>',
  '<br>',
  '***',
  '---',
  '',
  '',
  '',
  '{: .c #i}',
  '[x]: /u "t"',
  '[^1]: 주석',
  '*[HTML]: x',
  '^',
  '$$',
  'term',
  ': def',
  '<!-- c -->',
  '![그림](a.png "t")',
  '{:toc}',
  '**굵게** *기울임* `코드`',
  '<span style="color:red">글</span>',
  '[링크](/u) [x] [x][] [^1]',
  '- [ ] 할 일',
  '    - 깊이',
  '"따옴표" \'작은\'',
  'a  ',
  'b\\',
  '</center><br>',
  '<details markdown="1">',
  '</details>',
  'HTML & <b>x</b>',
];

type Random = () => number;

/** Numbers in [0, 1) that depend on the seed alone. */
function randomFrom(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <T>(list: readonly T[], random: Random, fallback: T): T =>
  list[Math.floor(random() * list.length)] ?? fallback;

/** The document of a number. */
export function makeDocument(seeds: readonly string[], number: number): string {
  const random = randomFrom(number);
  const kind = random();
  let text: string;
  if (kind < 0.25) text = lines(random);
  else if (kind < 0.6)
    text = `${pick(seeds, random, '')}${random() < 0.5 ? '\n' : '\n\n'}${pick(seeds, random, '')}`;
  else text = pick(seeds, random, '');
  const changes = Math.floor(random() * 5);
  for (let index = 0; index < changes; index++)
    text = random() < 0.5 ? changeLine(text, random) : changeText(text, random);
  return text.slice(0, 1200);
}

function lines(random: Random): string {
  const count = 2 + Math.floor(random() * 7);
  return Array.from({ length: count }, () => pick(LINES, random, '')).join('\n');
}

function changeLine(text: string, random: Random): string {
  const all = text.split('\n');
  const at = Math.floor(random() * all.length);
  const line = all[at] ?? '';
  const kind = Math.floor(random() * 8);
  if (kind === 0) all.splice(at, 1);
  else if (kind === 1) all.splice(at, 0, line);
  else if (kind === 2) all.splice(at, 0, '');
  else if (kind === 3) all[at] = `${pick([' ', '  ', '   ', '    ', '\t'], random, ' ')}${line}`;
  else if (kind === 4) all[at] = line.replace(/^[ \t]+/, '');
  else if (kind === 5)
    all[at] = `${pick(['> ', '- ', '1. ', '* ', ': ', '# ', '  - ', '    '], random, '')}${line}`;
  else if (kind === 6) all.splice(at, 0, pick(LINES, random, ''));
  else all.push(line);
  return all.join('\n');
}

function changeText(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 3));
  if (kind === 1) return text.slice(0, at) + pick(MARKS, random, '') + text.slice(at + 1);
  if (kind === 2)
    return text.slice(0, at) + pick(MARKS, random, '') + pick(MARKS, random, '') + text.slice(at);
  return text.slice(0, at) + pick(MARKS, random, '') + text.slice(at);
}
