// Tags changed in place: every way blogs write them, and only the bytes of the name.
import { describe, expect, test } from 'vitest';
import { front, run, site, tags } from './support.ts';

describe('a tag that is renamed', () => {
  test.each([
    ['tags: [ml, rust]', 'tags: [AI, rust]'],
    ['tags: [ "ml", rust ]  # both', 'tags: [ "AI", rust ]  # both'],
    ["tags: ['rust','ml']", "tags: ['rust','AI']"],
    ['tags:\n  - rust\n  - ml # here', 'tags:\n  - rust\n  - AI # here'],
    ['tags:\n- ml\n-   rust', 'tags:\n- AI\n-   rust'],
    ['tags: rust  ml', 'tags: rust  AI'],
    ['tags: ml', 'tags: AI'],
    ['tags: "ml rust"', 'tags: "AI rust"'],
    ['tags: rust, ml', 'tags: rust, AI'],
    ['tags: ml, rust', 'tags: AI, rust'],
    ['tag: ml', 'tag: AI'],
    ['tag: "ml"', 'tag: "AI"'],
    ['tag: [ml]', 'tag: [AI]'],
    ['tag: ml\ntags: [ml, rust]', 'tag: AI\ntags: [AI, rust]'],
    ['tags: [ "ml", "C#" ]', 'tags: [ "AI", "C#" ]'],
    ['tags: [mlops, ml-ml]', 'tags: [mlops, ml-ml]'],
    ['title: ml\ntags: [x]\ncategories: ml', 'title: ml\ntags: [x]\ncategories: ml'],
  ])('%j becomes %j', (before, after) => {
    expect(front(before, tags('ml', 'AI'))).toBe(after);
  });

  test('to a name with spaces makes a list of a string that cannot hold it, and says so', () => {
    expect(front('tags: ml rust', tags('ml', 'machine learning'))).toBe('tags: [machine learning, rust]');
    expect(front('tag: ml', tags('ml', 'machine learning'))).toBe('tag: machine learning');
    const { plan } = run({ '_posts/2024-01-01-x.md': '---\ntags: ml rust\n---\n' }, tags('ml', 'a b'));
    expect(plan.files[0]?.notes.map(({ code }) => code)).toEqual(['list-made']);
  });

  test('takes both spellings of Hangul along, and can mend one of them', () => {
    const composed = '한글';
    const decomposed = composed.normalize('NFD');
    expect(front(`tags: [${decomposed}, a]`, tags(composed, '글'))).toBe('tags: [글, a]');
    expect(front(`tags: [a, ${decomposed}]`, tags(decomposed, composed))).toBe(`tags: [a, ${composed}]`);
    expect(front(`tags: [${composed}, ${decomposed}]`, tags(decomposed, composed))).toBe(
      `tags: [${composed}]`,
    );
  });

  test('keeps CRLF, a byte order mark, and a missing line end', () => {
    const path = '_posts/2024-01-01-x.md';
    const text = '\uFEFF---\r\ntags:   [ml]\r\n---\r\nx';
    expect(run({ [path]: text }, tags('ml', 'AI')).files[path]).toBe(text.replace('ml', 'AI'));
  });

  test('keeps a number a number beside it', () => {
    expect(front('tags: [42, ml, 1.10]', tags('ml', 'AI'))).toBe('tags: [42, AI, 1.10]');
    expect(front('tags: [42, ml]', tags('42', '42seoul'))).toBe('tags: [42seoul, ml]');
  });
});

describe('tags that are merged', () => {
  test.each([
    ['tags: [ML, a, ml]', 'tags: [a, ml]'],
    ['tags: [ml, a, ML]', 'tags: [ml, a]'],
    ['tags: [ML, Ml]', 'tags: [ml]'],
    ['tags:\n  - ML\n  - ml\n  - a', 'tags:\n  - ml\n  - a'],
    ['tags: ML ml a', 'tags: ml a'],
    ['tags: [a, a, ML]', 'tags: [a, a, ml]'],
    ['tags: [ml, ml]', 'tags: [ml, ml]'],
  ])('%j becomes %j: no name twice, no other name touched', (before, after) => {
    expect(front(before, tags(['ML', 'Ml', 'ml'], 'ml'))).toBe(after);
  });
});

describe('a tag that is split or deleted', () => {
  test.each([
    ['tags: [ai-ml, x]', ['ai', 'ml'], 'tags: [ai, ml, x]'],
    ['tags: [ml, ai-ml]', ['ai', 'ml'], 'tags: [ml, ai]'],
    ['tags:\n  - ai-ml\n  - x', ['ai', 'ml'], 'tags:\n  - ai\n  - ml\n  - x'],
    ['tags: ai-ml', ['ai', 'ml'], 'tags: ai ml'],
    ['tag: ai-ml', ['ai', 'ml'], 'tag: [ai, ml]'],
    ['tags: [a, ai-ml, b]', [], 'tags: [a, b]'],
    ['tags: [ai-ml]', [], 'tags: []'],
    ['tags:\n- ai-ml\ntitle: x', [], 'tags: []\ntitle: x'],
    ['tag: ai-ml', [], 'tag:'],
  ] as const)('%j to %j is %j', (before, to, after) => {
    expect(front(before, tags('ai-ml', to))).toBe(after);
  });
});

describe('a tag that cannot be changed', () => {
  test.each([
    ['title: A: b\ntags: [ml]', 'broken'],
    ['tags: &x [ml]\nother: *x', 'anchor'],
    ['tags: [[ml], a]', 'nested'],
  ])('%j is refused as %s', (before, code) => {
    expect(front(before, tags('ml', 'AI'))).toBe(code);
  });

  test('because the configuration gives it is told as such', () => {
    const config = { ...site, defaults: [{ path: '', type: null, values: { tags: ['ml'] } }] };
    expect(front('title: x', tags('ml', 'AI'), { site: config })).toBe('from-config');
  });
});

describe('a tag that becomes a category', () => {
  const move = { op: 'tag-to-category', tag: 'ml', to: ['ml'] } as const;
  test.each([
    ['categories: [dev]\ntags: [ml, x]', 'categories: [dev, ml]\ntags: [x]'],
    ['categories: dev\ntags: [ml, x]', 'categories: dev ml\ntags: [x]'],
    ['categories: [ml]\ntags: [ml, x]', 'categories: [ml]\ntags: [x]'],
    ['category: dev\ntags: [ml]', 'categories: [dev, ml]\ntags: []'],
  ])('%j becomes %j', (before, after) => {
    expect(front(before, move)).toBe(after);
  });

  test('gets a key where the post has none', () => {
    expect(front('title: x\ntags: [ml, y]', move)).toBe('title: x\ntags: [y]\ncategories: [ml]');
  });
});
