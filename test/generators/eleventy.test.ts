// Posts exported to an Eleventy site and built by the real Eleventy read as in our preview, but for what the loss report tells.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everything, newWorld, plan, put, repository, tempFolder } from '#test/host/export/support.ts';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { hardPosts, wholeJournal } from './journal.ts';
import { eleventy, haveGenerators } from './sites.ts';

describe('an Eleventy site', () => {
  test.skipIf(!haveGenerators('@11ty/eleventy'))(
    'is built by the real Eleventy as the preview shows it',
    async () => {
      const built = await exportAndBuild(eleventy(), wholeJournal());
      expect(built.prepared.site.detected).toEqual({ generator: 'eleventy', by: 'eleventy.config.js' });
      expect(built.prepared.site.settings).toMatchObject({ content: 'content/posts', images: 'public' });
      expectSameReading(built);
      expect(built.prepared.losses.filter(({ weight }) => weight === 'lost')).toEqual([]);
      const text = readFileSync(join(built.target, 'content/posts/code-and-braces.md'), 'utf8');
      expect(text).toContain('templateEngineOverride: md');
    },
  );

  test('that passes no folder through would show no pictures, which the plan says', async () => {
    const target = repository({
      '.eleventy.js': 'module.exports = () => ({});\n',
      'posts/old.md': '# Old\n',
    });
    const prepared = await plan(newWorld(), put(tempFolder(), hardPosts), target, everything);
    expect(prepared.targetProblems.map(({ code }) => code)).toContain('target-images-unpublished');
    expect(prepared.losses.filter(({ code }) => code === 'image-unpublished').length).toBeGreaterThan(0);
  });
});
