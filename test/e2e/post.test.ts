// Owns: writing in the open post, in a real Chromium under the shells' policy: text, form, pictures, saving, preview.
// Must not know: any shell; the host is the test's own (test/support/page-host.ts).
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { type PageHost, type PageHostOptions, startPageHost } from '#test/support/page-host.ts';
import {
  caretAtEnd,
  composeHangul,
  dropFiles,
  editor,
  editorText,
  form,
  png,
  preview,
  soon,
} from './post-host.ts';

const POST = '_posts/2024-10-03-one.md';
const TEXT = `---
layout: post
title: '[시작] First post'
category: ml
tags: [ml, notes]   # kept
date: 2024-10-03
image: "/assets/img/cover.png"
message: ".."
excerpt: ".."
---

## Heading one

Some *text* here.

![a](/assets/img/a.png)
`;

describe.skipIf(noBrowser() !== null)('the open post', () => {
  let browser: Browser;
  let host: PageHost;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    await host.close();
  });
  const start = async (options: Partial<PageHostOptions> = {}): Promise<PageHost> => {
    host = await startPageHost({
      files: { [POST]: TEXT },
      open: POST,
      images: { 'assets/img/cover.png': png(), 'assets/img/a.png': png() },
      browser,
      ...options,
    });
    return host;
  };
  const saved = async (path = POST): Promise<string> => {
    await soon(() => host.page.locator('footer, .status-bar, [class*=status]').first().textContent()).toMatch(
      /Saved/,
    );
    return host.files.get(path) ?? '';
  };

  it('shows what is typed in the preview and saves it after a pause', async () => {
    const { page } = await start();
    await caretAtEnd(page);
    await page.keyboard.type('\n### Third\n\nNew **words**.\n');
    await preview(page).locator('#preview h3').waitFor();
    expect(await preview(page).locator('#preview h3').getAttribute('id')).toBe('third');
    expect(await preview(page).locator('#preview strong').textContent()).toBe('words');
    await soon(() => host.files.get(POST)).toBe(`${TEXT}\n### Third\n\nNew **words**.\n`);
    await saved();
    expect(host.problems).toEqual([]);
  });

  it('saves at once when asked, with line ends and BOM as they were', async () => {
    const crlf = `\uFEFF${TEXT.replaceAll('\n', '\r\n')}`;
    const { page } = await start({ files: { [POST]: crlf }, settings: { autosave: false } });
    await caretAtEnd(page);
    await page.keyboard.type('end');
    await page.keyboard.press('Control+s');
    await soon(() => host.files.get(POST)).toBe(`${crlf}end`);
  });

  it('takes Hangul through composition without loss, with autosave and marks at work', async () => {
    const { page } = await start({ settings: { autosaveDelay: 200 } });
    await caretAtEnd(page);
    const text = '안녕하세요 한글을 빠르게 써도 괜찮습니다';
    await composeHangul(page, text);
    expect(await editorText(page)).toBe(`${TEXT}${text}`);
    await soon(() => host.files.get(POST)).toBe(`${TEXT}${text}`);
    await soon(() => preview(page).locator('#preview').textContent()).toContain(text);
  });

  it('takes Hangul in the front matter and in a field of the form', async () => {
    const { page } = await start();
    await form(page).getByLabel('excerpt', { exact: true }).click();
    await page.keyboard.press('Control+a');
    await composeHangul(page, '짧은 소개글');
    await soon(() => host.files.get(POST)).toBe(TEXT.replace('excerpt: ".."', 'excerpt: "짧은 소개글"'));
  });

  it('changes one line for one field, as one step of undo', async () => {
    const { page } = await start();
    await form(page).getByLabel('excerpt', { exact: true }).fill('A summary');
    const changed = TEXT.replace('excerpt: ".."', 'excerpt: "A summary"');
    expect(await editorText(page)).toBe(changed);
    await soon(() => host.files.get(POST)).toBe(changed);
    await form(page).getByLabel('excerpt', { exact: true }).press('Control+z');
    expect(await editorText(page)).toBe(TEXT);
    expect(await form(page).getByLabel('excerpt', { exact: true }).inputValue()).toBe('..');
  });

  it('writes title, tags, category and date in the post’s own manner', async () => {
    const { page } = await start();
    await form(page).getByLabel('title', { exact: true }).fill('[새] 제목: 하나');
    await form(page).getByLabel('tags', { exact: true }).fill('ai');
    await form(page).getByLabel('tags', { exact: true }).press('Enter');
    await form(page).getByLabel('category', { exact: true }).fill('deep');
    await form(page).getByLabel('category', { exact: true }).press('Enter');
    await form(page).getByLabel('date', { exact: true }).fill('2025-01-09');
    expect(await editorText(page)).toBe(
      TEXT.replace("'[시작] First post'", "'[새] 제목: 하나'")
        .replace('[ml, notes]', '[ml, notes, ai]')
        .replace('category: ml', 'category: deep')
        .replace('2024-10-03', '2025-01-09'),
    );
    await form(page).getByRole('button', { name: 'Remove notes' }).click();
    expect(await editorText(page)).toContain('tags: [ml, ai]   # kept');
  });

  it('adds a key and removes one', async () => {
    const { page } = await start();
    await form(page).getByRole('button', { name: 'Remove the key message' }).click({ force: true });
    expect(await editorText(page)).toBe(TEXT.replace('message: ".."\n', ''));
    await form(page).getByRole('button', { name: 'Add a key' }).click();
    await page.keyboard.type('author');
    await page.keyboard.press('Enter');
    await form(page).getByLabel('author', { exact: true }).fill('me');
    expect(await editorText(page)).toMatch(/\nauthor: ["']?me["']?\n/);
  });

  it('follows the YAML as it is typed, and stops at a mistake without touching it', async () => {
    const { page } = await start();
    await page.getByRole('button', { name: /front matter/ }).click();
    await editor(page).getByText('category: ml').click();
    await page.keyboard.press('End');
    await page.keyboard.type('-ops');
    await soon(() => form(page).getByLabel('category', { exact: true }).inputValue()).toBe('ml-ops');
    await editor(page).getByText('message').click();
    await page.keyboard.press('Home');
    await page.keyboard.type('  bad: [');
    await form(page).getByRole('alert').waitFor();
    expect(await form(page).getByRole('alert').textContent()).toContain('line 8');
    const broken = await editorText(page);
    expect(await form(page).getByLabel('title', { exact: true }).isDisabled()).toBe(true);
    await form(page).getByRole('button', { name: 'Show me' }).click();
    expect(await editorText(page)).toBe(broken);
  });

  it('offers front matter to a post that has none', async () => {
    const path = '_posts/2024-01-01-bare.md';
    const { page } = await start({ files: { [path]: 'Only text.\n' }, open: path });
    await form(page).getByRole('button', { name: 'Add front matter' }).click();
    expect(await editorText(page)).toMatch(/^---\ntitle: .+\n---\n\nOnly text\.\n$/);
    await editor(page).click();
    await page.keyboard.press('Control+z');
    expect(await editorText(page)).toBe('Only text.\n');
  });

  it('stores a dropped picture, refers to it where it fell, shows it, and undoes it in one step', async () => {
    const { page } = await start();
    const target = editor(page).locator('.cm-line').filter({ hasText: 'Some' });
    const box = await target.boundingBox();
    expect(box).not.toBeNull();
    await dropFiles(editor(page), [{ name: 'cat photo.png', type: 'image/png', bytes: png(7) }], {
      x: (box?.x ?? 0) + 2,
      y: (box?.y ?? 0) + (box?.height ?? 0) / 2,
    });
    await soon(() => editorText(page)).toContain('![cat photo](/assets/img/cat photo.png)');
    expect([...host.images.keys()]).toContain('assets/img/cat photo.png');
    await page.keyboard.press('Control+z');
    expect(await editorText(page)).toBe(TEXT);
  });

  it('says in place that a file is no picture, and stores nothing', async () => {
    const { page } = await start();
    await dropFiles(editor(page), [{ name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('hi') }]);
    await page.getByText('notes.txt is not an image.').waitFor();
    expect(await editorText(page)).toBe(TEXT);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await soon(() => page.getByText('notes.txt is not an image.').count()).toBe(0);
  });

  it('shows pictures of the journal, and boxes for missing and remote ones', async () => {
    const text =
      '![here](/assets/img/a.png)\n\n![gone](/assets/img/none.png)\n\n![far](https://far.example/x.png)\n';
    const { page } = await start({ files: { [POST]: text } });
    const images = preview(page).locator('#preview img');
    await soon(() => images.nth(0).evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1);
    await soon(() => images.nth(1).getAttribute('alt')).toContain('No image at assets/img/none.png');
    expect(await images.nth(2).getAttribute('alt')).toContain('far.example');
    expect(host.strays).toEqual([]);
  });

  it('takes an outside change of a clean post over and keeps the caret in its line', async () => {
    const { page } = await start();
    await editor(page).getByText('Some').click();
    await page.keyboard.press('End');
    await host.write(POST, TEXT.replace('## Heading one', '## A new first\n\n## Heading one'));
    await preview(page).locator('#a-new-first').waitFor();
    await page.keyboard.type(' More.');
    expect(await editorText(page)).toContain('Some *text* here. More.');
  });

  it('writes nothing in a conflict until the person chooses', async () => {
    const { page } = await start({ settings: { autosaveDelay: 5000 } });
    await caretAtEnd(page);
    await page.keyboard.type('mine');
    const theirs = TEXT.replace('Some *text*', 'Their *text*');
    await host.write(POST, theirs);
    await page.getByText('changed by another program').waitFor();
    expect(host.files.get(POST)).toBe(theirs);
    await page.getByRole('button', { name: 'Compare and merge' }).click();
    await page.locator('.cm-mergeView').waitFor();
    await page.locator('.cm-merge-revert button').first().click();
    await page.getByRole('button', { name: 'Take the right side' }).click();
    await soon(() => host.files.get(POST)).toBe(`${theirs}mine`);
    expect(await editorText(page)).toBe(`${theirs}mine`);
  });

  it('keeps the text of a file that vanished, and saves it again when asked', async () => {
    const { page } = await start();
    await host.write(POST, null);
    await page.getByText('no longer on disk').waitFor();
    await page.getByRole('button', { name: 'Save it again' }).click();
    await soon(() => host.files.get(POST)).toBe(TEXT);
  });

  it('keeps each post’s undo while others are looked at', async () => {
    const other = '_posts/2024-11-01-two.md';
    const { page } = await start({ files: { [POST]: TEXT, [other]: '---\ntitle: Second\n---\n\ntwo\n' } });
    await caretAtEnd(page);
    await page.keyboard.type('typed');
    await page.locator('nav').getByText('Second', { exact: true }).click();
    await soon(() => editorText(page)).toContain('two');
    expect(host.files.get(POST)).toBe(`${TEXT}typed`);
    await page.locator('nav').getByText('[시작] First post', { exact: true }).click();
    await soon(() => editorText(page)).toBe(`${TEXT}typed`);
    await editor(page).click();
    await page.keyboard.press('Control+z');
    expect(await editorText(page)).toBe(TEXT);
  });
});
