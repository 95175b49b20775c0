// Posts exported to a Astro site and built by the real Astro read as in our preview, but for what the loss report tells.
import { describe, expect, test } from 'vitest';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import { astro, haveGenerators } from './sites.ts';

describe.skipIf(!haveGenerators('astro'))('a real Astro build', () => {
  test('shows every post as the preview does', async () => {
    const built = await exportAndBuild(astro(), wholeJournal());
    expect(built.prepared.site.detected.generator).toBe('astro');
    expectSameReading(built);
  });
});
