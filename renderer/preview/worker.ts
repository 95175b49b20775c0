// Owns: the preview's worker: takes messages, renders the newest text once, answers; loads colours and templates behind that.
// Must not know: how text is rendered (engine.ts), the DOM.
import { createEngine } from './engine.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

// The compiler sees the page's `self`; in here it is the worker's.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const COUNT_AFTER = 250;

const engine = createEngine({
  now: () => performance.now(),
  clock: () => ({ now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
});
let due = false;
let loading = false;
let asked = false;
let counting: ReturnType<typeof setTimeout> | undefined;

/** Messages that wait already are taken first, so a fast typist is answered once for several keys. */
const queue = new MessageChannel();
queue.port1.onmessage = () => {
  due = false;
  const needs = engine.needs();
  if (needs === 'tools') {
    loadTools();
    return;
  }
  if (needs === 'posts' && !asked) {
    asked = true;
    answer({ type: 'wantsPosts' });
  }
  const rendered = engine.render();
  if (rendered) answer(rendered);
  loadTools();
  clearTimeout(counting);
  counting = setTimeout(() => {
    const counted = engine.count();
    if (counted) answer({ type: 'counted', ...counted });
  }, COUNT_AFTER);
};

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') engine.open(data.post, data.revision, data.text, data.entry);
  else if (data.type === 'site') engine.site(data.site);
  else if (data.type === 'posts') engine.posts(data.posts);
  else engine.change(data.post, data.revision, data.changes);
  schedule();
};

function schedule(): void {
  if (due) return;
  due = true;
  queue.port2.postMessage(null);
}

function loadTools(): void {
  if (loading) return;
  loading = true;
  import('./tools.ts').then(
    ({ tools }) => {
      engine.equip(tools);
      schedule();
    },
    () => {
      // Without them text is shown plainly; the next change tries again.
      loading = false;
    },
  );
}

function answer(message: FromWorker): void {
  scope.postMessage(message);
}
