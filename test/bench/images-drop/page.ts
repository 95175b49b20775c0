// Owns: what is run and watched in the page: a drop, and the tasks of its main thread meanwhile, by the clock and by their computing.
// Must not know: which numbers are good.
import type { Browser, Page } from 'playwright-core';

export interface Tasks {
  /** The longest task of the page's thread by the clock, and by what it computed itself, in milliseconds. */
  readonly clock: number;
  readonly computing: number;
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Runs `work` while Chromium writes down what the page's main thread does. */
export async function watched<T>(
  browser: Browser,
  page: Page,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly tasks: Tasks }> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  const result = await work();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  }; // Chromium's format
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid} ${tid}`;
  const mains = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(threadOf),
  );
  const tasks = trace.traceEvents.filter(
    (event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(threadOf(event)),
  );
  const most = (of: 'dur' | 'tdur'): number => Math.max(0, ...tasks.map((task) => task[of] ?? 0)) / 1000;
  return { result, tasks: { clock: most('dur'), computing: most('tdur') } };
}

// A string: a compiled function may lean on helpers that the page does not have.
export const measure = (drops: boolean): string => `async () => {
  const view = document.querySelector('.cm-content').cmTile.view;
  const file = window.benchFile;
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
  return { referenced, gap };
}`;
