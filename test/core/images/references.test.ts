// References of every kind are found where they are, and only the bytes of their paths change when a file moves.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findReferences, followMoves, type ReferenceBase, resolveReference } from '#core/images/index.ts';
import { applyEdits, invertEdits } from '#core/text.ts';

const base: ReferenceBase = { post: '_posts/2024-01-01-x.md', baseurl: '', url: 'https://blog.example.org' };
const mixed = readFileSync(join(process.cwd(), 'test/cases/images/references.md'), 'utf8');
const OLD = 'assets/img/old/a.png';

const targets = (text: string, at: ReferenceBase = base) =>
  findReferences(text).map((reference) => resolveReference(reference, at));
const follow = (text: string, from: string, to: string, at: ReferenceBase = base) =>
  applyEdits(
    text,
    followMoves(text, at, (path) => (path === from.normalize('NFC') ? to : null)),
  );

describe('fifty mixed references', () => {
  const found = findReferences(mixed).filter((reference) => resolveReference(reference, base) === OLD);

  it('are all found, and code, comments and other files are not', () => {
    const lines = mixed.split('\n');
    const lineOf = (at: number) => mixed.slice(0, at).split('\n').length;
    expect(found.length).toBe(50);
    const codeFrom = lines.findIndex((line) => line.startsWith('끝 문단')) + 1;
    const late = found.filter(({ from }) => lineOf(from) > codeFrom);
    // Of what follows, only the link after the escaped exclamation mark is one.
    expect(late.map(({ from }) => lines[lineOf(from) - 1])).toEqual(['\\![아님](/assets/img/old/a.png)']);
  });

  it('know what shows a picture and what links to one', () => {
    const links = found.filter(({ shows }) => !shows);
    expect(links.map(({ kind }) => kind).sort()).toEqual(['html', 'link', 'link', 'link', 'link']);
    expect(found.find(({ alt }) => alt === '[대괄호] 안')).toBeDefined();
  });

  it.each([
    'assets/img/new/b.webp',
    'assets/img/새 폴더/사진 (1).png',
    'media/50% & "quoted" #1?.png',
    "a'b,c{d}.png",
  ])('follow to %s: none is broken, nothing else changes, and undo restores every byte', (to) => {
    const edits = followMoves(mixed, base, (path) => (path === OLD ? to : null));
    const after = applyEdits(mixed, edits);
    const now = findReferences(after);
    expect(now.filter((reference) => resolveReference(reference, base) === OLD)).toEqual([]);
    expect(now.filter((reference) => resolveReference(reference, base) === to)).toHaveLength(50);
    expect(edits).toHaveLength(50);
    for (const [at, edit] of edits.entries()) {
      expect([edit.from, edit.to]).toEqual([found[at]?.from, found[at]?.to]);
    }
    expect(applyEdits(after, invertEdits(mixed, edits))).toBe(mixed);
    expect(after.split('\n').length).toBe(mixed.split('\n').length);
  });
});

