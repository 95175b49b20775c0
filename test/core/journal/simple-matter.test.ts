// The quick reading of front matter against the full one: where it gives an answer at all, it must be the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullMatter } from '#core/journal/matter.ts';
import { readSimpleMatter } from '#core/journal/simple-matter.ts';
import { generatePosts } from '#test/support/journal-generator.ts';

function same(text: string): boolean {
  const quick = readSimpleMatter(text);
  if (quick === null) return false;
  for (const generator of ['jekyll', 'plain'] as const) {
    const full = fullMatter(text, generator);
    expect({ ...quick.data }).toEqual({ ...full.data });
    expect([quick.keys, quick.bodyFrom]).toEqual([full.keys, full.bodyFrom]);
    if ('date' in quick.data && typeof quick.data.date === 'string')
      expect(quick.plainDate).toBe(full.plainDate);
    expect([full.format, full.refused, full.problems]).toEqual(['yaml', false, []]);
  }
  return true;
}

describe('the quick reading', () => {
  it.each([
    'title: Plain words',
    'title: "A: b"\ndate: 2024-10-03 10:00:00 +0900',
    'tags: [a, "b c", 한글, 1.0, 2, yes]',
    'tags:\n- a\n- "b"\n- 1.0',
    'tags:\n  - a\n  - b\nlayout: post',
    'categories: a b\npublished: no\ndraft:',
    'a:\nb: ~x',
    'empty: []\nother: 1_000',
    'url: http://x.y/z',
    "title: 'single'",
  ])('takes %j, or leaves it', (block) => {
    same(`---\n${block}\n---\nBody\n`);
  });

  it('takes nearly every generated post', () => {
    const taken = [...generatePosts({ posts: 500 })].map(({ text }) => same(text));
    expect(taken.filter(Boolean).length).toBeGreaterThan(490);
  });

  it.each([
    'title: a: b',
    'title: a\u200bb',
    'tags: [a\u00a0b]',
    'title: a #b',
    'title: "a\\n"',
    "title: 'it''s'",
    'title: &a x',
    'a: 1\na: 2',
    'a: {b: c}',
    'a: [b, [c]]',
    'a: [b: c]',
    'a: |\n  x',
    'a:\n  b: c',
    'a: x\n  y',
    'a:\tx',
    'a: x\r',
    'a : b',
    '- a',
    'a: [b,, c]',
    'a: b\u0000',
    'a: b\ufeff',
    '# comment',
    '',
  ])('leaves %j to the full reader, or agrees with it', (block) => {
    same(`---\n${block}\n---\n`);
  });

  it('agrees on anything made of the pieces that matter', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          'a',
          'b: ',
          ': ',
          ':',
          ' #',
          '#',
          '"',
          "'",
          '[',
          ']',
          '{',
          '}',
          ',',
          ', ',
          '- ',
          '-',
          '  ',
          '\n',
          '\n- ',
          '\n  - ',
          '\nkey: ',
          '\nkey:\n',
          '|',
          '>',
          '&x',
          '*x',
          '!',
          '%',
          '@',
          '`',
          '~',
          'yes',
          'null',
          '1.0',
          '010',
          '2024-10-03',
          ' 10:00:00',
          ' +0900',
          '한글',
          '\t',
          '\r',
          '\\',
          '...',
          '---',
          '\n---\n',
          '<<',
          '=',
          '?',
          '? ',
          '\u00a0',
          '\u2028',
          '😀',
          '_',
          '.',
        ],
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        same(`---\nkey0: ${pieces.join('')}\n---\nBody\n`);
        same(`---\n${pieces.join('')}\n---\nBody\n`);
      }),
      { numRuns: 20_000 },
    );
  });
});
