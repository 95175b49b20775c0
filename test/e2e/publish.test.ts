// Publishing in a real Chromium: two posts are chosen, their diffs read, written, committed and pushed to a bare remote; what the
// remote has beforehand is asked for and taken; a commit waits offline; a publication is taken back. Asserted on files and git alone.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, filesOf, row, soon, textOf } from './frame-page.ts';

const NETWORK = 'Writing without a network';
const NETWORK_FILE = '_posts/2026-06-11-writing-without-a-network.md';
const KEYS = '손에 익혀 둘 단축키';
const KEYS_FILE = '_posts/2026-05-02-keys-worth-knowing.md';

const hasGit = (() => {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** What axe finds serious or critical. */
async function trouble(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));
  const found = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], iframes: false }).then((result) => result.violations)`,
  )) as readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[]; // axe's own result
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe.skipIf(noBrowser() !== null || !hasGit)('publishing', () => {
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

  const blog = (): string => join(app.places.home, 'blog');
  const remote = (): string => join(app.places.base, 'remote.git');
  const at = (folder: string, ...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', env: app.places.env }).trimEnd();
  const git = (...args: readonly string[]): string => at(blog(), ...args);

  /** The app on a copy of the sample; beside it a blog of which everything is pushed, with work of someone else in it. */
  const start = async (): Promise<Page> => {
    app = await startApp({ browser });
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote()], { env: app.places.env });
    mkdirSync(blog());
    git('init', '-q', '-b', 'main');
    git('config', 'user.name', 'Writer');
    git('config', 'user.email', 'writer@example.invalid');
    writeFileSync(
      join(blog(), '_config.yml'),
      'title: Blog\nurl: https://blog.example\ntimezone: Asia/Seoul\n',
    );
    writeFileSync(join(blog(), 'README.md'), 'Not ours.\n');
    git('add', '.');
    git('commit', '-q', '-m', 'Start');
    git('remote', 'add', 'origin', `file://${remote()}`);
    git('push', '-q', '-u', 'origin', 'main');
    writeFileSync(join(blog(), 'README.md'), 'Not ours, edited.\n');
    writeFileSync(join(blog(), 'notes.txt'), 'untracked\n');
    writeFileSync(join(blog(), 'staged.txt'), 'staged\n');
    git('add', 'staged.txt');
    return app.page;
  };
  const others = (): string => git('status', '--porcelain', '-uall');

  /** Someone else pushes a commit. */
  const pushElsewhere = (): void => {
    const clone = join(app.places.base, 'clone');
    execFileSync('git', ['clone', '-q', `file://${remote()}`, clone], { env: app.places.env });
    writeFileSync(join(clone, 'theirs.md'), 'theirs\n');
    at(clone, 'add', '.');
    at(
      clone,
      '-c',
      'user.name=Other',
      '-c',
      'user.email=o@example.invalid',
      'commit',
      '-q',
      '-m',
      'Fix a typo',
    );
    at(clone, 'push', '-q');
  };

  /** Chooses two posts in the list and plans their export. */
  const reviewTwo = async (page: Page): Promise<void> => {
    await row(page, NETWORK).click();
    await row(page, KEYS).click({ modifiers: ['ControlOrMeta'] });
    await page.keyboard.press('ControlOrMeta+Shift+E');
    await dialog(page).getByRole('button', { name: 'Choose another folder…' }).click();
    await dialog(page).getByRole('button', { name: /^blog/ }).click();
    await dialog(page).getByRole('button', { name: 'Export to “blog”' }).click();
    await dialog(page).getByRole('heading', { name: 'Export to blog' }).waitFor();
    await dialog(page)
      .getByRole('button', { name: /^All posts/ })
      .click();
    await page.getByRole('option', { name: /2 chosen posts/ }).click();
    await dialog(page)
      .getByRole('button', { name: /^Write and commit 2 files$/ })
      .waitFor();
  };
  const writeTwo = async (page: Page): Promise<void> => {
    await dialog(page)
      .getByRole('button', { name: /^Write and commit 2 files$/ })
      .click();
    await dialog(page)
      .getByText(/^Committed as [0-9a-f]{9}/)
      .waitFor();
  };
  const openView = async (page: Page): Promise<void> => {
    await page.keyboard.press('ControlOrMeta+Shift+G');
    await dialog(page).getByRole('heading', { name: 'Push and history: blog' }).waitFor();
  };

  it('goes from two posts to their diffs, to a commit, to the remote', async () => {
    const page = await start();
    const before = others();
    const journal = filesOf(app.journal);
    await reviewTwo(page);
    await dialog(page)
      .getByRole('button', { name: new RegExp(NETWORK) })
      .click();
    await dialog(page).getByText('title: Writing without a network').first().waitFor();
    await dialog(page)
      .getByRole('button', { name: new RegExp(KEYS) })
      .click();
    await dialog(page).getByText(KEYS).first().waitFor();
    expect(git('log', '--format=%s')).toBe('Start');
    await writeTwo(page);
    const head = git('rev-parse', 'HEAD');
    expect(git('show', '--format=', '--name-only', 'HEAD').split('\n').sort()).toEqual([
      KEYS_FILE,
      NETWORK_FILE,
    ]);
    expect(at(remote(), 'log', '--format=%s', 'main')).toBe('Start');

    await dialog(page).getByRole('list', { name: '1 commit waits to be pushed' }).waitFor();
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page).getByText('1 commit is at origin/main now').waitFor();
    expect(at(remote(), 'rev-parse', 'main')).toBe(head);
    const link = dialog(page).getByRole('link', { name: /writing-without-a-network/ });
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/blog\.example\/.*2026\/06\/11\/writing-without-a-network\.html$/,
    );
    expect(await dialog(page).getByRole('button', { name: 'Push to origin/main' }).count()).toBe(0);
    expect(others()).toBe(before);
    expect(textOf(blog(), NETWORK_FILE)).toBe(textOf(app.journal, NETWORK_FILE));
    expect(filesOf(app.journal)).toEqual(journal);
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    // Where it was published, from the post's own menu.
    await row(page, NETWORK).click();
    await row(page, NETWORK).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Where it was published…' }).click();
    const line = dialog(page).getByRole('list', { name: 'blog' }).getByRole('listitem');
    await line.first().waitFor();
    expect(await line.count()).toBe(1);
    expect(await trouble(page)).toEqual([]);
    expect(await line.textContent()).toMatch(new RegExp(`${head.slice(0, 7)}.*pushed$`));
  });

  it('tells of commits at the remote, takes them without touching other work, then pushes', async () => {
    const page = await start();
    const before = others();
    await reviewTwo(page);
    await dialog(page).getByRole('button', { name: 'Cancel' }).click();
    pushElsewhere();
    await openView(page);
    await dialog(page).getByText('origin/main has everything, as far as it was last asked.').waitFor();
    await dialog(page).getByRole('button', { name: 'Ask origin for news' }).click();
    await dialog(page)
      .getByRole('list', { name: '1 commit waits at the remote' })
      .getByText('Fix a typo')
      .waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      expect(await trouble(page), scheme).toEqual([]);
    }
    await dialog(page).getByRole('button', { name: 'Bring forward by 1 commit' }).click();
    await dialog(page).getByText('The branch is where the remote is.').waitFor();
    expect(textOf(blog(), 'theirs.md')).toBe('theirs\n');
    expect(git('rev-parse', 'HEAD')).toBe(at(remote(), 'rev-parse', 'main'));
    expect(others()).toBe(before);
  });

  it('commits offline, reminds of what waits, pushes later, and takes the export back by a new commit', async () => {
    const page = await start();
    const before = others();
    await reviewTwo(page);
    renameSync(remote(), `${remote()}.away`);
    await writeTwo(page);
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page)
      .getByText(/^There is no repository at the remote’s address/)
      .waitFor();
    await dialog(page).getByText('What git said').waitFor();
    await dialog(page).getByRole('button', { name: 'Done' }).click();
    renameSync(`${remote()}.away`, remote());

    await page.getByRole('button', { name: '1 to push' }).click();
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page).getByText('1 commit is at origin/main now').waitFor();
    const published = git('rev-parse', 'HEAD');
    expect(at(remote(), 'rev-parse', 'main')).toBe(published);

    await dialog(page).getByRole('button', { name: 'Take it back' }).click();
    await dialog(page)
      .getByText('The export is taken back: 2 files are as they were, to the byte.')
      .waitFor();
    expect(git('rev-parse', 'HEAD^')).toBe(published);
    expect(git('diff', '--name-only', 'HEAD~2', 'HEAD')).toBe('');
    expect(others()).toBe(before);
    expect(at(remote(), 'rev-parse', 'main')).toBe(published);
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page).getByText('1 commit is at origin/main now').waitFor();
    expect(at(remote(), 'rev-list', '--count', 'main')).toBe('3');
  });

  it('shows what a hook says, stops a push that hangs, and makes a branch for a protected one', async () => {
    const page = await start();
    const hook = (folder: string, name: string, script: string): void => {
      mkdirSync(join(folder, 'hooks'), { recursive: true });
      writeFileSync(join(folder, 'hooks', name), `#!/bin/sh\n${script}\n`);
      chmodSync(join(folder, 'hooks', name), 0o755);
    };
    await reviewTwo(page);
    await writeTwo(page);
    hook(
      remote(),
      'update',
      '[ "$1" = refs/heads/main ] && { echo "GH006: Protected branch update failed" >&2; exit 1; }; exit 0',
    );
    hook(join(blog(), '.git'), 'pre-push', 'sleep 300');
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page).getByRole('button', { name: 'Stop' }).click();
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).waitFor();
    hook(join(blog(), '.git'), 'pre-push', 'echo "two words are misspelt"; exit 1');
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page)
      .getByText(/two words are misspelt/)
      .waitFor();
    hook(join(blog(), '.git'), 'pre-push', 'exit 0');
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page)
      .getByText(/^This branch is protected/)
      .waitFor();
    expect(at(remote(), 'log', '--format=%s', 'main')).toBe('Start');
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    await openView(page);
    await dialog(page).getByRole('button', { name: 'main', exact: true }).click();
    await dialog(page).getByRole('textbox', { name: 'New branch' }).fill('새-글');
    await dialog(page).getByRole('button', { name: 'Make it' }).click();
    await dialog(page).getByText('The branch is changed.').waitFor();
    await dialog(page).getByRole('button', { name: 'Push to origin/새-글' }).click();
    await dialog(page).getByText('1 commit is at origin/새-글 now').waitFor();
    expect(at(remote(), 'rev-parse', '새-글')).toBe(git('rev-parse', 'HEAD'));
  });

  it('in a journal that is the blog itself asks for a name, pushes, and takes a publication back', async () => {
    app = await startApp({
      browser,
      prepare: (journal) => {
        execFileSync('git', ['init', '-q', '-b', 'main'], { cwd: journal });
        execFileSync('git', ['config', 'user.useConfigOnly', 'true'], { cwd: journal });
      },
    });
    const { page } = app;
    execFileSync('git', ['init', '-q', '--bare', '-b', 'main', remote()], { env: app.places.env });
    const here = (...args: readonly string[]): string => at(app.journal, ...args);
    here('add', '.');
    here('-c', 'user.name=W', '-c', 'user.email=w@example.invalid', 'commit', '-q', '-m', 'Start');
    here('remote', 'add', 'origin', `file://${remote()}`);
    await page.keyboard.press('ControlOrMeta+Shift+G');
    await dialog(page).getByRole('textbox', { name: 'Name' }).fill('홍길동');
    await dialog(page).getByRole('textbox', { name: 'E-mail' }).fill('gildong@example.invalid');
    await dialog(page).getByRole('button', { name: 'Keep in this repository' }).click();
    await dialog(page).getByText('The name is kept in this repository.').waitFor();
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page).getByText('1 commit is at origin/main now').waitFor();
    expect(here('rev-parse', '--abbrev-ref', '@{upstream}')).toBe('origin/main');
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    const original = textOf(app.journal, NETWORK_FILE);
    writeFileSync(join(app.journal, NETWORK_FILE), `${original}\nMore.\n`);
    await page.keyboard.press('ControlOrMeta+Shift+E');
    await dialog(page).getByRole('button', { name: 'Choose another folder…' }).click();
    await dialog(page)
      .getByRole('button', { name: /^journal/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Export to “journal”' }).click();
    await dialog(page)
      .getByRole('button', { name: /commit 1 file$/ })
      .click();
    await dialog(page).getByRole('button', { name: 'Push to origin/main' }).click();
    await dialog(page).getByText('1 commit is at origin/main now').waitFor();
    expect(here('log', '-1', '--format=%an')).toBe('홍길동');
    await dialog(page).getByRole('button', { name: 'Done' }).click();

    await page.keyboard.press('ControlOrMeta+Shift+G');
    await dialog(page).getByRole('button', { name: 'Take back…' }).click();
    await dialog(page)
      .getByText(/here in your journal too/)
      .waitFor();
    await dialog(page).getByRole('button', { name: 'Take it back' }).click();
    await dialog(page).getByText('The commit is taken back: 1 file is as it was.').waitFor();
    await soon(() => readFileSync(join(app.journal, NETWORK_FILE), 'utf8')).toBe(original);
    expect(here('rev-list', '--count', 'HEAD')).toBe('3');
  });
});