describe('spelling', () => {
  it.each([
    ['letters stay letters', '![a](/img/가.png)', 'img/가.png', 'img/나.png', '![a](/img/나.png)'],
    [
      'percent signs stay',
      '![a](/img/%EA%B0%80.png)',
      'img/가.png',
      'img/나.png',
      '![a](/img/%EB%82%98.png)',
    ],
    [
      'a space is encoded in Markdown',
      '![a](/img/a.png)',
      'img/a.png',
      'img/b c.png',
      '![a](/img/b%20c.png)',
    ],
    [
      'a space stays where spaces are',
      '<img src="/img/a b.png">',
      'img/a b.png',
      'img/c d.png',
      '<img src="/img/c d.png">',
    ],
    [
      'an entity where one is needed',
      '<img src="/img/a.png">',
      'img/a.png',
      'img/b&c.png',
      '<img src="/img/b&amp;c.png">',
    ],
    [
      'quotes of YAML',
      "---\nimage: '/img/a.png'\n---\n",
      'img/a.png',
      "img/it's.png",
      "---\nimage: '/img/it%27s.png'\n---\n",
    ],
    [
      'a link tag has no escapes',
      '[a]({% link img/a.png %})',
      'img/a.png',
      'img/b 가.png',
      '[a]({% link img/b 가.png %})',
    ],
    [
      'decomposed on disk, composed in the post',
      '![a](/img/한글.png)',
      'img/한글.png'.normalize('NFD'),
      'img/b.png',
      '![a](/img/b.png)',
    ],
    [
      'no leading slash stays so',
      "![a]({{ 'img/a.png' | relative_url }})",
      'img/a.png',
      'img/b.png',
      "![a]({{ 'img/b.png' | relative_url }})",
    ],
  ])('%s', (_what, text, from, to, expected) => {
    expect(follow(text, from, to)).toBe(expected);
  });

  it('keeps the base of the site, and a base that is a mere beginning is none', () => {
    const at = { ...base, baseurl: '/blog' };
    expect(follow('![a](/blog/img/a.png)', 'img/a.png', 'img/b.png', at)).toBe('![a](/blog/img/b.png)');
    expect(targets('![a](/blogs/img/a.png)', at)).toEqual(['blogs/img/a.png']);
    expect(follow('![a]({{ site.baseurl }}/img/a.png)', 'img/a.png', 'img/b.png', at)).toBe(
      '![a]({{ site.baseurl }}/img/b.png)',
    );
  });

  it('keeps relative references relative, also when the post moves', () => {
    const at = { post: 'notes/2024/x.md', baseurl: '', url: '' };
    expect(targets('![a](../img/a.png) ![b](./b.png) ![c](../../../c.png)', at)).toEqual([
      'notes/img/a.png',
      'notes/2024/b.png',
      null,
    ]);
    expect(follow('![a](../img/a.png)', 'notes/img/a.png', 'pics/a.png', at)).toBe('![a](../../pics/a.png)');
    const text = '![a](../img/a.png) ![b](./b.png) [c](../x.md)';
    const moved = applyEdits(
      text,
      followMoves(text, at, () => null, { ...at, post: 'x.md' }),
    );
    expect(moved).toBe('![a](notes/img/a.png) ![b](./notes/2024/b.png) [c](../x.md)');
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '![',
    '[',
    ']',
    '](',
    ')',
    '(',
    '<img src="',
    '"',
    "'",
    '>',
    '<',
    '{{',
    '}}',
    '{%',
    '%}',
    '/a.png',
    ' ',
    '\n',
    '\n\n',
    '```\n',
    '`',
    '---\n',
    'image: ',
    '\\',
    '%EA%B0',
    '&#47;',
    'srcset=',
    ',',
    '<!--',
    '-->',
    '    ',
    '- ',
    '가',
    '😀',
    '[x]: ',
  );
  it('gives ranges in order that do not overlap, within the text, and never throws', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        let at = 0;
        for (const { from, to } of findReferences(text)) {
          expect(from).toBeGreaterThanOrEqual(at);
          expect(to).toBeGreaterThan(from);
          at = to;
        }
        expect(at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 3000, seed: 3 },
    );
  });

  it('following a move and back gives the text again, as far as it resolves', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        const edits = followMoves(text, base, (path) => (path === 'a.png' ? 'b/새.png' : null));
        expect(applyEdits(applyEdits(text, edits), invertEdits(text, edits))).toBe(text);
      }),
      { numRuns: 1000, seed: 5 },
    );
  });

  it.each([
    ['brackets', '['.repeat(50_000)],
    ['images begun', '![a]('.repeat(20_000)],
    ['tags begun', '<img src="'.repeat(20_000)],
    ['braces', '![a]({{'.repeat(20_000)],
    ['backticks', '`a``b'.repeat(20_000)],
    ['comments begun', '<!--'.repeat(50_000)],
    ['front matter of quotes', `---\n${'a: "'.repeat(20_000)}\n---\n`],
    ['closers', ']('.repeat(50_000)],
    ['includes begun', '{% include '.repeat(20_000)],
    ['spaces in a tag', `{% x${' '.repeat(50_000)}`],
  ])(
    'of nothing but %s is read without hanging',
    (_what, text) => {
      expect(findReferences(text).length).toBeGreaterThanOrEqual(0);
    },
    5_000,
  );
});
