// Posts exported to a folder of Markdown files read in GitHub's Markdown as in our preview, but for what the loss report tells.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { remark } from 'remark';
import remarkGfm from 'remark-gfm';
import remarkHtml from 'remark-html';
import { expect, test } from 'vitest';
import { readFrontMatter } from '#core/frontmatter/index.ts';
import { createPostRenderer } from '#core/page/render-post.ts';
import {
  exportAll,
  newWorld,
  plan,
  put,
  repository,
  said,
  tempFolder,
  viewOf,
} from '#test/host/export/support.ts';
import { previewPage } from './compare.ts';
import { wholeJournal } from './journal.ts';

async function rendered(text: string): Promise<string> {
  const { bodyFrom } = readFrontMatter(text);
  const file = await remark()
    .use(remarkGfm)
    .use(remarkHtml, { sanitize: false })
    .process(text.slice(bodyFrom));
  return String(file);
}

test('a folder of Markdown shows every post as the preview does, with pictures and links by their way', async () => {
  const files = wholeJournal();
  const journal = put(tempFolder(), files);
  const target = repository({ 'notes/2020-01-01-old.md': '# Old\n' });
  const world = newWorld();
  const prepared = await plan(world, journal, target);
  expect(prepared.site.detected.generator).toBe('plain');
  expect(prepared.site.settings).toMatchObject({
    content: 'notes',
    images: 'notes/images',
    names: 'date-slug',
  });
  await exportAll(world, journal, target);
  expect(said(await plan(world, journal, target))).toEqual([]);
  const { entries } = viewOf(journal);
  const site = {
    config: {},
    data: {},
    includes: {},
    posts: entries,
    zone: 'Asia/Seoul',
    now: 0,
    jekyll: 4,
  } as const;
  const renderer = createPostRenderer(site);
  for (const { path, source } of prepared.steps.filter(({ kind }) => kind === 'post')) {
    const entry = entries.find((each) => each.path === source);
    if (!entry) throw new Error(path);
    const preview = previewPage(
      renderer.render(readFileSync(join(journal, entry.path), 'utf8'), entry).html,
      '',
    );
    const page = previewPage(await rendered(readFileSync(join(target, path), 'utf8')), '');
    expect(page.headings, path).toEqual(preview.headings);
    expect(page.bold, path).toEqual(preview.bold);
    expect(page.code, path).toEqual(preview.code);
    expect(page.images.length, path).toBe(preview.images.length);
    for (const [index, src] of page.images.entries()) {
      const ours = join(journal, preview.images[index] ?? '');
      expect(readFileSync(join(target, dirname(path), src)), src).toEqual(readFileSync(ours));
    }
    for (const href of page.links.filter((each) => /\.md(?:#|$)/.test(each)))
      expect(existsSync(join(target, dirname(path), href.replace(/#.*/, ''))), `${path}: ${href}`).toBe(true);
  }
});
