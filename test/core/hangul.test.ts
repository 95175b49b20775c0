// Finding Korean as it is typed: every stage of a keyboard's composition must find the word it leads to.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTyped, initialsOf, matchesTyped, romanise } from '#core/hangul.ts';

const finds = (text: string, typed: string): boolean => findTyped(text, typed) !== null;

describe('finding what is typed', () => {
  it.each([
    ['부트캠프를 마치며', 'ㅂㅌㅋㅍ'],
    ['부트캠프를 마치며', '마ㅊ'],
    ['부트캠프를 마치며', '맟'],
    ['부트캠프를 마치며', 'ㅁㅊㅁ'],
    ['부트캠프를 마치며', '맟ㅁ'],
    ['부트캠프', '붙'],
    ['부트캠프', '부틐'],
    ['부트캠프', '캐'],
    ['과일', '고'],
    ['원서', '우'],
    ['의자', '으'],
    ['닭고기', '달'],
    ['닭고기', '닭'],
    ['달그락', '닭'],
    ['값이', '갑'],
    ['없음', 'ㅇㅇ'],
    ['싸움', 'ㅆ'],
    ['각시', 'ㄱㅅ'],
    ['각시', 'ㄳ'],
    ['Rust 언어', 'rust ㅇ'],
    ['C++ 기초', 'c++'],
    ['한글'.normalize('NFD'), '한글'],
    ['한글', '한글'.normalize('NFD')],
    ['Café', 'CAFÉ'.normalize('NFD')],
  ])('%s is found by %s', (text, typed) => {
    expect(matchesTyped([text], typed)).toBe(true);
  });

  it.each([
    ['부트캠프', 'ㅂㅋ'],
    ['마치며', '만ㅊ'],
    ['강남', '가남'],
    ['가을남자', '강남'],
    ['달', '닭'],
    ['고기', '과'],
    ['까치', 'ㄱ'],
  ])('%s is not found by %s', (text, typed) => {
    expect(finds(text, typed)).toBe(false);
  });

  it('gives the place of the match', () => {
    expect(findTyped('나의 부트캠프', 'ㅂㅌ')).toEqual({ from: 3, to: 5 });
    expect(findTyped('나의 부트캠프', '붙')).toEqual({ from: 3, to: 5 });
    expect(findTyped('abc', 'BC')).toEqual({ from: 1, to: 3 });
    expect(findTyped('abc', '')).toEqual({ from: 0, to: 0 });
  });

  it('wants every word somewhere', () => {
    expect(matchesTyped(['부트캠프', 'ml'], 'ㅂㅌ ml')).toBe(true);
    expect(matchesTyped(['부트캠프', 'ml'], 'ㅂㅌ rust')).toBe(false);
  });

  it('finds a text by all of its beginnings, its initials and any part of it', () => {
    const syllable = fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code));
    const text = fc.array(fc.oneof(syllable, fc.constantFrom('a', 'Z', '7', '-')), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (chars, a, b) => {
        const [from, to] = [a % chars.length, b % chars.length].sort((x, y) => x - y) as [number, number];
        const part = chars.slice(from, to + 1).join('');
        expect(finds(chars.join(''), part)).toBe(true);
        expect(finds(chars.join('').normalize('NFD'), initialsOf(part))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('finds a syllable at every stage of typing it', () => {
    const first = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
    for (let code = 0xac00; code <= 0xd7a3; code++) {
      const index = code - 0xac00;
      const text = `x${String.fromCharCode(code)}y`;
      expect(finds(text, first[Math.floor(index / 588)] ?? '')).toBe(true);
      expect(finds(text, String.fromCharCode(code - (index % 28)))).toBe(true);
    }
  });
});

it('romanises by the official rules', () => {
  expect(romanise('부트캠프를 마치며')).toBe('buteukaempeureul machimyeo');
  expect(romanise('한국말 2024'.normalize('NFD'))).toBe('hangungmal 2024');
});
