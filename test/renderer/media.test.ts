// Which images the view shows, in what order, and how they are counted. Pure.
import { expect, test } from 'vitest';
import type { MediaImage } from '#contract/media-calls.ts';
import type { RelPath } from '#core/journal/entry.ts';
import { countsOf, itemsOf, rangeOf, visible, visibleBroken } from '../../renderer/media/model.ts';
import { shownBytes, shownPixels } from '../../renderer/media/units.ts';

const rel = (path: string): RelPath => path as RelPath;
const image = (
  path: string,
  size: number,
  modified: number,
  alts: readonly (string | null)[],
): MediaImage => ({
  path: rel(path),
  url: `/${path}`,
  size,
  modified,
  users:
    alts.length === 0
      ? []
      : [
          {
            path: rel('a.md'),
            site: false,
            uses: alts.map((alt, at) => ({ line: at + 1, alt, shows: true })),
          },
        ],
});
const items = itemsOf([
  image('img/바다 2.png', 900_000, 3, ['바다', null]),
  image(`img/${'바다 10.png'.normalize('NFD')}`, 10, 1, []),
  image('img/old/산.png', 500, 2, ['', 'x', 'y']),
]);
const broken = [
  { post: rel('_posts/여행.md'), line: 3, path: 'img/강.png', other: null, near: [] },
  { post: rel('_posts/다른.md'), line: 3, path: 'img/산.PNG', other: rel('img/산.png'), near: [] },
];
const names = (filter: Parameters<typeof visible>[1]): readonly string[] =>
  visible(items, filter).map(({ name }) => name);
const all = { filter: 'all', order: 'name', typed: '', heavy: 500_000 } as const;

test('images are ordered by name as people count, by size, by date and by use', () => {
  expect(names(all)).toEqual(['바다 2.png', '바다 10.png', '산.png']);
  expect(names({ ...all, order: 'size' })).toEqual(['바다 2.png', '산.png', '바다 10.png']);
  expect(names({ ...all, order: 'date' })).toEqual(['바다 2.png', '산.png', '바다 10.png']);
  expect(names({ ...all, order: 'uses' })).toEqual(['산.png', '바다 2.png', '바다 10.png']);
});

test('filters and typing narrow them, by initial consonants and by folder', () => {
  expect(names({ ...all, filter: 'unused' })).toEqual(['바다 10.png']);
  expect(names({ ...all, filter: 'heavy' })).toEqual(['바다 2.png']);
  expect(names({ ...all, filter: 'bare' })).toEqual(['산.png']);
  expect(names({ ...all, typed: 'ㅂㄷ' })).toEqual(['바다 2.png', '바다 10.png']);
  expect(names({ ...all, typed: 'old ㅅ' })).toEqual(['산.png']);
  expect(names({ ...all, typed: 'old 바' })).toEqual([]);
  expect(countsOf(items, broken, 500_000)).toEqual({ all: 3, unused: 1, heavy: 1, bare: 1, broken: 2 });
  expect(visibleBroken(broken, 'ㅇㅎ').map(({ path }) => path)).toEqual(['img/강.png']);
});

test('a range goes both ways, and is the image alone where its beginning is not shown', () => {
  const shown = visible(items, all);
  const [first, second, third] = shown.map(({ image: { path } }) => path);
  expect(rangeOf(shown, third ?? rel(''), first ?? rel(''))).toEqual([first, second, third]);
  expect(rangeOf(shown, rel('gone.png'), second ?? rel(''))).toEqual([second]);
});

test('sizes are read as people write them', () => {
  expect([0, 999, 1000, 12_345, 1_250_000].map((bytes) => shownBytes(bytes, 'en'))).toEqual([
    '0 byte',
    '999 byte',
    '1 kB',
    '12 kB',
    '1.3 MB',
  ]);
  expect(shownPixels({ width: 3, height: 2 })).toBe('3 × 2');
  expect(shownPixels({ width: 0, height: 0 })).toBeNull();
});
