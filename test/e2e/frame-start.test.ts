// Owns: how the page begins and what it does when its host ends, in a real Chromium over the browser shell.
// Must not know: what is inside an open journal.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { type App, type AppOptions, samplePosts, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, filesOf, list, row, soon, status, textOf, titles } from './frame-page.ts';
import { caretAtEnd, composeHangul, editorText } from './post-host.ts';

const NETWORK = 'Writing without a network';
const NETWORK_FILE = '_posts/2026-06-11-writing-without-a-network.md' as RelPath; // a file of the sample

describe.skipIf(noBrowser() !== null)('the beginning and the end', () => {
  let browser: Browser;
  let app: App;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(() => app.close());
  const start = async (options: AppOptions = {}): Promise<App> => {
    app = await startApp({ browser, ...options });
    return app;
  };

  it('opens a copy of the sample journal at its newest post, and leaves the shipped one alone', async () => {
    const shipped = filesOf(samplePosts);
    const { page } = await start({ journal: null });
    await page.getByRole('button', { name: 'Try the sample journal' }).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    expect(await list(page).locator('[aria-current="true"]').textContent()).toMatch(/^\[갤리\]/);
    await caretAtEnd(page);
    await composeHangul(page, '고침');
    await page.keyboard.press('Control+s');
    await soon(() => status(page).textContent()).toMatch(/^Saved/);
    expect(filesOf(samplePosts)).toEqual(shipped);
    expect(app.problems).toEqual([]);
  });

  it('finds a folder inside the page, and remembers it', async () => {
    const { page } = await start({
      journal: null,
      prepare(folder) {
        mkdirSync(join(folder, 'notes/_posts'), { recursive: true });
        writeFileSync(join(folder, 'notes/_posts/2024-01-02-one.md'), '---\ntitle: Only one\n---\nText.\n');
      },
    });
    await page.getByRole('button', { name: 'Open a folder' }).click();
    for (const name of ['journal', 'notes']) {
      await dialog(page).getByRole('list', { name: 'Folders in here' }).getByRole('button', { name }).click();
    }
    await dialog(page).getByRole('button', { name: 'Open “notes”' }).click();
    await row(page, 'Only one').waitFor();
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('menuitem', { name: 'File' }).click();
    await page.getByRole('menuitem', { name: 'Close journal' }).click();
    await page.getByRole('button', { name: 'notes' }).click();
    await row(page, 'Only one').waitFor();
    expect(app.problems).toEqual([]);
  });

  it('greets an empty folder, and its first post makes it a journal', async () => {
    const { page } = await start({
      prepare(folder) {
        mkdirSync(join(folder, 'empty'));
      },
      journal: null,
    });
    const client = await app.client();
    const home = await client.call('folder.list', { parent: null });
    const into = async (parent: string, name: string): Promise<string> => {
      const { children } = await client.call('folder.list', { parent });
      return children.find((folder) => folder.name === name)?.id ?? '';
    };
    const folder = await into(await into(home.here.id, 'journal'), 'empty');
    await client.call('journal.open', { folder });
    await client.close();
    await page.reload();
    await page.getByText('An empty journal, a fresh page').waitFor();
    await page.getByRole('button', { name: 'Write the first post' }).click();
    await page.keyboard.type('First');
    await page.keyboard.press('Enter');
    await row(page, 'First').waitFor();
    expect(app.problems).toEqual([]);
  });

  it('offers the text that a crash left, and takes it up', async () => {
    const { page } = await start();
    const disk = textOf(app.journal, NETWORK_FILE);
    const text = `${disk}\n잃을 뻔한 글.\n`;
    const client = await app.client();
    const { version } = await client.call('post.read', { path: NETWORK_FILE });
    await client.call('backup.put', { path: NETWORK_FILE, text, base: version });
    await client.close();
    await page.reload();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await dialog(page).getByText('잃을 뻔한 글.').waitFor();
    await dialog(page).getByRole('button', { name: 'Go on with it' }).click();
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    await soon(() => editorText(page)).toBe(text);
    await page.keyboard.press('Control+s');
    await soon(() => textOf(app.journal, NETWORK_FILE)).toBe(text);
    expect(await page.getByRole('button', { name: 'Look at it' }).count()).toBe(0);
  });

  it('says that the post that was open took its text up by itself', async () => {
    const { page } = await start();
    await row(page, NETWORK).click();
    const client = await app.client();
    await soon(async () => (await client.call('ui.load', {})).state).toContain(NETWORK_FILE);
    const text = `${textOf(app.journal, NETWORK_FILE)}\n되살린 글.\n`;
    const { version } = await client.call('post.read', { path: NETWORK_FILE });
    await client.call('backup.put', { path: NETWORK_FILE, text, base: version });
    await client.close();
    await page.reload();
    await page.getByText(/from before the crash is here again/).waitFor();
    await soon(() => editorText(page)).toBe(text);
    expect(await page.getByRole('button', { name: 'Look at it' }).count()).toBe(0);
  });

  it('lets the text of a crash go for good', async () => {
    const { page } = await start();
    const client = await app.client();
    await client.call('backup.put', { path: NETWORK_FILE, text: 'x', base: null });
    await page.reload();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await dialog(page).getByRole('button', { name: 'Discard it' }).click();
    await soon(async () => (await client.call('backup.list', {})).backups).toEqual([]);
    await client.close();
  });

  it('tells a page without a session what to do', async () => {
    const { shell } = await start({ journal: null });
    const stranger = await browser.newContext();
    const page = await stranger.newPage();
    await page.goto(`${shell?.origin}/`);
    await page.getByText('This page is no longer connected to Galley').waitFor({ timeout: 20_000 });
    await stranger.close();
  });

  it('keeps what is typed while its host is away, and says so', async () => {
    const { page, shell } = await start({ kind: 'browser' });
    await row(page, NETWORK).click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    shell?.process.kill('SIGKILL');
    await page.getByText(/host does not answer/).waitFor();
    await caretAtEnd(page);
    await composeHangul(page, '여전히');
    expect(await editorText(page)).toMatch(/여전히$/);
    expect((await titles(page)).length).toBe(9);
  });
});
