// Posts exported to a Hugo site and built by the real Hugo read as in our preview, but for what the loss report tells.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { everything, put, tempFolder } from '#test/host/export/support.ts';
import { builtPage } from './compare.ts';
import { expectSameReading, exportAndBuild } from './export-and-build.ts';
import { hardPosts, wholeJournal } from './journal.ts';
import { hugo } from './sites.ts';

const found = spawnSync('hugo', ['version'], { encoding: 'utf8' });
const codes = (losses: readonly { readonly code: string; readonly weight: string }[]): readonly string[] =>
  [...new Set(losses.filter(({ weight }) => weight === 'lost').map(({ code }) => code))].sort();

describe.skipIf(found.status !== 0)('a real Hugo build', () => {
  test('shows every post as the preview does, where raw HTML is let through', async () => {
    const built = await exportAndBuild(hugo({ unsafe: true }), wholeJournal());
    expect(built.prepared.site.settings).toMatchObject({
      generator: 'hugo',
      content: 'content/posts',
      images: 'static',
      format: 'yaml',
    });
    expectSameReading(built);
    expect(codes(built.prepared.losses)).toEqual([]);
  });

  test('shows headings, bold text and pictures without raw HTML too, and tells what is lost', async () => {
    const built = await exportAndBuild(hugo({ unsafe: false, toml: true }), wholeJournal());
    expect(built.prepared.site.settings.format).toBe('toml');
    expectSameReading(built);
    const told = built.prepared.losses.filter(({ path }) => !path.includes('chance'));
    expect(codes(told)).toEqual(['attributes-dropped', 'html-dropped']);
    // The report is about what is missing: each element of the page that the preview has and the build has not.
    const glance = built.posts.find(({ source }) => source.endsWith('kramdown-at-a-glance.md'));
    expect(glance?.html).not.toContain('<abbr');
    expect(glance?.losses.some(({ code, what }) => code === 'html-dropped' && what.includes('<abbr>'))).toBe(
      true,
    );
  });

  test('shows posts as page bundles below a folder of the server, pictures beside them', async () => {
    const site = hugo({ unsafe: true, base: '/my/blog' });
    const settings = { generator: 'hugo', beside: true, names: 'date-slug' } as const;
    const built = await exportAndBuild(site, wholeJournal(), { ...everything, settings });
    expectSameReading(built);
    expect(existsSync(join(built.target, 'content/posts/2026-02-06-blocks/wide.png'))).toBe(true);
    const text = readFileSync(join(built.target, 'content/posts/2026-02-06-blocks/index.md'), 'utf8');
    expect(text).toContain('image: cover.png');
  });

  test('would show something else without the translation: the comparison can fail', () => {
    const root = put(tempFolder(), {
      ...hugo({ unsafe: true }).files,
      'content/posts/raw.md': hardPosts['_posts/2026-01-05-particles.md'] ?? '',
    });
    execFileSync('hugo', ['--quiet', '--destination', 'public'], { cwd: root });
    const page = builtPage(readFileSync(join(root, 'public/posts/raw/index.html'), 'utf8'));
    expect(page.bold).not.toContain('강조(4기)');
    expect(page.text).toContain('**강조(4기)**');
    expect(page.text).toContain('{:toc}');
  });
});
