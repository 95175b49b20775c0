// Owns: proof that edits and line ends lose nothing.
// Must not know: front matter.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, composeEdits, type Edit, invertEdits, normaliseText, restoreText } from '#core/text.ts';

const RUNS = { numRuns: 2000 };
const raw = fc
  .tuple(
    fc.constantFrom('', '\ufeff'),
    fc.array(
      fc.tuple(fc.constantFrom('가', '나다', '', 'x', '같은 줄'), fc.constantFrom('\n', '\r\n', '\r', '')),
      { maxLength: 12 },
    ),
  )
  .map(([mark, lines]) => mark + lines.map(([line, end]) => line + end).join(''));

/** Sorted edits of a text that do not overlap. */
const editsOf = (text: string): fc.Arbitrary<readonly Edit[]> =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(4), fc.constantFrom('', '새', 'ab', '\n')), { maxLength: 4 })
    .map((parts) => {
      const edits: Edit[] = [];
      for (const [from, length, insert] of [...parts].sort((a, b) => a[0] - b[0])) {
        const last = edits.at(-1)?.to ?? 0;
        if (from >= last) edits.push({ from, to: Math.min(from + length, text.length), insert });
      }
      return edits;
    });

describe('edits', () => {
  test('apply and invert are each other’s inverse', () => {
    const one = raw.chain((text) => fc.tuple(fc.constant(text), editsOf(text)));
    fc.assert(
      fc.property(one, ([text, edits]) => {
        expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
      }),
      RUNS,
    );
  });

  test('composed edits do what both do', () => {
    const two = raw
      .chain((text) => fc.tuple(fc.constant(text), editsOf(text)))
      .chain(([text, first]) =>
        fc.tuple(fc.constant(text), fc.constant(first), editsOf(applyEdits(text, first))),
      );
    fc.assert(
      fc.property(two, ([text, first, second]) => {
        const both = composeEdits(text, first, second);
        expect(applyEdits(text, both)).toBe(applyEdits(applyEdits(text, first), second));
      }),
      RUNS,
    );
  });

  test('edits that overlap, are out of order or outside are refused', () => {
    const at = (from: number, to: number): Edit => ({ from, to, insert: '' });
    expect(() => applyEdits('abcdef', [at(0, 3), at(2, 4)])).toThrow(RangeError);
    expect(() => applyEdits('abcdef', [at(4, 5), at(0, 1)])).toThrow(RangeError);
    expect(() => applyEdits('abcdef', [at(4, 9)])).toThrow(RangeError);
    expect(() => applyEdits('abcdef', [at(4, 3)])).toThrow(RangeError);
  });
});

describe('line ends and byte order mark', () => {
  test('the same text gives the same bytes', () => {
    fc.assert(
      fc.property(raw, (text) => {
        const normal = normaliseText(text);
        expect(normal.text).not.toMatch(/\r|^\ufeff/);
        expect(restoreText(normal, normal.text)).toBe(text);
      }),
      RUNS,
    );
  });

  test('one kind of line end is used for new lines, too', () => {
    const normal = normaliseText('가\r\n나\r\n');
    expect(normal.shape).toEqual({ bom: false, ends: '\r\n' });
    expect(restoreText(normal, '가\n새\n나\n끝')).toBe('가\r\n새\r\n나\r\n끝');
  });

  test('with mixed ends every line that stays keeps its own', () => {
    const normal = normaliseText('\ufeff하나\r\n둘\n셋\r\n넷\n다섯');
    expect(normal.shape).toEqual({ bom: true, ends: { each: 'cncn' } });
    expect(restoreText(normal, '하나\n둘\n셋\n넷\n다섯!')).toBe('\ufeff하나\r\n둘\n셋\r\n넷\n다섯!');
    expect(restoreText(normal, '하나\n셋\n넷\n다섯')).toBe('\ufeff하나\r\n셋\r\n넷\n다섯');
    expect(restoreText(normal, '하나\n새 줄\n둘\n셋\n넷\n다섯')).toBe(
      '\ufeff하나\r\n새 줄\r\n둘\n셋\r\n넷\n다섯',
    );
    expect(restoreText(normal, '영\n하나\n둘\n셋\n넷\n다섯')).toBe('\ufeff영\r\n하나\r\n둘\n셋\r\n넷\n다섯');
  });

  test('a line changed in place keeps its end, also beside a line taken out', () => {
    const normal = normaliseText('a\nb\r\nc\nd\r\ne\n');
    expect(restoreText(normal, 'a\nB\nc\ne\n')).toBe('a\nB\r\nc\ne\n');
    expect(restoreText(normal, 'a\nB\nc\nD\nE\n')).toBe('a\nB\r\nc\nD\r\nE\n');
  });

  test('with mixed ends, lines taken out and put in: the others keep theirs', () => {
    const numbered = fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(numbered, fc.nat(), fc.boolean(), (ends, where, put) => {
        const lines = ends.map((end, index) => `줄 ${index}${end}`);
        const at = where % lines.length;
        const normal = normaliseText(lines.join(''));
        const edited = put
          ? [...lines.slice(0, at), '새 줄\n', ...lines.slice(at)]
          : lines.filter((_line, index) => index !== at);
        const restored = restoreText(normal, edited.join('').replaceAll('\r\n', '\n'));
        for (const line of put ? lines : edited) expect(restored).toContain(line);
      }),
      RUNS,
    );
  });
});
