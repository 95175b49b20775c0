// Owns: the whole page by keyboard and by assistive technology: axe over its faces, and the main job without a mouse.
// Must not know: how a part is built.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, type AppOptions, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, list, row, soon, textOf } from './frame-page.ts';
import { composeHangul } from './post-host.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
const FIRST = '[갤리] 첫걸음: 오프라인에서 쓰는 블로그 일지';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string }[];
}

/** What axe finds serious or critical, in a few words each. */
async function findings(page: Page): Promise<readonly string[]> {
  // Not a script tag: the page's policy allows none but its own.
  await page.evaluate(axe);
  // What is still fading in has not its colours yet.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  );
  const violations = (await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'], iframes: false }).then((result) => result.violations)`,
  )) as readonly Violation[]; // axe's own result
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

describe.skipIf(noBrowser() !== null)('access', () => {
  let browser: Browser;
  let app: App;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(() => app.close());
  const start = async (options: AppOptions = {}): Promise<Page> => {
    app = await startApp({ browser, ...options });
    return app.page;
  };

  it.each(['light', 'dark'] as const)(
    'axe finds nothing serious on the page and its dialogs (%s)',
    async (colorScheme) => {
      const page = await start({ context: { viewport: { width: 1440, height: 900 }, colorScheme } });
      await row(page, FIRST).click();
      await page.getByRole('textbox', { name: 'Post text' }).waitFor();
      await page.locator('iframe[title="Preview"]').waitFor();
      expect(await findings(page)).toEqual([]);
      const faces: readonly (readonly [name: string, keys: string])[] = [
        ['New post', 'Control+Alt+n'],
        ['Export', 'Control+Shift+E'],
        ['Settings', 'Control+,'],
        ['Open post', 'Control+p'],
        ['Keyboard shortcuts', 'F1'],
      ];
      for (const [name, keys] of faces) {
        await row(page, FIRST).focus();
        await page.keyboard.press(keys);
        await page.getByRole('dialog', { name }).waitFor();
        expect([name, await findings(page)]).toEqual([name, []]);
        await page.keyboard.press('Escape');
        await dialog(page).waitFor({ state: 'detached' });
      }
    },
  );

  it('axe finds nothing serious on the first page', async () => {
    const page = await start({ journal: null });
    expect(await findings(page)).toEqual([]);
  });

  it('writes, tags and saves a new post without a mouse, and every step shows where it is', async () => {
    const page = await start();
    await page.keyboard.press('Control+Alt+n');
    await dialog(page).waitFor();
    await composeHangul(page, '손 없이');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'detached' });
    await page.getByRole('textbox', { name: 'Post text' }).waitFor();
    await soon(() => list(page).locator('[aria-current="true"]').textContent()).toBe('손 없이');
    const focused = (): Promise<string> =>
      page.evaluate(() => {
        const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')];
        return panes.find((pane) => pane.contains(document.activeElement))?.dataset.pane ?? '';
      });
    await soon(focused).toBe('editor');
    const seen: string[] = [];
    for (let i = 0; i < 5; i++) {
      await page.keyboard.press('F6');
      seen.push(await focused());
    }
    expect([...seen].sort()).toEqual(['bar', 'editor', 'library', 'posts', 'preview']);
    while ((await focused()) !== 'editor') await page.keyboard.press('F6');
    await page.keyboard.press('Control+End');
    await composeHangul(page, '글자만으로.');
    await page.keyboard.press('Control+s');
    const path = await page.evaluate(() => {
      const open = document.querySelector<HTMLElement>('.post-row[aria-current="true"]');
      return open?.dataset.path ?? '';
    });
    await soon(() => textOf(app.journal, path)).toMatch(/글자만으로\.\n?$/);
    expect(app.problems).toEqual([]);
  });
});
