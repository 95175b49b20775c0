// Posts exported to a Hexo site and built by the real Hexo read as in our preview, but for what the loss report tells.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { hardPosts, wholeJournal } from './journal.ts';
import { haveGenerators, hexo } from './sites.ts';

describe.skipIf(!haveGenerators('hexo'))('a real Hexo build', () => {
  test('shows every post as the preview does', async () => {
    const built = await exportAndBuild(hexo(), wholeJournal());
    expect(built.prepared.site.detected).toEqual({ generator: 'hexo', by: '_config.yml' });
    expect(built.prepared.site.settings).toMatchObject({ content: 'source/_posts', images: 'source' });
    expectSameReading(built);
    expect(built.prepared.losses.filter(({ weight }) => weight === 'lost')).toEqual([]);
  });

  test('shows pictures in asset folders, below a folder of the server', async () => {
    const built = await exportAndBuild(
      hexo('post_asset_folder: true\nroot: /blog/\npermalink: :category/:title/\n'),
      hardPosts,
    );
    expect(built.prepared.site.settings.beside).toBe(true);
    expectSameReading(built);
    expect(existsSync(join(built.target, 'source/_posts/blocks/wide.png'))).toBe(true);
    expect(readFileSync(join(built.target, 'source/_posts/blocks.md'), 'utf8')).toContain(
      'categories: [글쓰기, 모양]',
    );
  });
});
