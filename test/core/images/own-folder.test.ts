// A folder named by its post follows the post's name, category and date; any other stays.
import { describe, expect, it } from 'vitest';
import { folderAfter } from '#core/images/index.ts';

const post = { categories: ['나들이'], slug: '봄-소풍', date: '2024-03-05' };

describe('the folder after a change of the post', () => {
  it.each([
    ['slug', 'assets/img/나들이/봄-소풍', { slug: '가을-소풍' }, 'assets/img/나들이/가을-소풍'],
    [
      'category',
      'assets/img/나들이/봄-소풍',
      { categories: ['여행', '국내'] },
      'assets/img/여행/국내/봄-소풍',
    ],
    ['no category', 'assets/img/나들이/봄-소풍', { categories: [] }, 'assets/img/봄-소풍'],
    [
      'a folder below the category, named otherwise',
      'assets/img/나들이/mlb',
      { categories: ['ml'] },
      'assets/img/ml/mlb',
    ],
    ['romanised names', 'img/nadeuri/bom-sopung', { slug: '가을' }, 'img/nadeuri/gaeul'],
    ['year and month', 'img/2024/03/봄-소풍', { date: '2025-11-01' }, 'img/2025/11/봄-소풍'],
    ['spelling of other parts', 'My Images/봄-소풍', { slug: 'x' }, 'My Images/x'],
  ] as const)('%s', (_what, folder, change, expected) => {
    expect(folderAfter(folder, post, { ...post, ...change })).toBe(expected);
  });

  it.each([
    ['shared by the category', 'assets/img/나들이', { categories: ['ml'] }],
    ['not named by the post', 'assets/img', { slug: 'x' }],
    ['same name', 'assets/img/나들이/봄-소풍', { date: '2025-01-01' }],
    ['another slug', 'assets/img/나들이/mlb', { slug: 'x' }],
  ] as const)('stays: %s', (_what, folder, change) => {
    expect(folderAfter(folder, post, { ...post, ...change })).toBeNull();
  });
});
