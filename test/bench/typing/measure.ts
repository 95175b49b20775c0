// Owns: typing into a page at a steady rate and what it costs there: CPU of the main thread, its tasks, key to paint.
// Must not know: which page it is.
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import type { Probe } from './probe.ts';

/** Milliseconds between keys: a fast typist. */
const PACE = 60;
/** What a key started may end a little later; saving begins after a second. */
const TAIL = 400;

/** A part of the bench that runs in the page, as one script. */
export async function bundled(name: 'bare' | 'probe'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, `${name}.ts`)],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  return outputFiles[0]?.text ?? '';
}

export interface Bench {
  readonly page: Page;
  readonly session: CDPSession;
}

/** Puts the probe into a page whose editor is there. */
export async function enter(page: Page): Promise<Bench> {
  await page.evaluate(await bundled('probe'));
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return { page, session };
}

/** Calls the probe; its arguments and result are JSON. */
export async function ask<Name extends keyof Probe>(
  { page }: Bench,
  name: Name,
  ...args: Parameters<Probe[Name]>
): Promise<ReturnType<Probe[Name]>> {
  return page.evaluate(`probe.${name}(...${JSON.stringify(args)})`);
}

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, Math.max(0, ms)));

/** Milliseconds of CPU that the page's main thread has used so far. */
async function cpu({ session }: Bench): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const found = metrics.find(({ name }) => name === 'ThreadTime');
  if (!found) throw new Error('this browser does not tell the CPU time of its threads');
  return found.value * 1000;
}

/** Waits until the page has done all that it began when it was opened. */
export async function untilIdle(bench: Bench, most = 60_000): Promise<void> {
  const end = Date.now() + most;
  let quiet = 0;
  let before = await cpu(bench);
  while (quiet < 3 && Date.now() < end) {
    await wait(500);
    const now = await cpu(bench);
    quiet = now - before < 20 ? quiet + 1 : 0;
    before = now;
  }
}

type Key = (session: CDPSession) => Promise<unknown>;

const press =
  (text: string): Key =>
  async (session) => {
    const key = { key: text, text, code: text === ' ' ? 'Space' : `Key${text.toUpperCase()}` };
    await session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key });
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code });
  };

export const latinKeys = (text: string): readonly Key[] => [...text].map(press);

export const hangulKeys = (syllables: readonly (readonly string[])[]): readonly Key[] =>
  syllables.flatMap((steps) =>
    steps.map(
      (step, at): Key =>
        async (session) => {
          const composing = { text: step, selectionStart: 1, selectionEnd: 1 };
          await session.send('Input.imeSetComposition', composing);
          if (at === steps.length - 1) await session.send('Input.insertText', { text: step });
        },
    ),
  );

/** Sends the keys at a steady pace, a late one at once. */
async function type(bench: Bench, keys: readonly Key[]): Promise<void> {
  const start = performance.now();
  const sent: Promise<unknown>[] = [];
  for (const [at, key] of keys.entries()) {
    await wait(start + at * PACE - performance.now());
    sent.push(key(bench.session));
  }
  await Promise.all(sent);
  await wait(TAIL);
}

/** Milliseconds of the main thread's CPU for each key. */
export async function cpuPerKey(bench: Bench, keys: readonly Key[]): Promise<number> {
  await type(bench, keys.slice(0, 6));
  const rest = keys.slice(6);
  const before = await cpu(bench);
  await type(bench, rest);
  return ((await cpu(bench)) - before) / rest.length;
}

export interface Tasks {
  /** Milliseconds of CPU of the longest task, and how many were over 50. */
  readonly longest: number;
  readonly long: number;
}

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
}

const MARKS = ['bench-start', 'bench-typed', 'bench-end'] as const;

/** Types, then waits for what follows a pause (saving, backup); gives the tasks of both times. */
export async function tasksOf(
  browser: Browser,
  bench: Bench,
  keys: readonly Key[],
  pause: () => Promise<void>,
): Promise<{ readonly typing: Tasks; readonly pause: Tasks }> {
  const mark = (at: number) => bench.page.evaluate(`performance.mark('${MARKS[at]}'), undefined`);
  await browser.startTracing(bench.page, {
    categories: ['blink.user_timing', 'disabled-by-default-devtools.timeline', 'toplevel'],
  });
  await mark(0);
  await type(bench, keys);
  await mark(1);
  await pause();
  await mark(2);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  }; // Chromium's own format
  const [start, typed, end] = MARKS.map((name) => traceEvents.find((event) => event.name === name));
  if (!start || !typed || !end) throw new Error('the trace has no marks');
  const tasks = traceEvents.filter(
    (event) =>
      event.pid === start.pid &&
      event.tid === start.tid &&
      /RunTask$/.test(event.name) &&
      event.dur !== undefined,
  );
  const between = (from: number, to: number): Tasks => {
    const all = tasks
      .filter(({ ts }) => ts >= from && ts < to)
      .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000);
    return { longest: Math.max(0, ...all), long: all.filter((ms) => ms > 50).length };
  };
  return { typing: between(start.ts, typed.ts), pause: between(typed.ts, end.ts) };
}

/** Milliseconds from each key that shows something (no space) to its paint in the preview. */
export async function paintsOf(bench: Bench, text: string): Promise<readonly number[]> {
  const mark = /^ \S+/.exec(text)?.[0] ?? '';
  const rest = text.slice(mark.length);
  await type(bench, latinKeys(mark));
  await ask(bench, 'watch', mark, rest);
  await type(bench, latinKeys(rest));
  const all = await ask(bench, 'watched');
  return all.flatMap((ms, at) => {
    if (rest[at] === ' ') return [];
    if (ms === null) throw new Error(`key ${at} of "${rest}" was never seen in the preview`);
    return [ms];
  });
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
