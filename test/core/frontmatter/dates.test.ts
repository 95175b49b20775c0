// Owns: proof that every written form of a date is read, and changed only where it is meant to change.
// Must not know: front matter.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeDateText, daysIn, isDateKey, parseDateText } from '#core/frontmatter/dates.ts';

describe('parseDateText', () => {
  test.each([
    ['2024-10-03 10:00:00 +0900', { hour: 10, second: 0, zone: '+0900', offset: 540 }],
    ['2024-10-03', { hour: null, zone: null, offset: null }],
    ['2024-1-3 9:00:00 +0900', { month: 1, day: 3, hour: 9 }],
    ['2024-10-03T10:00:00', { hour: 10, zone: null }],
    ['2024-10-03 10:00', { minute: 0, second: null }],
    ['2024-10-03T10:00:00Z', { zone: 'Z', offset: 0 }],
    ['2024-10-03T10:00:00.000Z', { fraction: '000' }],
    ['2024-10-03T10:00:00+09:00', { offset: 540 }],
    ['2024-10-03 +0900', { hour: null, offset: 540 }],
    ['2024-10-03 10:00:00 -4', { offset: -240 }],
    ['2024-10-03 10:00:00 -0530', { offset: -330 }],
    ['2024-10-03 10:00:00 CEST', { zone: 'CEST', offset: null }],
    ['2024-10-03 10:00::00', { second: 0 }],
    ['2021-05-06 07:08:09.000000000 +00:00', { fraction: '000000000', offset: 0 }],
    ['2024/10/03', { month: 10 }],
  ])('%s', (text, parts) => {
    expect(parseDateText(text)).toMatchObject({ ...parts, year: Number(text.slice(0, 4)) });
  });

  test.each([
    '',
    '어제',
    '2024',
    '10:00',
    '2024-13-01',
    '2024-02-30',
    '2023-02-29',
    '2024-10-03 25:00',
    '2024-10-03 글',
  ])('%s is no date', (text) => {
    expect(parseDateText(text)).toBeNull();
  });
});

describe('changeDateText', () => {
  test.each([
    ['2024-10-03 10:00:00 +0900', { day: 4 }, '2024-10-04 10:00:00 +0900'],
    ['2024-1-3 9:00:00 +0900', { month: 2, hour: 8 }, '2024-2-3 8:00:00 +0900'],
    ['2024-1-3 9:00:00 +0900', { minute: 5 }, '2024-1-3 9:05:00 +0900'],
    ['2024-10-03T10:00:00.000Z', { hour: 7 }, '2024-10-03T07:00:00.000Z'],
    ['2024-10-03', { year: 2025 }, '2025-10-03'],
    ['2024-10-03', { hour: 7, minute: 30 }, '2024-10-03 07:30:00'],
    ['2024-10-03 +0900', { hour: 7 }, '2024-10-03 07:00:00 +0900'],
    ['2024-10-03 10:00', { minute: 30 }, '2024-10-03 10:30'],
    ['2024-10-03 10:00', { second: 30 }, '2024-10-03 10:00:30'],
    ['2024-10-03 10:00::00', { second: 9 }, '2024-10-03 10:00::09'],
    ['2024-10-03 10:00:00 CEST', { day: 9 }, '2024-10-09 10:00:00 CEST'],
  ])('%s %o', (text, change, wanted) => {
    expect(changeDateText(text, change)).toBe(wanted);
  });

  test('a day that the month does not have is refused', () => {
    expect(changeDateText('2024-01-31', { month: 2 })).toBeNull();
    expect(changeDateText('어제', { month: 2 })).toBeNull();
  });

  test('changed and changed back, every form is as it was', () => {
    const form = fc.constantFrom(
      '2024-10-13 10:00:00 +0900',
      '2024-10-13T10:00:00.000Z',
      '2024-10-13 10:10',
      '2021-05-16 17:18:19.000000000 +00:00',
      '2024/10/13 10:00::10',
      '2024-11-13 +09:00',
    );
    const two = fc.integer({ min: 10, max: 23 });
    fc.assert(
      fc.property(form, two, two, (text, day, hour) => {
        const old = parseDateText(text);
        const change = old?.hour === null ? { day } : { day, hour };
        const there = changeDateText(text, change) ?? '';
        expect(parseDateText(there)).toMatchObject(change);
        const back = old?.hour === null ? { day: old.day } : { day: old?.day ?? 0, hour: old?.hour ?? 0 };
        expect(changeDateText(there, back)).toBe(text);
      }),
    );
  });
});

test('leap years', () => {
  expect([2000, 1900, 2024, 2023].map((year) => daysIn(year, 2))).toEqual([29, 28, 29, 28]);
});

test('keys that hold dates by custom', () => {
  expect(
    ['date', 'updated', 'lastmod', 'last_modified_at', 'publishDate', 'pubDate', 'created_at'].every(
      isDateKey,
    ),
  ).toBe(true);
  expect(['title', 'dated', 'candidate'].some(isDateKey)).toBe(false);
});
