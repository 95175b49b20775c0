// Owns: editor and preview side by side: whatever is at the caret, or at rest after scrolling, stands at the same height.
// Must not know: how heights are matched.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { type PageHost, startPageHost } from '#test/support/page-host.ts';
import { picture, preview } from './post-host.ts';

const POST = '_posts/2024-10-03-pictures.md';
const IMAGES = 40;

/** Forty pictures of many heights among headings, paragraphs, lists, a table and code. */
function longPost(): string {
  const parts = ['---\ntitle: Pictures\ndate: 2024-10-03\n---\n'];
  for (let at = 1; at <= IMAGES; at++) {
    parts.push(`## Part ${at}`);
    parts.push(`${'A sentence of some length that wraps in both panes. '.repeat(1 + (at % 5))}`);
    if (at % 4 === 0) parts.push('- one\n- two\n  - two and a half\n- three\n- 네 번째 항목');
    if (at % 7 === 0) parts.push('| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |');
    if (at % 5 === 0) parts.push('```js\nconst a = 1;\nconst b = 2;\nconst c = a + b;\n```');
    parts.push(`![picture ${at}](/assets/img/p${at}.png)`);
    parts.push('끝에는 한글 문단이 하나 있습니다. '.repeat(2));
  }
  return `${parts.join('\n\n')}\n`;
}

interface Level {
  readonly line: number;
  /** Top of the source line and of its block on the screen. */
  readonly source: number;
  readonly shown: number;
}

/** For each block that begins in a visible source line: both tops. Each block of this post is one element of the page. */
const LEVELS = `(() => {
  const view = document.querySelector('.cm-content').cmTile.view;
  const frame = document.querySelector('iframe[title="Preview"]');
  const frameTop = frame.getBoundingClientRect().top;
  const scroller = document.querySelector('.editor-column').getBoundingClientRect();
  const { doc } = view.state;
  const starts = [];
  let fenced = false;
  for (let line = 5; line <= doc.lines; line++) {
    const { text } = doc.line(line);
    if (text !== '' && !fenced && doc.line(line - 1).text === '') starts.push(line);
    if (text.startsWith('\`\`\`')) fenced = !fenced;
  }
  const blocks = [...frame.contentDocument.querySelectorAll('#preview > :not(.galley-chunk), .galley-chunk > *')];
  if (blocks.length !== starts.length) throw new Error(blocks.length + ' blocks for ' + starts.length);
  return starts.flatMap((line, at) => {
    const source = view.documentTop + view.lineBlockAt(doc.line(line).from).top;
    if (source < scroller.top || source > scroller.bottom) return [];
    return [{ line, source, shown: frameTop + blocks[at].getBoundingClientRect().top }];
  });
})()`;

const CARET = (line: number) => `(() => {
  const view = document.querySelector('.cm-content').cmTile.view;
  const frame = document.querySelector('iframe[title="Preview"]');
  const { from } = view.state.doc.line(${line});
  const source = view.documentTop + view.lineBlockAt(from).top;
  const blocks = [...frame.contentDocument.querySelectorAll('#preview > :not(.galley-chunk), .galley-chunk > *')];
  return { source, height: view.defaultLineHeight, tops: blocks.map((block) => frame.getBoundingClientRect().top + block.getBoundingClientRect().top) };
})()`;

describe.skipIf(noBrowser() !== null)('scrolling together', () => {
  let browser: Browser;
  let host: PageHost;
  let page: Page;
  beforeAll(async () => {
    browser = await launchBrowser();
    const images = Object.fromEntries(
      Array.from({ length: IMAGES }, (_, at) => [
        `assets/img/p${at + 1}.png`,
        picture(400, 120 + ((at * 97) % 400)),
      ]),
    );
    host = await startPageHost({ files: { [POST]: longPost() }, open: POST, images, browser });
    ({ page } = host);
    await preview(page).locator('#part-40').waitFor();
    // Asked from outside: the page's policy lets nobody wait in it by a text of code.
    const loaded = `[...document.querySelector('iframe[title="Preview"]').contentDocument
      .querySelectorAll('#preview img')].every((image) => image.naturalWidth > 0)`;
    while (!(await page.evaluate(loaded))) await page.waitForTimeout(50);
  });
  afterAll(async () => {
    await host.close();
    await browser.close();
  });

  const rest = (): Promise<void> => page.waitForTimeout(450);
  const levels = async (): Promise<readonly Level[]> => (await page.evaluate(LEVELS)) as Level[]; // what LEVELS gives

  it('a heading at rest is level with its source, wherever the editor is scrolled to', async () => {
    const box = await page.locator('.editor-column').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 400);
    const off: number[] = [];
    for (let step = 0; step < 24; step++) {
      await page.mouse.wheel(0, 230 + (step % 3) * 170);
      await rest();
      const found = await levels();
      if (found.length > 0) off.push(Math.min(...found.map(({ source, shown }) => Math.abs(source - shown))));
    }
    if (process.env.GALLEY_SHOW) console.log('editor leads', off.map(Math.round).join(' '));
    expect(off.length).toBeGreaterThan(15);
    expect(off.filter((distance) => distance > 4)).toEqual([]);
  });

  it('the editor follows the preview', async () => {
    const box = await page.locator('iframe[title="Preview"]').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 400);
    await page.mouse.wheel(0, -100_000);
    await rest();
    const off: number[] = [];
    for (let step = 0; step < 20; step++) {
      await page.mouse.wheel(0, 500);
      await rest();
      const found = await levels();
      if (found.length > 0) off.push(Math.min(...found.map(({ source, shown }) => Math.abs(source - shown))));
    }
    if (process.env.GALLEY_SHOW) console.log('preview leads', off.map(Math.round).join(' '));
    expect(off.length).toBeGreaterThan(12);
    expect(off.filter((distance) => distance > 4)).toEqual([]);
  });

  it('the block of the caret is at the height of the caret, for any line', async () => {
    const lines = longPost().split('\n');
    const off: number[] = [];
    for (let at = 8; at < lines.length; at += 9) {
      if (lines[at] === '' || !/^(?:##|!\[|A sen|끝)/.test(lines[at] ?? '')) continue;
      await page.evaluate(
        `(() => { const view = document.querySelector('.cm-content').cmTile.view;
          view.dispatch({ selection: { anchor: view.state.doc.line(${at + 1}).from + 1 }, scrollIntoView: true, userEvent: 'select' }); })()`,
      );
      await rest();
      const { source, tops, height } = (await page.evaluate(CARET(at + 1))) as {
        source: number;
        tops: number[];
        height: number;
      }; // what CARET gives
      const nearest = Math.min(...tops.map((top) => Math.abs(top - source)));
      off.push(nearest);
      expect(nearest).toBeLessThanOrEqual(height);
    }
    if (process.env.GALLEY_SHOW) console.log('caret', off.map(Math.round).join(' '));
    expect(off.length).toBeGreaterThan(12);
    expect(off.filter((distance) => distance > 4)).toEqual([]);
  });

  it('does not follow while the lock is off', async () => {
    await page.getByRole('button', { name: 'Scroll together' }).click();
    const before = await page.evaluate(
      `document.querySelector('iframe[title="Preview"]').contentWindow.scrollY`,
    );
    const box = await page.locator('.editor-column').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 400);
    await page.mouse.wheel(0, -900);
    await rest();
    expect(
      await page.evaluate(`document.querySelector('iframe[title="Preview"]').contentWindow.scrollY`),
    ).toBe(before);
  });
});
