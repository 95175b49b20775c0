// Owns: finding posts in the list: facets, groups, typing on it, why a post will not appear, what the journal asks of its posts.
// Must not know: the inside of the open post.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, isThere, library, list, row, soon, textOf, titles } from './frame-page.ts';
import { form } from './post-host.ts';

const POSTS: Readonly<Record<string, string>> = {
  '_posts/2023-05-01-a.md': '---\ntitle: 사과\ncategories: [과일]\ntags: [red, sweet]\n---\n',
  '_posts/2023-06-01-b.md': '---\ntitle: Banana\ncategories: [과일]\ntags: [sweet]\n---\n',
  '_posts/2024-05-02-c.md': '---\ntitle: Carrot\ntags: [red]\npublished: false\n---\n',
  '_posts/2024-05-01-d.md': '---\ntitle: Desk\ncategories: [가구]\n---\n',
  '_posts/2999-01-01-e.md': '---\ntitle: Easter\ntags: [sweet]\n---\n',
  '_drafts/f.md': '---\ntitle: Fig\ntags: [sweet]\n---\n',
};

describe.skipIf(noBrowser() !== null)('the list', () => {
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
  const start = async (more: Readonly<Record<string, string>> = {}): Promise<App> => {
    app = await startApp({
      browser,
      prepare: (journal) => {
        for (const name of readdirSync(journal)) rmSync(join(journal, name), { recursive: true });
        for (const [path, text] of Object.entries({ ...POSTS, ...more, '_config.yml': 'title: x\n' })) {
          mkdirSync(dirname(join(journal, path)), { recursive: true });
          writeFileSync(join(journal, path), text);
        }
      },
    });
    return app;
  };
  const choose = async (facet: string, value: RegExp): Promise<void> => {
    const { page } = app;
    await page.getByRole('button', { name: 'Narrow the list' }).click();
    await page.getByRole('menuitem', { name: facet, exact: true }).click();
    await page.getByRole('menuitem', { name: value }).click();
  };

  it('is narrowed by several facets at once, each counted with the others, and widened again', async () => {
    const { page } = await start();
    await soon(() => titles(page)).toHaveLength(6);
    await choose('Tag', /^sweet/);
    await soon(() => titles(page)).toEqual(['Fig', 'Easter', 'Banana', '사과']);
    await choose('Year', /^2023/);
    await soon(() => titles(page)).toEqual(['Banana', '사과']);
    await choose('Category', /^과일/);
    await page.getByRole('button', { name: 'No longer only: #sweet' }).click();
    await page.getByRole('button', { name: 'No longer only: 2023' }).click();
    await page.getByRole('button', { name: 'No longer only: 과일' }).click();
    await choose('State', /^Will not appear/);
    await soon(() => titles(page)).toEqual(['Fig', 'Easter', 'Carrot']);
    // Another view is another question.
    await library(page)
      .getByRole('button', { name: /^Drafts/ })
      .click();
    await soon(() => titles(page)).toEqual(['Fig', 'Carrot']);
    expect(await page.getByRole('list', { name: 'The list is narrowed to' }).count()).toBe(0);
  });

  it('stands under months or categories, and the keys go through it as it is seen', async () => {
    const { page } = await start();
    const heads = () => page.locator('.posts-group span:first-child').allTextContents();
    const order = async (name: string): Promise<void> => {
      await page.getByRole('button', { name: 'Order' }).click();
      await page.getByRole('menuitem', { name }).click();
    };
    await order('Under months');
    await soon(heads).toEqual(['Without date', '2999-01', '2024-05', '2023-06', '2023-05']);
    await order('Under categories');
    await soon(heads).toEqual(['Without category', '가구', '과일']);
    await soon(() => titles(page)).toEqual(['Fig', 'Easter', 'Carrot', 'Desk', 'Banana', '사과']);
    await row(page, 'Carrot').click();
    await row(page, 'Carrot').focus();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await soon(() => list(page).locator('[aria-pressed="true"]').allTextContents()).toEqual([
      'Carrot',
      'Desk',
      'Banana',
    ]);
    await order('Without headings');
    await soon(heads).toEqual([]);
    await soon(() => titles(page)).toEqual(['Fig', 'Easter', 'Carrot', 'Desk', 'Banana', '사과']);
    await page.reload();
    await page.waitForSelector('html[data-ready="true"]');
    await soon(heads).toEqual([]);
  });

  it('is found in by typing on it, and several are chosen with the mouse', async () => {
    const { page } = await start();
    await row(page, 'Desk').click();
    await row(page, 'Banana').click({ modifiers: ['Control'] });
    await row(page, '사과').click({ modifiers: ['Shift'] });
    await soon(() => list(page).locator('[aria-pressed="true"]').count()).toBeGreaterThan(1);
    await row(page, 'Desk').focus();
    await page.keyboard.type('ban');
    await soon(() => titles(page)).toEqual(['Banana']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await soon(() => list(page).locator('[aria-current="true"]').allTextContents()).toEqual(['Banana']);
  });

  it('tells why a post will not appear, in its row and at its foot', async () => {
    const { page } = await start();
    expect(await row(page, 'Easter').getAttribute('title')).toBe(
      'Will not appear: its date is in the future',
    );
    await row(page, 'Carrot').click();
    await page.getByText('Will not appear: it says “published: false”').waitFor();
    await row(page, 'Fig').click();
    await page.getByText('Will not appear: it is a draft').waitFor();
  });

  it('shows what the journal asks of its posts, set once and kept in it', async () => {
    const { page, journal } = await start();
    await page.keyboard.press('Control+,');
    await dialog(page).getByRole('tab', { name: 'This journal' }).click();
    const all = dialog(page).getByRole('group', { name: 'All posts' });
    await all.getByLabel('Keys that must be there').fill('description');
    await page.keyboard.press('Tab');
    await soon(() => isThere(journal, '.galley/settings.json')).toBe(true);
    await dialog(page).getByRole('combobox', { name: 'For posts in a category' }).fill('과일');
    await page.keyboard.press('Escape');
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    const fruit = dialog(page).getByRole('group', { name: '과일' });
    await fruit.getByLabel('New posts start with').fill("toc: true\nnote: 'a: b'");
    await fruit.getByLabel('Keys that must be there').click();
    const stored = () => JSON.parse(textOf(journal, '.galley/settings.json'));
    await soon(stored).toEqual({
      version: 1,
      posts: {
        all: { required: ['description'], fresh: {} },
        categories: [{ path: ['과일'], required: [], fresh: { toc: true, note: 'a: b' } }],
      },
    });
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    await library(page)
      .getByRole('button', { name: /^Problems/ })
      .click();
    await soon(() => titles(page)).toHaveLength(6);
    await row(page, 'Banana').click();
    await page.getByRole('button', { name: '1 problem' }).click();
    await page.getByText('The key “description” is missing').waitFor();
    await page.keyboard.press('Escape');
    const bare = textOf(journal, '_posts/2023-06-01-b.md');
    const wanted = form(page).getByRole('list', { name: 'Keys that this journal asks for' });
    expect(await wanted.textContent()).toContain('required');
    await wanted.getByRole('button', { name: 'Add description' }).click();
    await wanted.waitFor({ state: 'detached' });
    await form(page).getByRole('textbox', { name: 'description' }).fill('한 줄');
    await soon(() => textOf(journal, '_posts/2023-06-01-b.md')).toBe(
      bare.replace('\n---\n', '\ndescription: 한 줄\n---\n'),
    );
    await page.getByRole('button', { name: 'New post', exact: true }).click();
    await page.keyboard.type('Grape');
    await dialog(page).getByRole('combobox', { name: 'Category' }).fill('과일');
    await page.keyboard.press('Escape');
    await dialog(page).getByLabel('Date').fill('2025-01-02');
    await dialog(page).getByRole('button', { name: 'Create post' }).click();
    await row(page, 'Grape').waitFor();
    const made = textOf(journal, '_posts/2025-01-02-grape.md');
    expect(made).toContain('\ntoc: true\n');
    // The other posts use no quotes, so it gets the usual ones.
    expect(made).toMatch(/\nnote: (['"])a: b\1\n/);
    expect(await titles(page)).toContain('Grape');
  });

  it('completes a key of other posts by their use, of its kind at once', async () => {
    const { page, journal } = await start({
      '_posts/2022-01-01-x.md': '---\ntitle: X\nauthor: 김\ntoc: yes\n---\n',
      '_posts/2022-01-02-y.md': '---\ntitle: Y\nauthor: 김\n---\n',
      '_posts/2022-01-03-z.md': '---\ntitle: Z\nauthor: Lee\n---\n',
      '_posts/2022-01-04-w.md': '---\ntitle: W\nauthor: Lee\n---\n',
      '_posts/2022-01-05-v.md': '---\ntitle: V\nauthor: Lee\n---\n',
    });
    await row(page, 'Desk').click();
    const add = async (key: string): Promise<void> => {
      await form(page).getByRole('button', { name: 'Add a key' }).click();
      await form(page).getByRole('combobox', { name: 'Add a key' }).fill(key);
      await page.keyboard.press('Enter');
    };
    await form(page).getByRole('button', { name: 'Add a key' }).click();
    await soon(() => form(page).getByRole('option').first().textContent()).toMatch(/^(tags|author)/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Backspace');
    await add('author');
    await form(page).getByRole('combobox', { name: 'author' }).click();
    await soon(() => form(page).getByRole('option').allTextContents()).toEqual(['Lee3', '김2']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await add('toc');
    await form(page).getByRole('switch', { name: 'toc' }).waitFor();
    const file = '_posts/2024-05-01-d.md';
    await soon(() => textOf(journal, file)).toBe(
      POSTS[file]?.replace('\n---\n', '\nauthor: Lee\ntoc: true\n---\n'),
    );
  });

  it('tells of characters that nobody sees, and removes just them when asked', async () => {
    const file = '_posts/2022-01-01-x.md';
    const text = '---\ntitle: "No\u200bthing"   # kept\ntags: [a\u00a0b]\n---\n\nbody\u200b\n';
    const { page, journal } = await start({ [file]: text });
    await row(page, 'No\u200bthing').click();
    await page.getByText('2 characters in the front matter cannot be seen.').waitFor();
    expect(textOf(journal, file)).toBe(text);
    await form(page).getByRole('button', { name: 'Remove', exact: true }).click();
    await soon(() => textOf(journal, file)).toBe(
      '---\ntitle: "Nothing"   # kept\ntags: [a b]\n---\n\nbody\u200b\n',
    );
  });

  it('mends a colon in a title with one press', async () => {
    const file = '_posts/2022-01-01-x.md';
    const { page, journal } = await start({ [file]: '---\ntitle: A: b\ntags: [x]\n---\n\nbody\n' });
    await page.locator(`[data-path="${file}"]`).click();
    await form(page).getByRole('button', { name: 'Fix' }).click();
    await soon(() => textOf(journal, file)).toMatch(/^---\ntitle: (['"])A: b\1\ntags: \[x\]\n---\n\nbody\n$/);
  });
});
