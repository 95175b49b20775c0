// Owns: the preview's worker: takes messages, renders the newest text once, answers.
// Must not know: how text is rendered (engine.ts), the DOM.
import { createEngine } from './engine.ts';
import type { FromWorker, ToWorker } from './protocol.ts';

// The compiler sees the page's `self`; in here it is the worker's.
const scope = self as unknown as DedicatedWorkerGlobalScope;
const COUNT_AFTER = 250;

const engine = createEngine({ context: { now: () => performance.now() } });
let due = false;
let counting: ReturnType<typeof setTimeout> | undefined;

/** Lets messages that wait already be taken first, so a fast typist is answered once for several keys. */
const queue = new MessageChannel();
queue.port1.onmessage = () => {
  due = false;
  const rendered = engine.render();
  if (rendered) answer(rendered);
  clearTimeout(counting);
  counting = setTimeout(() => {
    const counted = engine.count();
    if (counted) answer({ type: 'counted', ...counted });
  }, COUNT_AFTER);
};

scope.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'open') engine.open(data.post, data.revision, data.text);
  else if (data.type === 'site') engine.site(data.site);
  else engine.change(data.post, data.revision, data.changes);
  if (due) return;
  due = true;
  queue.port2.postMessage(null);
};

function answer(message: FromWorker): void {
  scope.postMessage(message);
}
