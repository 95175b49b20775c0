// Owns: pictures as a person brings them in: drop, paste, pick; the card after them; cancel, undo; posts that take theirs along.
// Must not know: how they are stored, converted or referred to.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bomb, quarters } from '#test/host/support/pictures.ts';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import { dialog, row } from './frame-page.ts';
import { caretAtEnd, dropFiles, editor, editorText, form, picture, preview, soon } from './post-host.ts';

const POST = '_posts/2024-03-05-호수-산책.md';
const OTHER = '_posts/2024-04-01-다른-글.md';
const FOLDER = 'assets/img/나들이/호수-산책';
const text = [
  '---',
  'title: 호수 산책',
  'category: 나들이',
  'date: 2024-03-05',
  `image: /${FOLDER}/cover.png`,
  '---',
  '',
  '첫 문단입니다.',
  '',
  '둘째 문단입니다.',
  '',
  `<center><img src="/${FOLDER}/old.png" alt="옛 사진" width="60%" height="60%"></center>`,
  '',
  '끝.',
  '',
].join('\n');

function prepare(journal: string): void {
  const put = (path: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(journal, path)), { recursive: true });
    writeFileSync(join(journal, path), content);
  };
  put(POST, text);
  put(OTHER, '---\ntitle: 다른 글\ndate: 2024-04-01\n---\n\n![함께](/assets/shared.png)\n');
  put(`${FOLDER}/cover.png`, picture(60, 40));
  put(`${FOLDER}/old.png`, picture(64, 40));
  put('assets/shared.png', picture(68, 40));
}

const card = (page: Page): Locator => page.getByRole('group', { name: 'Image just inserted' });
const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notices' });
const png = (name: string, width: number) => ({ name, type: 'image/png', bytes: picture(width, 200) });

/** Noise, which takes the library a while. */
async function slow(): Promise<{ readonly name: string; readonly type: string; readonly bytes: Buffer }> {
  const side = 3400;
  const pixels = Buffer.alloc(side * side * 3);
  let seed = 11;
  for (let at = 0; at < pixels.length; at++) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    pixels[at] = seed >> 16;
  }
  const image = sharp(pixels, { raw: { width: side, height: side, channels: 3 } });
  return { name: 'slow.jpg', type: 'image/jpeg', bytes: await image.jpeg({ quality: 70 }).toBuffer() };
}

/** Puts something on the clipboard of a made-up paste: formats by their types, and files. */
async function paste(
  target: Locator,
  formats: Readonly<Record<string, string>>,
  files: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[] = [],
): Promise<void> {
  const data = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
  await target.evaluate(
    (element, { list, kinds }) => {
      const transfer = new DataTransfer();
      for (const [type, value] of Object.entries(kinds)) transfer.setData(type, value);
      for (const { name, type, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      element.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }),
      );
    },
    { list: data, kinds: formats },
  );
}

