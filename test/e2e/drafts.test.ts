// Owns: publishing a draft and taking a post back, by menu, palette, context menu and status line, down to the bytes.
// Must not know: how the host moves a file.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, filesOf, isThere, row, soon, textOf } from './frame-page.ts';
import { editorText } from './post-host.ts';

const DRAFT =
  '---\r\ntitle:  "봄 소풍"   # 제목\r\ndate: 2024-01-02 03:04:05 +0900\r\ntags: [a,b]\r\n---\r\n\r\n글  \r\n끝';
const FROM = '_drafts/spring.md';

describe.skipIf(noBrowser() !== null)('drafts', () => {
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
  const start = async (): Promise<App> => {
    app = await startApp({
      browser,
      prepare(journal) {
        mkdirSync(join(journal, '_drafts'), { recursive: true });
        writeFileSync(join(journal, FROM), DRAFT);
        const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: journal });
        git('init', '-q');
        git('-c', 'core.autocrlf=false', 'add', '-A');
        git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'first');
      },
    });
    return app;
  };
  const gitStatus = () =>
    execFileSync('git', ['status', '--porcelain'], { cwd: app.journal, encoding: 'utf8' }).trim();

  it('publishes from the status line, byte for byte, and takes it back', async () => {
    const { page, journal } = await start();
    const before = filesOf(journal);
    await row(page, '봄 소풍').click();
    await page.getByRole('button', { name: 'Publish…' }).click();
    expect(await dialog(page).locator('code').textContent()).toBe('_posts/2024-01-02-spring.md');
    await dialog(page).getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('“봄 소풍” is a post now.').waitFor();
    expect(textOf(journal, '_posts/2024-01-02-spring.md')).toBe(DRAFT);
    expect(isThere(journal, FROM)).toBe(false);
    expect(gitStatus()).toBe('R  _drafts/spring.md -> _posts/2024-01-02-spring.md');
    await page.getByText('Will appear').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await soon(() => isThere(journal, FROM)).toBe(true);
    await soon(gitStatus).toBe('');
    const posts = (files: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.git/')));
    expect(posts(filesOf(journal))).toEqual(posts(before));
  });

  it('writes the day only where that is asked, with what was typed just before', async () => {
    const { page, journal } = await start();
    await row(page, '봄 소풍').click();
    await page.getByRole('textbox', { name: 'Post text' }).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('!');
    await row(page, '봄 소풍').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Publish draft…' }).click();
    await dialog(page).getByLabel('Day in its file name').fill('2024-10-03');
    await dialog(page).getByText('Write this day into the front matter too').click();
    await dialog(page).getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('“봄 소풍” is a post now.').waitFor();
    const wanted = `${DRAFT.replace('2024-01-02', '2024-10-03')}!`;
    expect(textOf(journal, '_posts/2024-10-03-spring.md')).toBe(wanted);
    await soon(() => editorText(page)).toBe(wanted.replaceAll('\r\n', '\n'));
  });

  it('takes a post back to the drafts by the palette', async () => {
    const { page, journal } = await start();
    const post = '_posts/2026-06-11-writing-without-a-network.md';
    const text = textOf(journal, post);
    await row(page, 'Writing without a network').click();
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    await page.keyboard.press('Control+Shift+P');
    await page.keyboard.type('Back to drafts');
    await page.keyboard.press('Enter');
    await page.getByText('“Writing without a network” is a draft again.').waitFor();
    const name = '_drafts/writing-without-a-network.md';
    expect(textOf(journal, name)).toBe(text);
    expect(isThere(journal, post)).toBe(false);
    await page.getByRole('button', { name: 'Publish…' }).waitFor();
  });
});
