// A photo of twelve megapixels dropped on a post in Chromium: time until its reference stands in the text, and for how long the
// editor could not answer meanwhile, typed into all the while. Numbers of a run, not of a test.
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { startApp } from '#test/support/app.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { measure, type Tasks, watched } from './images-drop/page.ts';
import { HEIGHT, photo, WIDTH } from './images-drop/photo.ts';

const ROUNDS = Number(process.env.GALLEY_BENCH_ROUNDS ?? 5);
const POST = '_posts/2024-03-05-lake.md';

type Row = Readonly<Record<string, string>>;

interface Run {
  /** Milliseconds from the drop to the reference in the text. */
  readonly referenced: number;
  /** Between two frames, from the drop to a second after the reference, in milliseconds. */
  readonly gap: number;
  readonly tasks: Tasks;
  /** What the host computed meanwhile, on all cores together. */
  readonly host: number;
  /** From each key to its letter in the text. */
  readonly keys: readonly number[];
}

/** Milliseconds that a process has computed so far; not a number where the system does not tell. */
function computedBy(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    // Hundredths of a second: of its own, and of the system for it.
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

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
      const pid = app.shell?.process.pid;
      const before = computedBy(pid);
      const keys: number[] = [];
      const { result, tasks } = await watched(browser, page, () => type(drops, keys));
      return { ...result, tasks, host: computedBy(pid) - before, keys };
    };
    const type = async (drops: boolean, keys: number[]): Promise<Pick<Run, 'referenced' | 'gap'>> => {
      const measured = page.evaluate(`(${measure(drops)})()`) as Promise<Pick<Run, 'referenced' | 'gap'>>; // what the expression gives
      // The page's policy forbids to wait for a function made of text.
      while ((await page.evaluate('window.benchTyping')) !== true) await page.waitForTimeout(5);
      while ((await page.evaluate('window.benchTyping')) === true) {
        const started = performance.now();
        await page.keyboard.type('a');
        keys.push(performance.now() - started);
        await page.waitForTimeout(40);
      }
      return await measured;
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
    const row = (what: string, of: readonly Run[], value: (run: Run) => number, goal: string): Row => {
      const values = of.map(value);
      return { what, median: median(values).toFixed(0), most: most(values).toFixed(0), goal };
    };
    return [
      {
        title: `A JPEG of ${WIDTH} x ${HEIGHT} pixels (${(median(sizes) / 1e6).toFixed(1)} MB) dropped on a post, ${ROUNDS} times, milliseconds`,
        rows: [
          row(
            'from the drop to its reference in the text',
            runs,
            ({ referenced }) => referenced,
            'under 2000',
          ),
          row('what the host computed for it, all cores together', runs, ({ host }) => host, ''),
          row(
            'longest task of the page: its own computing',
            runs,
            ({ tasks }) => tasks.computing,
            'at most 50',
          ),
          row('the same while only typing', alone, ({ tasks }) => tasks.computing, ''),
          row('longest task of the page: by the clock', runs, ({ tasks }) => tasks.clock, 'at most 50'),
          row('the same while only typing', alone, ({ tasks }) => tasks.clock, ''),
          row('longest time between two frames', runs, ({ gap }) => gap, ''),
          row('the same while only typing', alone, ({ gap }) => gap, ''),
          row('a key, as the driver waits for it (median of each)', runs, ({ keys }) => median(keys), ''),
          row('the same while only typing', alone, ({ keys }) => median(keys), ''),
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
