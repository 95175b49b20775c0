// Posts exported to an Astro collection and built by the real Astro read as in our preview, but for what the loss report tells.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { everything } from '#test/host/export/support.ts';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { wholeJournal } from './journal.ts';
import { astro, haveGenerators } from './sites.ts';

describe.skipIf(!haveGenerators('astro'))('a real Astro build', () => {
  test('shows every post as the preview does, under the keys of its schema', async () => {
    const built = await exportAndBuild(astro(), wholeJournal());
    expect(built.prepared.site.detected).toEqual({ generator: 'astro', by: 'astro.config.mjs' });
    expect(built.prepared.site.settings).toMatchObject({ content: 'src/content/blog', images: 'public' });
    expectSameReading(built);
    const text = readFileSync(join(built.target, 'src/content/blog/blocks.md'), 'utf8');
    expect(text).toMatch(
      /^---\ntitle: 표와 목록\n(?:.*\n)*pubDate: 2026-02-06\nheroImage: \/assets\/img\/cover\.png\n/,
    );
    expect(built.prepared.losses.filter(({ weight }) => weight === 'lost')).toEqual([]);
  });

  test('imports a picture that stands beside its post, and serves one that HTML shows', async () => {
    const red = { width: 8, height: 8, channels: 3, background: 'red' } as const;
    const picture = await sharp({ create: red }).png().toBuffer();
    const files = {
      '_config.yml': 'url: https://me.example\ntimezone: Asia/Seoul\n',
      '_posts/2026-05-01-p.md':
        '---\ntitle: 그림\n---\n\n![둘](/img/a.png)\n\n<center><img src="/img/b.png" width="4"></center>\n',
      'img/a.png': picture,
      'img/b.png': picture,
    };
    const settings = { generator: 'astro', beside: true } as const;
    const built = await exportAndBuild(astro('/journal'), files, { ...everything, settings });
    expectSameReading(built);
    expect(existsSync(join(built.target, 'src/content/blog/p/a.png'))).toBe(true);
    expect(existsSync(join(built.target, 'public/img/b.png'))).toBe(true);
  });
});
