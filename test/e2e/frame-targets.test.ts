// Owns: exporting to a site of another generator in a real Chromium: what it is, where posts go, what they lose, and doing it.
// Must not know: how posts are translated.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, filesOf } from './frame-page.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;

describe.skipIf(noBrowser() !== null || !hasGit)('an export to another generator', () => {
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

  const target = (): string => join(app.places.home, 'hugo-blog');
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', target(), ...args], { encoding: 'utf8', env: app.places.env });

  const start = async (): Promise<Page> => {
    app = await startApp({ browser });
    mkdirSync(target());
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Writer');
    git('config', 'user.email', 'writer@example.invalid');
    writeFileSync(join(target(), 'hugo.toml'), 'baseURL = "https://blog.example/"\n');
    git('add', '.');
    git('commit', '-q', '-m', 'Start');
    return app.page;
  };

  it('shows what the site is, where a post would go and what is lost, and then writes exactly that', async () => {
    const page = await start();
    const before = filesOf(app.journal);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Choose another folder…' }).click();
    await dialog(page)
      .getByRole('button', { name: /^hugo-blog/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Export to “hugo-blog”' }).click();

    await dialog(page).getByRole('heading', { name: 'Set up hugo-blog' }).waitFor();
    await dialog(page).getByText('Hugo, by hugo.toml').waitFor();
    await dialog(page).getByText('content/posts/galley-first-steps.md', { exact: true }).waitFor();
    // The example follows the folder as it is typed.
    await dialog(page).getByRole('textbox', { name: 'Folder of posts' }).fill('content/일지');
    await dialog(page).getByText('content/일지/galley-first-steps.md', { exact: true }).waitFor();
    await dialog(page).getByText('/일지/galley-first-steps/', { exact: true }).waitFor();
    expect(git('status', '--porcelain')).toBe('');
    await dialog(page).getByRole('button', { name: 'Show what would change' }).click();

    await dialog(page)
      .getByText(/^Into Hugo, content\/일지: \d+ things have no counterpart there/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Show the report' }).click();
    const report = dialog(page).getByRole('region', { name: 'What is lost or changed' });
    await report.getByText('Line 17').first().waitFor();
    await report.getByText('The site leaves raw HTML out; the text inside stays.').first().waitFor();
    expect(git('status', '--porcelain')).toBe('');
    await dialog(page)
      .getByRole('button', { name: /^Write and commit \d+ files$/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    const text = readFileSync(join(target(), 'content/일지/galley-first-steps.md'), 'utf8');
    expect(text).toContain('**활판 인쇄의 교정쇄(galley proof)**&#50640;서');
    expect(existsSync(join(target(), 'static/assets/img/galley/first-steps/desk.webp'))).toBe(true);
    expect(git('status', '--porcelain')).toBe('');
    expect(filesOf(app.journal)).toEqual(before);

    // The settings are remembered, and nothing is left to do.
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog(page)
      .getByRole('button', { name: /^hugo-blog/ })
      .click();
    await dialog(page).getByText('As in the last export there').waitFor();
    await dialog(page).getByRole('button', { name: 'Show what would change' }).click();
    await dialog(page).getByText('Nothing to export').waitFor();
    await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  });
});
