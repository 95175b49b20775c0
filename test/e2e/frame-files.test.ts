// Owns: what the page does to files of posts, in a real Chromium over the browser shell: create, rename, move, trash, follow.
// Must not know: the inside of the open post, which has its own tests.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, type AppOptions, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, filesOf, isThere, library, list, row, soon, textOf, titles, tree } from './frame-page.ts';
import { composeHangul, editorText } from './post-host.ts';

const NETWORK = 'Writing without a network';
const NETWORK_FILE = '_posts/2026-06-11-writing-without-a-network.md';

describe.skipIf(noBrowser() !== null)('files of posts', () => {
  let browser: Browser;
  let app: App;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    const { problems } = app;
    await app.close();
    expect(problems).toEqual([]);
  });
  const start = async (options: AppOptions = {}): Promise<App> => {
    app = await startApp({ browser, ...options });
    return app;
  };

  it('creates a post where its place was shown, and opens it', async () => {
    const { page } = await start();
    await page.getByRole('button', { name: 'New post', exact: true }).click();
    await page.keyboard.type('비 오는 날의 기록');
    const category = dialog(page).getByRole('combobox', { name: 'Category' });
    await category.fill('ml');
    await page.keyboard.press('Escape');
    await dialog(page).getByLabel('Date').fill('2026-02-03');
    const name = 'ml/_posts/2026-02-03-비-오는-날의-기록.md';
    await soon(() => dialog(page).locator('code').textContent()).toBe(name);
    await dialog(page).getByRole('button', { name: 'Create post' }).click();
    await row(page, '비 오는 날의 기록').waitFor();
    expect(isThere(app.journal, name)).toBe(true);
    await soon(() => editorText(page)).toBe(textOf(app.journal, name));
    expect(textOf(app.journal, name)).toContain('비 오는 날의 기록');
  });

  it('takes a category by a composed syllable and one Enter', async () => {
    const { page } = await start();
    await page.getByRole('button', { name: 'New post', exact: true }).click();
    await composeHangul(page, '길');
    const category = dialog(page).getByRole('combobox', { name: 'Category' });
    await category.click();
    await composeHangul(page, '사');
    await page.getByRole('option', { name: '산책' }).waitFor();
    expect(await page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await category.inputValue()).toBe('산책');
    expect(await dialog(page).getByRole('textbox', { name: 'Title' }).inputValue()).toBe('길');
    await dialog(page).getByRole('button', { name: 'Create post' }).click();
    await row(page, '길').waitFor();
    await tree(page).getByRole('treeitem', { name: '산책' }).click();
    await soon(() => titles(page)).toContain('길');
  });

  it('renames a file and changes no byte of it', async () => {
    const { page } = await start();
    const before = textOf(app.journal, NETWORK_FILE);
    await row(page, NETWORK).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    await row(page, NETWORK).focus();
    await page.keyboard.press('F2');
    await dialog(page).getByRole('textbox', { name: 'Name in the address' }).fill('offline');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    expect(textOf(app.journal, '_posts/2026-06-11-offline.md')).toBe(before);
    expect(isThere(app.journal, NETWORK_FILE)).toBe(false);
    expect(await list(page).locator('[aria-current="true"]').textContent()).toBe(NETWORK);
    expect(await editorText(page)).toBe(before);
  });

  it('moves a post by dragging it onto a category, one line of it, and takes it back', async () => {
    const { page } = await start();
    const before = textOf(app.journal, NETWORK_FILE);
    await row(page, NETWORK).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    await row(page, NETWORK).dragTo(tree(page).getByRole('treeitem', { name: '산책' }));
    await page.getByText(`“${NETWORK}” moved to 산책.`).waitFor();
    const moved = textOf(app.journal, NETWORK_FILE);
    const changed = (one: string, other: string): readonly string[] =>
      one.split('\n').filter((line) => !other.split('\n').includes(line));
    expect(changed(moved, before)).toHaveLength(1);
    expect(changed(moved, before)[0]).toContain('산책');
    await soon(() => editorText(page)).toBe(moved);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await soon(() => textOf(app.journal, NETWORK_FILE)).toBe(before);
    await soon(() => editorText(page)).toBe(before);
  });

  it('moves several chosen posts to a new category by the dialog', async () => {
    const { page } = await start();
    await row(page, NETWORK).click();
    await row(page, '손에 익혀 둘 단축키').click({ modifiers: ['Control'] });
    await page.keyboard.press('Control+Shift+M');
    await dialog(page).getByRole('combobox', { name: 'Category' }).fill('notes');
    await page.keyboard.press('Tab');
    await dialog(page).getByRole('button', { name: 'Move' }).click();
    await page.getByText('2 posts moved to notes.').waitFor();
    await tree(page).getByRole('treeitem', { name: 'notes' }).click();
    await soon(() => titles(page)).toEqual([NETWORK, '손에 익혀 둘 단축키']);
  });

  it('puts a post in the trash, and back with every byte', async () => {
    const { page } = await start();
    const before = filesOf(app.journal);
    await row(page, NETWORK).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Move post to trash' }).click();
    await row(page, NETWORK).waitFor({ state: 'detached' });
    expect(isThere(app.journal, NETWORK_FILE)).toBe(false);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await row(page, NETWORK).waitFor();
    expect(filesOf(app.journal)).toEqual(before);
  });

  it('puts a post in the trash by keyboard, and the focus goes to its neighbour', async () => {
    const { page } = await start();
    await row(page, NETWORK).focus();
    await page.keyboard.press('Delete');
    await row(page, NETWORK).waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('손에 익혀 둘 단축키');
    expect(isThere(app.journal, NETWORK_FILE)).toBe(false);
  });

  it('follows the folder: a new, a broken, a mended and a deleted file', async () => {
    const { page } = await start();
    const file = join(app.journal, '_posts/2026-12-24-outside.md');
    writeFileSync(file, '---\ntitle: From outside\n---\nText.\n');
    await row(page, 'From outside').waitFor();
    writeFileSync(file, '---\ntitle: From outside\ntags: [a, "b]\n---\nText.\n');
    await list(page)
      .getByText(/^Problem: line \d$/)
      .waitFor();
    await library(page).getByRole('button', { name: 'Problems 1' }).click();
    await soon(async () => (await titles(page)).length).toBe(1);
    writeFileSync(file, '---\ntitle: Mended\n---\nText.\n');
    await library(page).getByRole('button', { name: 'All posts' }).click();
    await row(page, 'Mended').waitFor();
    rmSync(file);
    await row(page, 'Mended').waitFor({ state: 'detached' });
  });

  it('changes no file by being looked at', async () => {
    const { page } = await start();
    const before = filesOf(app.journal);
    for (const title of await titles(page)) {
      await row(page, title).click();
      await soon(() => list(page).locator('[aria-current="true"]').textContent()).toBe(title);
      await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    }
    expect(filesOf(app.journal)).toEqual(before);
  });
});
