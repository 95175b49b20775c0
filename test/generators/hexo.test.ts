// Posts exported to a Hexo site and built by the real Hexo read as in our preview, but for what the loss report tells.
import { describe, expect, test } from 'vitest';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import { haveGenerators, hexo } from './sites.ts';

describe.skipIf(!haveGenerators('hexo'))('a real Hexo build', () => {
  test('shows every post as the preview does', async () => {
    const built = await exportAndBuild(hexo(), wholeJournal());
    expect(built.prepared.site.detected.generator).toBe('hexo');
    expectSameReading(built);
  });
});
