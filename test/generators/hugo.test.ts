// Posts exported to a Hugo site and built by the real Hugo read as in our preview, but for what the loss report tells.
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import { hugo } from './sites.ts';

const found = spawnSync('hugo', ['version'], { encoding: 'utf8' });

describe.skipIf(found.status !== 0)('a real Hugo build', () => {
  test('shows every post as the preview does, where raw HTML is let through', async () => {
    const built = await exportAndBuild(hugo({ unsafe: true }), wholeJournal());
    expect(built.prepared.site.settings).toMatchObject({
      generator: 'hugo',
      content: 'content/posts',
      images: 'static',
    });
    expectSameReading(built);
  });

  test('shows headings, bold text and pictures without raw HTML, and tells what is lost', async () => {
    const built = await exportAndBuild(hugo({ unsafe: false }), wholeJournal());
    expectSameReading(built);
  });
});
