// Pictures of Galley on its sample journal, taken in the real browser shell: `npm run screenshots`.
// All go to dist/screenshots; the two that README shows are kept in build/screenshots.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { type App, repository, startApp } from '#test/support/app.ts';
import { launchBrowser } from '#test/support/browser.ts';

const out = join(repository, 'dist/screenshots');
const kept = join(repository, 'build/screenshots');
const sizes = [
  { name: '1440x900', width: 1440, height: 900 },
  { name: '900x700', width: 900, height: 700 },
] as const;
const themes = ['light', 'dark'] as const;

const dialog = (page: Page) => page.getByRole('dialog');
const row = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Posts' }).getByRole('button', { name: title, exact: true });

async function settle(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  // Pictures in the preview, and what fades in; a picture may wait, a test may not.
  await page.waitForTimeout(900);
}

async function shoot(page: Page, name: string): Promise<void> {
  await settle(page);
  await page.screenshot({ path: join(out, `${name}.png`) });
  console.log(`dist/screenshots/${name}.png`);
}

/** A repository to export to, in which one post is new and one was changed. */
async function exportView(app: App): Promise<void> {
  const blog = join(app.places.home, 'blog');
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-C', blog, ...args], { env: app.places.env, stdio: 'ignore' });
  mkdirSync(blog, { recursive: true });
  git('init', '-q', '-b', 'main');
  git('config', 'user.name', 'Writer');
  git('config', 'user.email', 'writer@example.invalid');
  writeFileSync(join(blog, '_config.yml'), 'title: blog\n');
  git('add', '.');
  git('commit', '-q', '-m', 'Start');
  const review = async (first: boolean) => {
    await app.page.getByRole('button', { name: 'Export', exact: true }).click();
    if (first) await dialog(app.page).getByRole('button', { name: 'Choose another folder…' }).click();
    await dialog(app.page).getByRole('button', { name: /^blog/ }).click();
    const go = dialog(app.page).getByRole('button', { name: 'Export to “blog”' });
    if (first) await go.click();
    await dialog(app.page).getByRole('textbox', { name: 'Message' }).waitFor();
  };
  await review(true);
  await dialog(app.page)
    .getByRole('button', { name: /^Write and commit/ })
    .click();
  await dialog(app.page).getByRole('button', { name: 'Done' }).click();
  appendFileSync(
    join(app.journal, '_posts/2026-06-11-writing-without-a-network.md'),
    '\nOne more month, then, and this time with the telephone off as well.\n',
  );
  writeFileSync(
    join(app.journal, '_posts/2026-11-24-첫눈.md'),
    "---\nlayout: post\ntitle: '첫눈'\ncategory: 산책\ntags: [겨울]\ndate: 2026-11-24\n---\n\n올해는 **조금 일찍(스무나흘)**에 왔다.\n",
  );
  await row(app.page, '첫눈').waitFor();
  await review(false);
}

async function take(
  browser: Browser,
  theme: (typeof themes)[number],
  size: (typeof sizes)[number],
): Promise<void> {
  const label = `${theme}-${size.name}`;
  const app = await startApp({
    browser,
    context: { viewport: { width: size.width, height: size.height }, colorScheme: theme },
  });
  try {
    await row(app.page, '[갤리] 첫걸음: 오프라인에서 쓰는 블로그 일지').click();
    await app.page.locator('.cm-content').waitFor();
    // In a narrow window the preview is a drawer.
    if (size.width > 1000) {
      await app.page.frameLocator('iframe[title="Preview"]').locator('#preview h2').first().waitFor();
    }
    await shoot(app.page, `main-${label}`);
    const more = app.page.getByRole('button', { name: 'Add a key' });
    if ((await more.count()) > 0) await more.first().click();
    await shoot(app.page, `form-${label}`);
    await app.page.keyboard.press('Escape');
    await exportView(app);
    await shoot(app.page, `export-${label}`);
  } finally {
    await app.close();
  }
}

mkdirSync(out, { recursive: true });
mkdirSync(kept, { recursive: true });
const browser = await launchBrowser();
try {
  for (const theme of themes) for (const size of sizes) await take(browser, theme, size);
} finally {
  await browser.close();
}
for (const [from, to] of [
  ['main-light-1440x900', 'main-light'],
  ['export-dark-1440x900', 'export-dark'],
] as const) {
  await sharp(join(out, `${from}.png`))
    .webp({ quality: 86 })
    .toFile(join(kept, `${to}.webp`));
}
