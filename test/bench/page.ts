// The page on a journal of 10,000 posts in Chromium, in one run beside one of 10: time until the list can be used, frames while it scrolls,
// the host's memory. Numbers of a run, not of a test: nothing here can fail but by not finishing.
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { startShell, tempPlaces } from '#test/support/app.ts';
import { launchBrowser } from '#test/support/browser.ts';
import { writeJournal } from '#test/support/journal-generator.ts';

const POSTS = Number(process.env.GALLEY_BENCH_POSTS ?? 10_000);
const ROUNDS = Number(process.env.GALLEY_BENCH_ROUNDS ?? 5);

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

type Row = Readonly<Record<string, string>>;

interface Run {
  /** Milliseconds from starting the program to rows in the list. */
  readonly usable: number;
  /** Milliseconds from starting the program to the whole list in the page. */
  readonly whole: number;
  readonly frames: readonly number[];
  readonly idle: readonly number[];
  readonly typed: number;
  /** Megabytes. */
  readonly memory: number;
}

// A string: a compiled function may lean on helpers that the page does not have.
const framesFor = (milliseconds: number, act: string): string => `new Promise((resolve) => {
  const list = document.querySelector('.posts-scroll');
  const times = [];
  let last = performance.now();
  const started = last;
  const step = (now) => {
    times.push(now - last);
    last = now;
    ${act}
    if (now - started < ${milliseconds}) requestAnimationFrame(step);
    else resolve(times.slice(2));
  };
  requestAnimationFrame(step);
})`;

async function once(
  browser: Browser,
  journal: string,
  places: ReturnType<typeof tempPlaces>,
  scroll: boolean,
): Promise<Run> {
  const started = performance.now();
  const shell = await startShell(places, journal);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.goto(shell.startUrl);
    await page.waitForSelector('.posts-scroll .post-row');
    const usable = performance.now() - started;
    await page.waitForSelector('.library:not([aria-busy])');
    const whole = performance.now() - started;
    if (!scroll)
      return { usable, whole, frames: [], idle: [], typed: 0, memory: memoryOf(shell.process.pid) };
    await page.waitForTimeout(1500);
    const idle = (await page.evaluate(framesFor(1500, ''))) as number[]; // what the expression gives
    const frames = (await page.evaluate(framesFor(4000, 'list.scrollTop += 60;'))) as number[]; // likewise
    await page.locator('[data-filter-posts]').focus();
    const typing = performance.now();
    await page.keyboard.type('pattern');
    await page.locator('.posts-head .count', { hasText: ' of ' }).waitFor();
    const typed = performance.now() - typing;
    return { usable, whole, frames, idle, typed, memory: memoryOf(shell.process.pid) };
  } finally {
    await context.close();
    await shell.stop();
  }
}

/** The greatest resident memory so far, in megabytes; not a number where the system does not tell. */
function memoryOf(pid: number | undefined): number {
  try {
    const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(peak) / 1024;
  } catch {
    return Number.NaN;
  }
}

function framesRow(what: string, times: readonly number[]): Row {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part: number): string =>
    (sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN).toFixed(1);
  const perSecond = (1000 * times.length) / times.reduce((sum, one) => sum + one, 0);
  const late = times.filter((one) => one > 25).length;
  return {
    what,
    'a second': perSecond.toFixed(1),
    'median ms': at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    longest: at(1),
    'over 25 ms': `${late} of ${times.length}`,
  };
}

/** Measures all of it. */
export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  const base = await mkdtemp(join(tmpdir(), 'galley-bench-page-'));
  const [few, many] = [join(base, 'few'), join(base, 'many')];
  writeJournal(few, { posts: 10 });
  writeJournal(many, { posts: POSTS });
  const browser = await launchBrowser();
  const [fewPlaces, manyPlaces] = [tempPlaces(), tempPlaces()];
  try {
    const cold = await once(browser, many, manyPlaces, false);
    await once(browser, few, fewPlaces, false);
    const smalls: number[] = [];
    const bigs: number[] = [];
    const wholes: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      smalls.push((await once(browser, few, fewPlaces, false)).usable);
      const { usable, whole } = await once(browser, many, manyPlaces, false);
      bigs.push(usable);
      wholes.push(whole);
    }
    const [small, big] = [median(smalls), median(bigs)];
    const seen = await once(browser, many, manyPlaces, true);
    const time = (what: string, value: number): Row => ({ what, ms: value.toFixed(0) });
    return [
      {
        title: `From starting the program to rows in the list, medians of ${ROUNDS}`,
        rows: [
          time(`${POSTS} posts, nothing kept from before`, cold.usable),
          time('10 posts, warm', small),
          time(`${POSTS} posts, warm`, big),
          time('difference warm (at most 300)', big - small),
          time(`${POSTS} posts, warm, the whole list in the page`, median(wholes)),
          time('seven letters into the filter, list narrowed', seen.typed),
        ],
      },
      {
        title: `Frames with ${POSTS} posts, 60 pixels a frame (60 a second)`,
        rows: [framesRow('at rest', seen.idle), framesRow('scrolling', seen.frames)],
      },
      {
        title: 'Resident memory of the host at its most (under 250 MB)',
        rows: [
          { what: 'warm, scrolled and filtered', MB: seen.memory.toFixed(0) },
          { what: 'cold', MB: cold.memory.toFixed(0) },
        ],
      },
    ];
  } finally {
    await browser.close();
    fewPlaces.remove();
    manyPlaces.remove();
    rmSync(base, { recursive: true, force: true });
  }
}
