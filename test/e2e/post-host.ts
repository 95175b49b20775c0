// Owns: short ways to look at and write in the open post of a page under test.
// Must not know: what is tested.
import { deflateSync } from 'node:zlib';
import type { CDPSession, FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What comes to be true while the app works, on a slow machine too. */
export const soon = <T>(look: () => T) => expect.poll(look, { timeout: 15_000, interval: 60 });

export const editor = (page: Page): Locator => page.locator('.cm-content');
export const form = (page: Page): Locator => page.getByRole('form', { name: 'Front matter' });
export const preview = (page: Page): FrameLocator => page.frameLocator('iframe[title="Preview"]');
export const status = (page: Page): Locator =>
  page
    .getByRole('status')
    .filter({ hasText: /saved|Saved/ })
    .first();

/** The editor's text as its state has it, folded parts included. */
export async function editorText(page: Page): Promise<string> {
  await page.waitForSelector('.cm-content');
  // CodeMirror keeps its view on the content element.
  return page.evaluate(
    `document.querySelector('.cm-content').cmTile.view.state.doc.toString()`,
  ) as Promise<string>;
}

export async function caretAtEnd(page: Page): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('Control+End');
}

/** Types Hangul as an input method does: each syllable grows in composition, then is committed. */
export async function composeHangul(page: Page, text: string): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page);
  for (const char of text) {
    const steps = syllableSteps(char);
    if (steps.length === 0) {
      await session.send('Input.insertText', { text: char });
      continue;
    }
    for (const step of steps) {
      await session.send('Input.imeSetComposition', { text: step, selectionStart: 1, selectionEnd: 1 });
    }
    await session.send('Input.insertText', { text: char });
  }
  await session.detach();
}

const LEADS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';

/** `한` grows as ㅎ, 하, 한. Not Hangul: no steps. */
function syllableSteps(char: string): readonly string[] {
  const code = char.charCodeAt(0) - 0xac00;
  if (code < 0 || code > 11_171) return [];
  const tail = code % 28;
  const open = String.fromCharCode(0xac00 + code - tail);
  const lead = LEADS.charAt(Math.floor(code / 588));
  return tail === 0 ? [lead, char] : [lead, open, char];
}

/** A small valid PNG of one colour, different for each `shade`. */
export function png(shade = 0): Buffer {
  const bytes = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  );
  return shade === 0 ? bytes : Buffer.concat([bytes, Buffer.from([shade])]);
}

/** A PNG of that size, grey. */
export function picture(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body), body.length + 4);
    return out;
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc((width + 1) * height, 120);
  // Every row begins with its filter: none.
  for (let row = 0; row < height; row++) pixels[row * (width + 1)] = 0;
  const rows = deflateSync(pixels);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Drops files onto an element, as the system's file manager does. */
export async function dropFiles(
  target: Locator,
  files: readonly { readonly name: string; readonly type: string; readonly bytes: Buffer }[],
  at: { readonly x: number; readonly y: number } | null = null,
): Promise<void> {
  const box = await target.boundingBox();
  const x = at?.x ?? (box ? box.x + box.width / 2 : 0);
  const y = at?.y ?? (box ? box.y + box.height / 2 : 0);
  const data = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString('base64') }));
  await target.evaluate(
    (element, { list, px, py }) => {
      const transfer = new DataTransfer();
      for (const { name, type, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name, { type }));
      }
      const init = { dataTransfer: transfer, bubbles: true, cancelable: true, clientX: px, clientY: py };
      const hit = document.elementFromPoint(px, py);
      const onto = hit && element.contains(hit) ? hit : element;
      for (const kind of ['dragenter', 'dragover', 'drop']) onto.dispatchEvent(new DragEvent(kind, init));
    },
    { list: data, px: x, py: y },
  );
}
