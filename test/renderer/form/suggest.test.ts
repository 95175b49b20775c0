// Owns: which suggestions are offered, in which order; how fields are arranged; how category paths are read.
// Must not know: React.
import { describe, expect, it } from 'vitest';
import { fieldsOf, readFrontMatter } from '#core/frontmatter/index.ts';
import { arrangeFields } from '../../../renderer/form/arrange.ts';
import { readPath, showPath } from '../../../renderer/form/model.ts';
import { fitting } from '../../../renderer/form/suggest.ts';

const tags = [
  { value: 'machine learning', count: 3 },
  { value: 'ML', count: 9 },
  { value: 'html', count: 5 },
  { value: '회고', count: 2 },
  { value: '한글', count: 7 },
];
const values = (typed: string, taken: readonly string[] = []): readonly string[] =>
  fitting(tags, typed, taken).map(({ value }) => value);

describe('fitting', () => {
  it('offers the most used first where nothing is typed', () => {
    expect(values('')).toEqual(['ML', '한글', 'html', 'machine learning', '회고']);
  });
  it('puts beginnings before parts, whatever the case', () => {
    expect(values('m')).toEqual(['ML', 'machine learning', 'html']);
  });
  it('knows initial consonants and decomposed Hangul', () => {
    expect(values('ㅎㄱ')).toEqual(['한글', '회고']);
    expect(values('한'.normalize('NFD'))).toEqual(['한글']);
  });
  it('leaves out what is there already', () => {
    expect(values('m', ['ml'])).toEqual(['machine learning', 'html']);
  });
});

describe('arrangeFields', () => {
  it('keeps the post’s order and lets one of each kind into the line', () => {
    const fields = fieldsOf(
      readFrontMatter(
        '---\nlayout: post\ndate: 2024-01-01\ntitle: T\nupdated: 2024-02-02\ntags: [a]\nauthor: me\n---\n',
      ),
      [],
    );
    const { title, line, more } = arrangeFields(fields);
    expect(title?.key).toBe('title');
    expect(line.map(({ key }) => key)).toEqual(['layout', 'date', 'tags']);
    expect(more.map(({ key }) => key)).toEqual(['updated', 'author']);
  });
});

describe('category paths', () => {
  it.each([
    ['ml / bootcamp', ['ml', 'bootcamp']],
    ['ml›bootcamp', ['ml', 'bootcamp']],
    ['  ', []],
    ['일상', ['일상']],
  ])('%j', (text, path) => {
    expect(readPath(text)).toEqual(path);
    expect(readPath(showPath(path))).toEqual(path);
  });
});
