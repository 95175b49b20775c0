// Characters that nobody sees: told of with their place, removed when asked, and only where nothing else changes by it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { applyEdits } from '#core/text.ts';

const block = (lines: string): string => `---\n${lines}\n---\nbody\u200b\u00a0\n`;
const found = (lines: string) =>
  readFrontMatter(block(lines), { generator: 'jekyll' }).problems.filter(
    ({ code }) => code === 'invisible-character',
  );
const mended = (lines: string): string => {
  const text = block(lines);
  return applyEdits(
    text,
    found(lines).flatMap(({ fix }) => fix ?? []),
  );
};

describe('invisible characters in front matter', () => {
  it.each([
    ['title: a\u200bb', 'title: ab', 'U+200B'],
    ['title: a\u00a0b', 'title: a b', 'U+00A0'],
    ['title: a \u00a0b', 'title: a b', 'U+00A0'],
    ['title: a\ufeffb', 'title: ab', 'U+FEFF'],
    ['tags: [a\u2060, b]', 'tags: [a, b]', 'U+2060'],
    ['"ti\u00adtle": x', '"title": x', 'U+00AD'],
  ])('are told of and removed: %j', (lines, wanted, code) => {
    expect(found(lines)).toMatchObject([{ severity: 'warning', line: 2, detail: { code } }]);
    expect(mended(lines)).toBe(block(wanted));
    expect(readFrontMatter(block(lines)).readOnly).toBeNull();
  });

  it.each(['url: a:\u200b b', 'x: a:\u00a0b', 'x: a \u200b#b', 'x: a\u00a0#b'])(
    'are left where their removal would make another value: %j',
    (lines) => {
      expect(found(lines)).toMatchObject([{ fix: null }]);
      expect(mended(lines)).toBe(block(lines));
    },
  );

  it('are not what emoji are joined with, and not those of the body', () => {
    expect(found('title: 👨\u200d👩\u200d👧 می\u200cخواهم')).toEqual([]);
    const toml = readFrontMatter('+++\ntitle = "a\u200bb"\n+++\n');
    expect(toml.problems).toMatchObject([{ code: 'invisible-character', line: 2 }]);
  });

  it('leave by their removal the same keys, and values that differ by them alone', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', '한', ' ', '\u200b', '\u00a0', '\ufeff', ':', '#', '-'),
    });
    const line = fc
      .tuple(fc.constantFrom('k', 'tags', 'x y'), word)
      .map(([key, value]) => `${key}: a${value}z`);
    const plain = (value: unknown): string =>
      JSON.stringify(value)
        .replace(/[\u200b\ufeff]/gu, '')
        .replace(/[\u00a0 ]+/gu, ' ')
        // Spaces at the end of a plain value are none of it.
        .replace(/ (?=")/gu, '');
    fc.assert(
      fc.property(fc.uniqueArray(line, { selector: (one) => one.split(':')[0], maxLength: 3 }), (lines) => {
        const before = readFrontMatter(block(lines.join('\n')), { generator: 'jekyll' });
        if (before.problems.some(({ severity }) => severity === 'error')) return;
        const after = readFrontMatter(mended(lines.join('\n')), { generator: 'jekyll' });
        expect(after.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(plain(after.data)).toBe(plain(before.data));
      }),
      { numRuns: 3000 },
    );
  });
});
