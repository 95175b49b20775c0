// Whatever a post's text is, there is an entry that the wire accepts, and it is made without hanging.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { postEntry } from '#contract/values.ts';
import type { PostEntry, RelPath } from '#core/journal/entry.ts';
import { entryOf } from '#core/journal/entry-of.ts';
import { settle } from '#core/journal/settle.ts';
import { readSiteConfig } from '#core/site/config.ts';

const { site } = readSiteConfig({ kind: 'jekyll', text: null, machineZone: 'Asia/Seoul' });
const plain = readSiteConfig({ kind: 'plain', text: null, machineZone: 'Asia/Seoul' }).site;

function entry(text: string, path = '_posts/2024-10-03-x.md'): PostEntry {
  const made = entryOf({ path: path as RelPath, text, size: text.length, modified: 1, site, now: 1e12 });
  expect(postEntry.parse(made)).toEqual(made);
  expect(JSON.stringify(made).length).toBeLessThan(2 * text.length + 20_000);
  return made;
}

const bomb = (key: string): string => {
  const lines = ['---', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`);
  return [...lines, `${key}: [*a11, *a11]`, `title: Bomb`, '---', 'Text', ''].join('\n');
};

describe('hostile front matter', () => {
  it.each(['categories', 'category', 'tags', 'tag', 'title', 'image', 'permalink', 'slug', 'date', 'layout'])(
    'a bomb of aliases in %s',
    (key) => {
      expect(entry(bomb(key)).path).toBe('_posts/2024-10-03-x.md');
    },
  );

  it.each([
    ['brackets', `---\ncategories: ${'['.repeat(20_000)}\n---\n`],
    ['closed brackets', `---\ntags: ${'['.repeat(3000)}${']'.repeat(3000)}\n---\n`],
    ['deep maps', `---\n${Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n---\n`],
    ['open quotes', `---\ntitle: "${'x'.repeat(200_000)}\n---\n`],
    ['a long value', `---\ntitle: ${'x'.repeat(500)}\ntags: ${'a '.repeat(20_000)}\n---\n`],
    ['a long date', `---\ndate: ${'1'.repeat(100_000)}\n---\n`],
    ['dashes', `---\n${'-'.repeat(100_000)}\n---\n`],
    ['colons', `---\n${':'.repeat(50_000)}\n---\n`],
    ['many keys', `---\n${Array.from({ length: 5000 }, (_, i) => `k${i}: ${i}`).join('\n')}\n---\n`],
    ['markup in the body', `---\ntitle: x\n---\n${'![['.repeat(50_000)}`],
    ['stars in the body', `---\ntitle: x\n---\n${'**_'.repeat(50_000)}`],
    ['prototype keys', '---\n__proto__: {title: y}\nconstructor: z\ntitle: x\n---\n'],
    ['NUL', '---\ntitle: a\u0000b\n---\n\u0000'],
    ['a half character', '---\ntitle: "\ud83d"\npermalink: /\ud83d/\n---\n\ud83d'],
    ['nothing', ''],
    [
      'a map for everything',
      '---\ntitle: {a: 1}\ndate: {a: 1}\ncategories: {a: 1}\ntags: {a: 1}\nslug: {a: 1}\npermalink: [1]\n---\n',
    ],
  ])('%s', (_name, text) => {
    expect(entry(text).title).not.toBe('');
  });

  it('any text at any path', () => {
    const key = fc.constantFrom(
      'title',
      'date',
      'categories',
      'category',
      'tags',
      'tag',
      'permalink',
      'slug',
      'published',
      'draft',
      'image',
    );
    const value = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.constantFrom(
        'yes',
        'no',
        '2024-10-03',
        '[a, b]',
        '"x"',
        '{a: b}',
        '~',
        '',
        '1.0',
        '2024-10-03 10:00:00',
        '- x',
        '&a x',
        '*a',
      ),
    );
    const front = fc
      .array(fc.tuple(key, value), { maxLength: 8 })
      .map((pairs) => pairs.map(([k, v]) => `${k}: ${v}`).join('\n'));
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .map((text) => text.replace(/[/\\\0]/g, '-'));
    fc.assert(
      fc.property(front, fc.string({ unit: 'grapheme' }), name, fc.boolean(), (block, body, file, jekyll) => {
        const path = `_posts/2024-10-03-${file}.md` as RelPath;
        const text = `---\n${block}\n---\n${body}`;
        const made = entryOf({ path, text, size: 1, modified: 1, site: jekyll ? site : plain, now: 1e12 });
        expect(postEntry.parse(made)).toEqual(made);
        expect(settle(settle([made], site, 1e12), site, 1e12)).toEqual(settle([made], site, 1e12));
        if (made.url !== null) expect(made.url).toMatch(/^\//);
      }),
      { numRuns: 3000 },
    );
  });
});
