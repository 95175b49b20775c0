// What the view of categories and tags makes of a choice, and what the list shows after a change.
import { describe, expect, test } from 'vitest';
import type { Operation } from '#core/taxonomy/types.ts';
import { viewAfter } from '../../renderer/taxonomy/change-work.ts';
import { deleting, keyOf, merging, type NameItem, nesting, renaming } from '../../renderer/taxonomy/items.ts';
import { keyChange } from '../../renderer/taxonomy/key-dialog.tsx';
import { wordsOf } from '../../renderer/taxonomy/operation-words.ts';

const tag = (name: string, count = 1): NameItem => ({ kind: 'tag', key: keyOf([name]), path: [name], count });
const category = (...path: readonly string[]): NameItem => ({
  kind: 'category',
  key: keyOf(path),
  path,
  count: 1,
});

describe('a wish', () => {
  test('of tags names them', () => {
    expect(renaming([tag('a')], 'b', false)).toEqual({ op: 'tags', from: ['a'], to: ['b'] });
    expect(merging([tag('a'), tag('b')], tag('b'))).toEqual({ op: 'tags', from: ['a', 'b'], to: ['b'] });
    expect(deleting([tag('a'), tag('b')])).toEqual({ op: 'tags', from: ['a', 'b'], to: [] });
  });

  test('of categories keeps to their place', () => {
    const base = { op: 'categories', everywhere: false };
    expect(renaming([category('a', 'b')], 'c', false)).toEqual({
      ...base,
      from: [['a', 'b']],
      to: ['a', 'c'],
    });
    expect(renaming([category('a', 'b')], 'c', true)).toEqual({
      ...base,
      from: [['b']],
      to: ['c'],
      everywhere: true,
    });
    expect(merging([category('a'), category('b')], category('b'))).toEqual({
      ...base,
      from: [['a']],
      to: ['b'],
    });
    expect(deleting([category('a', 'b'), category('a', 'c')])).toEqual({
      ...base,
      from: [
        ['a', 'b'],
        ['a', 'c'],
      ],
      to: ['a'],
    });
    expect(deleting([category('a', 'b'), category('c')])).toBeNull();
    expect(nesting(['a'], ['b', 'c'])).toEqual({ ...base, from: [['a']], to: ['b', 'c', 'a'] });
    expect(nesting(['a', 'b'], [])).toEqual({ ...base, from: [['a', 'b']], to: ['b'] });
  });

  test('that changes nothing, or puts a category below itself, is none', () => {
    expect(nesting(['a'], [])).toBeNull();
    expect(nesting(['a', 'b'], ['a'])).toBeNull();
    expect(nesting(['a'], ['a', 'b'])).toBeNull();
    expect(nesting([], ['a'])).toBeNull();
  });

  test('for a key reads the value as front matter', () => {
    expect(keyChange('set', 'toc', 'true')).toEqual({ op: 'set', key: 'toc', value: true });
    expect(keyChange('set', 'toc', 'a: b')).toEqual({ op: 'set', key: 'toc', value: 'a: b', as: 'text' });
    expect(keyChange('set', 'tags', '[a, b]')).toEqual({ op: 'set', key: 'tags', value: ['a', 'b'] });
    expect(keyChange('remove', 'toc', 'x')).toEqual({ op: 'remove', key: 'toc' });
    expect([keyChange('set', '', 'x'), keyChange('set', 'a=b', 'x')]).toEqual([null, null]);
  });
});

describe('the list after a change', () => {
  const move = (
    from: readonly (readonly string[])[],
    to: readonly string[],
    everywhere = false,
  ): Operation => ({
    op: 'categories',
    from,
    to,
    everywhere,
  });
  test('goes on showing what was renamed', () => {
    const at = (...path: readonly string[]) => ({ kind: 'category', path }) as const;
    expect(viewAfter(at('a', 'b'), move([['a']], ['x', 'y']))).toEqual(at('x', 'y', 'b'));
    expect(viewAfter(at('a', 'b', 'c'), move([['b']], ['x'], true))).toEqual(at('a', 'x', 'c'));
    expect(viewAfter(at('a', 'b'), move([['a', 'b']], ['a']))).toEqual(at('a'));
    expect(viewAfter(at('a'), move([['a']], []))).toEqual({ kind: 'all' });
    expect(viewAfter(at('b'), move([['a']], ['x']))).toBeNull();
    const renamed: Operation = { op: 'tags', from: ['a'], to: ['b'] };
    expect(viewAfter({ kind: 'tag', tag: 'a' }, renamed)).toEqual({ kind: 'tag', tag: 'b' });
    expect(viewAfter({ kind: 'tag', tag: 'c' }, renamed)).toBeNull();
  });
});

describe('the name of a wish', () => {
  test.each<readonly [Operation, string]>([
    [{ op: 'tags', from: ['a'], to: ['b'] }, 'renameTag'],
    [{ op: 'tags', from: ['a', 'b'], to: ['b'] }, 'mergeTags'],
    [{ op: 'tags', from: ['a'], to: ['b', 'c'] }, 'splitTag'],
    [{ op: 'tags', from: ['a'], to: [] }, 'deleteTag'],
    [{ op: 'categories', from: [['a']], to: ['b'], everywhere: false }, 'moveCategory'],
    [{ op: 'categories', from: [['a', 'b']], to: ['a'], everywhere: false }, 'deleteCategory'],
    [{ op: 'categories', from: [['a'], ['b']], to: ['c'], everywhere: false }, 'mergeCategories'],
    [{ op: 'key', change: { op: 'remove', key: 'x' } }, 'removeKey'],
  ])('%j is %s', (operation, key) => {
    expect(wordsOf(operation).key).toBe(`taxonomy.wish.${key}`);
  });
});
