// Slugs and safe names: what people write, and the laws that hold for anything.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SLUG_BYTES, safeName, slugOf } from '#core/slug.ts';

describe('slugs', () => {
  it.each([
    ['부트캠프를 마치며', '부트캠프를-마치며', 'buteukaempeureul-machimyeo'],
    ['Hello, World!', 'hello-world', 'hello-world'],
    ['Don’t panic', 'dont-panic', 'dont-panic'],
    ['  2024. 10. 3. 회고  ', '2024-10-3-회고', '2024-10-3-hoego'],
    ['Café déjà', 'café-déjà', 'cafe-deja'],
    ['한글'.normalize('NFD'), '한글', 'hangeul'],
    ['snake_case', 'snake_case', 'snake_case'],
    ['!!!', 'untitled', 'untitled'],
    ['', 'untitled', 'untitled'],
    ['😀 emoji', 'emoji', 'emoji'],
    ['CON', 'con-', 'con-'],
    ['nul', 'nul-', 'nul-'],
  ])('%j', (title, kept, romanised) => {
    expect(slugOf(title, 'keep')).toBe(kept);
    expect(slugOf(title, 'romanise')).toBe(romanised);
  });

  it('cuts long ones at a word', () => {
    const slug = slugOf('아주 긴 제목을 가진 글이 있다 '.repeat(10), 'keep');
    expect(Buffer.byteLength(slug)).toBeLessThanOrEqual(MAX_SLUG_BYTES);
    expect(slug).toMatch(/(?:있다|글이|가진|제목을|긴|아주)$/);
  });
});

it('leaves a given name alone but for what no system takes', () => {
  expect(safeName('Keep Case_and.dots')).toBe('Keep Case_and.dots');
  expect(safeName('a/b:c*?"<>|d')).toBe('a-b-c-d');
  expect(safeName(' .hidden. ')).toBe('hidden');
  expect(safeName('a\u200B\u202Eb\u0000')).toBe('ab');
  expect(safeName('aux.ko')).toBe('aux-.ko');
});

it('holds for every text: legal, composed, short, never empty, and stable', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const make of [(t: string) => slugOf(t, 'keep'), (t: string) => slugOf(t, 'romanise'), safeName]) {
        const name = make(text);
        expect(name).not.toBe('');
        expect(name).toBe(name.normalize('NFC'));
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(MAX_SLUG_BYTES + 1);
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}]|^[. ]|[. ]$/u);
        expect(make(name)).toBe(name);
      }
      expect(slugOf(text, 'romanise')).toMatch(/^[a-z0-9_-]+$/);
    }),
    { numRuns: 2000 },
  );
});
