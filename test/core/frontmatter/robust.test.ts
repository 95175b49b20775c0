// Owns: texts that are no post: nothing throws, nothing runs away (vitest's time limit is the judge).
// Must not know: what is read from them.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patch, readFrontMatter } from '#core/frontmatter/index.ts';
import { block } from './blocks.ts';

const fence = (inner: string): string => `---\n${inner}\n---\n본문\n`;
const SIGNS = [
  '---\n',
  '---',
  '+++\n',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  ': ',
  ':',
  '- ',
  '#',
  '\n',
  '\r',
  '\t',
  ' ',
  '|',
  '>',
  '&a ',
  '*a',
  '!',
  '\\',
  'k',
  '가',
  '\x07',
  '\ufeff',
  ',',
  '?',
  '%',
  '...',
];

test('any text is read without throwing, and places are inside it', { timeout: 60_000 }, () => {
  const garbage = fc.array(fc.constantFrom(...SIGNS), { maxLength: 40 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(garbage, garbage.map(fence), fc.string({ unit: 'binary' }), block), (text) => {
      const frontMatter = readFrontMatter(text);
      expect(frontMatter.bodyFrom).toBeLessThanOrEqual(text.length);
      for (const { from, to, valueFrom, valueTo } of frontMatter.entries) {
        expect([0, from, to, text.length]).toEqual([0, from, to, text.length].sort((a, b) => a - b));
        expect(valueFrom).toBeLessThanOrEqual(valueTo);
      }
      for (const { line, column, from, to } of frontMatter.problems) {
        expect(line).toBeGreaterThan(0);
        expect(column).toBeGreaterThan(0);
        expect(from).toBeLessThanOrEqual(to);
      }
      patch(text, { op: 'set', key: 'k', value: '가' });
    }),
    { numRuns: 5000 },
  );
});

describe('great and wicked blocks', { timeout: 60_000 }, () => {
  const many = (line: string): string => fence(line.repeat(60_000));
  test.each([
    ['open brackets', many('k: [\n')],
    ['open brackets in a list', fence(`k:\n${'- [\n'.repeat(60_000)}`)],
    ['open quotes', many('k: "\n')],
    ['odd quotes in a list', fence(`k:\n${"- 'a\n".repeat(60_001)}`)],
    ['equal keys', many('k: v\n')],
    ['stray lines', many('stray\n')],
    ['tabs', many('\tk: v\n')],
    ['control characters', many('k: \x07\n')],
    ['deep brackets', fence(`k: ${'['.repeat(50_000)}${']'.repeat(50_000)}`)],
    ['deep dashes', fence(`k:\n${'- '.repeat(20_000)}a`)],
    ['deep TOML', `+++\nk = ${'['.repeat(20_000)}${']'.repeat(20_000)}\n+++\n`],
    ['deep JSON', `---\n{"k": ${'['.repeat(20_000)}${']'.repeat(20_000)}}\n---\n`],
    ['never closed', `---\n${'k: v\n'.repeat(200_000)}`],
    ['no opener, no closer', 'title: v\n'.repeat(200_000)],
  ])('%s', (_name, text) => {
    const frontMatter = readFrontMatter(text);
    expect(frontMatter.problems.length).toBeLessThanOrEqual(200);
    patch(text, { op: 'set', key: 'k', value: '가' });
  });

  test('aliases that multiply are refused', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const frontMatter = readFrontMatter(fence([...lines, 'title: 글'].join('\n')));
    expect(JSON.stringify(frontMatter.data).length).toBeLessThan(10_000);
    expect(frontMatter.data.title).toBe('글');
  });
});
