// Owns: the view of images in a real Chromium over the browser shell: filters, use, trash, rename, conversion, broken references.
// Must not know: how a change is planned or written, which has its own tests.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { photo } from '../host/media/world.ts';
import { dialog, filesOf, isThere, soon, textOf } from './frame-page.ts';
import { composeHangul } from './post-host.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const POST = '_posts/2026-09-01-사진.md';
const TEXT = [
  '---',
  'title: 사진 일기',
  'image: /assets/img/여행/바다.png',
  '---',
  '',
  '첫 문단.',
  '',
  '![바다](/assets/img/여행/바다.png)',
  '<img src="/assets/img/여행/산.png" width="60%">',
  '![틀림](/assets/img/여행/산.PNG)',
  '![옮김](/img/옛날/하늘.png)',
  '',
].join('\r\n');

/** The sample journal with pictures of its own. */
async function pictures(journal: string): Promise<void> {
  const put = (path: string, bytes: string | Uint8Array): void => {
    mkdirSync(dirname(join(journal, path)), { recursive: true });
    writeFileSync(join(journal, path), bytes);
  };
  put('assets/img/여행/바다.png', await photo(900, 600));
  put('assets/img/여행/산.png', await photo(400, 300, 3));
  put('assets/img/여행/하늘.png', await photo(200, 200, 5));
  put('assets/img/안 씀.png', await photo(120, 90, 11));
  put('assets/img/text.png', 'no picture');
  put(POST, TEXT);
}

const media = (page: Page): Locator => page.getByRole('region', { name: 'Images' });
const tile = (page: Page, name: string): Locator =>
  media(page)
    .locator('.tile-row')
    .getByRole('button', { name: new RegExp(`^${name}`) });
const names = (page: Page): Promise<readonly string[]> => media(page).locator('.tile-name').allTextContents();
const filter = (page: Page, name: string): Locator =>
  media(page)
    .getByRole('group', { name: 'Which images' })
    .getByRole('button', { name: new RegExp(`^${name}`) });
const detail = (page: Page): Locator => page.getByRole('complementary', { name: 'The chosen image' });

/** By the keyboard alone. */
async function openView(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+M');
  await media(page).waitFor();
  await tile(page, '바다.png').waitFor();
}

