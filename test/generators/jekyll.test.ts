// Posts exported to a Jekyll blog keep every byte, and the real Jekyll shows them as our preview does.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import { jekyll } from './sites.ts';

const found = spawnSync('jekyll', ['--version'], { encoding: 'utf8' });

describe.skipIf(found.status !== 0)('a real Jekyll build', () => {
  test('shows every post as the preview does, from the very bytes of the journal', async () => {
    const files = wholeJournal();
    const config = readFileSync('posts/_config.yml', 'utf8');
    const built = await exportAndBuild(jekyll(config), files);
    expect(built.prepared.site.detected).toEqual({ generator: 'jekyll', by: '_config.yml' });
    expect(built.prepared.losses).toEqual([]);
    expectSameReading(built);
    for (const { source, target } of built.posts)
      expect(readFileSync(join(built.target, target)), source).toEqual(
        readFileSync(join(built.journal, source)),
      );
  });
});
