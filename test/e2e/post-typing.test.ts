// Owns: what stays while somebody types: the nodes of the page, pictures in them, a caret that does not blink; and that the page
// typed into is the page of the same text opened anew. Must not know: how changes are made.
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { startPageHost } from '#test/support/page-host.ts';
import { composeHangul, editorText, png, preview, soon } from './post-host.ts';

const POST = '_posts/2024-10-03-typing.md';
const TEXT = `---
title: Typing
date: 2024-10-03
---

# Heading

A paragraph with *some* words & a picture ![one](/assets/one.png) and an end

- first item
- second item

| a | b |
|---|---|
| cell | other |

> quoted

Half an HTM page, my [link](/some/place "hint") and some_name

A nota here {% comment %}nota{% endcomment %} stays

{: .warn}
Told with care to warn you

*[HTML]: A language

\`\`\`js
const a = 1;
\`\`\`

끝 문단
`;

const CARET = (after: string): string => `(() => {
  const view = document.querySelector('.cm-content').cmTile.view;
  const at = view.state.doc.toString().indexOf(${JSON.stringify(after)}) + ${after.length};
  view.dispatch({ selection: { anchor: at } });
  view.focus();
})()`;

/** The page's HTML; each host has a port of its own. */
async function shown(page: Page): Promise<string> {
  const html: string = await page.evaluate(
    `document.querySelector('iframe[title="Preview"]').contentDocument.querySelector('#preview').innerHTML`,
  );
  return html.replaceAll(/127\.0\.0\.1:\d+/g, 'here');
}

describe.skipIf(noBrowser() !== null)('typing', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });

  const open = (text: string) =>
    startPageHost({ files: { [POST]: text }, open: POST, images: { 'assets/one.png': png() }, browser });

  it('shows what the text shows when it is opened, wherever it was typed', async () => {
    const host = await open(TEXT);
    const { page } = host;
    await preview(page).locator('#preview pre span').first().waitFor();
    for (const [after, typed] of [
      ['# Heading', ' & more'],
      ['and an end', ' of <it> *all* \\(x'],
      ['second item', ' here'],
      ['| cell', ' wide'],
      ['> quoted', ' &amp; so'],
      // What the page guesses of these before it is told is wrong.
      ['an HTM', 'L'],
      ['(/some', 'what'],
      ['"hint', 'ed'],
      ['some_name', '_ x'],
      ['%}nota', 'bene'],
      ['{: .warn', 'ing'],
      ['to warn', 'ing'],
      ['const a', ' /* "b" */'],
    ] as const) {
      await page.evaluate(CARET(after));
      await page.keyboard.type(typed, { delay: 15 });
    }
    await page.evaluate(CARET('끝 문단'));
    await composeHangul(page, '의 한글');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('!');
    const text = await editorText(page);
    expect(text).toContain('of <it> *all* \\(x');
    const fresh = await open(text);
    try {
      await preview(fresh.page).locator('#preview pre span').first().waitFor();
      const wanted = await shown(fresh.page);
      expect(wanted).toContain('<td>cell wide</td>');
      expect(wanted).toContain('<abbr title="A language">HTML</abbr> page');
      expect(wanted).toContain('A nota here  stays');
      await soon(() => shown(page)).toBe(wanted);
      expect(host.problems).toEqual([]);
    } finally {
      await fresh.close();
      await host.close();
    }
  });

  it('keeps the paragraph and its picture while a word is written in it', async () => {
    const host = await open(TEXT);
    const { page } = host;
    try {
      await preview(page).locator('#preview img').waitFor();
      await page.evaluate(`(() => {
        const { contentDocument } = document.querySelector('iframe[title="Preview"]');
        contentDocument.querySelector('#preview p').kept = true;
        contentDocument.querySelector('#preview img').kept = true;
      })()`);
      await page.evaluate(CARET('and an end'));
      await page.keyboard.type(' of it', { delay: 15 });
      await preview(page).locator('#preview p').getByText('and an end of it').waitFor();
      expect(
        await page.evaluate(`(() => {
          const { contentDocument } = document.querySelector('iframe[title="Preview"]');
          return [contentDocument.querySelector('#preview p').kept, contentDocument.querySelector('#preview img').kept];
        })()`),
      ).toEqual([true, true]);
    } finally {
      await host.close();
    }
  });

  it('shows letters in the very frame of their key, and blanks and marks as soon as the worker has answered', async () => {
    const host = await open(TEXT);
    const { page } = host;
    try {
      await preview(page).locator('#preview pre span').first().waitFor();
      await page.evaluate(CARET('and an end'));
      // From each key's frame: what the paragraph ends with then.
      await page.evaluate(`(() => {
        const paragraph = document.querySelector('iframe[title="Preview"]').contentDocument.querySelector('#preview p');
        window.seen = [];
        addEventListener('keydown', () => requestAnimationFrame(() => seen.push(paragraph.textContent.slice(-6))), true);
      })()`);
      for (const key of ['i', 'n', 'g', ' ', 'x']) {
        await page.keyboard.press(key);
        await page.waitForTimeout(150);
      }
      expect(await page.evaluate('seen')).toEqual(['n endi', ' endin', 'ending', 'ending', 'ding x']);
    } finally {
      await host.close();
    }
  });

  it('holds the caret still while keys come, and lets it blink after them', async () => {
    const host = await open(TEXT);
    const { page } = host;
    const animation = (): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('.cm-cursorLayer')).animationName`);
    try {
      await page.evaluate(CARET('and an end'));
      await soon(animation).toMatch(/^cm-blink/);
      for (let at = 0; at < 12; at++) {
        await page.keyboard.type('x');
        expect(await animation()).toBe('none');
        await page.waitForTimeout(80);
      }
      await soon(animation).toMatch(/^cm-blink/);
    } finally {
      await host.close();
    }
  });
});
