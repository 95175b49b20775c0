// Posts exported to a Eleventy site and built by the real Eleventy read as in our preview, but for what the loss report tells.
import { describe, expect, test } from 'vitest';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import { eleventy, haveGenerators } from './sites.ts';

describe.skipIf(!haveGenerators('@11ty/eleventy'))('a real Eleventy build', () => {
  test('shows every post as the preview does', async () => {
    const built = await exportAndBuild(eleventy(), wholeJournal());
    expect(built.prepared.site.detected.generator).toBe('eleventy');
    expectSameReading(built);
  });
});
