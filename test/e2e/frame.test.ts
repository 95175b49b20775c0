// Owns: the page's frame in a real Chromium over the browser shell: library, list, palette, settings, narrow windows.
// Must not know: the inside of the open post, which has its own tests.
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, type AppOptions, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, library, list, row, soon, status, textOf, titles, tree } from './frame-page.ts';
import { composeHangul, editorText } from './post-host.ts';

const FIRST = '[갤리] 첫걸음: 오프라인에서 쓰는 블로그 일지';
const WALK = '가을 산책, 그리고 느린 사진';
const NETWORK = 'Writing without a network';
const NETWORK_FILE = '_posts/2026-06-11-writing-without-a-network.md';

describe.skipIf(noBrowser() !== null)('the frame', () => {
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

  it('has the names that tests and assistive technology rely on', async () => {
    const { page } = await start();
    await row(page, FIRST).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    expect(await library(page).getByRole('tree', { name: 'Categories' }).count()).toBe(1);
    expect(await library(page).getByRole('list', { name: 'Posts' }).count()).toBe(1);
    expect(await list(page).getByRole('listitem', { name: FIRST }).count()).toBe(1);
    expect(await page.getByRole('form', { name: 'Front matter' }).count()).toBe(1);
    expect(await page.locator('iframe[title="Preview"]').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'New post', exact: true }).count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Export', exact: true }).count()).toBe(1);
    await soon(() => status(page).textContent()).toMatch(/^Saved.*\d+ words/);
  });

  it('shows the posts of a category and of a tag, newest first', async () => {
    const { page } = await start();
    expect((await titles(page)).slice(0, 3)).toEqual(['다음 달에 쓸 것들', FIRST, 'kramdown at a glance']);
    await tree(page).getByRole('treeitem', { name: 'writing' }).click();
    await soon(() => titles(page)).toEqual(['kramdown at a glance', NETWORK]);
    await tree(page).getByRole('treeitem', { name: 'reference' }).click();
    await soon(() => titles(page)).toEqual(['kramdown at a glance']);
    await library(page).getByRole('button', { name: 'rust 1' }).click();
    await soon(() => titles(page)).toHaveLength(1);
  });

  it('folds and unfolds the tree and moves through it by keyboard', async () => {
    const { page } = await start();
    const items = tree(page).getByRole('treeitem');
    const all = await items.count();
    await tree(page).getByRole('treeitem', { name: 'dev' }).click();
    await page.keyboard.press('ArrowLeft');
    await soon(() => items.count()).toBe(all - 1);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await tree(page).getByRole('treeitem', { name: 'rust', selected: true }).count()).toBe(1);
    await page.keyboard.press('Home');
    await page.keyboard.press('End');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('책');
  });

  it('narrows the list while Hangul is composed, and loses none of it', async () => {
    const { page } = await start();
    const box = page.getByRole('searchbox', { name: 'Filter posts' });
    await box.click();
    await composeHangul(page, '산책, 그');
    expect(await box.inputValue()).toBe('산책, 그');
    await soon(() => titles(page)).toEqual([WALK]);
    await box.fill('ㄴㄹㅅㅈ');
    await soon(() => titles(page)).toEqual([]);
    await box.fill('ㄴㄹ');
    await soon(() => titles(page)).toEqual([WALK]);
    await page.keyboard.press('Escape');
    await soon(async () => (await titles(page)).length).toBe(9);
  });

  it('opens posts by keyboard from the list', async () => {
    const { page } = await start();
    await row(page, FIRST).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    expect(await editorText(page)).toBe(textOf(app.journal, '_posts/2026-11-14-kramdown-at-a-glance.md'));
    expect(await list(page).locator('[aria-current="true"]').textContent()).toBe('kramdown at a glance');
    await page.keyboard.press('Alt+PageDown');
    await soon(() => list(page).locator('[aria-current="true"]').textContent()).toBe(WALK);
  });

  it('finds a post by initial consonants in the palette and opens it with one Enter', async () => {
    const { page } = await start();
    await page.keyboard.press('Control+p');
    await page.getByRole('combobox', { name: 'Open post' }).waitFor();
    await composeHangul(page, '느린 사');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    await soon(() => list(page).locator('[aria-current="true"]').textContent()).toBe(WALK);
  });

  it('runs a command from the palette and from the menu', async () => {
    const { page } = await start();
    await page.keyboard.press('Control+Shift+P');
    await page.keyboard.type('preview');
    await page.keyboard.press('Enter');
    await soon(() => page.getByRole('button', { name: 'Preview', pressed: false }).count()).toBe(1);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'View' }).click();
    await page.getByRole('menuitem', { name: 'Preview', exact: true }).click();
    await soon(() => page.getByRole('button', { name: 'Preview', pressed: true }).count()).toBe(1);
  });

  it('keeps appearance, language, panes and the open post over a reload', async () => {
    const { page } = await start();
    await row(page, WALK).click();
    await page.keyboard.press('Control+Alt+1');
    await tree(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+,');
    await dialog(page)
      .getByRole('button', { name: /Appearance/ })
      .click();
    await page.getByRole('option', { name: 'Dark' }).click();
    await dialog(page)
      .getByRole('button', { name: /Language/ })
      .click();
    await page.getByRole('option', { name: '한국어' }).click();
    await dialog(page).getByRole('button', { name: '완료' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    const client = await app.client();
    await soon(async () => (await client.call('ui.load', {})).state).toMatch(/"library":false.*autumn-walk/);
    await client.close();
    await page.reload();
    await page.waitForSelector('html[data-ready="true"]');
    expect(
      await page.evaluate(() => [document.documentElement.dataset.theme, document.documentElement.lang]),
    ).toEqual(['dark', 'ko']);
    expect(
      await page.getByRole('list', { name: '글 목록' }).locator('[aria-current="true"]').textContent(),
    ).toBe(WALK);
    expect(await page.getByRole('tree').count()).toBe(0);
  });

  it('keeps the widths that panes were dragged to', async () => {
    const { page } = await start();
    const width = async (part: string): Promise<number> =>
      (await page.locator(`[data-nav-part="${part}"]`).boundingBox())?.width ?? 0;
    const drag = async (edge: string, by: number): Promise<void> => {
      const box = await page.locator(edge).boundingBox();
      const [x, y] = [(box?.x ?? 0) + 0.5, (box?.y ?? 0) + 300];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + by, y, { steps: 6 });
      await page.mouse.up();
    };
    const [libraryBefore, postsBefore] = [await width('library'), await width('posts')];
    await drag('#nav-edge', 60);
    await drag('#library-edge', -30);
    await soon(() => width('library')).toBeCloseTo(libraryBefore - 30, -0.5);
    const widths = [await width('library'), await width('posts')];
    expect(widths[1]).toBeCloseTo(postsBefore + 90, -0.5);
    const client = await app.client();
    await soon(async () => (await client.call('ui.load', {})).state).toContain(`"postsWidth":${widths[1]}`);
    await client.close();
    await page.reload();
    await page.waitForSelector('html[data-ready="true"]');
    expect([await width('library'), await width('posts')]).toEqual(widths);
    await page.locator('#nav-edge').focus();
    await page.keyboard.press('ArrowRight');
    await soon(() => width('posts')).toBeGreaterThan(widths[1] ?? 0);
  });

  it('keeps the open post as it is while the window and the panes come and go', async () => {
    const { page } = await start();
    await row(page, NETWORK).click();
    const editor = page.getByRole('textbox', { name: 'Post text' });
    await editor.click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('Typed before.');
    const typed = await editorText(page);
    const widths = (): Promise<readonly (number | null)[]> =>
      page.evaluate(() =>
        ['library', 'posts'].map(
          (part) => document.querySelector<HTMLElement>(`[data-nav-part="${part}"]`)?.offsetWidth ?? null,
        ),
      );
    const expected = [
      [1100, [200, 280]],
      [880, [null, 280]],
      [640, [null, null]],
      [900, [null, 280]],
      [1440, [200, 280]],
    ] as const;
    for (const [width, panes] of expected) {
      await page.setViewportSize({ width, height: 800 });
      await soon(widths).toEqual(panes);
    }
    for (const keys of ['Control+Alt+1', 'Control+Alt+2', 'Control+Alt+1', 'Control+Alt+2']) {
      await page.keyboard.press(keys);
    }
    await soon(widths).toEqual([200, 280]);
    expect(await editorText(page)).toBe(typed);
    await editor.focus();
    await page.keyboard.press('Control+z');
    await soon(() => editorText(page)).not.toContain('Typed before.');
  });

  it('lets panes give way to drawers in a narrow window', async () => {
    const { page } = await start({ context: { viewport: { width: 700, height: 700 } } });
    await row(page, WALK).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    expect(await list(page).count()).toBe(0);
    await page.getByRole('button', { name: 'Posts', exact: true }).click();
    await row(page, NETWORK).click();
    await list(page).waitFor({ state: 'detached' });
    await soon(() => editorText(page)).toBe(textOf(app.journal, NETWORK_FILE));
    await page.getByRole('button', { name: 'Preview', exact: true }).click();
    await page.locator('iframe[title="Preview"]').waitFor();
    expect(await page.getByRole('textbox', { name: 'Post text' }).count()).toBe(0);
  });
});
