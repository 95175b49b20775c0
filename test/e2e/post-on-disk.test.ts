// Owns: the open post over the real host and the browser shell: what stands on the disk after each thing a person does.
// Must not know: how the page is built.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import {
  caretAtEnd,
  composeHangul,
  dropFiles,
  editor,
  editorText,
  form,
  png,
  preview,
  soon,
} from './post-host.ts';

const WALK = '_posts/2026-10-31-autumn-walk.md';
const seed = resolve(process.cwd(), '../shared/seed/000_03a4b91b0a354cde.txt');

describe.skipIf(noBrowser() !== null)('the open post on disk', () => {
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
  const file = (path: string): string => readFileSync(join(app.journal, path), 'utf8');
  const open = async (path: string): Promise<void> => {
    const title = /^title:\s*["']?(.+?)["']?\s*$/m.exec(file(path))?.[1] ?? path;
    await app.page.locator('nav').getByText(title, { exact: true }).first().click();
    await soon(() => editorText(app.page)).toBe(file(path));
  };

  it('typing, Hangul and a form field reach the file, and only those bytes change', async () => {
    app = await startApp({ browser });
    await open(WALK);
    const before = file(WALK);
    await caretAtEnd(app.page);
    await composeHangul(app.page, '가을이 깊었다');
    await soon(() => file(WALK)).toBe(`${before}가을이 깊었다`);
    await app.page.keyboard.press('Control+z');
    await soon(() => editorText(app.page)).toBe(before);
    const field = form(app.page).getByLabel('title', { exact: true });
    await field.fill('A walk in one line');
    await soon(() => file(WALK)).toContain('A walk in one line');
    const lines = before.split('\n');
    const after = file(WALK).split('\n');
    expect(after.length).toBe(lines.length);
    expect(after.filter((line, at) => line !== lines[at])).toHaveLength(1);
    expect(app.problems).toEqual([]);
  });

  it('a dropped picture is a file of the journal, referred to and shown', async () => {
    app = await startApp({ browser });
    await open(WALK);
    await dropFiles(editor(app.page), [
      { name: 'lake.png', type: 'image/png', bytes: png() },
      { name: 'lake.png', type: 'image/png', bytes: png() },
    ]);
    await soon(async () => (await editorText(app.page)).match(/lake[^)"]*\.(?:png|webp)/g)?.length).toBe(2);
    const url = /\(?(\/[^\s)"]*lake[^\s)"]*)/.exec(await editorText(app.page))?.[1] ?? '';
    const stored = join(app.journal, decodeURIComponent(url.slice(1)));
    expect(existsSync(stored)).toBe(true);
    expect(readdirSync(join(stored, '..')).filter((name) => name.startsWith('lake'))).toHaveLength(1);
    const image = preview(app.page).locator(`#preview img[data-src="${url}"]`).first();
    await soon(() => image.evaluate((shown: HTMLImageElement) => shown.naturalWidth)).toBe(1);
  });

  it('an outside change is taken over while the post is clean, and is a conflict while it is not', async () => {
    app = await startApp({ browser });
    await open(WALK);
    const before = file(WALK);
    writeFileSync(join(app.journal, WALK), `${before}\nfrom outside\n`);
    await soon(() => editorText(app.page)).toBe(`${before}\nfrom outside\n`);
    await caretAtEnd(app.page);
    await app.page.keyboard.type('mine');
    writeFileSync(join(app.journal, WALK), `${before}\nanother\n`);
    await app.page.getByText('changed by another program').waitFor();
    expect(file(WALK)).toBe(`${before}\nanother\n`);
    await app.page.getByRole('button', { name: 'Keep mine' }).click();
    await soon(() => file(WALK)).toBe(`${before}\nfrom outside\nmine`);
  });

  it('opening and looking changes no byte and no time of any file', async () => {
    app = await startApp({ browser });
    const list = (): string =>
      execFileSync('find', [app.journal, '-type', 'f', '-printf', '%P %s %T@\n'], { encoding: 'utf8' });
    const before = list();
    for (const name of await app.page.locator('nav [role=row], nav [role=option]').allTextContents())
      void name;
    for (const path of ['2026-11-14-kramdown-at-a-glance.md', '2026-11-20-galley-first-steps.md']) {
      await open(`_posts/${path}`);
      await editor(app.page).click();
      await app.page.keyboard.press('Control+End');
      await app.page.keyboard.press('Control+s');
    }
    expect(list().split('\n').sort()).toEqual(before.split('\n').sort());
  });

  it('a file deleted outside stays open, and comes back by asking', async () => {
    app = await startApp({ browser });
    await open(WALK);
    const before = file(WALK);
    rmSync(join(app.journal, WALK));
    await app.page.getByText('no longer on disk').waitFor();
    await app.page.getByRole('button', { name: 'Save it again' }).click();
    await soon(() => existsSync(join(app.journal, WALK)) && file(WALK)).toBe(before);
  });

  it.skipIf(!existsSync(seed))(
    'the seed: one line for `excerpt`, and its pictures in its own form',
    async () => {
      app = await startApp({
        browser,
        prepare: (journal) => writeFileSync(join(journal, '_posts/2024-10-03-seed.md'), readFileSync(seed)),
      });
      const path = '_posts/2024-10-03-seed.md';
      const before = file(path);
      await open(path);
      await form(app.page).getByLabel('excerpt', { exact: true }).fill('부트캠프 후기');
      await soon(() => file(path)).toBe(before.replace('excerpt: ".."', 'excerpt: "부트캠프 후기"'));
      await caretAtEnd(app.page);
      await app.page.keyboard.press('Enter');
      await dropFiles(editor(app.page), [{ name: 'end.png', type: 'image/png', bytes: png() }]);
      await soon(() => file(path)).toMatch(
        /<center><img src="\/assets\/img\/ml\/[^"]+end[^"]*"[^>]*><\/center>/,
      );
    },
  );
});
