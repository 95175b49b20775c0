// Typing in Galley's real page (form, preview, lint, word count; the browser shell on a real journal) beside a bare CodeMirror 6
// page with the same text, in one run in one browser. CPU is the main thread's own time, so that a busy machine changes it little.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type App, startApp } from '#test/support/app.ts';
import { launchBrowser, noBrowser } from '#test/support/browser.ts';
import {
  ask,
  type Bench,
  bundled,
  cpuPerKey,
  enter,
  hangulKeys,
  latinKeys,
  paintsOf,
  quantile,
  tasksOf,
  untilIdle,
} from './typing/measure.ts';
import { hangul, type LongPost, latin, longPost } from './typing/text.ts';

type Row = Readonly<Record<string, string>>;

const SIZES = [
  { label: '10 KB', bytes: 10_000, ratio: 1.3, paint: 20 },
  { label: '200 KB', bytes: 200_000, ratio: 1.5, paint: 40 },
  { label: '1 MB', bytes: 1_000_000, ratio: 2, paint: 40 },
] as const;
type Size = (typeof SIZES)[number];

const KEYS = 132;
const SYLLABLES = 24;
/** Of each kind, in turn in both pages; the first page changes, so that neither has the quieter machine. */
const ROUNDS = 5;
const ROUND_KEYS = 84;
const PATH = '_posts/2026-11-21-typing.md';

/** `GALLEY_BENCH_SIZE=1 MB`: that size only. */
const wanted = process.env.GALLEY_BENCH_SIZE;

/** Both pages with the same text, and what their texts must be by now. */
interface Pair {
  readonly bare: Bench;
  readonly ours: Bench;
  readonly app: App;
  readonly post: LongPost;
  text: string;
  caret: number;
}

async function openBare(browser: Browser, text: string): Promise<Bench> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.setContent('<!doctype html><title>bare</title>');
  await page.evaluate(await bundled('bare'));
  await page.evaluate(`show(${JSON.stringify(text)})`);
  return enter(page);
}

async function openOurs(browser: Browser, post: LongPost): Promise<{ app: App; bench: Bench }> {
  const app = await startApp({
    browser,
    prepare: (journal) => writeFileSync(join(journal, PATH), post.text),
  });
  const { page } = app;
  await page.getByRole('button', { name: post.title, exact: true }).first().click();
  await page.waitForSelector('.cm-content');
  for (const part of ['.form-head', 'iframe.preview-frame', '.status-caret'])
    if (!(await page.locator(part).first().isVisible())) throw new Error(`${part} is not shown`);
  const bench = await enter(page);
  const end = Date.now() + 120_000;
  while ((await ask(bench, 'blocks')) !== post.starts.length) {
    if (Date.now() > end)
      throw new Error(`the preview has ${await ask(bench, 'blocks')} of ${post.starts.length} blocks`);
    await page.waitForTimeout(500);
  }
  return { app, bench };
}

/** After each part: both editors, the preview and (a while later) the disk have exactly what was typed. */
async function checkTexts(pair: Pair, typed: string): Promise<void> {
  const { caret } = pair;
  pair.text = pair.text.slice(0, caret) + typed + pair.text.slice(caret);
  pair.caret += typed.length;
  for (const [name, bench] of [
    ['bare', pair.bare],
    ['ours', pair.ours],
  ] as const) {
    const text = await ask(bench, 'text');
    if (text !== pair.text) throw new Error(`${name}: the text is not what was typed`);
  }
  const mark = typed.trim();
  if ((await ask(pair.ours, 'shownText', mark)) === null) throw new Error(`the preview lacks "${mark}"`);
  await saved(pair);
}

async function saved({ app, text }: Pick<Pair, 'app' | 'text'>): Promise<void> {
  const file = join(app.journal, PATH);
  const end = Date.now() + 30_000;
  while (readFileSync(file, 'utf8') !== text) {
    if (Date.now() > end) throw new Error('the disk does not have what was typed');
    await new Promise((done) => setTimeout(done, 100));
  }
}

interface Numbers {
  readonly cpuBare: readonly number[];
  readonly cpuOurs: readonly number[];
  readonly hangulBare: readonly number[];
  readonly hangulOurs: readonly number[];
  readonly paints: readonly number[];
  readonly tasksBare: Awaited<ReturnType<typeof tasksOf>>;
  readonly tasksOurs: Awaited<ReturnType<typeof tasksOf>>;
  readonly levels: readonly number[];
}