async function findings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], iframes: false }).then((result) => result.violations)`,
  )) as readonly { id: string; impact: string | null; nodes: readonly { html: string }[] }[]; // axe's own result
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

describe.skipIf(noBrowser() !== null)('the view of images', () => {
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
    // A picture that cannot be shown has its own sign; the browser tells of it all the same.
    expect(problems.filter((text) => !text.includes('404'))).toEqual([]);
  });
  const start = async (): Promise<Page> => {
    app = await startApp({ browser, prepare: pictures });
    return app.page;
  };

  it('shows small pictures, finds by initial consonants, filters, and opens a post at the line that uses an image', async () => {
    const page = await start();
    await openView(page);
    // The picture is a small one made here, and never the file itself.
    const shown = tile(page, '바다.png').locator('img');
    await soon(() =>
      shown.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth]),
    ).toEqual([true, 320]);
    expect(await shown.getAttribute('src')).toContain('/media/.thumb/');
    expect(await tile(page, '바다.png').textContent()).toMatch(/^바다\.png900 × 600.*2 uses$/);
    expect(await tile(page, 'text.png').locator('.thumb-none').count()).toBe(1);
    expect(await findings(page)).toEqual([]);

    await page.getByRole('searchbox', { name: 'Search images' }).click();
    await composeHangul(page, 'ㅂㄷ');
    await soon(() => names(page)).toEqual(['바다.png']);
    await page.getByRole('searchbox', { name: 'Search images' }).fill('');

    await filter(page, 'Unused').click();
    await soon(async () => [...(await names(page))].sort()).toEqual(
      expect.arrayContaining(['text.png', '안 씀.png', '하늘.png']),
    );
    expect(await names(page)).not.toContain('바다.png');
    await filter(page, 'Without alt text').click();
    await soon(() => names(page)).toContain('산.png');
    expect(await names(page)).not.toContain('바다.png');
    await filter(page, 'Heavy').click();
    await soon(() => names(page)).toEqual(['바다.png']);
    await filter(page, 'All').click();

    await tile(page, '바다.png').click();
    await detail(page).getByText('사진 일기').waitFor();
    expect(await detail(page).getByText('900 × 600 · 1.2 MB · PNG').count()).toBe(1);
    expect(await findings(page)).toEqual([]);
    await detail(page)
      .getByRole('button', { name: /^line 8/ })
      .click();
    await media(page).waitFor({ state: 'detached' });
    const text = page.getByRole('textbox', { name: 'Post text' });
    await text.waitFor();
    await page.locator('.status-caret').getByText('Ln 8, Col 1').waitFor();
  });

  it('puts an unused image in the trash and back by the keyboard; asks, with the posts, for one that is used', async () => {
    const page = await start();
    const before = filesOf(app.journal);
    await openView(page);
    await filter(page, 'Unused').click();
    await tile(page, '안 씀.png').focus();
    await page.keyboard.press('Delete');
    await soon(() => isThere(app.journal, 'assets/img/안 씀.png')).toBe(false);
    await soon(() => names(page)).not.toContain('안 씀.png');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await soon(() => filesOf(app.journal)).toEqual(before);
    await soon(() => names(page)).toContain('안 씀.png');

    await filter(page, 'All').click();
    await tile(page, '바다.png').focus();
    await page.keyboard.press('Delete');
    await dialog(page)
      .getByText(/^1 image · references break in 1 file · /)
      .waitFor();
    await dialog(page)
      .getByText(/breaks in 2026-09-01-사진\.md$/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    expect(filesOf(app.journal)).toEqual(before);
  });

  it('renames an image: every changed line is shown first, then the references follow, and undo restores every byte', async () => {
    const page = await start();
    await page
      .getByRole('list', { name: 'Posts' })
      .getByRole('button', { name: '사진 일기', exact: true })
      .click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    const before = filesOf(app.journal);
    await openView(page);
    await tile(page, '바다.png').focus();
    await page.keyboard.press('F2');
    await dialog(page).getByRole('textbox', { name: 'Name' }).waitFor();
    await page.keyboard.press('Control+A');
    await composeHangul(page, '겨울 바다');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('1 image · 2 references follow · 1 file rewritten').waitFor();
    expect(await dialog(page).locator('del.plan-line').textContent()).toContain(
      '![바다](/assets/img/여행/바다.png)',
    );
    expect(await dialog(page).locator('ins.plan-line').textContent()).toContain(
      '![바다](/assets/img/여행/겨울%20바다.png)',
    );
    await dialog(page).locator('.cm-mergeView').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(filesOf(app.journal)).toEqual(before);

    await dialog(page).getByRole('button', { name: 'Move 1 image' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await soon(() => textOf(app.journal, POST)).toBe(
      TEXT.replace('image: /assets/img/여행/바다.png', 'image: /assets/img/여행/겨울 바다.png').replace(
        '(/assets/img/여행/바다.png)',
        '(/assets/img/여행/겨울%20바다.png)',
      ),
    );
    await tile(page, '겨울 바다.png').waitFor();
    // The open post shows what is on disk now.
    await page.keyboard.press('Escape');
    await media(page).waitFor({ state: 'detached' });
    await soon(() => page.evaluate(() => document.querySelector('.cm-content')?.textContent)).toContain(
      '겨울%20바다',
    );
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await soon(() => filesOf(app.journal)).toEqual(before);
  });

  it('makes many images lighter: the report first, then one change, and undo brings every byte back', async () => {
    const page = await start();
    const before = filesOf(app.journal);
    await openView(page);
    await page.getByRole('searchbox', { name: 'Search images' }).fill('여행');
    await soon(async () => [...(await names(page))].sort()).toEqual(['바다.png', '산.png', '하늘.png']);
    await tile(page, '바다.png').focus();
    await page.keyboard.press('Control+A');
    await detail(page).getByText('3 images chosen').waitFor();
    await detail(page).getByRole('button', { name: 'Make lighter…' }).click();
    await dialog(page).getByRole('textbox', { name: 'Width in pixels' }).fill('300');
    await dialog(page).getByRole('button', { name: 'Make the report' }).click();
    await dialog(page)
      .getByText(/^3 images · 3 references follow · 1 file rewritten · .* saved$/)
      .waitFor();
    expect(filesOf(app.journal)).toEqual(before);
    await dialog(page).getByRole('button', { name: 'Replace 3 images' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await soon(async () => [...(await names(page))].sort()).toEqual(['바다.webp', '산.webp', '하늘.webp']);
    const facts = await sharp(join(app.journal, 'assets/img/여행/바다.webp')).metadata();
    expect([facts.format, facts.width]).toEqual(['webp', 300]);
    expect(isThere(app.journal, 'assets/img/여행/바다.png')).toBe(false);
    expect(textOf(app.journal, POST)).toContain('<img src="/assets/img/여행/산.webp" width="60%">');

    // After a reload the way back is still there.
    await page.reload();
    await page.waitForSelector('html[data-ready="true"]');
    await page.keyboard.press('Control+Alt+M');
    await media(page).getByRole('button', { name: 'Undo: Make 3 images lighter' }).click();
    await soon(() => filesOf(app.journal)).toEqual(before);
  });

  it('tells of broken references with their lines, and mends the wrong case and the moved through plans', async () => {
    const page = await start();
    await openView(page);
    await filter(page, 'Broken references').click();
    const rows = media(page).getByRole('list', { name: 'Broken references' });
    await soon(() => rows.locator('.broken-path').allTextContents()).toEqual([
      'assets/img/여행/산.PNG',
      'img/옛날/하늘.png',
    ]);
    expect(await rows.locator('.broken-post').allTextContents()).toEqual([
      '사진 일기 · line 10 · wrong case',
      '사진 일기 · line 11',
    ]);
    expect(await findings(page)).toEqual([]);
    await media(page).getByRole('button', { name: 'Mend 1 reference…' }).click();
    await dialog(page).getByRole('button', { name: 'Mend them' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await soon(() => textOf(app.journal, POST)).toContain('![틀림](/assets/img/여행/산.png)');

    await soon(() => rows.locator('.broken-path').allTextContents()).toEqual(['img/옛날/하늘.png']);
    await rows.getByRole('button', { name: 'Choose an image…' }).click();
    await dialog(page).getByRole('list', { name: 'Images' }).getByRole('button').first().click();
    await dialog(page).getByRole('button', { name: 'Mend them' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await soon(() => textOf(app.journal, POST)).toBe(
      TEXT.replace('산.PNG', '산.png').replace('/img/옛날/하늘.png', '/assets/img/여행/하늘.png'),
    );
    await media(page).getByText('Every reference leads to its image').waitFor();
  });
});
