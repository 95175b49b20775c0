// What may be a path of the page, and that core and the wire agree on it.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { relPath } from '#contract/values.ts';
import { isRelPath } from '#core/journal/rel-path.ts';

it.each(['a', 'a/b.md', '_posts/2024-10-03-한글 글.md', '...', 'a/..b/.c', 'a.', ' '])('takes %j', (path) => {
  expect(isRelPath(path)).toBe(true);
});

it.each([
  '',
  '/',
  '/a',
  'a/',
  'a//b',
  '.',
  '..',
  './a',
  'a/.',
  'a/..',
  'a/../b',
  '../a',
  'a\\b',
  'C:',
  'c:/x',
  'a\0b',
  'x'.repeat(4097),
])('refuses %j', (path) => {
  expect(isRelPath(path)).toBe(false);
});

it('agrees with the contract', () => {
  const piece = fc.constantFrom('a', '.', '..', '/', '\\', ':', 'C', '\0', '한', ' ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = pieces.join('');
      expect(isRelPath(path)).toBe(relPath.safeParse(path).success);
    }),
    { numRuns: 5000 },
  );
});