async function measure(browser: Browser, size: Size): Promise<Numbers> {
  const post = longPost(`A post of ${size.label}`, size.bytes);
  const bare = await openBare(browser, post.text);
  const { app, bench: ours } = await openOurs(browser, post);
  const pair: Pair = { bare, ours, app, post, text: post.text, caret: post.caret };
  try {
    for (const bench of [bare, ours]) {
      await bench.page.mouse.move(420, 500);
      await ask(bench, 'caret', post.caret);
      await untilIdle(bench);
    }
    const both = async (
      round: number,
      keys: Parameters<typeof cpuPerKey>[1],
    ): Promise<readonly [number, number]> => {
      const inBare = round % 2 === 0 ? await cpuPerKey(bare, keys) : null;
      const inOurs = await cpuPerKey(ours, keys);
      return [inBare ?? (await cpuPerKey(bare, keys)), inOurs];
    };
    const cpu: (readonly [number, number])[] = [];
    const cpuHangul: (readonly [number, number])[] = [];
    for (let round = 0; round <= ROUNDS; round++) {
      const text = latin(ROUND_KEYS, `zq${'abcdefgh'[round]}`);
      const inLatin = await both(round, latinKeys(text));
      await checkTexts(pair, text);
      const syllables = hangul(SYLLABLES);
      const inHangul = await both(round, hangulKeys(syllables));
      await checkTexts(pair, syllables.map((steps) => steps.at(-1)).join(''));
      // The first round runs code that the browser has not compiled yet.
      if (round === 0) continue;
      cpu.push(inLatin);
      cpuHangul.push(inHangul);
    }
    const painted = latin(KEYS, 'zqpaint');
    const paints = await paintsOf(ours, painted);
    await paintsless(bare, painted);
    await checkTexts(pair, painted);
    const traced = latin(KEYS, 'zqtasks');
    const rest = (bench: Bench) => () => bench.page.waitForTimeout(2500);
    const tasksBare = await tasksOf(browser, bare, latinKeys(traced), rest(bare));
    const tasksOurs = await tasksOf(browser, ours, latinKeys(traced), rest(ours));
    await checkTexts(pair, traced);
    const levels = await scrollAbout(pair);
    if (app.problems.length > 0) throw new Error(app.problems.join('\n'));
    return {
      cpuBare: cpu.map(([one]) => one),
      cpuOurs: cpu.map(([, other]) => other),
      hangulBare: cpuHangul.map(([one]) => one),
      hangulOurs: cpuHangul.map(([, other]) => other),
      paints,
      tasksBare,
      tasksOurs,
      levels,
    };
  } finally {
    await bare.page.context().close();
    await app.close();
  }
}

/** The same keys into the bare page, which has nothing to paint them in again. */
async function paintsless(bare: Bench, text: string): Promise<void> {
  await cpuPerKey(bare, latinKeys(text));
}

/** Scrolls the editor by the wheel; at each rest, pixels between the best matched block and its source line. */
async function scrollAbout({ ours, post }: Pair): Promise<readonly number[]> {
  const { page } = ours;
  const box = await page.locator('.editor-column').boundingBox();
  await page.mouse.move((box?.x ?? 0) + 200, (box?.y ?? 0) + 400);
  const off: number[] = [];
  for (let step = 0; step < 16; step++) {
    await page.mouse.wheel(0, (step % 2 === 0 ? 1 : -1) * (300 + step * 170));
    await page.waitForTimeout(600);
    const found = await ask(ours, 'levels', post.starts);
    if (found.length > 0) off.push(Math.min(...found.map(({ source, shown }) => Math.abs(source - shown))));
  }
  if (off.length < 12) throw new Error(`only ${off.length} places to compare`);
  return off;
}

const median = (values: readonly number[]): number => quantile(values, 0.5);

function rowsOf(
  size: Size,
  numbers: Numbers,
): { readonly typing: Row; readonly hangul: Row; readonly scroll: Row } {
  const bare = median(numbers.cpuBare);
  const ours = median(numbers.cpuOurs);
  const ratios = numbers.cpuOurs.map((value, at) => value / (numbers.cpuBare[at] ?? value));
  const ratio = median(ratios);
  const paint = median(numbers.paints);
  const { typing, pause } = numbers.tasksOurs;
  const well = ratio <= size.ratio && paint < size.paint && typing.long === 0;
  const hangulBare = median(numbers.hangulBare);
  const hangulOurs = median(numbers.hangulOurs);
  return {
    typing: {
      post: size.label,
      'bare CodeMirror, CPU a key': bare.toFixed(2),
      'Galley, CPU a key': ours.toFixed(2),
      ratio: `${ratio.toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`,
      'goal of the ratio': String(size.ratio),
      'key to preview p50': paint.toFixed(1),
      p95: quantile(numbers.paints, 0.95).toFixed(1),
      'goal of p50': String(size.paint),
      'longest task': typing.longest.toFixed(1),
      'tasks over 50': String(typing.long),
      'bare: longest task': numbers.tasksBare.typing.longest.toFixed(1),
      'longest task of the save after': pause.longest.toFixed(1),
      'text intact': 'yes',
      'within goals': well ? 'yes' : 'NO',
    },
    hangul: {
      post: size.label,
      'bare CodeMirror, CPU a step': hangulBare.toFixed(2),
      'Galley, CPU a step': hangulOurs.toFixed(2),
      'Galley, CPU a syllable (3 steps)': (hangulOurs * 3).toFixed(2),
      ratio: (hangulOurs / hangulBare).toFixed(2),
      'a step against a Latin key, bare': (hangulBare / bare).toFixed(2),
      'a step against a Latin key, Galley': (hangulOurs / ours).toFixed(2),
    },
    scroll: {
      post: size.label,
      places: String(numbers.levels.length),
      'px off, median': median(numbers.levels).toFixed(1),
      'px off, worst': Math.max(...numbers.levels).toFixed(1),
      'within 4 px': `${numbers.levels.filter((px) => px <= 4).length} of ${numbers.levels.length}`,
    },
  };
}

export async function run(): Promise<readonly { readonly title: string; readonly rows: readonly Row[] }[]> {
  const reason = noBrowser();
  if (reason !== null) throw new Error(reason);
  const browser = await launchBrowser();
  try {
    const found: ReturnType<typeof rowsOf>[] = [];
    for (const size of SIZES) {
      if (wanted !== undefined && wanted !== size.label) continue;
      found.push(rowsOf(size, await measure(browser, size)));
    }
    return [
      {
        title: 'Typing Latin letters, one key each 60 ms (milliseconds)',
        rows: found.map((row) => row.typing),
      },
      { title: 'Composing Hangul, one step each 60 ms (milliseconds)', rows: found.map((row) => row.hangul) },
      { title: 'Scrolling together, at rest after the wheel', rows: found.map((row) => row.scroll) },
    ];
  } finally {
    await browser.close();
  }
}
