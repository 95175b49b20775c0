// Owns: the export review in a real Chromium over the browser shell, asserted on files and the git log of the target.
// Must not know: how plans are made.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, filesOf, textOf } from './frame-page.ts';

const NETWORK_FILE = '_posts/2026-06-11-writing-without-a-network.md';
const NETWORK = 'Writing without a network';

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(noBrowser() !== null || !hasGit)('the export review', () => {
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

  const target = (): string => join(app.places.home, 'blog');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', target(), ...args], { encoding: 'utf8', env: app.places.env });

  /** The app on a copy of the sample, and a fresh repository with a file of its own beside it. */
  const start = async (): Promise<Page> => {
    app = await startApp({ browser });
    mkdirSync(target());
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Writer');
    git('config', 'user.email', 'writer@example.invalid');
    writeFileSync(join(target(), 'README.md'), 'Not ours.\n');
    git('add', '.');
    git('commit', '-q', '-m', 'Start');
    return app.page;
  };

  const review = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const known = dialog(page).getByRole('list', { name: 'Places used before' }).getByRole('button');
    if ((await known.count()) > 0) await known.first().click();
    else {
      await dialog(page).getByRole('button', { name: 'Choose another folder…' }).click();
      await dialog(page).getByRole('button', { name: /^blog/ }).click();
      await dialog(page).getByRole('button', { name: 'Export to “blog”' }).click();
    }
    await dialog(page).getByRole('heading', { name: 'Export to blog' }).waitFor();
  };
  it('writes and commits what it showed, and then plans nothing', async () => {
    const page = await start();
    const before = filesOf(app.journal);
    await review(page);
    await dialog(page).getByRole('button', { name: 'Add' }).waitFor();
    expect(git('status', '--porcelain')).toBe('');
    await dialog(page).getByRole('textbox', { name: 'Message' }).fill('첫 발행');
    await dialog(page)
      .getByRole('button', { name: /^Write and commit \d+ files$/ })
      .click();
    await dialog(page)
      .getByText(/^Committed as [0-9a-f]{9}/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    expect(git('log', '--format=%s')).toBe('첫 발행\nStart\n');
    expect(git('status', '--porcelain')).toBe('');
    const paths = git('-c', 'core.quotepath=off', 'show', '--format=', '--name-status', 'HEAD')
      .trim()
      .split('\n');
    expect(paths).toContain(`A\t${NETWORK_FILE}`);
    expect(paths).toContain('A\tassets/img/galley/first-steps/desk.webp');
    expect(paths.filter((line) => !line.startsWith('A\t') || line.includes('_drafts'))).toEqual([]);
    expect(textOf(target(), NETWORK_FILE)).toBe(textOf(app.journal, NETWORK_FILE));
    expect(filesOf(app.journal)).toEqual(before);

    await review(page);
    await dialog(page).getByText('Nothing to export').waitFor();
  });

  it('shows both sides of a change, leaves out what is unticked, and asks about a conflict', async () => {
    const page = await start();
    await review(page);
    await dialog(page)
      .getByRole('button', { name: /^Write and commit/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    const one = '_posts/2026-10-31-autumn-walk.md';
    const two = '_posts/2026-05-02-keys-worth-knowing.md';
    appendFileSync(join(app.journal, NETWORK_FILE), '\nOurs.\n');
    appendFileSync(join(app.journal, one), '\nNot yet.\n');
    appendFileSync(join(app.journal, two), '\nOur end.\n');
    appendFileSync(join(target(), two), '\nTheir end.\n');
    git('commit', '-q', '-am', 'Edit there');
    const theirs = textOf(target(), two);
    const skipped = textOf(target(), one);

    await review(page);
    await dialog(page)
      .getByRole('button', { name: new RegExp(NETWORK) })
      .click();
    await dialog(page).locator('.cm-merge-b').getByText('Ours.').waitFor();
    await dialog(page)
      .getByRole('checkbox', { name: `Export ${one}` })
      .uncheck({ force: true });
    await dialog(page).locator(`[data-step="${two}"]`).click();
    await dialog(page).getByRole('button', { name: 'Leave it', pressed: true }).waitFor();
    await dialog(page).getByRole('button', { name: 'Write and commit 1 file' }).click();
    await dialog(page)
      .getByText(/^Committed as/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    expect(git('show', '--format=', '--name-only', 'HEAD')).toBe(`${NETWORK_FILE}\n`);
    expect(textOf(target(), two)).toBe(theirs);
    expect(textOf(target(), one)).toBe(skipped);

    await review(page);
    await dialog(page).locator(`[data-step="${two}"]`).click();
    await dialog(page).getByRole('button', { name: 'Take mine' }).click();
    await dialog(page)
      .getByRole('switch', { name: /^Commit these files/ })
      .uncheck({ force: true });
    await dialog(page).getByRole('button', { name: 'Write 2 files' }).click();
    await dialog(page).getByText('Nothing was committed.').waitFor();
    expect(textOf(target(), two)).toBe(textOf(app.journal, two));
    expect(git('log', '-1', '--format=%s')).not.toBe('Edit there');
  });

  it('writes nothing of a plan that is out of date, and shows it made anew', async () => {
    const page = await start();
    await review(page);
    await dialog(page)
      .getByRole('button', { name: /^Write and commit/ })
      .waitFor();
    const changed = join(app.journal, NETWORK_FILE);
    writeFileSync(changed, `${readFileSync(changed, 'utf8')}\nMeanwhile.\n`);
    await dialog(page)
      .getByRole('button', { name: /^Write and commit/ })
      .click();
    await dialog(page)
      .getByText(/Something changed since this was planned/)
      .waitFor();
    expect(git('log', '--format=%s')).toBe('Start\n');
    expect(git('status', '--porcelain')).toBe('');
    await dialog(page)
      .getByRole('button', { name: /^Write and commit/ })
      .click();
    await dialog(page)
      .getByText(/^Committed as/)
      .waitFor();
    expect(textOf(target(), NETWORK_FILE)).toMatch(/Meanwhile\.\n$/);
  });
});
