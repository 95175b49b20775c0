// Owns: a blogger's whole way through Galley in one sitting, from opening a post to the page that a real Jekyll makes of it.
// Must not know: how any part works. The post is the first user's own where it lies beside the checkout, else ours of the same shape.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, shells, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { domLines } from '#test/support/dom.ts';
import { hasJekyll } from '#test/support/jekyll-sites.ts';
import { dialog, row } from './frame-page.ts';
import { dropFiles, editor, editorText, form, picture, preview, soon } from './post-host.ts';

const seed = resolve('../shared/seed/000_03a4b91b0a354cde.txt');
const posts = [
  {
    name: 'our post',
    path: '_posts/2026-11-20-galley-first-steps.md',
    text: null,
    category: 'galley',
    markup: /^!\[[^\]]*\]\((\/assets\/img\/galley\/first-steps\/[^)\s]+\.webp)\)/,
    skip: false,
  },
  {
    name: "the first user's post",
    path: '_posts/2024-10-03-GoogleMLBootcamp.md',
    text: existsSync(seed) ? readFileSync(seed, 'utf8') : null,
    category: 'ml',
    markup: /^<center><img src="(\/assets\/img\/ml\/mlb\/[^"]+\.webp)" width="\d+%" height="\d+%"><\/center>/,
    skip: !existsSync(seed),
  },
] as const;

for (const shell of shells) {
  describe.skipIf(shell.skip !== null || noBrowser() !== null)(`the whole way, ${shell.kind}`, () => {
    let browser: Browser;
    let app: App;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(async () => {
      await browser.close();
    });
    afterEach(async () => {
      await app.close();
    });

    for (const { name, path, text, category, markup, skip } of posts) {
      it.skipIf(skip)(
        `${name}: open, look, edit a field, drop a picture, export, commit, build`,
        async () => {
          app = await startApp({
            kind: shell.kind,
            browser,
            prepare(journal) {
              if (text === null) return;
              rmSync(join(journal, '_posts'), { recursive: true });
              rmSync(join(journal, 'ml'), { recursive: true });
              mkdirSync(join(journal, '_posts'));
              writeFileSync(join(journal, path), text);
            },
          });
          const { page } = app;
          const onDisk = () => readFileSync(join(app.journal, path), 'utf8');
          const original = onDisk();
          const title = /^title: '(.*)'$/m.exec(original)?.[1] ?? '';
          await row(page, title).click();
          await soon(() => editorText(page)).toBe(original);

          // Every strong of the source is one in the page, and every key a field, in the file's order.
          const frame = preview(page).locator('#preview');
          await frame.locator('#markdown-toc').waitFor();
          const strong = original.match(/\*\*[^*\n]+\*\*/g)?.length ?? 0;
          await soon(() => frame.locator('strong').count()).toBe(strong);
          expect(await frame.textContent()).not.toContain('**');
          for (const key of ['layout', 'title', 'category', 'tags', 'date', 'image', 'message', 'excerpt']) {
            expect(await form(page).getByLabel(key, { exact: true }).count(), key).toBe(1);
          }

          // One field: one line of the file.
          await form(page).getByLabel('excerpt', { exact: true }).fill('한 줄 소개: "끝"');
          await soon(onDisk).not.toBe(original);
          const changed = onDisk().split('\n');
          const different = original
            .split('\n')
            .flatMap((line, i) => (line === changed[i] ? [] : [changed[i]]));
          expect(changed).toHaveLength(original.split('\n').length);
          expect(different).toHaveLength(1);
          expect(different[0]).toMatch(/^excerpt: /);

          // A dropped picture: a WebP of the journal, referred to in the post's own markup, shown in the page.
          const blank = await page.locator('.cm-line').filter({ hasText: /^$/ }).nth(2).boundingBox();
          await dropFiles(
            editor(page),
            [{ name: '스크린샷 1.png', type: 'image/png', bytes: picture(320, 200) }],
            { x: (blank?.x ?? 0) + 20, y: (blank?.y ?? 0) + 8 },
          );
          await soon(
            async () => (await editorText(page)) === onDisk() && onDisk() !== changed.join('\n'),
          ).toBe(true);
          const added = onDisk()
            .split('\n')
            .filter((line) => !changed.includes(line));
          expect(added).toHaveLength(1);
          expect(added[0]).toMatch(markup);
          const url = markup.exec(added[0] ?? '')?.[1] ?? '';
          const stored = decodeURIComponent(url.slice(1));
          expect(readFileSync(join(app.journal, stored)).subarray(8, 12).toString('latin1')).toBe('WEBP');
          await soon(() =>
            frame.locator(`img[data-src="${url}"]`).evaluate((image: HTMLImageElement) => image.naturalWidth),
          ).toBe(320);

          // Export to a fresh repository: what was shown is what is committed.
          const blog = join(app.places.home, 'blog');
          mkdirSync(blog);
          const git = (...args: readonly string[]) =>
            execFileSync('git', ['-C', blog, ...args], { encoding: 'utf8', env: app.places.env });
          git('init', '-q', '-b', 'main');
          git('config', 'user.name', 'Writer');
          git('config', 'user.email', 'writer@example.invalid');
          mkdirSync(join(blog, '_layouts'));
          writeFileSync(join(blog, '_layouts/post.html'), '<main>{{ content }}</main>');
          writeFileSync(join(blog, '_config.yml'), 'timezone: Asia/Seoul\npermalink: /:categories/:title/\n');
          git('add', '.');
          git('commit', '-q', '-m', 'Start');
          await page.getByRole('button', { name: 'Export', exact: true }).click();
          await dialog(page).getByRole('button', { name: 'Choose another folder…' }).click();
          await dialog(page).getByRole('button', { name: /^blog/ }).click();
          await dialog(page).getByRole('button', { name: 'Export to “blog”' }).click();
          await dialog(page).getByRole('textbox', { name: 'Message' }).waitFor();
          expect(git('status', '--porcelain')).toBe('');
          await dialog(page)
            .getByRole('button', { name: /^Write and commit \d+ files?$/ })
            .click();
          await dialog(page)
            .getByText(/^Committed as [0-9a-f]{9}/)
            .waitFor();
          expect(git('status', '--porcelain')).toBe('');
          expect(readFileSync(join(blog, path), 'utf8')).toBe(onDisk());
          expect(readFileSync(join(blog, stored))).toEqual(readFileSync(join(app.journal, stored)));

          // A real Jekyll publishes it under its category, with the body that the preview shows.
          if (!hasJekyll()) return;
          const site = join(app.places.home, 'site');
          execFileSync('jekyll', ['build', '--quiet', '--future', '--source', blog, '--destination', site]);
          const slug = path.replace(/^.*\d{4}-\d\d-\d\d-|\.md$/g, '');
          const built = readFileSync(join(site, category, slug, 'index.html'), 'utf8');
          const body = built.slice('<main>'.length, built.lastIndexOf('</main>'));
          const rendered = execFileSync(
            process.execPath,
            ['dist/galley.js', 'render', join(app.journal, path)],
            {
              encoding: 'utf8',
            },
          );
          expect(domLines(rendered, { ignoreSpans: true })).toEqual(domLines(body, { ignoreSpans: true }));
        },
      );
    }
  });
}
