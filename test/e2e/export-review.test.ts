// Owns: the review of an export and the view of the checks in a real Chromium, asserted on pages shown and files written.
// Must not know: how plans are made or posts checked.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { RelPath } from '#core/journal/entry.ts';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, isThere, soon, textOf } from './frame-page.ts';

const WALK = '_posts/2026-10-31-autumn-walk.md';
const KEYS = '_posts/2026-05-02-keys-worth-knowing.md';

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe.skipIf(noBrowser() !== null || !hasGit)('looking before publishing', () => {
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

  const start = async (): Promise<Page> => {
    app = await startApp({ browser });
    mkdirSync(target());
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Writer');
    git('config', 'user.email', 'writer@example.invalid');
    writeFileSync(join(target(), '_config.yml'), 'permalink: /:categories/:title/\n');
    git('add', '.');
    git('commit', '-q', '-m', 'Start');
    return app.page;
  };

  const review = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const known = dialog(page).getByRole('list', { name: 'Places used before' }).getByRole('button');
    await dialog(page).getByRole('button', { name: 'Choose another folder…' }).waitFor();
    if ((await known.count()) > 0) await known.first().click();
    else {
      await dialog(page).getByRole('button', { name: 'Choose another folder…' }).click();
      await dialog(page).getByRole('button', { name: /^blog/ }).click();
      await dialog(page).getByRole('button', { name: 'Export to “blog”' }).click();
    }
    await dialog(page).getByRole('heading', { name: 'Export to blog' }).waitFor();
  };
  const apply = async (page: Page): Promise<void> => {
    await dialog(page)
      .getByRole('button', { name: /^Write/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
  };
  const openChecks = async (page: Page): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+Shift+P');
    await page.keyboard.type('Check journal');
    await page.keyboard.press('Enter');
  };
  const steps = (page: Page): Locator => dialog(page).getByRole('region', { name: 'Steps' });
  const step = (page: Page, path: string): Locator => steps(page).locator(`[data-step="${path}"]`);
  const pageSide = (page: Page, name: string) => dialog(page).frameLocator(`iframe[title="${name}"]`);

  it('shows a post as the page before and after, with its address, and goes to the line of a finding', async () => {
    const page = await start();
    await review(page);
    await apply(page);
    const file = join(app.journal, WALK);
    writeFileSync(
      file,
      `${readFileSync(file, 'utf8')}\n[끊긴 곳](/nowhere/at-all/)\n\n**새 문단(끝)**입니다.\n`,
    );

    await review(page);
    await step(page, WALK).click();
    await dialog(page).locator('.cm-merge-b').getByText('새 문단').waitFor();
    await dialog(page).getByText('Will appear', { exact: true }).waitFor();
    await dialog(page).locator('.step-url').getByText('/autumn-walk/').waitFor();

    await dialog(page).getByRole('radio', { name: 'Page' }).click();
    const before = pageSide(page, 'There now');
    const after = pageSide(page, 'From the journal');
    await after.locator('.galley-changed strong').getByText('새 문단(끝)').waitFor();
    await before.getByText('빛이 옆으로 눕는다').waitFor();
    expect(await before.getByText('새 문단(끝)').count()).toBe(0);
    // Only what is new is marked.
    await soon(() => after.locator('.galley-changed').count()).toBe(2);
    expect(await before.locator('.galley-gone').count()).toBe(0);

    const line =
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((text) => text.includes('/nowhere/')) + 1;
    await dialog(page)
      .getByRole('list', { name: 'What the checks found' })
      .getByRole('button', { name: new RegExp(`^Line ${line}: .*/nowhere/at-all/`) })
      .click();
    await soon(() => page.getByRole('dialog').count()).toBe(0);
    await page.locator('.status-caret').getByText(`Ln ${line}, Col 1`).waitFor();
  });

  it('writes only what is ticked: by category, or what is there already', async () => {
    const page = await start();
    await review(page);
    await dialog(page)
      .getByRole('button', { name: /Ticked$/ })
      .click();
    await page.getByRole('option', { name: 'Nothing yet' }).click();
    expect(
      await dialog(page)
        .getByRole('button', { name: /^Write/ })
        .isDisabled(),
    ).toBe(true);
    await dialog(page).getByRole('textbox', { name: 'Show only' }).fill('keys');
    await soon(() => steps(page).locator('[data-step]').count()).toBe(1);
    await steps(page)
      .getByRole('checkbox', { name: `Export ${KEYS}` })
      .check({ force: true });
    await apply(page);
    expect(git('show', '--format=', '--name-only', 'HEAD')).toBe(`${KEYS}\n`);

    appendFileSync(join(app.journal, KEYS), '\nMore.\n');
    await review(page);
    await dialog(page)
      .getByRole('button', { name: /Ticked$/ })
      .click();
    await page.getByRole('option', { name: 'Posts already there' }).click();
    await dialog(page).getByRole('button', { name: 'Write and commit 1 file' }).waitFor();
    await apply(page);
    expect(git('show', '--format=', '--name-status', 'HEAD')).toBe(`M\t${KEYS}\n`);
  });

  it('shows a renamed post as one step and deletes nothing unasked; many deletions must be typed', async () => {
    const page = await start();
    for (let n = 1; n <= 7; n++) {
      writeFileSync(
        join(app.journal, `_posts/2026-01-0${n}-short-${n}.md`),
        `---\ntitle: Short ${n}\n---\nText ${n}\n`,
      );
    }
    await review(page);
    await apply(page);
    for (let n = 1; n <= 6; n++) rmSync(join(app.journal, `_posts/2026-01-0${n}-short-${n}.md`));
    renameSync(
      join(app.journal, '_posts/2026-01-07-short-7.md'),
      join(app.journal, '_posts/2026-01-07-longer.md'),
    );
    appendFileSync(join(app.journal, '_posts/2026-01-07-longer.md'), 'and more\n');

    await review(page);
    await steps(page)
      .getByRole('button', { name: /^Rename/ })
      .waitFor();
    await step(page, '_posts/2026-01-07-longer.md').click();
    await dialog(page).getByText('_posts/2026-01-07-short-7.md → _posts/2026-01-07-longer.md').waitFor();
    await dialog(page).locator('.cm-merge-a').getByText('Text 7').waitFor();
    // The rename alone: deletions wait for a tick.
    await dialog(page).getByRole('button', { name: 'Write and commit 1 file' }).waitFor();
    await steps(page).getByRole('checkbox', { name: 'All: Remove' }).check({ force: true });
    const write = dialog(page).getByRole('button', { name: 'Write and commit 7 files' });
    await dialog(page).getByText('6 files will be deleted there').waitFor();
    expect(await write.isDisabled()).toBe(true);
    const typed = dialog(page).getByRole('textbox', {
      name: '6 files will be deleted. Type the number to go on.',
    });
    await typed.fill('7');
    expect(await write.isDisabled()).toBe(true);
    await typed.fill('6');
    await write.click();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    const log = git('show', '-M', '--format=', '--name-status', 'HEAD').trim().split('\n').sort();
    expect(log.filter((line) => line.startsWith('D'))).toHaveLength(6);
    expect(log.filter((line) => line.startsWith('R'))).toHaveLength(1);
    expect(isThere(target(), '_posts/2026-01-07-short-7.md')).toBe(false);
  });

  it('ends a conflict either way, and neither text is lost', async () => {
    const page = await start();
    await review(page);
    await apply(page);
    const ours = readFileSync(join(app.journal, WALK), 'utf8');
    for (const path of [WALK, KEYS]) {
      appendFileSync(join(app.journal, path), '\nOurs.\n');
      appendFileSync(join(target(), path), '\nTheirs.\n');
    }
    git('commit', '-q', '-am', 'Edit there');
    const theirs = textOf(target(), WALK);

    await review(page);
    await step(page, WALK).click();
    await dialog(page).locator('.cm-merge-a').getByText('Theirs.').waitFor();
    await dialog(page).locator('.cm-merge-b').getByText('Ours.').waitFor();
    await dialog(page).getByRole('button', { name: 'Keep theirs' }).click();
    await soon(() => textOf(app.journal, WALK)).toBe(theirs);
    expect(theirs).not.toBe(ours);
    // Planned anew: no difference is left.
    await soon(() => step(page, WALK).count()).toBe(0);

    await step(page, KEYS).click();
    await dialog(page).getByRole('button', { name: 'Take mine' }).click();
    await dialog(page).getByRole('button', { name: 'Write and commit 1 file' }).click();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    expect(textOf(target(), KEYS)).toBe(textOf(app.journal, KEYS));
    expect(textOf(target(), WALK)).toBe(theirs);
    // Ours of before is among the post's earlier versions.
    const client = await app.client();
    const path = WALK as RelPath; // a path below the root
    const { versions } = await client.call('history.list', { path });
    const texts = await Promise.all(
      versions.map(({ version }) => client.call('history.read', { path, version })),
    );
    expect(texts.map(({ text }) => text)).toContain(`${ours}\nOurs.\n`);
    await client.close();
  });

  it('lists what the checks find, by rule; opens at the line; mends; switches a rule off', async () => {
    const page = await start();
    const faulty = '_posts/2026-03-03-faulty.md';
    const text = [
      '---',
      'title: Faulty',
      '---',
      '',
      '[Desk](/assets/img/galley/first-steps/DESK.webp)',
      '',
      'TODO: more',
      '',
      '[gone](/not/there/)',
      '',
    ].join('\n');
    writeFileSync(join(app.journal, faulty), text);
    await openChecks(page);
    const found = dialog(page).getByRole('region', { name: 'Findings' });
    await found.getByRole('button', { name: /^error It is named .*desk\.webp on disk/ }).waitFor();
    await dialog(page).getByRole('button', { name: /Rule$/ }).click();
    await page.getByRole('option', { name: /^Placeholder text/ }).click();
    await soon(() => found.getByRole('button').count()).toBe(1);
    await found.getByRole('button', { name: /TODO: more/ }).click();
    await soon(() => page.getByRole('dialog').count()).toBe(0);
    await page.locator('.status-caret').getByText('Ln 7, Col 1').waitFor();
    // The open post's own list knows it too.
    await page.getByRole('button', { name: /\d problems?$/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /There is placeholder text left/ })
      .waitFor();
    await page.keyboard.press('Escape');

    await openChecks(page);
    await dialog(page).getByRole('button', { name: 'Fix 1 path' }).click();
    await soon(() => textOf(app.journal, faulty)).toBe(text.replace('DESK', 'desk'));
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    const client = await app.client();
    await client.call('check.set', { off: ['placeholder-text'] });
    const { findings } = await client.call('check.post', { path: faulty as RelPath }); // below the root
    expect(findings.map(({ rule, problem }) => `${problem.line} ${rule}`)).toEqual(['9 link-broken']);
    expect(JSON.parse(textOf(app.journal, '.galley/settings.json')).check).toEqual({
      off: ['placeholder-text'],
    });
  });
});
