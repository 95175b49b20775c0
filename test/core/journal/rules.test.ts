// What a journal asks of its posts: which rules count where, and what is missing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { type JournalRules, missingKeys, noRules, rulesFor, withMissing } from '#core/journal/rules.ts';

const post = (keys: readonly string[], more: Partial<PostEntry> = {}): PostEntry => ({
  path: '_posts/2024-01-01-a.md' as RelPath,
  title: 'A',
  date: null,
  time: null,
  slug: 'a',
  categories: [],
  tags: [],
  layout: null,
  draft: false,
  url: null,
  appears: { will: true },
  problems: [],
  image: null,
  keys,
  size: 1,
  modified: 1,
  ...more,
});

const rules: JournalRules = {
  all: { required: ['description', 'tags'], fresh: { toc: true, author: 'me' } },
  categories: [
    { path: ['개발', 'web'], required: ['source'], fresh: { toc: 'deep' } },
    { path: ['개발'], required: ['image'], fresh: { toc: false, lang: 'ko' } },
  ],
};

describe('rules of a journal', () => {
  it('come from all categories above a post, the closest value winning', () => {
    expect(rulesFor(rules, [])).toEqual(rules.all);
    expect(rulesFor(rules, ['요리'])).toEqual(rules.all);
    expect(rulesFor(rules, ['개발', 'web', 'css'])).toEqual({
      required: ['description', 'tags', 'image', 'source'],
      fresh: { toc: 'deep', author: 'me', lang: 'ko' },
    });
    expect(rulesFor(rules, ['개발'.normalize('NFD')]).fresh).toEqual({
      toc: false,
      author: 'me',
      lang: 'ko',
    });
    expect(rulesFor(rules, ['web', '개발']).required).toEqual(rules.all.required);
  });

  it('are broken by a key that is missing, or empty where the list knows its value', () => {
    expect(missingKeys(post(['title', 'tags']), rules)).toEqual(['description', 'tags']);
    expect(missingKeys(post(['description'], { tags: ['a'] }), rules)).toEqual([]);
    const dev = { categories: ['개발'], tags: ['a'] };
    expect(missingKeys(post(['description', 'image'], dev), rules)).toEqual(['image']);
    expect(missingKeys(post(['description', 'image'], { ...dev, image: '/a.png' }), rules)).toEqual([]);
    const asked = { ...noRules, all: { required: ['layout', 'categories', 'constructor'], fresh: {} } };
    // The folder and the blog's defaults count as given.
    expect(missingKeys(post([], { categories: ['x'], layout: 'post' }), asked)).toEqual(['constructor']);
    expect(missingKeys(post([]), noRules)).toEqual([]);
  });

  it('leave an entry itself that has nothing to tell, and take problems back', () => {
    const other = { code: 'x', severity: 'error', message: 'x' } as const;
    const entry = post(['title'], { problems: [other] });
    const told = withMissing(entry, rules);
    expect(told.problems.map(({ code, detail }) => [code, detail?.key])).toEqual([
      ['x', undefined],
      ['required-missing', 'description'],
      ['required-missing', 'tags'],
    ]);
    expect(withMissing(told, rules)).toBe(told);
    expect(withMissing(told, noRules)).toEqual(entry);
    expect(withMissing(entry, noRules)).toBe(entry);
  });

  it('hold for every post: what is added is exactly what is missing', () => {
    const key = fc.constantFrom('a', 'b', 'tags', 'image', 'layout', 'categories', '__proto__', 'toString');
    const some = fc.record({ required: fc.uniqueArray(key), fresh: fc.constant({}) });
    const path = fc.array(fc.constantFrom('x', 'y'), { minLength: 1, maxLength: 2 });
    const any = fc.record({
      all: some,
      categories: fc.array(
        fc.tuple(path, some).map(([at, one]) => ({ path: at, ...one })),
        { maxLength: 4 },
      ),
    });
    const entry = fc.tuple(fc.uniqueArray(key), path).map(([keys, categories]) => post(keys, { categories }));
    fc.assert(
      fc.property(entry, any, any, (one, first, second) => {
        const told = withMissing(withMissing(one, first), second);
        expect(told.problems.map(({ detail }) => detail?.key)).toEqual(missingKeys(one, second));
        expect(new Set(missingKeys(one, second)).size).toBe(told.problems.length);
      }),
      { numRuns: 2000 },
    );
  });
});
