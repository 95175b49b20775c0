// Owns: changes of many posts in a real Chromium over the browser shell: preview, apply, undo, a key in fifty posts, drops, breaks.
// Must not know: how a change is planned or written, which has its own tests.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, type AppOptions, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { writeJournal } from '#test/support/journal-generator.ts';
import { dialog, filesOf, isThere, library, row, soon, textOf, titles, tree } from './frame-page.ts';
import { composeHangul, editorText } from './post-host.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const REGRESSION = '선형 회귀 노트';
const FILE = '2026-08-15-linear-regression-notes.md';

const files = (app: App): Readonly<Record<string, string>> => filesOf(app.journal);
const button = (page: Page, name: string | RegExp): Locator => dialog(page).getByRole('button', { name });
const nameRow = (page: Page, name: string): Locator => dialog(page).getByRole('row', { name, exact: true });
const planned = (page: Page): Locator => dialog(page).getByRole('list', { name: 'Posts that change' });

/** By the keyboard alone: the palette, the row, Space. */
async function openView(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('Categories and tags');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Categories and tags' }).waitFor();
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

describe.skipIf(noBrowser() !== null)('categories and tags', () => {
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
  const start = async (options: AppOptions = {}): Promise<Page> => {
    app = await startApp({ browser, ...options });
    return app.page;
  };

  it('renames a category with a preview: files, lines and addresses first, then the change, then the way back', async () => {
    const page = await start({
      prepare: (journal) =>
        writeFileSync(
          join(journal, '_posts/2026-01-05-ml-at-home.md'),
          '---\r\ntitle: Ml at home\r\ncategories: [ml,  home]  # two\r\n---\r\nx',
        ),
    });
    const before = files(app);
    await row(page, REGRESSION).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    await tree(page).getByRole('treeitem', { name: 'ml' }).click();

    await openView(page);
    await nameRow(page, 'ml').focus();
    await page.keyboard.press('Space');
    await button(page, 'Rename…').click();
    await page.keyboard.press('Control+A');
    await composeHangul(page, '기계학습');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Category “ml” becomes “기계학습”' }).waitFor();
    await soon(() => planned(page).getByRole('button').count()).toBe(2);
    expect(await dialog(page).getByText('2 posts change · 2 addresses change').count()).toBe(1);
    expect(
      await planned(page)
        .getByText(/^File moves to/)
        .textContent(),
    ).toBe(`File moves to 기계학습/_posts/${FILE}`);
    expect(await planned(page).locator('del').allTextContents()).toEqual(['categories: [ml,  home]  # two']);
    expect(await planned(page).locator('ins').allTextContents()).toEqual([
      'categories: [기계학습,  home]  # two',
    ]);
    await dialog(page).getByText('Keep the old addresses').click();
    await soon(async () => (await planned(page).locator('ins').allTextContents()).join('\n')).toMatch(
      /redirect_from: .*\/ml\/linear-regression-notes\//,
    );
    await dialog(page).getByText('Keep the old addresses').click();
    await soon(() => planned(page).locator('ins').count()).toBe(1);
    expect(files(app)).toEqual(before);

    await button(page, 'Change 2 posts').click();
    await page.getByRole('dialog', { name: 'Categories and tags' }).waitFor();
    await nameRow(page, '기계학습').waitFor();
    expect(isThere(app.journal, `기계학습/_posts/${FILE}`)).toBe(true);
    expect(isThere(app.journal, `ml/_posts/${FILE}`)).toBe(false);
    expect(textOf(app.journal, '_posts/2026-01-05-ml-at-home.md')).toBe(
      '---\r\ntitle: Ml at home\r\ncategories: [기계학습,  home]  # two\r\n---\r\nx',
    );
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'detached' });
    // The list shows the category by its new name, and the open post is at its new place.
    await soon(() => titles(page)).toEqual([REGRESSION, 'Ml at home']);
    expect(await tree(page).getByRole('treeitem', { name: '기계학습' }).getAttribute('aria-selected')).toBe(
      'true',
    );
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nStill here.');
    await soon(() => textOf(app.journal, `기계학습/_posts/${FILE}`)).toContain('Still here.');

    // It was edited since: the way back is refused with its name, and nothing is written.
    const edited = files(app);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByText(`1 post was edited since, so nothing was taken back: 기계학습/_posts/${FILE}`)
      .waitFor();
    expect(files(app)).toEqual(edited);
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+z');
    await soon(() => textOf(app.journal, `기계학습/_posts/${FILE}`)).not.toContain('Still here.');
    await openView(page);
    await button(page, /^Undo: Category “ml” becomes “기계학습”/).click();
    await nameRow(page, 'ml').waitFor();
    expect(files(app)).toEqual(before);
    await page.keyboard.press('Escape');
    await soon(() => editorText(page)).toBe(textOf(app.journal, `ml/_posts/${FILE}`));
  });

  it('edits a key of fifty chosen posts through the same preview, and takes it back', async () => {
    const page = await start({
      prepare: (journal) => void writeJournal(journal, { posts: 80, median: 300 }),
    });
    const before = files(app);
    const rows = page.getByRole('list', { name: 'Posts' }).getByRole('button');
    await rows.first().focus();
    await page.keyboard.press('Home');
    for (let n = 0; n < 49; n++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('ContextMenu');
    await page.getByRole('menuitem', { name: 'Edit a key…' }).click();
    await dialog(page).getByText('One key of the front matter of 50 posts.').waitFor();
    await page.keyboard.type('toc');
    await dialog(page).getByRole('textbox', { name: 'Value' }).fill('true');
    await page.keyboard.press('Enter');
    await button(page, 'Change 50 posts').waitFor();
    expect(files(app)).toEqual(before);
    await button(page, 'Change 50 posts').click();
    await dialog(page).waitFor({ state: 'detached' });
    const after = files(app);
    const changed = Object.keys(before).filter((path) => after[path] !== before[path]);
    expect(changed).toHaveLength(50);
    for (const path of changed) {
      const text = Buffer.from(after[path] ?? '', 'base64').toString('utf8');
      const old = Buffer.from(before[path] ?? '', 'base64').toString('utf8');
      expect(text.replace(/^toc: true\n/m, '')).toBe(old);
      expect(text).toMatch(/^toc: true$/m);
    }
    await page.getByText('50 posts changed.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('50 posts are as they were.').waitFor();
    expect(files(app)).toEqual(before);
  });

  it('follows a post that is broken and mended outside: the list tells, the plan leaves it alone, then takes it', async () => {
    const page = await start();
    const broken = join(app.journal, '_posts/2026-06-11-writing-without-a-network.md');
    const text = readFileSync(broken, 'utf8');
    writeFileSync(broken, text.replace('title: Writing without', 'title: Writing: without'));
    await library(page)
      .getByRole('button', { name: /^Problems/ })
      .waitFor();
    await openView(page);
    await dialog(page).getByRole('tab', { name: /^Tags/ }).click();
    await nameRow(page, 'offline').click();
    await button(page, 'Delete…').click();
    await dialog(page).getByText('line 3: The front matter has an error.').waitFor();
    expect(await button(page, /^Change/).isDisabled()).toBe(true);
    await button(page, 'Back').click();
    writeFileSync(broken, text);
    await library(page)
      .getByRole('button', { name: /^Problems/, includeHidden: true })
      .waitFor({ state: 'detached' });
    await dialog(page).getByRole('tab', { name: /^Tags/ }).click();
    await nameRow(page, 'offline').click();
    await button(page, 'Delete…').click();
    await button(page, 'Change 1 post').click();
    await soon(() => readFileSync(broken, 'utf8')).toBe(
      text.replace('tags: [offline, habits]', 'tags: [habits]'),
    );
    await nameRow(page, 'habits').waitFor();
    expect(await nameRow(page, 'offline').count()).toBe(0);
  });

  it('plans a drop of one category on another, in the library and in the view, and drops posts as before', async () => {
    const page = await start();
    const before = files(app);
    await tree(page)
      .getByRole('treeitem', { name: /^책/ })
      .dragTo(tree(page).getByRole('treeitem', { name: 'galley' }));
    await page.getByRole('dialog', { name: 'Category “책” becomes “galley › 책”' }).waitFor();
    await soon(() => planned(page).locator('ins').allTextContents()).toEqual(['categories: [galley, 책]']);
    await button(page, 'Cancel').click();
    await dialog(page).waitFor({ state: 'detached' });
    expect(files(app)).toEqual(before);

    await openView(page);
    const at = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    const press = async (key: string, until: string): Promise<void> => {
      for (let n = 0; n < 30 && (await at()) !== until; n++) await page.keyboard.press(key);
      expect(await at()).toBe(until);
    };
    await nameRow(page, '산책').focus();
    await press('ArrowRight', 'Drag 산책');
    await page.keyboard.press('Enter');
    await soon(at).toMatch(/^Drop on /);
    await press('ArrowDown', 'Drop on writing');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Category “산책” becomes “writing › 산책”' }).waitFor();
    await button(page, /^Change/).click();
    await nameRow(page, '산책').waitFor();
    await page.keyboard.press('Escape');
    await soon(() => tree(page).getByRole('treeitem', { name: /^산책/ }).getAttribute('aria-level')).toBe(
      '2',
    );
    await page.getByRole('button', { name: 'Undo' }).click();
    await soon(() => files(app)).toEqual(before);
  });

  it.each(['light', 'dark'] as const)(
    'axe finds nothing serious in the view and the preview (%s)',
    async (colorScheme) => {
      const page = await start({
        context: { viewport: { width: 1440, height: 900 }, colorScheme },
        prepare: (journal) =>
          writeFileSync(
            join(journal, '_posts/2026-01-05-x.md'),
            '---\ntitle: x\ntags: [Writing, a: b]\n---\n',
          ),
      });
      await openView(page);
      for (const tab of ['Categories', 'Tags', 'Look alike']) {
        await dialog(page)
          .getByRole('tab', { name: new RegExp(`^${tab}`) })
          .click();
        expect([tab, await findings(page)]).toEqual([tab, []]);
      }
      await dialog(page)
        .getByRole('tab', { name: /^Categories/ })
        .click();
      await nameRow(page, 'writing').click();
      await button(page, 'Delete…').click();
      await planned(page).waitFor();
      await dialog(page).locator('.cm-content').first().waitFor();
      expect(['preview', await findings(page)]).toEqual(['preview', []]);
    },
  );
});
