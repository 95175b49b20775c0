// A photo of twelve megapixels dropped on a post in Chromium: time until its reference stands in the text, and for how long the
// editor could not answer meanwhile, typed into all the while. Numbers of a run, not of a test.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startApp } from '#test/support/app.ts';
import { launchBrowser } from '#test/support/browser.ts';

const ROUNDS = Number(process.env.GALLEY_BENCH_ROUNDS ?? 5);
const WIDTH = 4000;
const HEIGHT = 3000;
const POST = '_posts/2024-03-05-lake.md';

type Row = Readonly<Record<string, string>>;

interface Run {
  /** Milliseconds from the drop to the reference in the text. */
  readonly referenced: number;
  /** The longest task of the page's thread from the drop to a second after the reference, in milliseconds. */
  readonly longest: number;
  /** Between two frames, likewise. */
  readonly gap: number;
  /** From each key to its letter in the text. */
  readonly keys: readonly number[];
}

/** What a phone makes: soft shapes with grain, upright by its note only, with the place. Each call gives other bytes. */
async function photo(): Promise<Buffer> {
  const small = { width: 250, height: 188, channels: 3 } as const;
  const shapes = await sharp(randomBytes(small.width * small.height * 3), { raw: small })
    .blur(6)
    .normalise()
    .resize(WIDTH, HEIGHT, { kernel: 'cubic', fit: 'fill' })
    .toBuffer();
  const grain = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 3,
      background: '#808080',
      noise: { type: 'gaussian', mean: 128, sigma: 9 },
    },
  })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return await sharp(shapes, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .composite([{ input: grain, blend: 'soft-light' }])
    .jpeg({ quality: 92 })
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '37/1 33/1 59/1' } })
    .toBuffer();
}

// A string: a compiled function may lean on helpers that the page does not have.
const measure = (drops: boolean): string => `async () => {
  const view = document.querySelector('.cm-content').cmTile.view;
  const file = window.benchFile;
  const tasks = [];
  const observer = new PerformanceObserver((list) => { for (const task of list.getEntries()) tasks.push(task.duration); });
  observer.observe({ type: 'longtask' });
  let gap = 0;
  let last = performance.now();
  let on = true;
  const frame = (now) => { gap = Math.max(gap, now - last); last = now; if (on) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  await new Promise((resolve) => setTimeout(resolve, 100));
  gap = 0;
  const line = [...document.querySelectorAll('.cm-line')].at(-1).getBoundingClientRect();
  const transfer = new DataTransfer();
  transfer.items.add(file);
  const init = { dataTransfer: transfer, bubbles: true, cancelable: true, clientX: line.left + 4, clientY: line.top + 6 };
  const had = view.state.doc.toString().split('.webp').length;
  const started = performance.now();
  window.benchTyping = true;
  const drops = ${drops};
  if (drops) view.contentDOM.dispatchEvent(new DragEvent('drop', init));
  while (drops ? view.state.doc.toString().split('.webp').length === had : performance.now() - started < 2000)
    await new Promise((resolve) => setTimeout(resolve, 2));
  const referenced = performance.now() - started;
  window.benchTyping = false;
  await new Promise((resolve) => setTimeout(resolve, 1000));
  on = false;
  observer.disconnect();
  return { referenced, gap, longest: Math.max(0, ...tasks) };
}`;

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const most = (values: readonly number[]): number => Math.max(...values);

/** Measures all of it. */
export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  const browser = await launchBrowser();
  const app = await startApp({
    browser,
    prepare(journal) {
      mkdirSync(join(journal, '_posts'), { recursive: true });
      writeFileSync(
        join(journal, POST),
        '---\ntitle: Lake\ncategory: walks\ndate: 2024-03-05\n---\n\nText.\n\n',
      );
    },
  });
  try {
    const { page } = app;
    await page
      .getByRole('list', { name: 'Posts' })
      .getByRole('button', { name: 'Lake', exact: true })
      .click();
    await page.frameLocator('iframe[title="Preview"]').locator('#preview p').first().waitFor();
    const once = async (drops: boolean): Promise<Run> => {
      const measured = page.evaluate(`(${measure(drops)})()`) as Promise<Omit<Run, 'keys'>>; // what the expression gives
      const keys: number[] = [];
      // The page's policy forbids to wait for a function made of text.
      while ((await page.evaluate('window.benchTyping')) !== true) await page.waitForTimeout(5);
      while ((await page.evaluate('window.benchTyping')) === true) {
        const started = performance.now();
        await page.keyboard.type('a');
        keys.push(performance.now() - started);
        await page.waitForTimeout(40);
      }
      return { ...(await measured), keys };
    };
    const runs: Run[] = [];
    const alone: Run[] = [];
    const sizes: number[] = [];
    // One more than is counted: the first loads the image library.
    for (let round = 0; round <= ROUNDS; round++) {
      const bytes = await photo();
      await page.evaluate((base64) => {
        const raw = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        Object.assign(window, { benchFile: new File([raw], 'photo.jpg', { type: 'image/jpeg' }) });
      }, bytes.toString('base64'));
      await page.waitForTimeout(1500);
      const without = await once(false);
      const result = await once(true);
      await page.keyboard.press('Escape');
      if (round > 0) {
        runs.push(result);
        alone.push(without);
      }
      sizes.push(bytes.byteLength);
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n\nMore.\n\n');
      await page.waitForTimeout(1500);
    }
    const last = /\/(assets\/img\/[^"')]+\.webp)/g;
    const paths = [...readFileSync(join(app.journal, POST), 'utf8').matchAll(last)].map(
      (match) => match[1] ?? '',
    );
    const stored = join(app.journal, decodeURIComponent(paths.at(-1) ?? ''));
    const facts = await sharp(stored).metadata();
    const row = (what: string, values: readonly number[], goal: string): Row => ({
      what,
      median: median(values).toFixed(0),
      most: most(values).toFixed(0),
      goal,
    });
    return [
      {
        title: `A JPEG of ${WIDTH} x ${HEIGHT} pixels (${(median(sizes) / 1e6).toFixed(1)} MB) dropped on a post, ${ROUNDS} times, milliseconds`,
        rows: [
          row(
            'from the drop to its reference in the text',
            runs.map(({ referenced }) => referenced),
            'under 2000',
          ),
          row(
            'longest task of the page meanwhile',
            runs.map(({ longest }) => longest),
            'at most 50',
          ),
          row(
            'longest time between two frames',
            runs.map(({ gap }) => gap),
            '',
          ),
          row(
            'a key, as the driver waits for it',
            runs.flatMap(({ keys }) => keys),
            '',
          ),
        ],
      },
      {
        title: 'What was stored',
        rows: [
          {
            what: `${facts.format}, ${facts.width} x ${facts.height}`,
            kB: (statSync(stored).size / 1000).toFixed(0),
            'place and camera in it': facts.exif === undefined ? 'no' : 'yes',
          },
        ],
      },
    ];
  } finally {
    await app.close();
    await browser.close();
  }
}