describe.skipIf(noBrowser() !== null)('pictures', () => {
  let browser: Browser;
  let app: App;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
  });
  afterEach(async () => {
    const problems = [...app.problems];
    await app.close();
    expect(problems).toEqual([]);
  });

  const onDisk = (path = POST): string => readFileSync(join(app.journal, path), 'utf8');
  const stored = (): readonly string[] => [...readdirSync(join(app.journal, FOLDER))].sort();
  const urlOf = (name: string): string => `/${FOLDER}/${name}`;

  async function open(title = '호수 산책'): Promise<Page> {
    app = await startApp({
      browser,
      prepare(journal) {
        // A journal of our own instead of the sample.
        for (const name of readdirSync(journal)) rmSync(join(journal, name), { recursive: true });
        prepare(journal);
      },
    });
    await row(app.page, title).click();
    await soon(() => editorText(app.page)).toBe(onDisk(title === '호수 산책' ? POST : OTHER));
    await preview(app.page).locator('#preview p').first().waitFor();
    await form(app.page).waitFor();
    return app.page;
  }

  it('stands in the post’s own markup, and the card lets one go on writing', async () => {
    const page = await open();
    await caretAtEnd(page);
    await dropFiles(editor(page), [png('산 사진.png', 320)], await endOf(page));
    await card(page).waitFor();
    const markup = `<center><img src="${urlOf('산-사진.webp')}" alt="산 사진" width="60%" height="60%"></center>`;
    expect(await editorText(page)).toContain(markup);
    expect((await editorText(page)).indexOf(markup)).toBeGreaterThan((await editorText(page)).indexOf('끝.'));
    expect(await page.evaluate('document.activeElement.className')).toContain('cm-content');
    expect(await card(page).getByLabel('Alternative text').inputValue()).toBe('산 사진');
    await page.keyboard.type('x');
    await soon(() => card(page).count()).toBe(0);
    expect(await editorText(page)).toContain(`${markup}x`);
    await page.keyboard.press('Backspace');

    // Enter accepts where nothing was typed, and is no new line; Escape keeps.
    await dropFiles(editor(page), [png('b.png', 322)], await endOf(page));
    await card(page).waitFor();
    const before = await editorText(page);
    await page.keyboard.press('Enter');
    await soon(() => card(page).count()).toBe(0);
    expect(await editorText(page)).toBe(before);
    await dropFiles(editor(page), [png('c.png', 324)], await endOf(page));
    await card(page).waitFor();
    await page.keyboard.press('Escape');
    await soon(() => card(page).count()).toBe(0);
    await soon(() => onDisk()).toContain(urlOf('c.webp'));
    expect(stored()).toEqual(['b.webp', 'c.webp', 'cover.png', 'old.png', '산-사진.webp']);
  });

  it('renames file and reference in one step of undo, and sets alternative text and width', async () => {
    const page = await open();
    await dropFiles(editor(page), [png('IMG_2041.png', 320)], await endOf(page));
    await card(page).waitFor();
    const inserted = await editorText(page);
    await page.keyboard.press('Tab');
    await page.keyboard.type('새벽 "호수"');
    await card(page).getByLabel('File name').fill('새벽 호수');
    await card(page).getByLabel('Width').fill('320px');
    await page.keyboard.press('Enter');
    await soon(() => card(page).count()).toBe(0);
    const expected = `<center><img src="${urlOf('새벽-호수.webp')}" alt="새벽 &quot;호수&quot;" width="320px" height="320px"></center>`;
    await soon(() => editorText(page)).toContain(expected);
    await soon(() => onDisk()).toContain(expected);
    await soon(stored).toEqual(['cover.png', 'old.png', '새벽-호수.webp']);
    expect(await page.evaluate('document.activeElement.className')).toContain('cm-content');

    await page.keyboard.press('Control+z');
    expect(await editorText(page)).toBe(inserted);
    await soon(stored).toEqual(['IMG_2041.webp', 'cover.png', 'old.png']);
    await page.keyboard.press('Control+Shift+Z');
    await soon(() => editorText(page)).toContain(expected);
    await soon(stored).toEqual(['cover.png', 'old.png', '새벽-호수.webp']);
  });

  it('takes the original instead where the card says so', async () => {
    const page = await open();
    const jpeg = await quarters(400, 300).jpeg().toBuffer();
    await dropFiles(editor(page), [{ name: 'p.jpeg', type: 'image/jpeg', bytes: jpeg }], await endOf(page));
    await card(page).waitFor();
    await card(page).getByRole('button', { name: /WebP/ }).click();
    await page.getByRole('option', { name: 'Original (JPG)' }).click();
    await card(page).getByRole('button', { name: 'Accept' }).click();
    await soon(() => onDisk()).toContain(urlOf('p.jpg'));
    await soon(stored).toEqual(['cover.png', 'old.png', 'p.jpg']);
  });

  it('takes many files in their order, one card for all', async () => {
    const page = await open();
    await dropFiles(
      editor(page),
      [png('1 하나.png', 330), png('2 둘.png', 332), png('3 셋.png', 334)],
      await endOf(page),
    );
    await card(page).waitFor();
    const sources = [...(await editorText(page)).matchAll(/src="([^"]+\.webp)"/g)].map((match) => match[1]);
    expect(sources).toEqual(['1-하나.webp', '2-둘.webp', '3-셋.webp'].map(urlOf));
    await card(page).getByText('1 of 3').waitFor();
    await card(page).getByRole('button', { name: 'Next image' }).click();
    await card(page).getByText('2 of 3').waitFor();
    await card(page).getByLabel('Alternative text').fill('두 번째');
    await page.keyboard.press('Enter');
    await soon(() => editorText(page)).toContain(`src="${urlOf('2-둘.webp')}" alt="두 번째"`);
  });

  it('says that the journal has the very image, and makes no second file', async () => {
    const page = await open();
    const bytes = picture(64, 40);
    // As it is kept: without conversion the same bytes.
    await (await app.client()).call('settings.set', { imageConvert: false });
    await dropFiles(editor(page), [{ name: 'again.png', type: 'image/png', bytes }], await endOf(page));
    await card(page).getByText('used by 1 post').waitFor();
    expect(stored()).toEqual(['cover.png', 'old.png']);
    expect(await card(page).getByLabel('File name').count()).toBe(0);
  });

  it('takes a pasted screenshot, and pieces of web pages without asking the network', async () => {
    const page = await open();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await caretAtEnd(page);
    await paste(editor(page), {}, [{ name: 'image.png', type: 'image/png', bytes: picture(340, 100) }]);
    await card(page).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+End');
    const data = `data:image/png;base64,${picture(342, 100).toString('base64')}`;
    await paste(editor(page), {
      'text/plain': '앞 글 뒷글',
      'text/html': `<p>앞 <b>글</b></p><p><img alt="안에 든 그림" src="${data}"></p><p>뒷글 <img alt="먼 그림" src="https://far.example/a.png"></p>`,
    });
    await soon(() => editorText(page)).toContain(urlOf('안에-든-그림.webp'));
    const now = await editorText(page);
    expect(now).toMatch(/앞 글\n\n[\s\S]*안에-든-그림\.webp[\s\S]*뒷글/);
    expect(now).toContain('<img src="https://far.example/a.png" alt="먼 그림"');
    await notices(page).getByText('1 image stays on the web').waitFor();
    expect(stored()).toEqual(['cover.png', 'image.webp', 'old.png', '안에-든-그림.webp']);
    expect(asked.filter((url) => url.includes('far.example'))).toEqual([]);
    // Words alone are pasted as they always are.
    await paste(editor(page), { 'text/plain': '그냥 글', 'text/html': '<b>그냥 글</b>' });
    await soon(() => editorText(page)).toContain('그냥 글');
  });

  it('shows what takes long, and cancelling leaves nothing', async () => {
    const page = await open();
    // What fails behind a slow one says so at once.
    const note = { name: 'notes.txt', type: 'text/plain', bytes: Buffer.from('x') };
    await dropFiles(editor(page), [await slow(), note], await endOf(page));
    const waiting = page.locator('.cm-image-place');
    await page.getByText('notes.txt is not an image.').waitFor();
    await page.getByText('slow.jpg: converting…').waitFor();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    expect(await waiting.textContent()).toContain('slow.jpg');
    await editor(page).press('Control+Home');
    await page.getByRole('button', { name: 'Cancel slow.jpg' }).click();
    await soon(() => waiting.count()).toBe(0);
    // One that comes after it is stored behind it: whatever it could have left would be there.
    await dropFiles(editor(page), [png('next.png', 320)], await endOf(page));
    await soon(() => editorText(page)).toContain(urlOf('next.webp'));
    expect(stored()).toEqual(['cover.png', 'next.webp', 'old.png']);
    expect(await editorText(page)).not.toContain('slow');
  });

  it('says in the person’s words why a picture is not taken', async () => {
    const page = await open();
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>';
    await dropFiles(
      editor(page),
      [
        { name: 'bomb.png', type: 'image/png', bytes: bomb() },
        { name: 'bad.svg', type: 'image/svg+xml', bytes: Buffer.from(svg) },
        {
          name: 'half.jpg',
          type: 'image/jpeg',
          bytes: (await quarters(300, 300).jpeg().toBuffer()).subarray(0, 900),
        },
      ],
      await endOf(page),
    );
    await page.getByText('bomb.png has too many pixels (20000 × 20000).').waitFor();
    await page.getByText('bad.svg was not stored: this SVG holds a script or a link').waitFor();
    await page.getByText('half.jpg is damaged or not complete.').waitFor();
    expect(stored()).toEqual(['cover.png', 'old.png']);
    expect(await editorText(page)).toBe(text);
  });

  it('asks about the file when undo takes its reference away; redo brings both back', async () => {
    const page = await open();
    await dropFiles(editor(page), [png('once.png', 320)], await endOf(page));
    await card(page).waitFor();
    await page.keyboard.press('Escape');
    await soon(() => onDisk()).toContain(urlOf('once.webp'));
    await page.keyboard.press('Control+z');
    await soon(() => onDisk()).toBe(text);
    await notices(page).getByText('No post uses once.webp any more.').waitFor();
    expect(stored()).toContain('once.webp');
    await notices(page).getByRole('button', { name: 'Move to trash' }).click();
    await soon(stored).toEqual(['cover.png', 'old.png']);
    await notices(page).getByText('1 image is in the system’s trash.').waitFor();
    await editor(page).focus();
    await page.keyboard.press('Control+Shift+Z');
    await soon(stored).toEqual(['cover.png', 'old.png', 'once.webp']);
    await soon(() => onDisk()).toContain(urlOf('once.webp'));
  });

  it('takes pictures on the preview, between the paragraphs', async () => {
    const page = await open();
    const first = preview(page).locator('#preview p').first();
    await first.evaluate((element, base64) => {
      const { ownerDocument: doc } = element;
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([bytes], 'drop.png', { type: 'image/png' }));
      const box = element.getBoundingClientRect();
      const init = {
        dataTransfer: transfer,
        bubbles: true,
        cancelable: true,
        clientX: box.left + 20,
        clientY: box.bottom - 2,
      };
      element.dispatchEvent(new DragEvent('dragover', init));
      if (doc.querySelector('.galley-drop') === null) throw new Error('no mark');
      element.dispatchEvent(new DragEvent('drop', init));
    }, picture(320, 100).toString('base64'));
    await soon(() => editorText(page)).toMatch(
      /첫 문단입니다\.\n\n<center>.*drop\.webp.*<\/center>\n\n둘째 문단입니다\./,
    );
    await soon(() => preview(page).locator('#preview img[data-src*="drop.webp"]').count()).toBe(1);
  });

  it('takes a picture on an image field, and picks one for it', async () => {
    const page = await open();
    const field = form(page).locator('.form-image').first();
    await dropFiles(field, [png('새 표지.png', 320)]);
    await soon(() => onDisk()).toContain(`image: ${urlOf('새-표지.webp')}`);
    await field.getByRole('button', { name: 'Choose an image for image' }).click();
    await page.getByRole('searchbox', { name: 'Find an image' }).fill('shared');
    await page.getByRole('button', { name: 'assets/shared.png, used by 1 post' }).click();
    await soon(() => onDisk()).toContain('image: /assets/shared.png');
  });

  it('inserts an image of the journal in the post’s own markup, found by its first consonants', async () => {
    const page = await open('다른 글');
    await caretAtEnd(page);
    await page.keyboard.press('Control+Alt+g');
    const picker = dialog(page);
    await picker.getByText('3 images').waitFor();
    expect(await picker.getByRole('button', { name: `${FOLDER}/old.png, used by 1 post` }).count()).toBe(1);
    await picker.getByRole('searchbox', { name: 'Find an image' }).fill('ㅎㅅㅅㅊ');
    expect(await picker.getByRole('button', { name: /used by/ }).count()).toBe(0);
    await picker.getByRole('searchbox', { name: 'Find an image' }).fill('ㅎㅅ');
    await soon(() => picker.getByRole('button', { name: /used by/ }).count()).toBe(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await soon(() => picker.count()).toBe(0);
    await soon(() => onDisk(OTHER)).toMatch(
      /!\[[^\]]*\]\(\/assets\/img\/나들이\/호수-산책\/(?:cover|old)\.png\)/,
    );
  });

  it('takes the images along when the post is renamed, as planned, and brings them back', async () => {
    const page = await open();
    await editor(page).focus();
    await page.keyboard.press('F2');
    await dialog(page).getByLabel('Name in the address').fill('가을-산책');
    await dialog(page).getByText('Move its 2 images too').waitFor();
    await dialog(page).getByText('2 lines of text change').click();
    await dialog(page).getByText('Line 5').waitFor();
    await dialog(page).getByRole('button', { name: 'Rename' }).click();
    await soon(() => existsSync(join(app.journal, '_posts/2024-03-05-가을-산책.md'))).toBe(true);
    await soon(() => existsSync(join(app.journal, FOLDER))).toBe(false);
    const moved = readFileSync(join(app.journal, '_posts/2024-03-05-가을-산책.md'), 'utf8');
    expect(moved).toBe(text.replaceAll('/나들이/호수-산책/', '/나들이/가을-산책/'));
    expect(await editorText(page)).toBe(moved);
    await notices(page).getByRole('button', { name: 'Undo' }).click();
    await soon(() => existsSync(join(app.journal, POST)) && onDisk()).toBe(text);
    expect(stored()).toEqual(['cover.png', 'old.png']);
    await soon(() => editorText(page)).toBe(text);
  });

  it('deletes a post without its images, and offers those that only it used', async () => {
    const page = await open();
    await row(page, '호수 산책').click({ button: 'right' });
    await page.getByRole('menuitem', { name: /Move post to trash/ }).click();
    await soon(() => existsSync(join(app.journal, POST))).toBe(false);
    expect(stored()).toEqual(['cover.png', 'old.png']);
    await notices(page).getByText('2 images were used only by what you deleted.').waitFor();
    await notices(page).getByRole('button', { name: 'Look at them…' }).click();
    await dialog(page).getByText(`${FOLDER}/old.png`).click();
    await dialog(page).getByRole('button', { name: 'Move 1 image to trash' }).click();
    await soon(stored).toEqual(['old.png']);
    expect(existsSync(join(app.journal, 'assets/shared.png'))).toBe(true);
  });
});

/** A point on the last line of the text that is seen. */
async function endOf(page: Page): Promise<{ readonly x: number; readonly y: number }> {
  const box = await page.locator('.cm-line').last().boundingBox();
  return { x: (box?.x ?? 0) + 4, y: (box?.y ?? 0) + 8 };
}
