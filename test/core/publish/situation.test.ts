// What the state of a branch means: one code each, pushable or not, and words in both languages.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BranchFacts, isPushable, situationOf, situations } from '#core/publish/situation.ts';
import { catalogue } from '../../../renderer/locales/catalogue.ts';

const facts: BranchFacts = {
  branch: 'main',
  born: true,
  remotes: ['origin'],
  destination: { remote: 'origin', branch: 'main' },
  seen: true,
  gone: false,
  ahead: 0,
  behind: 0,
  shallow: false,
};

describe('a situation', () => {
  test.each([
    ['publish-up-to-date', {}],
    ['publish-ahead', { ahead: 2 }],
    ['publish-behind', { behind: 1 }],
    ['publish-diverged', { ahead: 1, behind: 1 }],
    ['publish-first', { seen: false }],
    ['publish-gone', { seen: false, gone: true }],
    ['publish-choose-remote', { destination: null, remotes: ['one', 'two'] }],
    ['publish-no-remote', { destination: null, remotes: [] }],
    ['publish-unborn', { born: false, seen: false }],
    ['publish-detached', { branch: null, destination: null }],
  ] as const)('%s', (code, change) => {
    expect(situationOf({ ...facts, ...change }).code).toBe(code);
  });

  test('is told in numbers as people write them', () => {
    expect(situationOf({ ...facts, ahead: 1 }).message).toBe('1 commit to push to origin/main.');
    expect(situationOf({ ...facts, behind: 3 }).message).toMatch(/^origin\/main has 3 commits/);
    expect(situationOf({ ...facts, ahead: 1, behind: 1, shallow: true }).message).toContain('--unshallow');
  });

  test('is never pushable while the remote has what we have not, or there is nowhere to push', () => {
    fc.assert(
      fc.property(
        fc.record({
          branch: fc.constantFrom(null, 'main'),
          born: fc.boolean(),
          remotes: fc.constantFrom([], ['origin'], ['one', 'two']),
          destination: fc.constantFrom(null, facts.destination),
          seen: fc.boolean(),
          gone: fc.boolean(),
          ahead: fc.nat(3),
          behind: fc.nat(3),
          shallow: fc.boolean(),
        }),
        (any) => {
          const situation = situationOf(any);
          if (!isPushable(situation)) return;
          expect(any.branch === null || !any.born || any.destination === null).toBe(false);
          expect(any.seen && any.behind > 0).toBe(false);
        },
      ),
    );
  });

  test('has words of its own in each language', () => {
    for (const language of ['en', 'ko'] as const) {
      const words = catalogue[language].publish?.problems;
      const known =
        typeof words === 'object' ? Object.keys(words).map((key) => key.replace(/_(one|other)$/, '')) : [];
      for (const code of situations) expect(known, `${language} ${code}`).toContain(code);
    }
  });
});
